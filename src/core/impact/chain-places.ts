/** Which node of the chain picture an operation, a supply or a promise belongs to. */
import type { Operation } from '../records/operation.ts'
import { sourceName } from './peg-steps.ts'
import type { SitePlan } from './site-plan.ts'

/** The id of a node of the picture. */
export function chainNodeId(kind: 'supplier' | 'workCenter' | 'customer', id: string): string {
  return `${kind}:${id}`
}

export function chainLinkId(from: string, to: string): string {
  return `${from}>${to}`
}

/** The supplier of a supply, as the node of the picture; undefined where none is known. */
export function supplierNode(site: SitePlan, source: number): string | undefined {
  const { kind, id } = sourceName(site, source)
  const { purchaseOrderLine, lot, supplier, material } = site.model.byKind
  const known =
    kind === 'purchaseOrderLine'
      ? purchaseOrderLine.get(id)?.supplierId
      : kind === 'lot'
        ? lot.get(id)?.supplierId
        : kind === 'assumedPurchase'
          ? material.get(site.names.materials[materialOf(site, source)] ?? '')?.supplierId
          : undefined
  return known !== undefined && supplier.has(known) ? chainNodeId('supplier', known) : undefined
}

function materialOf(site: SitePlan, source: number): number {
  const { input, draft } = site.plan
  return source < input.supplies.length ? input.supplies[source]!.material : draft.supplyMaterial.data[source - input.supplies.length]!
}

export function customerNode(site: SitePlan, line: number): string {
  return chainNodeId('customer', site.model.byKind.salesOrderLine.get(site.names.lines[line]!)?.customerId ?? '')
}

/** The work center of a draft operation; undefined where it needs none. */
export function centerNode(site: SitePlan, op: number): string | undefined {
  const { network, draft, input } = site.plan
  const station = network.station[network.nodeOf[op]!]!
  const pool = station >= 0 ? station : (input.pools[draft.opPool.data[op]!]?.[0] ?? -1)
  const name = site.names.stations[pool]
  return name === undefined ? undefined : chainNodeId('workCenter', name.workCenterId)
}

/** The work centers that orders go through from their first step to their last, whatever of it is done. */
export class OrderWays {
  private readonly site: SitePlan
  private readonly recorded = new Map<string, Operation[]>()
  private readonly routed = new Map<string, { sequence: number; workCenterId: string }[]>()
  private readonly ways: (readonly string[] | undefined)[] = []

  constructor(site: SitePlan) {
    this.site = site
    for (const operation of site.model.byKind.operation.values()) push(this.recorded, operation.workOrderId, operation)
    for (const step of site.model.byKind.routingOperation.values()) push(this.routed, step.materialId, step)
    for (const list of [...this.recorded.values(), ...this.routed.values()]) list.sort((a, b) => a.sequence - b.sequence)
  }

  wayOf(order: number): readonly string[] {
    const known = this.ways[order]
    if (known !== undefined) return known
    const { names, plan } = this.site
    const steps =
      this.recorded.get(names.orders[order] ?? '') ?? this.routed.get(names.materials[plan.draft.orderMaterial.data[order]!]!) ?? []
    const way = steps.map(({ workCenterId }) => chainNodeId('workCenter', workCenterId)).filter((id, k, all) => id !== all[k - 1])
    this.ways[order] = way
    return way
  }

  /** Where an order takes what it is pegged to; undefined where it goes through no work center. */
  takenAt(demand: number): string | undefined {
    const { draft } = this.site.plan
    const order = draft.demandOrder.data[demand]!
    const step = draft.demandStep.data[demand]!
    const count = draft.orderOpCount.data[order]!
    const open = count > 0 ? centerNode(this.site, draft.orderFirstOp.data[order]! + Math.min(step, count - 1)) : undefined
    return open ?? this.wayOf(order).at(0)
  }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
