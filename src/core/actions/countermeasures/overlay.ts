/** Moves as effects on the live projection, and as work at other places: what they change in it while it is looked at. Rougher than planning anew, and far cheaper. */
import { withOpenTime } from '../../calendar/open-time.ts'
import { AROUND_THE_CLOCK, type Interval } from '../../calendar/work-time.ts'
import { isOpenOrder, supplyDate } from '../../flow/arcs.ts'
import type { ParameterChange, Rearrangement } from '../../flow/plan-change.ts'
import { supplyKey } from '../../flow/plan-names.ts'
import type { Place } from '../../flow/station-order.ts'
import { insertPlaces, rearrangementOf } from '../../flow/work-places.ts'
import { type Contribution, type Effect, effectOf } from '../../impact/contributions.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { planSeconds } from '../../impact/site-plan.ts'
import type { Disruption } from '../../records/disruption.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { endedBy, staffed } from '../moves/cause-moves.ts'
import { isRunning } from './reach.ts'
import { recordedOperations } from './recorded-operations.ts'

type Move<T extends PlanMove['type']> = Extract<PlanMove, { type: T }>

/** What acts in the plan while moves are looked at: the open effects by disruption, and what the moves add. */
interface Overlaid {
  readonly effects: Map<string, Effect>
  /** Disruptions as the moves so far have them. */
  readonly stands: Map<string, Disruption>
  readonly added: Contribution[]
  readonly places: Place[]
  /** More open time, by station. */
  readonly open: Map<number, Interval[]>
}

/** What stands for moves in a look at the live plan. */
export interface Overlay {
  readonly effects: readonly Effect[]
  readonly way: Rearrangement
}

interface Laying {
  readonly live: LivePlan
  readonly overlaid: Overlaid
}

/** What stands for moves in a look; undefined where one of them means more than a look can show. */
export function overlayOf(live: LivePlan, moves: readonly PlanMove[]): Overlay | undefined {
  const overlaid: Overlaid = {
    effects: new Map(live.open.map((id) => [id, live.effectOf(id)!])),
    stands: new Map(),
    added: [],
    places: [],
    open: new Map(),
  }
  for (const move of moves) if (!lay(live, move, overlaid)) return undefined
  const { effects, added, places, open } = overlaid
  const { plan } = live.site
  const { changes } = rearrangementOf(plan, live.projection, places)
  const longer = [...open].map(
    ([station, more]): ParameterChange => ({
      type: 'calendar',
      station,
      calendars: withOpenTime(plan.input.calendars, plan.input.stations[station]!.calendar, more),
    }),
  )
  return {
    effects: [...effects.values(), ...(added.length === 0 ? [] : [{ contributions: added, notes: [] }])],
    way: { places, changes: [...changes, ...longer] },
  }
}

function lay(live: LivePlan, move: PlanMove, overlaid: Overlaid): boolean {
  switch (move.type) {
    case 'endBy':
      return replaced({ live, overlaid }, move.disruptionId, (was) => endedBy(was, move.at))
    case 'staff':
      return layStaff(live, move, overlaid)
    case 'deliver':
      return layDelivery(live, move, overlaid)
    case 'buy':
      return move.for !== undefined && layPegs(live, overlaid, { ...move, for: move.for, at: planSeconds(live.site, move.at) })
    case 'reserve':
      return layReservation(live, move, overlaid)
    case 'openTime':
      return layOpenTime(live, move, overlaid)
    case 'runOn':
      return layRunOn(live, move, overlaid)
    default:
      return false
  }
}

function layOpenTime({ site }: LivePlan, move: Move<'openTime'>, { open }: Overlaid): boolean {
  const stations = site.stations.byUnit.get(move.workUnitId)
  for (const station of stations ?? []) {
    if (site.plan.input.stations[station]!.calendar === AROUND_THE_CLOCK) continue
    const more = open.get(station) ?? []
    open.set(station, [...more, { from: planSeconds(site, move.fromAt), to: planSeconds(site, move.toAt) }])
  }
  return stations !== undefined
}

/** On the lane where the one that it goes before stands; where none is stated, where it would go as soon as it is ready. */
function layRunOn(live: LivePlan, move: Move<'runOn'>, { places }: Overlaid): boolean {
  const { site, projection } = live
  const { nodes } = recordedOperations(site)
  const lanes = site.stations.byUnit.get(move.workUnitId) ?? []
  const node = nodes.get(move.operationId)
  const before = move.beforeOperationId === undefined ? undefined : nodes.get(move.beforeOperationId)
  const station = before === undefined ? lanes[0] : projection.sequence.station[before]
  if (node === undefined || station === undefined || !lanes.includes(station) || places.some((each) => each.node === node)) return false
  const seconds = projection.duration[node]!
  const first = () => insertPlaces(projection, { node, station, seconds }, (other) => isRunning(live, other))[0]
  const stands = projection.sequence.station[node] === station ? projection.sequence.nextOnStation[node] : undefined
  const place = before ?? first() ?? stands
  if (place === undefined) return false
  places.push({ node, station, before: place })
  return true
}

/** Puts another effect in the place of an open one; none where the disruption is over. */
function replaced({ live, overlaid }: Laying, id: string, to: (was: Disruption) => Disruption | undefined): boolean {
  const was = overlaid.stands.get(id) ?? live.site.model.byKind.disruption.get(id)
  const is = was === undefined ? undefined : to(was)
  if (is === undefined || !overlaid.effects.has(id)) return false
  overlaid.stands.set(id, is)
  if (is.closedAt !== undefined) {
    overlaid.effects.delete(id)
    return true
  }
  const effect = effectOf(live.site, is)
  if (!effect.ok) return false
  overlaid.effects.set(id, effect.value)
  return true
}

function layStaff(live: LivePlan, move: Move<'staff'>, overlaid: Overlaid): boolean {
  const { model, at } = live.site
  const gaps = [...model.byKind.disruption.values()].filter(
    (each) => each.kind === 'qualificationMissing' && each.workCenterId === move.workCenterId && each.skill === move.skill,
  )
  const open = gaps.filter(({ id, startAt, endAt }) => overlaid.effects.has(id) && move.fromAt <= startAt && (endAt ?? '') <= move.toAt)
  return open.length > 0 && open.every(({ id }) => replaced({ live, overlaid }, id, (was) => staffed(was, at)))
}

function layDelivery(live: LivePlan, move: Move<'deliver'>, overlaid: Overlaid): boolean {
  const { site } = live
  const moved = [...site.model.byKind.disruption.values()].filter(
    (each) => each.purchaseOrderLineId === move.purchaseOrderLineId && overlaid.effects.has(each.id),
  )
  if (moved.length > 0) return moved.every(({ id }) => replaced({ live, overlaid }, id, (was) => endedBy(was, move.at)))
  const supply = site.names.supplyIndex.get(supplyKey('purchaseOrderLine', move.purchaseOrderLineId))
  if (supply === undefined) return false
  const pegs = site.pegs.bySupply.subarray(site.pegs.supplyOffsets[supply], site.pegs.supplyOffsets[supply + 1])
  date(overlaid, [...pegs], planSeconds(site, move.at))
  return true
}

/** Dates of pegs, instead of whatever moved them. */
function date(overlaid: Overlaid, pegs: readonly number[], at: number): void {
  const those = new Set(pegs)
  for (const [id, { contributions, notes }] of overlaid.effects) {
    if (!contributions.some((each) => each.type === 'pegDate' && those.has(each.peg))) continue
    const kept = contributions.filter((each) => each.type !== 'pegDate' || !those.has(each.peg))
    overlaid.effects.set(id, { contributions: kept, notes })
  }
  for (const peg of pegs) overlaid.added.push({ type: 'pegDate', peg, at, because: 'moved' })
}

/** What a demand takes of a material is there at another time; it can't be shown where that comes from an order. */
function layPegs(
  live: LivePlan,
  overlaid: Overlaid,
  what: { readonly materialId: string; readonly for: Move<'reserve'>['for']; readonly at: number },
): boolean {
  const pegs = pegsInto(live, what.for, what.materialId)
  const { draft } = live.site.plan
  if (pegs.length === 0 || pegs.some((peg) => isOpenOrder(draft, draft.pegSource.data[peg]!))) return false
  date(overlaid, pegs, what.at)
  return true
}

function pegsInto({ site }: LivePlan, demand: Move<'reserve'>['for'], materialId: string): number[] {
  const { draft } = site.plan
  const material = site.names.materialIndex.get(materialId) ?? -1
  const [index, offsets, pegs] =
    demand.kind === 'workOrder'
      ? [site.names.orderIndex.get(demand.id), site.pegs.intoOrderOffsets, site.pegs.intoOrder]
      : [site.names.lineIndex.get(demand.id), site.pegs.intoLineOffsets, site.pegs.intoLine]
  if (index === undefined) return []
  return [...pegs.subarray(offsets[index]!, offsets[index + 1]!)].filter(
    (peg) => draft.demandMaterial.data[draft.pegDemand.data[peg]!] === material,
  )
}

/** A lot or a delivery for this demand; those whom it was for wait for what this demand waited for. */
function layReservation(live: LivePlan, move: Move<'reserve'>, overlaid: Overlaid): boolean {
  const { site } = live
  const { draft, input } = site.plan
  if (move.supply.kind === 'workOrder') return false
  const supply = site.names.supplyIndex.get(supplyKey(move.supply.kind, move.supply.id))
  if (supply === undefined) return false
  const own = pegsInto(live, move.for, site.names.materials[input.supplies[supply]!.material]!)
  if (own.length === 0 || own.some((peg) => isOpenOrder(draft, draft.pegSource.data[peg]!))) return false
  const others = [...site.pegs.bySupply.subarray(site.pegs.supplyOffsets[supply], site.pegs.supplyOffsets[supply + 1])]
  const later = own.reduce((latest, peg) => Math.max(latest, supplyDate(draft, draft.pegSource.data[peg]!)), 0)
  date(
    overlaid,
    others.filter((peg) => !own.includes(peg)),
    later,
  )
  date(overlaid, own, input.supplies[supply]!.at)
  return true
}
