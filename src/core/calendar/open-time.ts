/** A calendar with more open time: its own spans and others, for overtime and extra shifts that are only looked at. */
import { compileCalendars, type Interval, type WorkCalendars } from './work-time.ts'

/**
 * One calendar, number 0 of what is returned: the spans of `c` and `more` together, sorted and disjoint; seconds since the origin.
 * Costs one pass over its spans. What lies past the horizon is cut off; a span in the last week before it comes again every week, as always there.
 */
export function withOpenTime(calendars: WorkCalendars, c: number, more: readonly Interval[]): WorkCalendars {
  const spans = more.map(({ from, to }) => ({ from, to: Math.min(to, calendars.horizon) })).filter(({ from, to }) => from < to)
  for (let k = calendars.offsets[c]!; k < calendars.offsets[c + 1]!; k++) spans.push({ from: calendars.starts[k]!, to: calendars.ends[k]! })
  spans.sort((a, b) => a.from - b.from)
  const joined: Interval[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last !== undefined && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else joined.push(span)
  }
  return compileCalendars([joined], calendars.horizon)
}
