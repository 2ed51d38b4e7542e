/** Comma-separated values as spreadsheets and our own importer read them (RFC 4180, with plain newlines). */

/** Rows as text; a cell is quoted where it has to be. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\n`).join('')
}

function cellText(cell: string): string {
  return /[",\r\n;\t|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
