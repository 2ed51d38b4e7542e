/** Stations, pools and calendars of a plan, from work centers, work units, calendars and shifts. */
import { expandShifts } from '../calendar/expand.ts'
import { compileCalendars, type Interval, type WorkCalendars } from '../calendar/work-time.ts'
import type { Model } from '../chain/model.ts'
import type { Shift } from '../records/shift.ts'
import type { WorkUnit } from '../records/work-unit.ts'
import { byId } from './by-id.ts'
import { note, type PlanContext, setupGroupOf } from './plan-context.ts'
import { NONE, type PlanStation } from './plan-input.ts'
import type { StationName } from './plan-names.ts'

const DAY = 86_400
/** Working time is compiled from a month back, for what runs, to more than a year ahead; beyond, the last week repeats. */
const DAYS_BACK = 30
const DAYS_AHEAD = 400
const LANES_MAX = 1000

export interface Stations {
  readonly stations: readonly PlanStation[]
  readonly names: readonly StationName[]
  readonly pools: number[][]
  readonly calendars: WorkCalendars
  /** The pool of a work center, of chosen work units, or of one. Unknown units are left out. */
  poolOf(workCenterId: string, workUnitIds: readonly string[] | undefined): number
  readonly byUnit: ReadonlyMap<string, readonly number[]>
  readonly byCenter: ReadonlyMap<string, readonly number[]>
}

export function readStations(context: PlanContext): Stations {
  const { model } = context
  const calendarIndex = new Map([...model.byKind.calendar.keys()].map((id, c) => [id, c]))
  const stations: PlanStation[] = []
  const names: StationName[] = []
  const byUnit = new Map<string, number[]>()
  const byCenter = new Map<string, number[]>()
  for (const unit of byId(model.byKind.workUnit.values())) {
    const center = model.byKind.workCenter.get(unit.workCenterId)
    const calendar = calendarIndex.get(unit.calendarId ?? center?.calendarId ?? '') ?? NONE
    const lanes = unit.capacity === undefined || unit.capacity === 0 ? 1 : Math.min(unit.capacity, LANES_MAX)
    if (!unit.capacity) note(context, 'A work unit without a stated capacity was taken as unlimited.')
    for (let lane = 0; lane < lanes; lane++) {
      const index = stations.length
      stations.push(stationOf(context, unit, calendar))
      names.push({ workCenterId: unit.workCenterId, workUnitId: unit.id })
      byUnit.set(unit.id, [...(byUnit.get(unit.id) ?? []), index])
      byCenter.set(unit.workCenterId, [...(byCenter.get(unit.workCenterId) ?? []), index])
    }
  }
  for (const center of byId(model.byKind.workCenter.values())) {
    if (byCenter.has(center.id)) continue
    note(context, 'A work center without work units was taken as unlimited.')
    byCenter.set(center.id, [stations.length])
    stations.push({
      name: center.name,
      calendar: calendarIndex.get(center.calendarId ?? '') ?? NONE,
      efficiency: 1,
      finite: false,
      setupGroup: NONE,
    })
    names.push({ workCenterId: center.id })
  }
  const pools: number[][] = []
  const poolIndex = new Map<string, number>()
  const pool = (key: string, members: readonly number[]) => {
    const known = poolIndex.get(key)
    if (known !== undefined) return known
    // One station without a known limit can take everything: then it is the pool.
    const unlimited = members.find((member) => !stations[member]!.finite)
    pools.push(unlimited === undefined ? [...members] : [unlimited])
    poolIndex.set(key, pools.length - 1)
    return pools.length - 1
  }
  return {
    stations,
    names,
    pools,
    byUnit,
    byCenter,
    calendars: compile(context),
    poolOf(workCenterId, workUnitIds) {
      const chosen = workUnitIds?.flatMap((id) => byUnit.get(id) ?? []) ?? []
      if (chosen.length > 0) return pool(`units:${workUnitIds!.join('\u0000')}`, chosen)
      const members = byCenter.get(workCenterId)
      return members === undefined ? NONE : pool(`center:${workCenterId}`, members)
    },
  }
}

function stationOf(context: PlanContext, unit: WorkUnit, calendar: number): PlanStation {
  return {
    name: unit.name,
    calendar,
    efficiency: unit.efficiency !== undefined && unit.efficiency > 0 ? unit.efficiency : 1,
    finite: unit.capacity !== undefined && unit.capacity > 0,
    setupGroup: setupGroupOf(context, unit.setupGroup),
  }
}

function compile(context: PlanContext): WorkCalendars {
  const { model } = context
  const from = Math.max(0, context.now - DAYS_BACK * DAY)
  const to = context.now + DAYS_AHEAD * DAY
  const shifts = shiftsByCalendar(model)
  const siteZone = [...model.byKind.site.values()][0]?.zone ?? 'UTC'
  const compiled = [...model.byKind.calendar.values()].map((calendar): Interval[] => {
    const span = { originMs: context.originMs + from * 1000, endMs: context.originMs + to * 1000 }
    return expandShifts(shifts.get(calendar.id) ?? [], calendar.zone ?? siteZone, span).map((each) => ({
      from: each.from + from,
      to: each.to + from,
    }))
  })
  return compileCalendars(compiled, to)
}

function shiftsByCalendar(model: Model): ReadonlyMap<string, readonly Shift[]> {
  const result = new Map<string, Shift[]>()
  for (const shift of model.byKind.shift.values()) {
    const list = result.get(shift.calendarId)
    if (list === undefined) result.set(shift.calendarId, [shift])
    else list.push(shift)
  }
  return result
}
