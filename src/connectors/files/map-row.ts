/** Makes one row of a file into a record, or sets it aside with every reason. */
import type { AnyRecord } from '../../core/records/all.ts'
import { ok, type Problem, type Result } from '../../core/values/result.ts'
import type { RejectedRow, StagedRow } from '../../engine/ports.ts'
import type { FieldReader } from './compile-field.ts'
import type { OnNote } from './convert.ts'
import type { Cells, Scope } from './expression.ts'
import { type Lookup, lookUp } from './lookup.ts'
import type { Condition, Source } from './mapping.ts'

/** A row as it was read, wherever it came from. */
export interface RowAt {
  readonly file: string
  readonly line: number
  readonly cells: Cells
  readonly raw: () => Cells
}

/** Called with what is worth knowing about a value that was taken all the same. */
export type OnRowNote = (column: string | null, problem: Problem) => void

export type MappedRow =
  | { readonly kind: 'staged'; readonly row: StagedRow }
  | { readonly kind: 'rejected'; readonly row: RejectedRow }
  | { readonly kind: 'leftOut' }

/** Ids end up in keys and addresses, so their length is bounded as the records bound it. */
const ID_LENGTH_MAX = 200

interface BadCell {
  readonly column: string | null
  readonly problem: Problem
}

/** Maps `row`. Rows that `where` does not want are left out; a row with several bad cells names the first in full and the others by column. */
export function mapRow(source: Source, lookups: readonly Lookup[], how: { readonly row: RowAt; readonly onNote: OnRowNote }): MappedRow {
  const { row, onNote } = how
  const bad: BadCell[] = []
  const scope: Record<string, Cells> = { row: row.cells }
  if (!source.whereAfterJoins && !wanted(source.where, scope, bad))
    return bad.length === 0 ? { kind: 'leftOut' } : set(source, row, { id: null, bad })
  for (const lookup of lookups) {
    const found = lookUp(lookup, scope)
    if (!found.ok) bad.push({ column: lookup.join.by.column, problem: found.problem })
    scope[lookup.join.name] = found.ok ? found.value : lookup.nothing
  }
  if (bad.length === 0 && source.whereAfterJoins && !wanted(source.where, scope, bad))
    return bad.length === 0 ? { kind: 'leftOut' } : set(source, row, { id: null, bad })
  const id = readKey(source, scope, bad)
  if (bad.length > 0) return set(source, row, { id, bad })
  const body: Record<string, unknown> = { id }
  for (const field of source.fields) readField(field, { scope, body, bad, onNote })
  if (bad.length > 0) return set(source, row, { id, bad })
  return { kind: 'staged', row: { record: source.record, body: body as unknown as AnyRecord, file: row.file, line: row.line } }
}

function wanted(where: Condition | null, scope: Scope, bad: BadCell[]): boolean {
  const holds: Result<boolean> = where === null ? ok(true) : where.holds(scope)
  if (holds.ok) return holds.value
  bad.push({ column: null, problem: holds.problem })
  return false
}

function readKey(source: Source, scope: Scope, bad: BadCell[]): string | null {
  const key = source.key.read(scope)
  if (!key.ok) {
    bad.push({ column: source.key.column, problem: key.problem })
    return null
  }
  const { text } = key.value
  if (text === '') bad.push({ column: source.key.column, problem: noKey })
  if (text.length > ID_LENGTH_MAX) bad.push({ column: source.key.column, problem: longKey(text) })
  return text === '' || text.length > ID_LENGTH_MAX ? null : text
}

const noKey: Problem = {
  code: 'import.no-key',
  message: 'The row has no key, so that it can never be recognised again.',
  next: 'Fill the column of the key, or leave such rows out with `where`.',
  facts: {},
}

function longKey(text: string): Problem {
  const next = 'Build the key from shorter columns.'
  return {
    code: 'import.long-key',
    message: 'The key is too long.',
    next,
    facts: { value: `${text.slice(0, 40)}…`, length: text.length, longest: ID_LENGTH_MAX },
  }
}

interface FieldRead {
  readonly scope: Scope
  readonly body: Record<string, unknown>
  readonly bad: BadCell[]
  readonly onNote: OnRowNote
}

function readField(field: FieldReader, { scope, body, bad, onNote }: FieldRead): void {
  const note: OnNote = (problem) => onNote(field.column, problem)
  const value = field.read(scope, note)
  if (!value.ok) bad.push({ column: field.column, problem: withField(value.problem, field.name) })
  else if (value.value !== undefined) body[field.name] = value.value
  else if (!field.optional) bad.push({ column: field.column, problem: missingValue(field.name) })
}

function withField(problem: Problem, field: string): Problem {
  return { ...problem, facts: { field, ...problem.facts } }
}

function missingValue(field: string): Problem {
  const next = 'Fill the cell, or give the field a value for empty cells with a value map.'
  return { code: 'import.missing-value', message: 'The record cannot do without this, and the cell is empty.', next, facts: { field } }
}

function set(source: Source, row: RowAt, { id, bad }: { readonly id: string | null; readonly bad: readonly BadCell[] }): MappedRow {
  const [first, ...others] = bad
  const problem = first?.problem ?? noKey
  const also = others.map((each) => each.column ?? 'the row').join(', ')
  const told = also === '' ? problem : { ...problem, facts: { ...problem.facts, 'also wrong': also } }
  return {
    kind: 'rejected',
    row: {
      record: source.record,
      recordId: id,
      file: row.file,
      line: row.line,
      column: first?.column ?? null,
      problem: told,
      raw: row.raw(),
    },
  }
}
