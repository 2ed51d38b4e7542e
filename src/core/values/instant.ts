/** Instants in UTC, as every record, journal entry and answer writes them. */

/** An instant in UTC, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that equal instants are equal strings and sort by time. */
export type Instant = string & { readonly __brand: 'Instant' }

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Whether `text` is an instant in the one shape that records hold. */
export function isInstant(text: string): text is Instant {
  if (!SHAPE.test(text)) return false
  const ms = Date.parse(text)
  // A day that does not exist is read as the next one that does; only an instant that is written back the same is one.
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text
}

/** The instant `ms` milliseconds after 1970-01-01T00:00:00Z. Throws `RangeError` beyond the years a date can hold. */
export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString() as Instant
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function instantToMs(instant: Instant): number {
  return Date.parse(instant)
}
