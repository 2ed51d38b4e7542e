/** From the shifts of a calendar, stated in local time, to intervals of working time in UTC. */
import type { Shift } from '../records/shift.ts'
import type { Interval } from './work-time.ts'

/** Where plan seconds begin and end: milliseconds since 1970, whole seconds. */
export interface Span {
  readonly originMs: number
  readonly endMs: number
}

/** A shift on one day, as it is stated: what others of its calendar take from it is not yet taken. */
export interface ShiftEntry extends Interval {
  readonly shift: Shift
  readonly working: boolean
  readonly precedence: number
}

const WEEKDAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/**
 * The working intervals of one calendar, sorted and disjoint, in seconds since `span.originMs`.
 * A shift is the instants between its local start and its local end: on the night the clocks change it is an hour shorter or longer.
 * Where entries overlap the smaller precedence wins, then what is not working.
 */
export function expandShifts(shifts: readonly Shift[], zone: string, span: Span): Interval[] {
  return resolve(entriesOf(shifts, zone, span), Math.floor((span.endMs - span.originMs) / 1000))
}

/** Each day of each shift that begins from the day before `span` to its last day, in seconds since `span.originMs`. */
export function entriesOf(shifts: readonly Shift[], zone: string, span: Span): ShiftEntry[] {
  const first = Temporal.Instant.fromEpochMilliseconds(span.originMs).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
  const last = Temporal.Instant.fromEpochMilliseconds(span.endMs).toZonedDateTimeISO(zone).toPlainDate()
  const origin = span.originMs / 1000
  return shifts.flatMap((shift) =>
    daysOf(shift, { zone, first, last }).map(({ from, to }) => ({
      shift,
      from: Math.floor(from - origin),
      to: Math.floor(to - origin),
      working: shift.working,
      precedence: shift.precedence ?? 0,
    })),
  )
}

interface Days {
  readonly zone: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/** What shifts came to when they were last asked for: a record never changes, and a plan is made anew far more often than its days go by. */
const lastDays = new WeakMap<Shift, { readonly key: string; readonly days: readonly Interval[] }>()

/** The days of one shift, in seconds since 1970. */
function daysOf(shift: Shift, { zone, first, last }: Days): readonly Interval[] {
  const key = `${zone} ${first} ${last}`
  const known = lastDays.get(shift)
  if (known?.key === key) return known.days
  const weekdays = new Set<string>(shift.days)
  const until = earlierDate(last, shift.validUntil)
  const days: Interval[] = []
  for (let day = laterDate(first, shift.validFrom); Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) {
    if (weekdays.has(WEEKDAY[day.dayOfWeek - 1]!)) days.push(dayOf(shift, day, zone))
  }
  lastDays.set(shift, { key, days })
  return days
}

function laterDate(date: Temporal.PlainDate, other: string | undefined): Temporal.PlainDate {
  if (other === undefined) return date
  const parsed = Temporal.PlainDate.from(other)
  return Temporal.PlainDate.compare(parsed, date) > 0 ? parsed : date
}

function earlierDate(date: Temporal.PlainDate, other: string | undefined): Temporal.PlainDate {
  if (other === undefined) return date
  const parsed = Temporal.PlainDate.from(other)
  return Temporal.PlainDate.compare(parsed, date) < 0 ? parsed : date
}

function dayOf(shift: Shift, day: Temporal.PlainDate, zone: string): Interval {
  const overnight = shift.endTime <= shift.startTime
  return { from: secondsAt(day, shift.startTime, zone), to: secondsAt(overnight ? day.add({ days: 1 }) : day, shift.endTime, zone) }
}

function secondsAt(day: Temporal.PlainDate, time: string, zone: string): number {
  const midnightNext = time === '24:00'
  const local = (midnightNext ? day.add({ days: 1 }) : day).toPlainDateTime(Temporal.PlainTime.from(midnightNext ? '00:00' : time))
  return local.toZonedDateTime(zone).epochMilliseconds / 1000
}

/** Sweeps over the ends of all entries; between two ends the winning entry says whether it is working time. */
function resolve(entries: readonly ShiftEntry[], horizon: number): Interval[] {
  const order = [...entries]
    .filter((entry) => entry.to > entry.from && entry.to > 0 && entry.from < horizon)
    .sort((a, b) => a.from - b.from)
  const cuts = [...new Set(order.flatMap((entry) => [Math.max(0, entry.from), Math.min(horizon, entry.to)]))].sort((a, b) => a - b)
  const result: { from: number; to: number }[] = []
  let open: ShiftEntry[] = []
  let next = 0
  for (let k = 0; k + 1 < cuts.length; k++) {
    const from = cuts[k]!
    const to = cuts[k + 1]!
    while (next < order.length && order[next]!.from <= from) open.push(order[next++]!)
    open = open.filter((entry) => entry.to > from)
    if (!winner(open)?.working) continue
    const before = result.at(-1)
    if (before?.to === from) before.to = to
    else result.push({ from, to })
  }
  return result
}

/** Which of the entries that are open at one moment holds. */
export function winner(open: readonly ShiftEntry[]): ShiftEntry | undefined {
  return open.reduce<ShiftEntry | undefined>((best, entry) => {
    if (best === undefined || entry.precedence < best.precedence) return entry
    return entry.precedence === best.precedence && !entry.working ? entry : best
  }, undefined)
}
