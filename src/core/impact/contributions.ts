/** What a disruption changes in the plan: a list of contributions, each to one parameter. Pure; nothing is applied here. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { consumerOf, isOpenOrder } from '../flow/arcs.ts'
import { supplyKey } from '../flow/plan-names.ts'
import { FreeSupply, type Mishap, type ReplenishStep, replenishment } from '../flow/replenish.ts'
import type { Disturbance } from '../flow/station-time.ts'
import { holdsUntil } from '../flow/whole-day.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import { failed, ok, type Problem, type Result } from '../values/result.ts'
import { type Said, said, saidOnce } from '../values/said.ts'
import { blindNotes } from './blind.ts'
import { actsUntil, type Ends, endNotes } from './ends.ts'
import { sourceName } from './peg-steps.ts'
import { nodeOfDraft, planSeconds, type SitePlan } from './site-plan.ts'

export type Contribution =
  | { readonly type: 'disturb'; readonly station: number; readonly disturbance: Disturbance }
  /** The node may start no earlier. */
  | { readonly type: 'notBefore'; readonly node: number; readonly at: number; readonly because: 'new start' | 'replaced' }
  /** The supply of peg `peg` is there at another time than planned. */
  | { readonly type: 'pegDate'; readonly peg: number; readonly at: number; readonly because: 'moved' | 'replaced' }
  | { readonly type: 'work'; readonly node: number; readonly share: number }
  | { readonly type: 'off'; readonly node: number }
  | { readonly type: 'short'; readonly line: number; readonly quantity: number }
  | { readonly type: 'due'; readonly line: number; readonly at: number }
  | { readonly type: 'cancelled'; readonly line: number }
  /** A source gives less, or later, to whoever asks for more: it was hit itself, or stands in for one that was. */
  | { readonly type: 'supply'; readonly source: number; readonly at: number; readonly lost: number }

export interface Effect {
  readonly contributions: readonly Contribution[]
  /** What was assumed or is not known. */
  readonly notes: readonly Said[]
  /** The same effect in the projection as it stands; absent where the projection makes no difference to it. */
  readonly judge?: (site: SitePlan) => Effect
}

function refused(code: string, message: string, what: { next: string; facts: Problem['facts'] }): Result<never> {
  return failed({ code, message, next: what.next, facts: what.facts })
}

function unknownTarget(kind: string, id: string | undefined): Result<never> {
  return refused('target-not-found', 'The disruption names something that this plan does not hold.', {
    next: 'Check the id; orders, lots and deliveries that are done or cancelled can no longer be disturbed.',
    facts: { kind, id: id ?? '' },
  })
}

/** The effect of a disruption; what replaces a loss is looked for in the gaps of the projection as it stands, and is judged anew where that changes. */
export function effectOf(site: SitePlan, disruption: Disruption, ends: Ends = 'likely'): Result<Effect> {
  const effect = found(site, disruption, ends)
  if (!effect.ok || !isJudged(disruption)) return effect
  const judge = (at: SitePlan): Effect => {
    const anew = found(at, disruption, ends)
    return anew.ok ? anew.value : effect.value
  }
  return ok({ ...effect.value, judge })
}

/** Whether its effect depends on the projection: what replaces a loss does, what happens to a work unit does not. */
export function isJudged({ kind }: Disruption): boolean {
  return kind !== 'workUnitDown' && kind !== 'workUnitSlow' && kind !== 'signalLost' && kind !== 'qualificationMissing'
}

function found(site: SitePlan, disruption: Disruption, ends: Ends): Result<Effect> {
  switch (disruption.kind) {
    case 'workUnitDown':
    case 'workUnitSlow':
    case 'qualificationMissing':
      return disturbed(site, disruption, ends)
    case 'scrap':
      return scrapped(site, disruption)
    case 'lotHeld':
      return lotHeld(site, disruption, ends)
    case 'purchaseMoved':
      return purchaseMoved(site, disruption)
    case 'orderChanged':
      return orderChanged(site, disruption)
    case 'orderCancelled':
      return orderCancelled(site, disruption)
    case 'signalLost':
      if (site.model.byKind.workUnit.has(disruption.workUnitId ?? '')) return ok({ contributions: [], notes: blindNotes(site, disruption) })
      return unknownTarget('work unit', disruption.workUnitId)
  }
}

function dateOf(site: SitePlan, instant: Instant | undefined): number {
  return instant === undefined ? UNKNOWN_TIME : planSeconds(site, instant)
}

function disturbed(site: SitePlan, disruption: Disruption, ends: Ends): Result<Effect> {
  const stations =
    disruption.workUnitId !== undefined
      ? site.stations.byUnit.get(disruption.workUnitId)
      : site.stations.byCenter.get(disruption.workCenterId ?? '')
  if (stations === undefined) return unknownTarget('work unit or work center', disruption.workUnitId ?? disruption.workCenterId)
  const rate = disruption.kind === 'workUnitDown' ? 0 : (disruption.rate ?? (disruption.kind === 'qualificationMissing' ? 0 : 1))
  if (disruption.kind === 'workUnitSlow' && (disruption.rate === undefined || rate <= 0)) {
    return refused('rate-missing', 'A slow work unit needs its rate.', {
      next: 'Give the share of its normal speed, above 0, as 0.8; for a stop say that it is down.',
      facts: {},
    })
  }
  const from = planSeconds(site, disruption.startAt)
  const to = actsUntil(site, disruption, ends)
  if (to <= from) {
    return refused('end-before-start', 'The disruption ends before it starts.', {
      next: 'Give an end after the start, or none when it is not known.',
      facts: { startAt: disruption.startAt, endAt: disruption.endAt ?? '' },
    })
  }
  // What still works is known for as long as it stays as slow; where nothing is made, nobody knows when it is.
  const endless = rate > 0 ? said('stays-slow', { rate }) : said('end-unknown')
  const notes = to === UNKNOWN_TIME ? [endless] : endNotes(disruption)
  return ok({ contributions: stations.map((station) => ({ type: 'disturb', station, disturbance: { from, to, rate } })), notes })
}

function scrapped(site: SitePlan, disruption: Disruption): Result<Effect> {
  const order = site.names.orderIndex.get(disruption.workOrderId ?? '')
  const planned = order === undefined ? undefined : site.plan.input.orders[order]
  if (order === undefined || planned === undefined) return unknownTarget('work order', disruption.workOrderId)
  const lost = disruption.quantity?.value
  if (lost === undefined)
    return refused('quantity-missing', 'Scrap needs its quantity.', {
      next: 'Say how much was scrapped.',
      facts: { workOrderId: disruption.workOrderId ?? '' },
    })
  if (lost > planned.quantity) {
    return refused('quantity-too-large', 'More was scrapped than the work order makes.', {
      next: 'Give at most the quantity of the order.',
      facts: { quantity: lost, ordered: planned.quantity },
    })
  }
  const loss = loseFrom(site, ~order, { quantity: lost, at: planSeconds(site, disruption.startAt) })
  return ok({
    contributions: [
      ...lessWork(site, order, { share: 1 - lost / planned.quantity, after: disruption.sequence ?? Number.NEGATIVE_INFINITY }),
      ...loss.contributions,
    ],
    notes: loss.notes,
  })
}

/** What is still to be done on fewer pieces takes less time. */
function lessWork(site: SitePlan, order: number, what: { share: number; after: number }): Contribution[] {
  const { draft, network } = site.plan
  const first = draft.orderFirstOp.data[order]!
  const result: Contribution[] = []
  for (let op = first; op < first + draft.orderOpCount.data[order]!; op++) {
    if (draft.opSequence.data[op]! > what.after && draft.opWork.data[op]! > 0 && draft.opPlanRank.data[op]! !== -2) {
      result.push({ type: 'work', node: network.nodeOf[op]!, share: what.share })
    }
  }
  return result
}

/**
 * A source loses quantity. What no peg had taken goes first, then the least urgent demands lose theirs;
 * they get what is free instead, or what can be bought or made in the gaps of the plan.
 */
function loseFrom(site: SitePlan, source: number, loss: { quantity: number; at: number; backAt?: number }): Effect {
  const { draft, input } = site.plan
  const free = new FreeSupply(site.plan, site.pegs)
  let missing = loss.quantity - Math.max(0, free.leftOf(source))
  const back = loss.backAt
  const contributions: Contribution[] = [{ type: 'supply', source, at: back ?? 0, lost: back === undefined ? loss.quantity : 0 }]
  const notes: Said[] = []
  for (const peg of pegsByUrgency(site, source)) {
    if (missing <= 1e-9) break
    const demand = draft.pegDemand.data[peg]!
    const node = consumerOf(draft, demand)
    const lost = Math.min(missing, draft.pegQuantity.data[peg]!)
    missing -= lost
    if (node < 0) {
      notes.push(said('lost-already-taken'))
      continue
    }
    const material = draft.demandMaterial.data[demand]!
    const found = replenishment(site.plan, free, { material, quantity: lost, at: Math.max(input.now, loss.at), except: source })
    const at = Math.min(found.at, loss.backAt ?? UNKNOWN_TIME)
    if (at >= UNKNOWN_TIME) notes.push(said('replacement-time-unknown'))
    else if (found.steps.some((step) => step.kind !== 'free')) notes.push(said('replaced-in-gaps'))
    else
      notes.push(
        said('replaced-from-free', {
          sources: found.steps
            .map((step) => sourceName(site, step.source))
            .map(({ kind, id }) => `${kind} ${id}`)
            .join(', '),
        }),
      )
    contributions.push(...standsIn(found.steps))
    contributions.push(
      isOpenOrder(draft, source)
        ? { type: 'notBefore', node: nodeOfDraft(site, node), at, because: 'replaced' }
        : { type: 'pegDate', peg, at, because: back !== undefined && at >= back ? 'moved' : 'replaced' },
    )
    const served = found.steps.reduce((sum, step) => sum + (step.kind === 'free' && step.material === material ? step.quantity : 0), 0)
    for (const [line, quantity] of shortAbove(site, demand, lost - served)) contributions.push({ type: 'short', line, quantity })
  }
  return { contributions, notes: saidOnce(notes) }
}

/** What is free and stands in for something else is no longer free. */
function standsIn(steps: readonly ReplenishStep[]): Contribution[] {
  return steps.flatMap((step) => (step.kind === 'free' ? [{ type: 'supply', source: step.source, at: 0, lost: step.quantity }] : []))
}

/** What has become of the sources that effects touch. */
export function mishapsOf(effects: readonly Effect[]): ReadonlyMap<number, Mishap> {
  const mishaps = new Map<number, Mishap>()
  for (const each of effects.flatMap((effect) => effect.contributions)) {
    if (each.type !== 'supply') continue
    const known = mishaps.get(each.source) ?? { at: 0, lost: 0 }
    mishaps.set(each.source, { at: Math.max(known.at, each.at), lost: known.lost + each.lost })
  }
  return mishaps
}

/**
 * What a loss leaves short at the promises: a parent lacks what its missing components would have made,
 * and of what a source lacks, the least urgent demands lack it first.
 */
function shortAbove(site: SitePlan, demand: number, lost: number): ReadonlyMap<number, number> {
  const { draft } = site.plan
  const short = new Map<number, number>()
  if (lost <= 1e-9) return short
  const stack = [{ demand, lost }]
  for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
    const line = draft.demandLine.data[each.demand]!
    if (line >= 0) {
      short.set(line, (short.get(line) ?? 0) + each.lost)
      continue
    }
    const order = draft.demandOrder.data[each.demand]!
    let missing = Math.min(1, each.lost / draft.demandQuantity.data[each.demand]!) * draft.orderQuantity.data[order]!
    for (const peg of pegsByUrgency(site, ~order)) {
      if (missing <= 1e-9) break
      const given = Math.min(missing, draft.pegQuantity.data[peg]!)
      missing -= given
      stack.push({ demand: draft.pegDemand.data[peg]!, lost: given })
    }
  }
  return short
}

/** The pegs of a source, the least urgent demand first. */
function pegsByUrgency(site: SitePlan, source: number): number[] {
  const { draft } = site.plan
  const [offsets, pegs] = source >= 0 ? [site.pegs.supplyOffsets, site.pegs.bySupply] : [site.pegs.orderOffsets, site.pegs.byOrder]
  const index = source >= 0 ? source : ~source
  const rank = (peg: number) => draft.demandRank.data[draft.pegDemand.data[peg]!]!
  return [...pegs.subarray(offsets[index]!, offsets[index + 1]!)].sort((a, b) => rank(b) - rank(a) || b - a)
}

function lotHeld(site: SitePlan, disruption: Disruption, ends: Ends): Result<Effect> {
  const lot = site.names.supplyIndex.get(supplyKey('lot', disruption.lotId ?? ''))
  if (lot === undefined) return unknownTarget('lot', disruption.lotId)
  const supply = site.plan.input.supplies[lot]!
  const backAt = actsUntil(site, disruption, ends)
  const effect = loseFrom(site, lot, { quantity: supply.quantity, at: planSeconds(site, disruption.startAt), backAt })
  const notes = backAt === UNKNOWN_TIME ? [said('release-unknown'), ...effect.notes] : [...endNotes(disruption), ...effect.notes]
  return ok({ contributions: effect.contributions, notes })
}

function purchaseMoved(site: SitePlan, disruption: Disruption): Result<Effect> {
  const supply = site.names.supplyIndex.get(supplyKey('purchaseOrderLine', disruption.purchaseOrderLineId ?? ''))
  if (supply === undefined) return unknownTarget('purchase order line', disruption.purchaseOrderLineId)
  const at = Math.max(site.plan.input.now, dateOf(site, disruption.newAt))
  const notes = at >= UNKNOWN_TIME ? [said('delivery-unknown')] : []
  return ok({ contributions: suppliesLater(site, [{ supply, at }]), notes })
}

/** Whether a delivery has another date than on record by an open disruption. */
export function isSupplyMoved({ kind, startAt, closedAt }: Disruption, now: Instant): boolean {
  return kind === 'purchaseMoved' && startAt <= now && (closedAt === undefined || closedAt > now)
}

/** Supplies come at other times than planned; where one is later, what is free serves instead if that is sooner. */
export function suppliesLater(site: SitePlan, moved: readonly { readonly supply: number; readonly at: number }[]): Contribution[] {
  const free = new FreeSupply(site.plan, site.pegs)
  const contributions: Contribution[] = []
  for (const { supply, at } of moved) {
    const later = at > site.plan.input.supplies[supply]!.at
    contributions.push({ type: 'supply', source: supply, at, lost: 0 })
    for (const peg of pegsByUrgency(site, supply).reverse()) {
      const instead = later ? fromStock(site, free, { peg, except: supply }) : { at: UNKNOWN_TIME, steps: [] }
      contributions.push({ type: 'pegDate', peg, at: Math.min(at, instead.at), because: instead.at < at ? 'replaced' : 'moved' })
      if (instead.at < at) contributions.push(...standsIn(instead.steps))
    }
  }
  return contributions
}

/** When what is free could serve a peg whole instead of its late supply; UNKNOWN_TIME when it can't. */
function fromStock(
  site: SitePlan,
  free: FreeSupply,
  what: { peg: number; except: number },
): { at: number; steps: readonly ReplenishStep[] } {
  const { draft } = site.plan
  const material = draft.demandMaterial.data[draft.pegDemand.data[what.peg]!]!
  const taken = free.take(material, draft.pegQuantity.data[what.peg]!, what.except)
  const at = taken.missing > 0 ? UNKNOWN_TIME : taken.steps.reduce((latest, step) => Math.max(latest, step.to), 0)
  return { at, steps: taken.steps }
}

function orderChanged(site: SitePlan, disruption: Disruption): Result<Effect> {
  if (disruption.salesOrderLineId !== undefined) return lineChanged(site, disruption)
  const order = site.names.orderIndex.get(disruption.workOrderId ?? '')
  if (order === undefined) return unknownTarget('work order', disruption.workOrderId)
  const planned = site.plan.input.orders[order]!
  const { draft, network } = site.plan
  const contributions: Contribution[] = []
  const notes: Said[] = []
  const first = draft.orderFirstOp.data[order]!
  if (disruption.newAt !== undefined && draft.orderOpCount.data[order]! > 0)
    contributions.push({ type: 'notBefore', node: network.nodeOf[first]!, at: planSeconds(site, disruption.newAt), because: 'new start' })
  const quantity = disruption.quantity?.value
  if (quantity !== undefined && planned.quantity > 0) {
    contributions.push(...lessWork(site, order, { share: quantity / planned.quantity, after: Number.NEGATIVE_INFINITY }))
    if (quantity < planned.quantity) {
      const loss = loseFrom(site, ~order, { quantity: planned.quantity - quantity, at: planSeconds(site, disruption.startAt) })
      contributions.push(...loss.contributions)
      notes.push(...loss.notes)
    }
  }
  return ok({ contributions, notes })
}

function lineChanged(site: SitePlan, disruption: Disruption): Result<Effect> {
  const line = site.names.lineIndex.get(disruption.salesOrderLineId ?? '')
  if (line === undefined) return unknownTarget('sales order line', disruption.salesOrderLineId)
  const { input } = site.plan
  const contributions: Contribution[] = []
  const notes: Said[] = []
  if (disruption.newAt !== undefined)
    contributions.push({ type: 'due', line, at: planSeconds(site, holdsUntil(site.model)(disruption.newAt)) })
  const more = (disruption.quantity?.value ?? input.lines[line]!.quantity) - input.lines[line]!.quantity
  if (more > 0) {
    const free = new FreeSupply(site.plan, site.pegs)
    const found = replenishment(site.plan, free, { material: input.lines[line]!.material, quantity: more, at: input.now })
    contributions.push(
      { type: 'notBefore', node: site.plan.network.operationCount + line, at: found.at, because: 'replaced' },
      ...standsIn(found.steps),
    )
    notes.push(said('added-in-gaps'))
  } else if (more < 0) notes.push(said('quantity-freed'))
  return ok({ contributions, notes })
}

function orderCancelled(site: SitePlan, disruption: Disruption): Result<Effect> {
  if (disruption.salesOrderLineId !== undefined) {
    const line = site.names.lineIndex.get(disruption.salesOrderLineId)
    if (line === undefined) return unknownTarget('sales order line', disruption.salesOrderLineId)
    return ok({
      contributions: [{ type: 'cancelled', line }],
      notes: [said('line-freed')],
    })
  }
  const order = site.names.orderIndex.get(disruption.workOrderId ?? '')
  if (order === undefined) return unknownTarget('work order', disruption.workOrderId)
  const { draft, network, input } = site.plan
  const loss = loseFrom(site, ~order, { quantity: input.orders[order]!.quantity, at: planSeconds(site, disruption.startAt) })
  const first = draft.orderFirstOp.data[order]!
  const off = Array.from(
    { length: draft.orderOpCount.data[order]! },
    (_, k): Contribution => ({ type: 'off', node: network.nodeOf[first + k]! }),
  )
  return ok({ contributions: [...off, ...loss.contributions], notes: loss.notes })
}
