/** The schedule: what each work unit did, does and will do from one instant to another, when it is closed, and what disturbs it. */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { compareIds } from '../flow/by-id.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import type { LivePlan } from './live-plan.ts'
import type { Schedule, ScheduleBar, ScheduleRow } from './page-answer.ts'
import { instantOf, planSeconds, type SitePlan } from './site-plan.ts'
import { thing } from './things.ts'
import type { WorkBars, WorkSpan } from './work-bars.ts'

export interface ScheduleRange {
  readonly from: Instant
  readonly to: Instant
  /** All when not stated. */
  readonly workUnitIds?: readonly string[]
  /** Bars at most, those nearest to now first. */
  readonly limit: number
}

interface Place {
  readonly workCenterId: string
  /** Absent for a work center without units, which is then a row itself. */
  readonly workUnitId?: string
  readonly stations: readonly number[]
}

export function scheduleOf(live: LivePlan, bars: WorkBars, range: ScheduleRange): Schedule {
  const { site } = live
  const span = { from: planSeconds(site, range.from), to: planSeconds(site, range.to) }
  const places = placesOf(site).filter(({ workUnitId, workCenterId }) => range.workUnitIds?.includes(workUnitId ?? workCenterId) ?? true)
  const found = places.flatMap((place, row) =>
    [...bars.behind(place.workCenterId, place.workUnitId), ...bars.ahead(place.stations)]
      .filter((each) => each.from < span.to && each.to > span.from)
      .map((each) => ({ row, bar: each })),
  )
  const { now } = site.plan.input
  const nearest = [...found].sort((a, b) => awayFrom(now, a.bar) - awayFrom(now, b.bar) || a.row - b.row).slice(0, range.limit)
  const told = places.map((): ScheduleBar[] => [])
  for (const { row, bar } of nearest) told[row]!.push(bar.tell())
  return {
    at: site.at,
    fromAt: range.from,
    toAt: range.to,
    rows: places.map((place, row) => rowOf(live, place, { span, bars: told[row]! })),
    leftOut: found.length - nearest.length,
  }
}

function awayFrom(now: number, bar: WorkSpan): number {
  return Math.max(0, bar.from - now, now - bar.to)
}

/** Every work unit, by work center, and every work center that has none. */
function placesOf(site: SitePlan): Place[] {
  const { byUnit, byCenter, names } = site.stations
  const units = [...byUnit].map(([workUnitId, stations]) => ({ workUnitId, workCenterId: names[stations[0]!]!.workCenterId, stations }))
  const centers = [...byCenter]
    .filter(([, stations]) => names[stations[0]!]!.workUnitId === undefined)
    .map(([workCenterId, stations]) => ({ workCenterId, stations }))
  return [...units, ...centers].sort(
    (a: Place, b: Place) => compareIds(a.workCenterId, b.workCenterId) || compareIds(a.workUnitId ?? '', b.workUnitId ?? ''),
  )
}

interface Span {
  readonly from: number
  readonly to: number
}

function rowOf(live: LivePlan, place: Place, what: { span: Span; bars: ScheduleBar[] }): ScheduleRow {
  const { site } = live
  const workCenter = thing(site.model, 'workCenter', place.workCenterId)
  return {
    workUnit: place.workUnitId === undefined ? workCenter : thing(site.model, 'workUnit', place.workUnitId),
    workCenter,
    bars: what.bars.sort((a, b) => (a.fromAt < b.fromAt ? -1 : a.fromAt > b.fromAt ? 1 : compareIds(a.id, b.id))),
    closed: closedSpans(site, place.stations[0]!, what.span),
    disturbed: disturbances(live, place, what.span),
  }
}

/** Spans outside working time; only where the calendar is known, which is from a month back. */
function closedSpans(site: SitePlan, station: number, span: Span): ScheduleRow['closed'] {
  const { calendars, stations } = site.plan.input
  const calendar = stations[station]!.calendar
  if (calendar < 0) return []
  const closed: { fromAt: Instant; toAt: Instant }[] = []
  const [first, end] = [calendars.offsets[calendar]!, calendars.offsets[calendar + 1]!]
  let from = Math.max(span.from, first < end ? calendars.starts[first]! : span.from)
  const add = (to: number) => {
    if (to > from) closed.push({ fromAt: instantOf(site, from)!, toAt: instantOf(site, to)! })
  }
  for (let k = first; k < end && calendars.starts[k]! < span.to; k++) {
    if (calendars.ends[k]! <= from) continue
    add(calendars.starts[k]!)
    from = calendars.ends[k]!
  }
  add(Math.min(span.to, calendars.horizon))
  return closed
}

/** What disturbs a place by the projection, and what is recorded to have disturbed it before. */
function disturbances(live: LivePlan, place: Place, span: Span): ScheduleRow['disturbed'] {
  const { site } = live
  const found: (Span & { readonly disruptionId: string; readonly rate: number })[] = []
  for (const disruptionId of live.open) {
    const acts = live.effectOf(disruptionId)?.contributions.find((each) => each.type === 'disturb' && place.stations.includes(each.station))
    if (acts?.type === 'disturb') found.push({ disruptionId, ...acts.disturbance })
  }
  for (const each of site.model.byKind.disruption.values()) {
    if (each.closedAt === undefined || each.closedAt > site.at || !isAt(each, place)) continue
    found.push({
      disruptionId: each.id,
      from: planSeconds(site, each.startAt),
      to: planSeconds(site, each.endAt !== undefined && each.endAt < each.closedAt ? each.endAt : each.closedAt),
      rate: each.kind === 'workUnitDown' ? 0 : (each.rate ?? 1),
    })
  }
  return found
    .filter((each) => each.from < span.to && each.to > span.from)
    .sort((a, b) => a.from - b.from || compareIds(a.disruptionId, b.disruptionId))
    .map(({ disruptionId, from, to, rate }) => ({
      disruptionId,
      fromAt: instantOf(site, from)!,
      toAt: to >= UNKNOWN_TIME ? null : instantOf(site, to),
      rate,
    }))
}

function isAt(disruption: Disruption, place: Place): boolean {
  if (disruption.kind !== 'workUnitDown' && disruption.kind !== 'workUnitSlow') return false
  return disruption.workUnitId === undefined ? disruption.workCenterId === place.workCenterId : disruption.workUnitId === place.workUnitId
}
