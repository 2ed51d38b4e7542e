/** `throughline import`: preview a folder of files, then apply it. What is set aside is shown, kept, listed and tried again. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadMapping } from '../connectors/files/load-mapping.ts'
import type { ImportNote } from '../connectors/files/notes.ts'
import { importFolder, type PreviewedImport } from '../connectors/files/run-mapping.ts'
import type { ImportPreview, ImportProgress, ImportSession, RejectedRow } from '../engine/ports.ts'
import type { Store } from '../store/open-store.ts'
import { type Call, type Command, textOf } from './command.ts'
import { csvText } from './csv-text.ts'
import { beginThroughServer, type ReadImport } from './import-through-server.ts'
import { type Done, Refusal, wrongUse } from './outcome.ts'
import { type RunningServer, runningServer } from './server-file.ts'
import { plainName, siteIn, withStore } from './site-access.ts'
import { count, textTable } from './text-table.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'bring files in by a mapping: preview first, then all of it or nothing',
  positionals: ['[folder]'],
  options: [
    { name: 'mapping', value: 'file', doc: 'the mapping that says what stands where; the manual shows how to write one' },
    { name: 'dry-run', doc: 'preview only' },
    { name: 'apply', doc: 'apply without asking' },
    { name: 'yes', doc: 'the same as --apply' },
    { name: 'rejects-to', value: 'file.csv', doc: 'write every row that was set aside to this file' },
    { name: 'rejected', doc: 'list the rows that earlier imports set aside and that are not right yet' },
    { name: 'retry', doc: 'try the rows again that earlier imports of this mapping set aside' },
  ],
  examples: [
    { line: 'import exports/ --mapping plant.yaml', does: 'shows what would change, asks, and applies' },
    {
      line: 'import exports/ --mapping plant.yaml --dry-run --rejects-to rejected.csv',
      does: 'shows what would change, and writes what was set aside to a file',
    },
    { line: 'import exports/ --mapping plant.yaml --apply --json', does: 'applies at once, for a nightly job' },
    { line: 'import --rejected', does: 'lists what is still set aside' },
    { line: 'import --retry --mapping plant.yaml', does: 'tries those rows again, after what they refer to has come' },
  ],
  run: async (call) => {
    if (call.values.rejected === true) return listRejected(call)
    const mappingFile = textOf(call.values, 'mapping')
    if (mappingFile === undefined)
      throw wrongUse({ code: 'use-missing-option', message: 'An import needs a mapping.', next: 'Add --mapping <file>.' })
    return call.values.retry === true ? retry(call, resolve(mappingFile)) : importFiles(call, resolve(mappingFile))
  },
}

/** Rows that a terminal shows; all of them are in `--json` and `--rejects-to`. */
const REJECTS_SHOWN = 20
const REJECTS_PAGE = 1000

type Reject = RejectedRow & { readonly n: number }

async function importFiles(call: Call, mappingFile: string): Promise<Done> {
  const [folder] = call.positionals
  if (folder === undefined)
    throw wrongUse({
      code: 'use-missing-argument',
      message: 'It is not said what to import.',
      next: 'Write: throughline import <folder> --mapping <file>.',
    })
  const files: Files = { folder: resolve(folder), mappingFile, onProgress: (progress) => call.terminal.progress(readingText(progress)) }
  const server = await runningServer(call.config)
  return server === undefined ? importHere(call, files) : importBeside(call, server, files)
}

/** Absolute paths, and who is told while they are read. */
interface Files {
  readonly folder: string
  readonly mappingFile: string
  readonly onProgress: (progress: ImportProgress) => void
}

function readingText({ record, file, read, rejected }: ImportProgress): string {
  const aside = rejected === 0 ? '' : `, ${rejected.toLocaleString('en-US')} set aside`
  return `Reading ${plainName(record)} from ${file}: ${read.toLocaleString('en-US')} rows${aside}`
}

function importHere(call: Call, files: Files): Promise<Done> {
  return withStore(call, async (store) => {
    const previewed = await importFolder({
      ...files,
      importsOf: (mapped) => store.imports(siteOf(call, mapped)),
      worksAgreement: call.config.worksAgreement !== undefined,
    })
    if (!previewed.ok) throw new Refusal(2, [previewed.problem])
    return finish(call, previewed.value.session, { ...previewed.value, site: previewed.value.mapping.site.body.id })
  })
}

/** A running server is the one writer of its site, and the import goes through it. */
async function importBeside(call: Call, server: RunningServer, { folder, mappingFile, onProgress }: Files): Promise<Done> {
  const mapping = await loadMapping(mappingFile)
  if (!mapping.ok) throw new Refusal(2, [mapping.problem])
  const site = siteOf(call, mapping.value.site.body.id)
  const { state, session } = await beginThroughServer(call, server, { folder, mapping: mappingFile, onProgress })
  const { progress, notes, preview } = state
  if (preview === null) throw new Error('an import was read and has no preview')
  return finish(call, session, {
    ...{ site, mapping: mapping.value, preview },
    outcome: { notes, ...(progress === null ? {} : { read: progress.read, staged: progress.staged }) },
  })
}

/** A mapping names its site; a configured one must be the same, or the wrong plant would be overwritten. */
function siteOf({ config }: Call, mapped: string): string {
  if (config.site === undefined || config.site === mapped) return mapped
  const next = 'Correct the site in the mapping or in the configuration, so that both are about the same plant.'
  throw wrongUse({
    code: 'use-other-site',
    message: 'The mapping is about another site.',
    next,
    facts: { mapping: mapped, configured: config.site },
  })
}

async function retry(call: Call, mappingFile: string): Promise<Done> {
  const mapping = await loadMapping(mappingFile)
  if (!mapping.ok) throw new Refusal(2, [mapping.problem])
  const site = siteOf(call, mapping.value.site.body.id)
  return withStore(call, async (store) => {
    const session = await store.imports(site).retry(mapping.value.name)
    return finish(call, session, { mapping: mapping.value, preview: await session.preview([]), site })
  })
}

interface Previewed extends Pick<PreviewedImport, 'mapping' | 'preview'> {
  readonly site: string
  readonly outcome?: Partial<PreviewedImport['outcome']>
}

/** Shows the preview, then applies or forgets it. */
async function finish(call: Call, session: ReadImport, previewed: Previewed): Promise<Done> {
  const { terminal } = call
  try {
    const rejects = await shownRejects(call, session)
    const notes = previewed.outcome?.notes ?? []
    const shown = previewText(previewed, rejects, notes)
    const changes = changesOf(previewed.preview)
    const mayApply = changes > 0 && call.values['dry-run'] !== true
    const told = mayApply && terminal.interactive && !isAgreed(call)
    if (told) terminal.print(shown)
    const agreed = mayApply && (isAgreed(call) || (told && (await terminal.confirm(`Apply ${count(changes, 'change')}?`))))
    const applied =
      agreed || (changes === 0 && call.values['dry-run'] !== true && isAgreed(call)) ? await apply(call, session, previewed) : undefined
    const last = applied === undefined ? unappliedText(call, changes) : appliedText(applied)
    return {
      exitCode: needsLook(previewed.preview, rejects) ? 1 : 0,
      text: told ? last : `${shown}\n\n${last}`,
      json: {
        site: previewed.site,
        mapping: previewed.mapping.name,
        ...previewed.outcome,
        preview: previewed.preview,
        rejected: rejects,
        applied: applied ?? null,
      },
    }
  } finally {
    await session.discard()
  }
}

/** Data about people that stays closed without a works agreement is as it should be; everything else that was set aside needs a look. */
function needsLook({ rejectedCount }: ImportPreview, rejects: readonly Reject[]): boolean {
  return rejectedCount > rejects.filter((each) => each.problem.code === 'import.personal').length
}

function isAgreed({ values }: Call): boolean {
  return values.apply === true || values.yes === true
}

function changesOf({ records }: ImportPreview): number {
  return Object.values(records).reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0)
}

async function apply(call: Call, session: ReadImport, { mapping }: Previewed): ReturnType<ImportSession['apply']> {
  call.terminal.progress('Applying')
  try {
    return await session.apply({ by: 'command line', source: mapping.name })
  } catch (error) {
    throw (await heldByServer(call, error)) ?? error
  }
}

/** A server that came up in between, or beside which rows are tried again. */
async function heldByServer({ config }: Call, error: unknown): Promise<Refusal | undefined> {
  const problem = (error as { problem?: { code?: string } }).problem
  const server = problem?.code === 'site-has-writer' ? await runningServer(config) : undefined
  if (server === undefined) return undefined
  const next = `Give the command again: an import of files goes through that server by itself. To try rows again, stop it first (process ${server.pid}), or mend the files and import them.`
  return new Refusal(3, [
    {
      code: 'site-has-writer',
      message: 'A running server writes to this site; nothing was applied.',
      next,
      facts: { server: server.url, process: server.pid },
    },
  ])
}

/** All rows that were set aside where somebody wants them all; the first ones otherwise. */
async function shownRejects(call: Call, session: ReadImport): Promise<readonly Reject[]> {
  const file = textOf(call.values, 'rejects-to')
  const wantsAll = file !== undefined || call.terminal.json
  const rejects = await pages((after, limit) => session.rejected({ after, limit }), wantsAll ? Number.POSITIVE_INFINITY : REJECTS_SHOWN)
  if (file !== undefined) await writeFile(resolve(file), rejectsCsv(rejects))
  return rejects
}

async function pages(read: (after: number, limit: number) => Promise<readonly Reject[]>, most: number): Promise<readonly Reject[]> {
  const all: Reject[] = []
  while (all.length < most) {
    const page = await read(all.at(-1)?.n ?? 0, Math.min(REJECTS_PAGE, most - all.length))
    all.push(...page)
    if (page.length === 0) break
  }
  return all
}

function rejectsCsv(rejects: readonly RejectedRow[]): string {
  const header = ['file', 'line', 'column', 'record', 'id', 'reason', 'what would fix it', 'facts', 'row']
  const rows = rejects.map(({ file, line, column, record, recordId, problem, raw }) => [
    ...[file, String(line), column ?? '', record ?? '', recordId ?? '', problem.message, problem.next],
    ...[factsText(problem.facts), JSON.stringify(raw)],
  ])
  return csvText([header, ...rows])
}

function factsText(facts: Readonly<Record<string, string | number>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
}

function previewText({ site, mapping, preview }: Previewed, rejects: readonly Reject[], notes: readonly ImportNote[]): string {
  const columns = ['Record', 'New', 'Changed', 'Unchanged', 'Removed'].map((title, i) => ({ title, right: i > 0 }))
  const rows = Object.entries(preview.records).map(([record, { added, changed, unchanged, removed }]) => [
    plainName(record as Parameters<typeof plainName>[0]),
    ...[added, changed, unchanged, removed].map((n) => n.toLocaleString('en-US')),
  ])
  const parts = [
    `${mapping.name} into site ${site}`,
    textTable(columns, rows) || 'Nothing was read.',
    preview.rejectedCount === 0 ? 'No row was set aside.' : rejectsText(rejects, preview.rejectedCount),
    notes.map(noteText).join('\n'),
  ]
  return parts.filter((each) => each !== '').join('\n\n')
}

function rejectsText(rejects: readonly Reject[], total: number): string {
  const shown = rejects.slice(0, REJECTS_SHOWN).map(({ file, line, column, problem }) => {
    const facts = factsText(problem.facts)
    return `  ${file}:${line}${column === null ? '' : ` ${column}`}: ${problem.message}${facts === '' ? '' : ` (${facts})`}\n    Next: ${problem.next}`
  })
  const more =
    total > REJECTS_SHOWN ? `\n  ... and ${count(total - REJECTS_SHOWN, 'more row')}; --rejects-to <file.csv> writes all of them.` : ''
  return `${count(total, 'row was', 'rows were')} set aside:\n${shown.join('\n')}${more}`
}

function noteText({ file, line, column, count: times, problem }: ImportNote): string {
  return `Note: ${file}:${line}${column === null ? '' : ` ${column}`}: ${problem.message}${times > 1 ? ` (${count(times, 'row')})` : ''} ${problem.next}`
}

function unappliedText(call: Call, changes: number): string {
  if (changes === 0) return 'The site holds all of it already.'
  if (call.values['dry-run'] === true || call.terminal.interactive) return 'Nothing was applied.'
  return 'Nothing was applied. Next: add --apply.'
}

function appliedText({ changes, firstSeq, lastSeq }: Awaited<ReturnType<ImportSession['apply']>>): string {
  return changes === 0
    ? 'The site holds all of it already.'
    : `Applied ${count(changes, 'change')} as journal entries ${firstSeq} to ${lastSeq}.`
}

function listRejected(call: Call): Promise<Done> {
  return withStore(call, async (store: Store) => {
    const site = await siteIn(store, call.config.site)
    const file = textOf(call.values, 'rejects-to')
    const all = await pages((after, limit) => store.imports(site).openRejects({ after, limit }), Number.POSITIVE_INFINITY)
    if (file !== undefined) await writeFile(resolve(file), rejectsCsv(all))
    const text = all.length === 0 ? 'No row is set aside.' : rejectsText(all, all.length)
    return { exitCode: all.length === 0 ? 0 : 1, text, json: { site, rejected: all } }
  })
}
