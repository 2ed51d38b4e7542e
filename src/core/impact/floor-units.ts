/** Every work unit as it stands: its state, what it works on, what comes next, and whose promises depend on it. */
import type { Model } from '../chain/model.ts'
import { byId, compareIds } from '../flow/by-id.ts'
import type { WorkUnit } from '../records/work-unit.ts'
import type { WorkUnitState } from '../records/work-unit-state.ts'
import type { LivePlan } from './live-plan.ts'
import type { FloorUnit } from './page-answer.ts'
import { thing } from './things.ts'
import type { WaitingPromises } from './waiting-promises.ts'
import type { WorkBars } from './work-bars.ts'

/** Units and their states come from `model`, which may be newer than the projection that the work is told by. */
export function floorUnits(live: LivePlan, model: Model, known: { bars: WorkBars; waiting: WaitingPromises }): FloorUnit[] {
  const states = statesByUnit(model)
  return byId(model.byKind.workUnit.values())
    .sort((a, b) => compareIds(a.workCenterId, b.workCenterId) || compareIds(a.id, b.id))
    .map((unit) => floorUnit(live, unit, { ...known, model, state: states.get(unit.id) ?? null }))
}

/** How each work unit stands, by its id. */
export function statesByUnit(model: Model): ReadonlyMap<string, WorkUnitState> {
  return new Map([...model.byKind.workUnitState.values()].map((state) => [state.workUnitId, state]))
}

function floorUnit(
  live: LivePlan,
  unit: WorkUnit,
  known: { bars: WorkBars; waiting: WaitingPromises; model: Model; state: WorkUnitState | null },
): FloorUnit {
  const stations = live.site.stations.byUnit.get(unit.id) ?? []
  const work = [...known.bars.ahead(stations)].sort((a, b) => a.from - b.from)
  return {
    workUnit: thing(known.model, 'workUnit', unit.id),
    workCenter: thing(known.model, 'workCenter', unit.workCenterId),
    state: known.state,
    current: work.find(({ running }) => running)?.tell() ?? null,
    next: work.find(({ running }) => !running)?.tell() ?? null,
    ...known.waiting.count(known.waiting.through(ordersOn(live, stations))),
  }
}

/** Orders with work still to do on any of these stations. */
export function ordersOn(live: LivePlan, stations: readonly number[]): Set<number> {
  const { network, projection, draft } = live.site.plan
  const orders = new Set<number>()
  for (const station of stations) {
    for (let k = network.stationOffsets[station]!; k < network.stationOffsets[station + 1]!; k++) {
      const node = network.stationNodes[k]!
      if (projection.off[node] === 0) orders.add(draft.opOrder.data[network.operationOf[node]!]!)
    }
  }
  return orders
}
