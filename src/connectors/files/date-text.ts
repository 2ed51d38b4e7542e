/** Reads dates and times of day as files write them, in the zone that the mapping states. */
import { type Instant, instantFromMs } from '../../core/values/instant.ts'
import { failed, ok, type Result } from '../../core/values/result.ts'

/** A date as written. `offsetMinutes` is there only where the text itself states its distance from UTC. */
export interface WrittenDate {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time: { readonly hour: number; readonly minute: number; readonly second: number; readonly ms: number } | null
  readonly offsetMinutes: number | null
}

/** Reads one text; undefined when the text does not have this shape. The numbers may still name an impossible date. */
export type DateFormat = (text: string) => WrittenDate | undefined

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/

/** `2026-05-08`, `2026-05-08 14:30`, `2026-05-08T14:30:00.000Z` and the like; read when a mapping states no format. */
export const isoDate: DateFormat = (text) => {
  const found = ISO.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, part, offset] = found
  const ms = part === undefined ? 0 : Number(part.slice(0, 3).padEnd(3, '0'))
  const time = hour === undefined ? null : { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), ms }
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    time,
    offsetMinutes: offset === undefined ? null : offsetMinutes(offset),
  }
}

function offsetMinutes(text: string): number {
  if (text === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return text.startsWith('-') ? -minutes : minutes
}

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour12>\\d{2})',
  h: '(?<hour12>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<ms>\\d{3})',
  A: '(?<half>[AaPp][Mm])',
}

/** What a format is written with, for messages and for the manual. */
export const dateTokens = Object.keys(TOKENS).join(' ')

/** Builds a reader from tokens, e.g. `DD.MM.YYYY HH:mm`; undefined when the format lacks the year, month or day. */
export function compileDateFormat(format: string): DateFormat | undefined {
  const pattern = format.replace(/YYYY|MM|M|DD|D|HH|H|hh|h|mm|ss|SSS|A|[.*+?^${}()|[\]\\]/g, (part) => TOKENS[part] ?? `\\${part}`)
  for (const needed of ['year', 'month', 'day']) if (pattern.split(`(?<${needed}>`).length !== 2) return undefined
  let shape: RegExp
  try {
    shape = new RegExp(`^${pattern}$`)
  } catch {
    return undefined
  }
  return (text) => {
    const groups = shape.exec(text)?.groups
    return groups === undefined ? undefined : fromGroups(groups)
  }
}

/** The one format that is a word: moments relative to the day of the import. */
export const RELATIVE = 'relative'

const RELATIVE_TEXT = /^([+-]?\d{1,4})d(?: (\d{2}):(\d{2}))?$/

/** Reads `+3d 14:00`, `-12d` and `0d 06:30`: so many local days from the day in `zone` on which `now` lies, at a local time. */
export function relativeFormat(now: Instant, zone: string): DateFormat {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate()
  return (text) => {
    const found = RELATIVE_TEXT.exec(text)
    if (found === null) return undefined
    const [, days, hour, minute] = found
    const { year, month, day } = today.add({ days: Number(days) })
    const time = hour === undefined ? null : { hour: Number(hour), minute: Number(minute), second: 0, ms: 0 }
    return { year, month, day, time, offsetMinutes: null }
  }
}

function fromGroups(groups: Readonly<Record<string, string | undefined>>): WrittenDate {
  const part = (name: string) => Number(groups[name] ?? 0)
  const late = groups.half?.toLowerCase() === 'pm'
  const hour = groups.hour12 === undefined ? part('hour') : (part('hour12') % 12) + (late ? 12 : 0)
  const timed = groups.hour !== undefined || groups.hour12 !== undefined
  const time = timed ? { hour, minute: part('minute'), second: part('second'), ms: part('ms') } : null
  return { year: part('year'), month: part('month'), day: part('day'), time, offsetMinutes: null }
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function possible(date: WrittenDate): boolean {
  const { year, month, day, time } = date
  // Years before 1000 are the "no date" of some databases, never a date of a plant.
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false
  return time === null || (time.hour <= 23 && time.minute <= 59 && time.second <= 59)
}

/** The first of `formats` that reads `text`; an impossible date such as 30 February is told apart from an unknown format. */
export function readDate(text: string, formats: readonly DateFormat[]): Result<WrittenDate> {
  for (const format of formats) {
    const date = format(text)
    if (date === undefined) continue
    return possible(date) ? ok(date) : impossible(text)
  }
  const next = `State the format for this source, e.g. dates: { formats: ['DD.MM.YYYY'] }, with the parts ${dateTokens}; or correct the cell.`
  return failed({
    code: 'import.unknown-date-format',
    message: 'The date is not written in a format that the mapping states.',
    next,
    facts: { value: text },
  })
}

function impossible(text: string): Result<never> {
  const next = 'Correct the date at the source; if it stands for no date, list it under `empty`.'
  return failed({ code: 'import.impossible-date', message: 'There is no such date or time of day.', next, facts: { value: text } })
}

export interface Placement {
  readonly zone: string
  readonly plusDays: number
  /** Local time of day for a date that states none. */
  readonly timeOfDay: { readonly hour: number; readonly minute: number }
}

/** The instant, and what daylight saving did to it: a skipped local time moves on by the gap, a repeated one is its first. */
export interface PlacedDate {
  readonly at: Instant
  readonly daylightSaving: 'skipped' | 'repeated' | null
}

/** Places a written date on the time line. Days are added in local days, so that a time of day survives daylight saving. */
export function placeDate(date: WrittenDate, placement: Placement): PlacedDate {
  const time = date.time ?? { ...placement.timeOfDay, second: 0, ms: 0 }
  const utcMs = Date.UTC(date.year, date.month - 1, date.day + placement.plusDays, time.hour, time.minute, time.second, time.ms)
  if (date.offsetMinutes !== null) return { at: instantFromMs(utcMs - date.offsetMinutes * 60_000), daylightSaving: null }
  if (placement.zone === 'UTC') return { at: instantFromMs(utcMs), daylightSaving: null }
  return placeInZone(utcMs, placement.zone)
}

/** `localMs` is the local time read as if it were UTC: exact arithmetic on days before any zone is asked. */
function placeInZone(localMs: number, zone: string): PlacedDate {
  const local = Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO('UTC').toPlainDateTime()
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
  if (earlier === later) return { at: instantFromMs(earlier), daylightSaving: null }
  const kept = Temporal.Instant.fromEpochMilliseconds(earlier).toZonedDateTimeISO(zone).toPlainDateTime()
  return kept.equals(local)
    ? { at: instantFromMs(earlier), daylightSaving: 'repeated' }
    : { at: instantFromMs(later), daylightSaving: 'skipped' }
}

/** The local day as `2026-05-08`. */
export function dayText(date: WrittenDate, plusDays = 0): string {
  return new Date(Date.UTC(date.year, date.month - 1, date.day + plusDays)).toISOString().slice(0, 10)
}
