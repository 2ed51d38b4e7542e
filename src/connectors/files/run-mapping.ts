/** Reads a folder of files by a mapping into an import: good rows are staged, bad rows set aside, nothing is lost and little is held in memory. */
import { stat } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { definitionOf, type RecordName } from '../../core/records/all.ts'
import type { Instant } from '../../core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import type { ImportPreview, ImportSession, ImportStore, RejectedRow, StagedRow } from '../../engine/ports.ts'
import { findFiles } from './find-files.ts'
import { loadMapping } from './load-mapping.ts'
import { type Lookup, loadLookup, type UnreadRow } from './lookup.ts'
import { mapRow, type RowAt } from './map-row.ts'
import type { Mapping, Source } from './mapping.ts'
import { type ImportNote, type Notes, startNotes } from './notes.ts'
import { readRows } from './read-rows.ts'

/** How far a run is. Rows that are counted as read were staged, rejected or left out by a condition. */
export interface RunProgress {
  readonly record: RecordName
  readonly file: string
  readonly read: number
  readonly staged: number
  readonly rejected: number
}

export interface RunOptions {
  readonly folder: string
  readonly mapping: Mapping
  readonly session: ImportSession
  /** Whether a works agreement allows data about people; without one, no such file is even opened. */
  readonly worksAgreement: boolean
  readonly onProgress?: (progress: RunProgress) => void
}

export interface RunOutcome {
  readonly read: number
  readonly staged: number
  readonly rejected: number
  readonly leftOut: number
  /** The kinds that the files turned out to state completely: a kind whose file is missing, empty or broken is not among them. */
  readonly covers: readonly RecordName[]
  /** What was taken all the same and is worth knowing, one entry for each column and reason. */
  readonly notes: readonly ImportNote[]
}

const BATCH_ROWS = 1000

/** A run under way. */
interface Run {
  readonly options: RunOptions
  readonly notes: Notes
  readonly staged: StagedRow[]
  readonly rejected: RejectedRow[]
  /** Kinds for which something is missing that cannot be named, so that what is absent may not be taken as gone. */
  readonly incomplete: Set<RecordName>
  readonly withRows: Set<RecordName>
  /** Rows of joined files that were already set aside, for several sources may join one file. */
  readonly unreadJoined: Set<string>
  readonly counts: { read: number; staged: number; rejected: number; leftOut: number }
}

/** Runs `mapping` over `folder`. The only failure is a folder that is not there; everything else is a row of the import. */
export async function runMapping(options: RunOptions): Promise<Result<RunOutcome>> {
  const folder = await stat(options.folder).catch(() => undefined)
  if (folder?.isDirectory() !== true) return failed(noFolder(options.folder))
  const counts = { read: 0, staged: 0, rejected: 0, leftOut: 0 }
  const run: Run = {
    options,
    notes: startNotes(),
    staged: [],
    rejected: [],
    incomplete: new Set(),
    withRows: new Set(),
    unreadJoined: new Set(),
    counts,
  }
  stage(run, options.mapping.site)
  for (const source of options.mapping.sources) await runSource(run, source)
  await flush(run)
  const covers = options.mapping.covers.filter((record) => run.withRows.has(record) && !run.incomplete.has(record))
  const uncovered = options.mapping.covers.filter((record) => !covers.includes(record) && !setAsideWhole(run, record))
  for (const record of uncovered) run.notes.add({ file: options.mapping.file, line: 1, column: record, problem: notCovered })
  return ok({ ...run.counts, covers, notes: run.notes.list() })
}

function noFolder(folder: string): Problem {
  return { code: 'import.no-folder', message: 'There is no such folder.', next: 'Give the folder that holds the files.', facts: { folder } }
}

const notCovered: Problem = {
  code: 'import.not-covered',
  message: 'The files do not state this kind of record completely, so that nothing is removed.',
  next: 'Mend what was set aside, or leave the kind out of `covers`.',
  facts: {},
}

/** Data about people is not even opened without a works agreement. */
function setAsideWhole(run: Run, record: RecordName): boolean {
  return definitionOf(record).personal && !run.options.worksAgreement
}

async function runSource(run: Run, source: Source): Promise<void> {
  const { record, from } = source
  const name = 'file' in from ? from.file : run.options.mapping.file
  if (setAsideWhole(run, record)) return breakOff(run, source, { file: name, line: 1, column: null, problem: personal })
  const lookups = await loadLookups(run, source)
  if (lookups === undefined) return
  if ('rows' in from) {
    for (const { line, cells } of from.rows)
      await takeRow(run, source, { lookups, row: { file: name, line, cells: withEvery(source, cells), raw: () => cells } })
    return
  }
  const files = await findFiles(run.options.folder, from.file)
  if (!files.ok) {
    if (!source.optional || files.problem.code !== 'import.missing-file')
      breakOff(run, source, { file: name, line: 1, column: null, problem: files.problem })
    return
  }
  for (const file of files.value) await runFile(run, source, { lookups, file })
}

/** Rows of a mapping name only the columns that they fill. */
function withEvery(source: Source, cells: RowAt['cells']): RowAt['cells'] {
  return Object.fromEntries(source.shape.columns.map((column) => [column, (cells[column] ?? '').trim()]))
}

const personal: Problem = {
  code: 'import.personal',
  message: 'This is data about people, which needs a works agreement. The file was not opened.',
  next: 'Conclude a works agreement and record it in the configuration, then import again.',
  facts: {},
}

async function loadLookups(run: Run, source: Source): Promise<readonly Lookup[] | undefined> {
  const lookups: Lookup[] = []
  for (const join of source.joins) {
    const lookup = await loadLookup(join, run.options.folder, (file, row) => {
      run.incomplete.add(source.record)
      if (once(run.unreadJoined, `${file} ${row.line}`)) unread(run, source, { file, row })
    })
    if (!lookup.ok) {
      breakOff(run, source, { file: join.file, line: 1, column: null, problem: lookup.problem })
      return undefined
    }
    lookups.push(lookup.value)
  }
  return lookups
}

/** Whether `key` is new to the set; it is in it afterwards. */
function once(seen: Set<string>, key: string): boolean {
  const fresh = !seen.has(key)
  seen.add(key)
  return fresh
}

async function runFile(
  run: Run,
  source: Source,
  { lookups, file }: { readonly lookups: readonly Lookup[]; readonly file: string },
): Promise<void> {
  const known = new Set<string>()
  const before = run.counts.read
  const rows = readRows(joinPath(run.options.folder, file), source.shape, (columns) => {
    for (const column of columns) known.add(column)
  })
  for await (const row of rows) {
    if (row.kind === 'row') await takeRow(run, source, { lookups, row: { file, line: row.line, cells: row.cells, raw: row.raw } })
    else await unreadRow(run, source, { file, row })
  }
  const unseen = run.counts.read === before ? [] : source.shape.columns.filter((column) => known.size > 0 && !known.has(column))
  for (const column of unseen) run.notes.add({ file, line: 1, column, problem: neverSeen })
  run.options.onProgress?.({ record: source.record, file, ...run.counts })
}

const neverSeen: Problem = {
  code: 'import.column-never-seen',
  message: 'No row of the file has this column.',
  next: 'Check its name in the mapping; every row was read as if the cell were empty.',
  facts: {},
}

async function takeRow(
  run: Run,
  source: Source,
  { lookups, row }: { readonly lookups: readonly Lookup[]; readonly row: RowAt },
): Promise<void> {
  const { record } = source
  run.counts.read += 1
  const mapped = mapRow(source, lookups, {
    row,
    onNote: (column, problem) => run.notes.add({ file: row.file, line: row.line, column, problem }),
  })
  if (mapped.kind === 'leftOut') run.counts.leftOut += 1
  else if (mapped.kind === 'staged') stage(run, mapped.row)
  else {
    if (mapped.row.recordId === null) run.incomplete.add(record)
    reject(run, mapped.row)
  }
  await flushWhenFull(run, record, row.file)
}

async function unreadRow(run: Run, source: Source, at: { readonly file: string; readonly row: UnreadRow }): Promise<void> {
  unread(run, source, at)
  await flushWhenFull(run, source.record, at.file)
}

/** A row that could not be read, or the point from which a file could not. */
function unread(run: Run, source: Source, { file, row }: { readonly file: string; readonly row: UnreadRow }): void {
  if (row.kind === 'bad') run.counts.read += 1
  run.incomplete.add(source.record)
  const raw = row.kind === 'bad' ? row.raw : {}
  reject(run, { record: source.record, recordId: null, file, line: row.line, column: row.column, problem: row.problem, raw })
}

function breakOff(run: Run, source: Source, at: Pick<RejectedRow, 'file' | 'line' | 'column' | 'problem'>): void {
  run.incomplete.add(source.record)
  reject(run, { record: source.record, recordId: null, ...at, raw: {} })
}

function stage(run: Run, row: StagedRow): void {
  run.withRows.add(row.record)
  run.counts.staged += 1
  run.staged.push(row)
}

function reject(run: Run, row: RejectedRow): void {
  run.counts.rejected += 1
  run.rejected.push(row)
}

async function flushWhenFull(run: Run, record: RecordName, file: string): Promise<void> {
  if (run.staged.length + run.rejected.length < BATCH_ROWS) return
  await flush(run)
  run.options.onProgress?.({ record, file, ...run.counts })
}

async function flush({ options, staged, rejected }: Run): Promise<void> {
  if (staged.length > 0) await options.session.stage(staged.splice(0))
  if (rejected.length > 0) await options.session.reject(rejected.splice(0))
}

export interface ImportOptions extends Omit<RunOptions, 'mapping' | 'session'> {
  /** Path of the mapping file. */
  readonly mappingFile: string
  /** The imports of the site that the mapping is about. */
  readonly importsOf: (siteId: string) => ImportStore
  /** The moment from which relative dates count; the machine's now when not stated. */
  readonly now?: Instant
}

/** A previewed import: `session.apply` makes it so, `session.discard` forgets it. */
export interface PreviewedImport {
  readonly mapping: Mapping
  readonly session: ImportSession
  readonly outcome: RunOutcome
  readonly preview: ImportPreview
}

/** Loads the mapping, runs it and previews the result. Nothing of the site changes until the caller applies the session. */
export async function importFolder(options: ImportOptions): Promise<Result<PreviewedImport>> {
  const mapping = await loadMapping(options.mappingFile, options.now)
  if (!mapping.ok) return mapping
  const session = await options.importsOf(mapping.value.site.body.id).begin({ mapping: mapping.value.name, folder: options.folder })
  try {
    const outcome = await runMapping({ ...options, mapping: mapping.value, session })
    if (outcome.ok)
      return ok({ mapping: mapping.value, session, outcome: outcome.value, preview: await session.preview(outcome.value.covers) })
    await session.discard()
    return outcome
  } catch (error) {
    await session.discard()
    throw error
  }
}
