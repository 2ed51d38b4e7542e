/** What a disruption reaches, as the search for countermeasures sees it: the late promises, and what each of them waits for. */
import { UNKNOWN_TIME } from '../../calendar/work-time.ts'
import { isOpenOrder, supplyDate } from '../../flow/arcs.ts'
import { RUNNING } from '../../flow/draft.ts'
import type { ImpactAnswer } from '../../impact/answer.ts'
import { impactOf } from '../../impact/compare.ts'
import { type Binding, bindingOf, LINKS_MAX } from '../../impact/explain.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { type MovedDates, movedDates } from '../../impact/moved-dates.ts'
import { lineNode } from '../../impact/site-plan.ts'
import type { Disruption } from '../../records/disruption.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { ok, type Result } from '../../values/result.ts'
import { WorkingRecords } from '../moves/working-records.ts'
import { type RecordedOperations, recordedOperations } from './recorded-operations.ts'

/** The chains of this many late promises are walked, the dearest first. */
const LINES_MAX = 40

/** One step of what a promise waits for. */
export interface Link {
  readonly node: number
  readonly binding: Binding
  /** It belongs to what the promise is made of; otherwise it only stands in the way. */
  readonly own: boolean
}

/** A material that something on the way to a promise waits for. Times in plan seconds. */
export interface Wait {
  readonly peg: number
  readonly node: number
  readonly material: number
  readonly quantity: number
  readonly at: number
  /** Undefined where an assumed order waits: nothing can be kept for it. */
  readonly demand: Extract<PlanMove, { type: 'reserve' }>['for'] | undefined
}

export interface LateLine {
  readonly line: number
  readonly id: string
  readonly chain: readonly Link[]
  readonly waits: readonly Wait[]
}

export interface Reach {
  readonly live: LivePlan
  readonly disruption: Disruption
  readonly impact: ImpactAnswer
  readonly late: readonly LateLine[]
  readonly recorded: RecordedOperations
  /** To look records up in, as moves do. */
  readonly records: WorkingRecords
  /** Stations that the disruption stops or slows, with the end of that in plan seconds. */
  readonly stopped: ReadonlyMap<number, number>
}

/** Fails where the disruption itself can't be judged. */
export function reachOf(live: LivePlan, disruption: Disruption): Result<Reach> {
  const impact = impactOf(live, disruption, true)
  if (!impact.ok) return impact
  const { site } = live
  const moved = movedDates(live.acting)
  const late = impact.value.late.slice(0, LINES_MAX).map((promise): LateLine => {
    const line = site.names.lineIndex.get(promise.salesOrderLineId)!
    const chain = chainOf(live, line)
    return { line, id: promise.salesOrderLineId, chain, waits: waitsOf(live, chain, moved) }
  })
  const stopped = new Map<number, number>()
  for (const each of live.effectOf(disruption.id)?.contributions ?? []) {
    if (each.type === 'disturb') stopped.set(each.station, Math.max(each.disturbance.to, stopped.get(each.station) ?? 0))
  }
  return ok({
    live,
    disruption,
    impact: impact.value,
    late,
    recorded: recordedOperations(site),
    records: new WorkingRecords(site.model, { idPrefix: '', at: site.at }),
    stopped,
  })
}

function chainOf(live: LivePlan, line: number): Link[] {
  const links: Link[] = []
  let own = true
  for (let node = lineNode(live.site, line); node >= 0 && links.length < LINKS_MAX; ) {
    const binding = bindingOf(live.site, node)
    links.push({ node, binding, own })
    if (binding.by === 'work unit busy') own = false
    node = binding.node
  }
  return links
}

/** Materials on a chain that are waited for: from orders that end when the next step starts, and from deliveries. */
function waitsOf(live: LivePlan, chain: readonly Link[], moved: MovedDates): Wait[] {
  const { site } = live
  const { network, input } = site.plan
  return chain.flatMap(({ node, binding, own }) => {
    if (!own || (binding.by !== 'material' && binding.by !== 'date')) return []
    const draftNode = node < network.operationCount ? network.operationOf[node]! : node
    const waits: Wait[] = []
    for (let k = site.pegs.nodeOffsets[draftNode]!; k < site.pegs.nodeOffsets[draftNode + 1]!; k++) {
      const peg = site.pegs.byNode[k]!
      const at = arrivalOf(live, peg, moved)
      // Only what is there last is waited for.
      if (at > input.now && at >= live.projection.start[node]!) waits.push(waitAt(live, { peg, node, at }))
    }
    return waits
  })
}

/** When the supply of a peg is there by the projection as it stands. */
export function arrivalOf(live: LivePlan, peg: number, moved: MovedDates): number {
  const { draft, network } = live.site.plan
  const source = draft.pegSource.data[peg]!
  if (!isOpenOrder(draft, source)) return Math.min(UNKNOWN_TIME, moved.pegs.get(peg)?.at ?? supplyDate(draft, source))
  const last = draft.orderFirstOp.data[~source]! + draft.orderOpCount.data[~source]! - 1
  return live.projection.finish[network.nodeOf[last]!]!
}

function waitAt({ site }: LivePlan, what: Pick<Wait, 'peg' | 'node' | 'at'>): Wait {
  const { draft, input } = site.plan
  const demand = draft.pegDemand.data[what.peg]!
  const line = draft.demandLine.data[demand]!
  const order = draft.demandOrder.data[demand]!
  const named =
    line >= 0
      ? ({ kind: 'salesOrderLine', id: site.names.lines[line]! } as const)
      : order < input.orders.length
        ? ({ kind: 'workOrder', id: site.names.orders[order]! } as const)
        : undefined
  return { ...what, material: draft.demandMaterial.data[demand]!, quantity: draft.pegQuantity.data[what.peg]!, demand: named }
}

export function isRunning({ site }: LivePlan, node: number): boolean {
  return site.plan.draft.opPlanRank.data[site.plan.network.operationOf[node]!] === RUNNING
}

/** Late promises that wait for a node. */
export function linesBehind(reach: Reach, nodes: readonly number[]): number[] {
  return reach.late.flatMap(({ line, chain }) => (chain.some((link) => nodes.includes(link.node)) ? [line] : []))
}

/** Nodes on the chains, each once, those of the dearest promises first. */
export function chainNodes(reach: Reach, fits: (link: Link) => boolean): number[] {
  const { operationCount } = reach.live.site.plan.network
  const nodes = reach.late.flatMap(({ chain }) => chain.filter((link) => link.node < operationCount && fits(link)).map(({ node }) => node))
  return [...new Set(nodes)]
}
