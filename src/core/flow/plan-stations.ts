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
  const { calendars, calendarOf } = readCalendars(context)
  const stations: PlanStation[] = []
  const names: StationName[] = []
  const byUnit = new Map<string, number[]>()
  const byCenter = new Map<string, number[]>()
  for (const unit of byId(model.byKind.workUnit.values())) {
    const center = model.byKind.workCenter.get(unit.workCenterId)
    const calendar = calendarOf(unit.calendarId ?? center?.calendarId, unit.id)
    const lanes = unit.capacity === undefined || unit.capacity === 0 ? 1 : Math.min(unit.capacity, LANES_MAX)
    if (!unit.capacity) note(context, 'unit-unlimited')
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
    note(context, 'center-unlimited')
    byCenter.set(center.id, [stations.length])
    stations.push({
      name: center.name,
      calendar: calendarOf(center.calendarId),
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
    calendars,
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

/** Every calendar, and one more for each work unit that has shifts of its own in its calendar. */
function readCalendars(context: PlanContext): {
  readonly calendars: WorkCalendars
  /** Index of a calendar, as it counts for a work unit where one is named; NONE for a calendar that is not known. */
  readonly calendarOf: (id: string | undefined, workUnitId?: string) => number
} {
  const { model } = context
  const from = Math.max(0, context.now - DAYS_BACK * DAY)
  const to = context.now + DAYS_AHEAD * DAY
  const span = { originMs: context.originMs + from * 1000, endMs: context.originMs + to * 1000 }
  const { common, own } = shiftsByCalendar(model)
  const siteZone = [...model.byKind.site.values()][0]?.zone ?? 'UTC'
  const compiled: Interval[][] = []
  const index = new Map<string, number>()
  const add = (key: string, shifts: readonly Shift[], zone: string) => {
    index.set(key, compiled.length)
    compiled.push(expandShifts(shifts, zone, span).map((each) => ({ from: each.from + from, to: each.to + from })))
  }
  for (const { id, zone = siteZone } of model.byKind.calendar.values()) {
    const shared = common.get(id) ?? []
    add(id, shared, zone)
    for (const [workUnitId, shifts] of own.get(id) ?? []) add(unitKey(id, workUnitId), [...shared, ...shifts], zone)
  }
  return {
    calendars: compileCalendars(compiled, to),
    calendarOf: (id = '', workUnitId) =>
      (workUnitId === undefined ? undefined : index.get(unitKey(id, workUnitId))) ?? index.get(id) ?? NONE,
  }
}

function unitKey(calendarId: string, workUnitId: string): string {
  return `${calendarId}\u0000${workUnitId}`
}

/** Shifts that count for everybody, and those of single work units: by calendar, then by unit. */
function shiftsByCalendar(model: Model): {
  readonly common: ReadonlyMap<string, readonly Shift[]>
  readonly own: ReadonlyMap<string, ReadonlyMap<string, readonly Shift[]>>
} {
  const common = new Map<string, Shift[]>()
  const own = new Map<string, Map<string, Shift[]>>()
  for (const shift of model.byKind.shift.values()) {
    const units = own.get(shift.calendarId) ?? new Map<string, Shift[]>()
    const [lists, key] = shift.workUnitId === undefined ? [common, shift.calendarId] : [units, shift.workUnitId]
    if (lists === units) own.set(shift.calendarId, units)
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [shift])
    else list.push(shift)
  }
  return { common, own }
}
