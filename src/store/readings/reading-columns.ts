/** How a reading stands in the columns of the database, and how it is read back. */
import type { Quality, Reading, ReadingValue } from '../../engine/floor-ports.ts'
import type { ReadingRow } from './copy-binary.ts'

/** In the order of their numbers in the database. */
const QUALITIES: readonly Quality[] = ['good', 'uncertain', 'stale', 'bad']
const QUALITY_NUMBERS: Readonly<Record<Quality, number>> = { good: 0, uncertain: 1, stale: 2, bad: 3 }

export function qualityOf(number: number): Quality {
  return QUALITIES[number] ?? 'bad'
}

export function rowOf(seriesId: number, { atMs, value, quality }: Reading): ReadingRow {
  return { seriesId, atMs, value: numberOf(value), note: noteOf(value), quality: QUALITY_NUMBERS[quality] }
}

function numberOf(value: ReadingValue): number | null {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'bigint' ? Number(value) : null
}

/** PostgreSQL holds no NUL in a text; the sign for what can't be shown takes its place. */
function noteOf(value: ReadingValue): string | null {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
  return typeof value === 'bigint' ? String(value) : null
}

/** The letter that says which type a current value has. */
export function kindOf(value: ReadingValue): string {
  if (value === null) return '-'
  return { number: 'n', bigint: 'i', boolean: 'b', string: 's' }[typeof value as 'number' | 'bigint' | 'boolean' | 'string']
}

/** The value of the columns of `series_last`. */
export function readingValueOf({
  kind,
  value,
  note,
}: {
  readonly kind: string
  readonly value: number | null
  readonly note: string | null
}): ReadingValue {
  if (kind === 's') return note
  if (kind === 'i') return BigInt(note ?? 0)
  return kind === 'b' ? value === 1 : value
}

/** A kept value as it is shown: exact as text where a number would not be, which includes those that are no numbers. */
export function shownValue(value: number | null, note: string | null): number | string | null {
  if (note !== null) return note
  return value === null || Number.isFinite(value) ? value : String(value)
}
