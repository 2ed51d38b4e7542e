/** Instants in UTC, as every record, journal entry and answer writes them. */

/** An instant in UTC, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that equal instants are equal strings and sort by time. */
export type Instant = string & { readonly __brand: 'Instant' }

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Whether `text` is an instant in the one shape that records hold. */
export function isInstant(text: string): text is Instant {
  return SHAPE.test(text) && !Number.isNaN(Date.parse(text))
}

/** The instant `ms` milliseconds after 1970-01-01T00:00:00Z. Throws `RangeError` beyond the years a date can hold. */
export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString() as Instant
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function instantToMs(instant: Instant): number {
  return Date.parse(instant)
}
