/** The recorded operation behind each step of a plan, and the step of each recorded operation. */
import { orderName, type SitePlan } from '../../impact/site-plan.ts'
import type { Operation } from '../../records/operation.ts'

export interface RecordedOperations {
  /** Undefined where the step is assumed, or stands in a routing alone. */
  readonly at: (node: number) => Operation | undefined
  /** Nodes by id of their operation. */
  readonly nodes: ReadonlyMap<string, number>
}

/** A plan has the same for as long as it lives: found once. */
const known = new WeakMap<SitePlan, RecordedOperations>()

export function recordedOperations(site: SitePlan): RecordedOperations {
  const recorded = known.get(site) ?? found(site)
  known.set(site, recorded)
  return recorded
}

function found(site: SitePlan): RecordedOperations {
  const { draft, network } = site.plan
  const bySteps = new Map<string, Operation>()
  for (const operation of site.model.byKind.operation.values()) bySteps.set(`${operation.workOrderId}/${operation.sequence}`, operation)
  const nodes = new Map<string, number>()
  const operations: (Operation | undefined)[] = []
  for (let node = 0; node < network.operationCount; node++) {
    const op = network.operationOf[node]!
    const order = draft.opOrder.data[op]!
    const operation =
      order < site.plan.input.orders.length ? bySteps.get(`${orderName(site.names, order)}/${draft.opSequence.data[op]}`) : undefined
    operations.push(operation)
    if (operation !== undefined) nodes.set(operation.id, node)
  }
  return { at: (node) => operations[node], nodes }
}
