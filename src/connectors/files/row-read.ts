/** What reading a file gives, row by row: good rows, rows that cannot be read, and the point from which nothing can be read. */
import type { Problem } from '../../core/values/result.ts'
import type { Cells } from './expression.ts'
import type { FormatText } from './mapping-schema.ts'

/** `line` is where the row begins, 1 for the first line of the file; `raw` gives every cell as it stands in the file. */
export type RowRead =
  | { readonly kind: 'row'; readonly line: number; readonly cells: Cells; readonly raw: () => Cells }
  | { readonly kind: 'bad'; readonly line: number; readonly column: string | null; readonly problem: Problem; readonly raw: Cells }
  | { readonly kind: 'broken'; readonly line: number; readonly column: string | null; readonly problem: Problem }

/** Which columns are wanted, and how the file is written. */
export interface FileShape {
  readonly columns: readonly string[]
  readonly format: FormatText
  /** Texts that stand for an empty cell. */
  readonly empty: readonly string[]
}

/** Called with the columns that a file turned out to hold. */
export type OnColumns = (columns: Iterable<string>) => void

/** The value of a cell as mappings see it: trimmed, and empty where it stands for nothing. */
export function cellText(text: string, empty: readonly string[]): string {
  const trimmed = text.trim()
  return empty.includes(trimmed) ? '' : trimmed
}

/** A row is set aside when a byte in it does not belong to the encoding. */
export function damagedRow(encoding: string, byte: string): Problem {
  return {
    code: 'import.damaged-text',
    message: "The row has a byte that its file's encoding does not allow.",
    next: 'Export the file in one encoding, or state the right one, e.g. `encoding: windows-1252`.',
    facts: { byte, encoding },
  }
}
