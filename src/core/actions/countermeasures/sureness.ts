/** How sure a countermeasure is, and by when it must be begun. */
import { isUncertain } from '../../impact/ends.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { instantOf } from '../../impact/site-plan.ts'
import { delaySaid, SupplierDelays } from '../../impact/supplier-delays.ts'
import type { ActionKind } from '../../records/action.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import type { Instant } from '../../values/instant.ts'
import { type Said, said } from '../../values/said.ts'
import type { Sureness } from '../answer.ts'
import type { Cost } from './cost.ts'
import type { LinePair } from './line-gains.ts'
import type { Reach } from './reach.ts'
import { recordedOperations } from './recorded-operations.ts'

interface Tried {
  readonly kind: ActionKind
  readonly moves: readonly PlanMove[]
  readonly pairs: readonly LinePair[]
  readonly cost: Cost
}

/** Low where promises rest on supplies that are assumed, medium where an end, a price or somebody's consent is not known. */
export function surenessOf(reach: Reach, { kind, moves, pairs, cost }: Tried): Sureness {
  const assumed = assumedSteps(reach, pairs)
  const notKnown = pairs.filter((pair) => !Number.isFinite(pair.before)).length
  const because: Said[] = [
    ...(assumed === 0 ? [] : [said('rests-on-assumed-orders', { steps: assumed })]),
    ...(isUncertain(reach.disruption) ? [said('end-is-expected', { expectedEndAt: reach.disruption.expectedEndAt ?? null })] : []),
    ...(notKnown === 0 ? [] : [said('dates-are-not-known', { promises: notKnown })]),
    ...(cost.parts.some(({ money }) => money === null) ? [said('cost-is-not-known')] : []),
    ...(kind === 'expedite' || kind === 'buyElsewhere' ? [said('supplier-not-asked')] : []),
    ...usualDelays(reach, moves),
    ...(kind === 'shipPart' ? [said('customer-not-asked')] : []),
  ]
  return { level: assumed > 0 ? 'low' : because.length > 0 ? 'medium' : 'high', because }
}

/** How late the suppliers usually are that it relies on. */
function usualDelays({ live: { site } }: Reach, moves: readonly PlanMove[]): readonly Said[] {
  const { model } = site
  const suppliers = moves.flatMap((move) => {
    if (move.type === 'buy') return move.supplierId ?? []
    return move.type === 'deliver' ? (model.byKind.purchaseOrderLine.get(move.purchaseOrderLineId)?.supplierId ?? []) : []
  })
  if (suppliers.length === 0) return []
  const delays = new SupplierDelays(model, site.at)
  return [...new Set(suppliers)].flatMap((supplierId) => {
    const delay = delays.of(supplierId)
    return (delay === undefined ? undefined : delaySaid(supplierId, delay)) ?? []
  })
}

/** Steps of orders that nobody has placed, on the way to the promises that change. */
function assumedSteps({ live, late }: Reach, pairs: readonly LinePair[]): number {
  const { draft, network, input } = live.site.plan
  const ids = new Set(pairs.map(({ id }) => id))
  const nodes = late
    .filter(({ id }) => ids.has(id))
    .flatMap(({ chain }) => chain.filter((link) => link.own && link.node < network.operationCount).map(({ node }) => node))
  return [...new Set(nodes)].filter((node) => draft.opOrder.data[network.operationOf[node]!]! >= input.orders.length).length
}

/** The first instant at which the plan with the moves relies on one of them; null where none says. */
export function beginBy(after: LivePlan, moves: readonly PlanMove[]): Instant | null {
  const { site } = after
  const nodes = recordedOperations(site).nodes
  const times = moves.flatMap((move): (Instant | null)[] => {
    switch (move.type) {
      case 'runOn': {
        const node = nodes.get(move.operationId)
        return node === undefined ? [] : [instantOf(site, site.plan.projection.start[node]!)]
      }
      case 'split': {
        const order = site.names.orderIndex.get(move.workOrderId)
        const first = order === undefined ? undefined : site.plan.network.nodeOf[site.plan.draft.orderFirstOp.data[order]!]
        return first === undefined ? [] : [instantOf(site, site.plan.projection.start[first]!)]
      }
      case 'openTime':
      case 'staff':
        return [move.fromAt]
      case 'endBy':
        return [move.at]
      case 'buy':
        return [site.at]
      default:
        return []
    }
  })
  return times.filter((each) => each !== null).sort()[0] ?? null
}
