/** Tables of plain text, as wide as their content. */

export interface Column {
  readonly title: string
  /** Figures stand flush right. */
  readonly right?: boolean
}

const CELL_LENGTH_MAX = 60

/** One line for each row under a line of titles; long cells are cut. Empty when there is no row. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const cells = [columns.map((each) => each.title), ...rows].map((row) => row.map(cut))
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  const lines = cells.map((row) =>
    row.map((cell, i) => (columns[i]?.right === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  '),
  )
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [lines[0], rule, ...lines.slice(1)].map((line) => line?.trimEnd()).join('\n')
}

function cut(cell: string): string {
  const plain = cell.replace(/\s+/g, ' ')
  return plain.length > CELL_LENGTH_MAX ? `${plain.slice(0, CELL_LENGTH_MAX - 1)}…` : plain
}

/** A whole number with its noun: `1 line`, `12 lines`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
}
