/** The rows of a joined file by key. They are held in memory, so join the smaller file to the larger one. */
import { join as joinPath } from 'node:path'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import type { Cells, Scope } from './expression.ts'
import { findFiles } from './find-files.ts'
import type { Join } from './mapping.ts'
import { readRows } from './read-rows.ts'
import type { RowRead } from './row-read.ts'

/** A key that stands on several rows where only one may be meant. */
const AMBIGUOUS = Symbol('ambiguous')

export interface Lookup {
  readonly join: Join
  readonly rows: ReadonlyMap<string, Cells | typeof AMBIGUOUS>
  /** What a row gets that joins nothing: every column, empty. */
  readonly nothing: Cells
}

/** A row or a file of a join that cannot be read. */
export type UnreadRow = Exclude<RowRead, { kind: 'row' }>
export type OnUnread = (file: string, row: UnreadRow) => void

/** Reads the joined file whole. The failure is a file that is not there; what cannot be read in it goes to `onUnread`. */
export async function loadLookup(join: Join, folder: string, onUnread: OnUnread): Promise<Result<Lookup>> {
  const files = await findFiles(folder, join.file)
  if (!files.ok) return failed(files.problem)
  const rows = new Map<string, Cells | typeof AMBIGUOUS>()
  for (const file of files.value) {
    for await (const row of readRows(joinPath(folder, file), join.shape, () => undefined)) {
      const bad = row.kind === 'row' ? keep(rows, join, row.cells) : undefined
      if (row.kind !== 'row') onUnread(file, row)
      else if (bad !== undefined) onUnread(file, { kind: 'bad', line: row.line, column: null, problem: bad, raw: row.raw() })
    }
  }
  return ok({ join, rows, nothing: Object.fromEntries(join.shape.columns.map((column) => [column, ''])) })
}

/** Keeps a row under its key where the join wants it; the problem is a condition or a key that cannot be computed. */
function keep(rows: Map<string, Cells | typeof AMBIGUOUS>, join: Join, cells: Cells): Problem | undefined {
  const scope = { row: cells }
  const wanted = join.where?.holds(scope) ?? ok(true)
  if (!wanted.ok) return wanted.problem
  const key = join.key.read(scope)
  if (!key.ok) return key.problem
  const { text } = key.value
  if (!wanted.value || text === '') return undefined
  if (!rows.has(text) || join.duplicates === 'last') rows.set(text, cells)
  else if (join.duplicates === 'reject') rows.set(text, AMBIGUOUS)
  return undefined
}

/** The joined row for a row. An empty key joins nothing; a key that is not there does so only where the join is optional. */
export function lookUp(lookup: Lookup, scope: Scope): Result<Cells> {
  const { join } = lookup
  const key = join.by.read(scope)
  if (!key.ok) return key
  if (key.value.text === '') return ok(lookup.nothing)
  const found = lookup.rows.get(key.value.text)
  if (found === AMBIGUOUS) return failed(ambiguous(join, key.value.text))
  if (found !== undefined) return ok(found)
  return join.optional ? ok(lookup.nothing) : failed(notFound(join, key.value.text))
}

function notFound(join: Join, value: string): Problem {
  const next = 'Export both files at the same time, correct the key, or mark the join `optional: true`.'
  return {
    code: 'import.lookup-missing',
    message: 'The joined file has no row with this key.',
    next,
    facts: { value, file: join.file, key: join.key.column ?? '' },
  }
}

function ambiguous(join: Join, value: string): Problem {
  const next = 'Narrow the join with `where`, or state `duplicates: first` or `duplicates: last`.'
  return {
    code: 'import.lookup-ambiguous',
    message: 'The joined file has several rows with this key.',
    next,
    facts: { value, file: join.file, key: join.key.column ?? '' },
  }
}
