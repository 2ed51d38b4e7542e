/** A mapping that is ready to run: every name checked, every expression compiled. */
import type { RecordName } from '../../core/records/all.ts'
import type { Result } from '../../core/values/result.ts'
import type { StagedRow } from '../../engine/ports.ts'
import type { FieldReader } from './compile-field.ts'
import type { Cells, ColumnRef, Scope } from './expression.ts'
import type { FileShape } from './row-read.ts'
import type { ValueReader } from './value-reader.ts'

export interface Condition {
  readonly columns: readonly ColumnRef[]
  holds(scope: Scope): Result<boolean>
}

/** A file whose rows are found by key. Its wanted columns are held in memory while the source that joins it is read. */
export interface Join {
  readonly name: string
  readonly file: string
  readonly shape: FileShape
  readonly where: Condition | null
  readonly key: ValueReader
  readonly by: ValueReader
  readonly duplicates: 'reject' | 'first' | 'last'
  readonly optional: boolean
}

/** A row that stands in the mapping itself. */
export interface InlineRow {
  readonly line: number
  readonly cells: Cells
}

/** Rows of one kind of record, from files of one shape or from the mapping itself. */
export interface Source {
  readonly record: RecordName
  readonly from: { readonly file: string } | { readonly rows: readonly InlineRow[] }
  readonly optional: boolean
  readonly shape: FileShape
  readonly where: Condition | null
  /** Whether `where` reads a joined row, and so can only be asked once the joins are made. */
  readonly whereAfterJoins: boolean
  readonly joins: readonly Join[]
  readonly key: ValueReader
  readonly fields: readonly FieldReader[]
}

export interface Mapping {
  readonly name: string
  /** Name of the mapping file, as messages show it. */
  readonly file: string
  readonly site: StagedRow
  /** Kinds of record that the sources state completely. */
  readonly covers: readonly RecordName[]
  /** The pegging rule in words, or null when the mapping states none. */
  readonly peggingRule: string | null
  readonly sources: readonly Source[]
}
