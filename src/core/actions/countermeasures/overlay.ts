/** Moves as effects on the live projection: what they change in it while it is looked at. Rougher than planning anew, and far cheaper. */
import { UNKNOWN_TIME, workedBefore } from '../../calendar/work-time.ts'
import { isOpenOrder, supplyDate } from '../../flow/arcs.ts'
import { supplyKey } from '../../flow/plan-names.ts'
import { type Contribution, type Effect, effectOf } from '../../impact/contributions.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { planSeconds } from '../../impact/site-plan.ts'
import type { Disruption } from '../../records/disruption.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { endedBy, staffed } from '../moves/cause-moves.ts'
import { readyAt } from './reach.ts'

type Move<T extends PlanMove['type']> = Extract<PlanMove, { type: T }>

/** What acts in the plan while moves are looked at: the open effects by disruption, and what the moves add. */
interface Overlaid {
  readonly effects: Map<string, Effect>
  /** Disruptions as the moves so far have them. */
  readonly stands: Map<string, Disruption>
  readonly added: Contribution[]
}

interface Laying {
  readonly live: LivePlan
  readonly overlaid: Overlaid
}

/** The effects that stand for moves; undefined where one of them means more than an overlay can show. */
export function overlayOf(live: LivePlan, moves: readonly PlanMove[]): readonly Effect[] | undefined {
  const overlaid: Overlaid = { effects: new Map(live.open.map((id) => [id, live.effectOf(id)!])), stands: new Map(), added: [] }
  for (const move of moves) if (!lay(live, move, overlaid)) return undefined
  const { effects, added } = overlaid
  return [...effects.values(), ...(added.length === 0 ? [] : [{ contributions: added, notes: [] }])]
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
    default:
      return false
  }
}

/**
 * What a station does in more open time it need not do afterwards: the work that would be ahead of it then is shorter by those hours.
 * Work that ends within the added time is shown as ending when that begins: what is looked at may come out a little too good.
 */
function layOpenTime(live: LivePlan, move: Move<'openTime'>, overlaid: Overlaid): boolean {
  const { site } = live
  const { network, input } = site.plan
  const { start, finish } = live.projection
  const [from, to] = [planSeconds(site, move.fromAt), planSeconds(site, move.toAt)]
  for (const station of site.stations.byUnit.get(move.workUnitId) ?? []) {
    const { calendar } = input.stations[station]!
    const worked = (since: number, until: number) =>
      workedBefore(input.calendars, calendar, until) - workedBefore(input.calendars, calendar, since)
    let left = to - from - worked(from, to)
    for (let k = network.stationOffsets[station]!; k < network.stationOffsets[station + 1]! && left > 0; k++) {
      const node = network.stationNodes[k]!
      if (finish[node]! <= from || finish[node]! >= UNKNOWN_TIME || readyAt(live, node) >= to) continue
      const taken = Math.min(left, network.duration[node]!, worked(Math.max(from, start[node]!), finish[node]!))
      if (taken <= 0) continue
      overlaid.added.push({ type: 'work', node, share: 1 - taken / network.duration[node]! })
      left -= taken
    }
  }
  return site.stations.byUnit.has(move.workUnitId)
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
