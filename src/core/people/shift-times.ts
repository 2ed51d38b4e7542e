/** When the shifts of work centers are: from their calendars, with the names that people call them by. */
import { entriesOf, type ShiftEntry, winner } from '../calendar/expand.ts'
import type { Model } from '../chain/model.ts'
import type { Shift } from '../records/shift.ts'
import { instantToMs } from '../values/instant.ts'
import { overlap, type Span } from './span.ts'

export interface ShiftTime extends Span {
  readonly shiftId: string | null
  readonly name: string | null
}

const DAY_MS = 86_400_000

/** Finds the shifts of one work center that overlap a range, in order of time; each calendar is read once. */
export type ShiftTimes = (workCenterId: string) => readonly ShiftTime[]

/**
 * Shifts as whole intervals: a break inside one belongs to it, and what another entry of the calendar takes at its ends does not.
 * Time of single work units, as overtime, asks nobody beside those who work it. A work center without a calendar has no shifts
 * of its own: there they begin and end as the rosters do.
 */
export function shiftTimes(model: Model, range: Span): ShiftTimes {
  const byCalendar = new Map<string, readonly ShiftTime[]>()
  return (workCenterId) => {
    const calendarId = model.byKind.workCenter.get(workCenterId)?.calendarId
    if (calendarId === undefined) return ofRosters(model, workCenterId, range)
    const known = byCalendar.get(calendarId) ?? ofCalendar(model, calendarId, range)
    byCalendar.set(calendarId, known)
    return known
  }
}

function ofCalendar(model: Model, calendarId: string, range: Span): readonly ShiftTime[] {
  const shifts = [...model.byKind.shift.values()].filter((each) => each.calendarId === calendarId && each.workUnitId === undefined)
  return occurrences(model, { calendarId, shifts, range })
}

/** When one shift is, as its calendar has it. */
export function timesOfShift(model: Model, shift: Shift, range: Span): readonly ShiftTime[] {
  return ofCalendar(model, shift.calendarId, range).filter(({ shiftId }) => shiftId === shift.id)
}

function occurrences(
  model: Model,
  { calendarId, shifts, range }: { readonly calendarId: string; readonly shifts: readonly Shift[]; readonly range: Span },
): readonly ShiftTime[] {
  const zone = model.byKind.calendar.get(calendarId)?.zone ?? [...model.byKind.site.values()][0]?.zone ?? 'UTC'
  // A shift that began before the range is still found whole.
  const originMs = Math.floor(range.fromMs / DAY_MS) * DAY_MS - DAY_MS
  const entries = entriesOf(shifts, zone, { originMs, endMs: range.toMs + DAY_MS })
  return piecesOf(entries)
    .map(({ entry, from, to }) => ({
      ...{ shiftId: entry.shift.id, name: entry.shift.name },
      ...{ fromMs: originMs + from * 1000, toMs: originMs + to * 1000 },
    }))
    .filter((each) => overlap(each, range))
}

interface Piece {
  readonly entry: ShiftEntry
  readonly from: number
  readonly to: number
}

/** Sweeps over the ends of all entries: the one that holds works, and what is not working between two parts of it is its break. */
function piecesOf(entries: readonly ShiftEntry[]): readonly Piece[] {
  const cuts = [...new Set(entries.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const order = [...entries].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from || (a.shift.id < b.shift.id ? -1 : 1))
  const pieces: Piece[] = []
  let open: ShiftEntry[] = []
  let next = 0
  for (const [k, from] of cuts.entries()) {
    while (next < order.length && (order[next] as ShiftEntry).from <= from) open.push(order[next++] as ShiftEntry)
    open = open.filter((entry) => entry.to > from)
    const entry = winner(open)
    const to = cuts[k + 1]
    if (entry?.working !== true || to === undefined) continue
    const before = pieces.at(-1)
    if (before?.entry === entry) pieces[pieces.length - 1] = { ...before, to }
    else pieces.push({ entry, from, to })
  }
  return pieces
}

function ofRosters(model: Model, workCenterId: string, range: Span): readonly ShiftTime[] {
  const spans = [...model.byKind.roster.values()]
    .filter((each) => each.workCenterId === undefined || each.workCenterId === workCenterId)
    .map(({ startAt, endAt }): Span => ({ fromMs: instantToMs(startAt), toMs: instantToMs(endAt) }))
    .filter((span) => overlap(span, range))
  const cuts = [...new Set(spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].sort((a, b) => a - b)
  return cuts
    .slice(0, -1)
    .map((fromMs, k): ShiftTime => ({ shiftId: null, name: null, fromMs, toMs: cuts[k + 1] as number }))
    .filter((each) => overlap(each, range) && spans.some((span) => overlap(span, each)))
}
