/** A site's plan with everything an answer needs to name things: the model, the names, the pegs both ways, the money of its lines. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Model } from '../chain/model.ts'
import { planFromChain } from '../flow/from-chain.ts'
import { indexPegs, type PegIndex } from '../flow/peg-index.ts'
import { buildPlan, type Plan } from '../flow/plan.ts'
import type { PlanNames } from '../flow/plan-names.ts'
import type { Stations } from '../flow/plan-stations.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { type Said, said } from '../values/said.ts'

export interface SitePlan {
  readonly model: Model
  readonly at: Instant
  readonly plan: Plan
  readonly names: PlanNames
  readonly stations: Stations
  readonly pegs: PegIndex
  readonly notes: readonly Said[]
}

export function buildSitePlan(model: Model, now: Instant): SitePlan {
  const { input, names, stations, notes } = planFromChain(model, now)
  const plan = buildPlan(input)
  const more = [...notes]
  if (plan.loop.length > 0) more.push(said('bill-loop-cut', { materials: plan.loop.map((m) => names.materials[m]).join(' → ') }))
  if (plan.sequence.cyclic.length > 0) {
    const orders = [...new Set(plan.sequence.cyclic.map((op) => orderName(names, plan.draft.opOrder.data[op]!)))]
    more.push(said('orders-in-circle', { orders: orders.join(', ') }))
  }
  return { model, at: now, plan, names, stations, pegs: indexPegs(plan.draft), notes: more }
}

/** The id of a work order, or a name that says it is assumed. */
export function orderName(names: PlanNames, order: number): string {
  return names.orders[order] ?? `assumed-${order - names.orders.length + 1}`
}

/** The instant of a plan second; null for a time that can't be known. */
export function instantOf(site: SitePlan, seconds: number): Instant | null {
  return seconds >= UNKNOWN_TIME ? null : instantFromMs(site.names.originMs + seconds * 1000)
}

export function planSeconds(site: SitePlan, instant: Instant): number {
  return Math.floor((instantToMs(instant) - site.names.originMs) / 1000)
}

/** The node of a line. */
export function lineNode(site: SitePlan, line: number): number {
  return site.plan.network.operationCount + line
}

/** The node of a draft node: an operation's place in the sequence, or a line. */
export function nodeOfDraft(site: SitePlan, draftNode: number): number {
  return draftNode < site.plan.network.operationCount ? site.plan.network.nodeOf[draftNode]! : draftNode
}
