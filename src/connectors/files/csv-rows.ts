/** Reads delimited text: finds the delimiter, keeps the line of each row, and sets rows aside that do not fit their header. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type CsvError, type Info, parse } from 'csv-parse'
import { listNames, nearMiss } from '../../core/values/near-miss.ts'
import type { Problem } from '../../core/values/result.ts'
import { type DecodedFile, damagedByte } from './decode.ts'
import type { Cells } from './expression.ts'
import { cellText, damagedRow, type FileShape, type OnColumns, type RowRead } from './row-read.ts'

interface ParsedRow {
  readonly record: readonly string[]
  readonly info: Info
}

/** A row longer than this has an unclosed quote, not a long text; it bounds the memory that such a row can take. */
const ROW_BYTES_MAX = 1024 * 1024

/** Yields the rows of a decoded file. A missing column or an unclosed quote breaks the file there. */
export async function* csvRows(decoded: DecodedFile, shape: FileShape, onColumns: OnColumns): AsyncGenerator<RowRead> {
  const failure: { error?: CsvError } = {}
  const skipLines = shape.format.skipLines ?? 0
  const opened = await openParser(decoded, shape, failure)
  const lines = lineCounter()
  let header: Header | undefined
  for await (const row of opened) {
    const line = lines(row)
    if (header === undefined) {
      header = readHeader(row.record, shape)
      onColumns(header.names)
      const missing = missingColumns(header, shape.columns, line)
      yield* missing
      if (missing.length > 0) return
    } else yield readRow({ row, line, header, decoded, shape })
  }
  if (failure.error !== undefined) yield { kind: 'broken', line: lines.next(), column: null, problem: unclosedQuote(failure.error) }
  else if (header === undefined) yield { kind: 'broken', line: skipLines + 1, column: null, problem: emptyFile }
}

async function openParser(decoded: DecodedFile, shape: FileShape, failure: { error?: CsvError }): Promise<AsyncIterable<ParsedRow>> {
  const chunks = decoded.chunks[Symbol.asyncIterator]()
  const first = await chunks.next()
  const sample = first.done === true ? Buffer.alloc(0) : first.value
  const parser = parse({
    delimiter: statedDelimiter(shape) ?? findDelimiter(sample.toString(), shape.format.skipLines ?? 0),
    record_delimiter: ['\r\n', '\n'],
    from_line: (shape.format.skipLines ?? 0) + 1,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: ROW_BYTES_MAX,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) failure.error ??= error
      return undefined
    },
  })
  // The parser hands an error of the source on to whoever reads it, so the pipeline itself has nobody to tell.
  pipeline(Readable.from(again(sample, chunks), { objectMode: false }), parser).catch(() => undefined)
  return parser as AsyncIterable<ParsedRow>
}

async function* again(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) if (next.value.length > 0) yield next.value
  } finally {
    await rest.return?.()
  }
}

function statedDelimiter(shape: FileShape): string | undefined {
  return shape.format.delimiter === 'tab' ? '\t' : shape.format.delimiter
}

/** The delimiter that stands most often in the header line, outside quotes; a comma where there is only one column. */
function findDelimiter(sample: string, skipLines: number): string {
  const header = (sample.split(/\r?\n/)[skipLines] ?? '').replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: header.split(mark).length - 1 }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark
}

/**
 * Gives the line on which a row begins. The parser counts the line on which a row ends, and counts a line break
 * of two characters inside quotes twice, so both are taken back.
 */
function lineCounter(): ((row: ParsedRow) => number) & { next: () => number } {
  let overcounted = 0
  let last = 0
  const lineOf = (row: ParsedRow): number => {
    let breaks = 0
    let pairs = 0
    for (const cell of row.record) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue
      breaks += cell.match(/[\r\n]/g)?.length ?? 0
      pairs += cell.match(/\r\n/g)?.length ?? 0
    }
    const line = row.info.lines - breaks - overcounted
    overcounted += pairs
    last = row.info.lines - overcounted
    return line
  }
  return Object.assign(lineOf, { next: () => last + 1 })
}

interface Header {
  readonly names: readonly string[]
  /** The wanted columns with their places, in one order, so that all rows are objects of one shape. */
  readonly wanted: readonly (readonly [name: string, place: number])[]
}

function readHeader(record: readonly string[], shape: FileShape): Header {
  const names = record.map((name) => name.trim())
  const wanted = shape.columns.map((name) => [name, names.indexOf(name)] as const)
  return { names, wanted }
}

function missingColumns(header: Header, columns: readonly string[], line: number): readonly RowRead[] {
  return columns.flatMap((column): RowRead[] => {
    const count = header.names.filter((name) => name === column).length
    if (count === 1) return []
    return [{ kind: 'broken', line, column, problem: count === 0 ? noColumn(column, header.names) : twiceColumn(column) }]
  })
}

function noColumn(column: string, names: readonly string[]): Problem {
  const nearest = nearMiss(column, names)
  return {
    code: 'import.missing-column',
    message: 'The file has no such column.',
    next:
      nearest === undefined
        ? 'Correct the name of the column in the mapping, or export the file with it.'
        : `Did you mean ${nearest}? Correct the name in the mapping, or export the file with it.`,
    facts: { column, has: listNames(names) },
  }
}

function twiceColumn(column: string): Problem {
  const next = 'Give the columns of the export different names.'
  return { code: 'import.column-twice', message: 'The file has this column more than once.', next, facts: { column } }
}

interface RowAt {
  readonly row: ParsedRow
  readonly line: number
  readonly header: Header
  readonly decoded: DecodedFile
  readonly shape: FileShape
}

function readRow({ row, line, header, decoded, shape }: RowAt): RowRead {
  const { record } = row
  const raw = () => rawCells(record, header.names)
  if (decoded.damage.seen) {
    const at = record.findIndex((cell) => damagedByte(cell) !== undefined)
    const byte = damagedByte(record[at] ?? '')
    if (byte !== undefined)
      return { kind: 'bad', line, column: header.names[at] ?? null, problem: damagedRow(decoded.encoding, byte), raw: raw() }
  }
  if (!fits(record, header)) return { kind: 'bad', line, column: null, problem: ragged(record.length, header.names.length), raw: raw() }
  const cells: Record<string, string> = {}
  for (const [name, place] of header.wanted) cells[name] = cellText(record[place] ?? '', shape.empty)
  return { kind: 'row', line, cells, raw }
}

/** Empty cells behind the last column do no harm: many exports end each row with a delimiter. */
function fits(record: readonly string[], header: Header): boolean {
  const wanted = header.names.length
  return record.length === wanted || (record.length > wanted && record.slice(wanted).every((cell) => cell.trim() === ''))
}

function rawCells(record: readonly string[], names: readonly string[]): Cells {
  return Object.fromEntries(record.map((cell, i) => [names[i] ?? `cell ${i + 1}`, cell]))
}

function ragged(cells: number, columns: number): Problem {
  return {
    code: 'import.ragged-row',
    message: 'The row has another number of cells than the header has columns.',
    next: 'Put quotes around cells that contain the delimiter, a quote or a line break, or complete the row.',
    facts: { cells, columns },
  }
}

function unclosedQuote(error: CsvError): Problem {
  return {
    code: 'import.unclosed-quote',
    message: 'A quote is opened in the row that begins here and never closed, so that nothing after it can be read.',
    next: 'Close the quote, or write a quote inside a text twice.',
    facts: { reason: error.code },
  }
}

const emptyFile: Problem = {
  code: 'import.empty-file',
  message: 'The file is empty: it has not even a header.',
  next: 'Export it again; a file without rows still needs its header row.',
  facts: {},
}
