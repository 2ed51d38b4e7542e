/** Encodes readings in PostgreSQL's binary COPY format: many times faster than text, and exact. */

/** A reading as its row holds it. */
export interface ReadingRow {
  readonly seriesId: number
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly atMs: number
  readonly value: number | null
  readonly note: string | null
  readonly quality: number
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const END = Buffer.from([0xff, 0xff])
/** 2000-01-01T00:00:00Z, from which PostgreSQL counts. */
const EPOCH_MS = 946_684_800_000
const TWO_32 = 2 ** 32
/** Field count, and five lengths; then series, instant, value and quality. */
const ROW_BYTES_MAX = 2 + 5 * 4 + 4 + 8 + 8 + 2
/** Large enough that the socket is written to rarely, small enough to be taken from memory that is warm. */
const CHUNK_BYTES = 256 * 1024

/** The columns in the order in which `copyBinary` writes them. */
export const READING_COLUMNS = 'series_id, at, value, note, quality'

/** The rows as chunks of one COPY stream, from the header to the trailer. */
export function* copyBinary(rows: Iterable<ReadingRow>): Generator<Buffer> {
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  let at = SIGNATURE.copy(buffer)
  for (const row of rows) {
    const needed = ROW_BYTES_MAX + (row.note === null ? 0 : Buffer.byteLength(row.note, 'utf8'))
    if (at + needed > buffer.length) {
      yield buffer.subarray(0, at)
      buffer = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, needed))
      at = 0
    }
    at = writeRow(buffer, at, row)
  }
  yield buffer.subarray(0, at)
  yield END
}

function writeRow(buffer: Buffer, start: number, row: ReadingRow): number {
  let at = buffer.writeInt16BE(5, start)
  at = buffer.writeInt32BE(4, at)
  at = buffer.writeInt32BE(row.seriesId, at)
  at = buffer.writeInt32BE(8, at)
  const microseconds = (row.atMs - EPOCH_MS) * 1000
  at = buffer.writeInt32BE(Math.floor(microseconds / TWO_32), at)
  at = buffer.writeUInt32BE(microseconds >>> 0, at)
  if (row.value === null) at = buffer.writeInt32BE(-1, at)
  else {
    at = buffer.writeInt32BE(8, at)
    at = buffer.writeDoubleBE(row.value, at)
  }
  if (row.note === null) at = buffer.writeInt32BE(-1, at)
  else {
    const length = buffer.write(row.note, at + 4, 'utf8')
    at = buffer.writeInt32BE(length, at) + length
  }
  at = buffer.writeInt32BE(2, at)
  return buffer.writeInt16BE(row.quality, at)
}
