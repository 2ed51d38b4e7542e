/** Pegs in words: which supply serves which demand, how much, and how that was found. */
import { demandGroup, PEG_ASSUMED, PEG_GROUP, PEG_RECORDED } from '../flow/draft.ts'
import type { UnitCode } from '../values/quantity.ts'
import { type Said, said } from '../values/said.ts'
import type { NodeKind, PegFound, PegStep } from './answer.ts'
import { orderName, type SitePlan } from './site-plan.ts'

export interface NamedSource {
  readonly kind: NodeKind
  readonly id: string
}

/** The name of a supply (≥ 0) or order (~order). */
export function sourceName(site: SitePlan, source: number): NamedSource {
  const { input } = site.plan
  if (source < 0) return { kind: ~source < input.orders.length ? 'workOrder' : 'assumedWorkOrder', id: orderName(site.names, ~source) }
  const supply = site.names.supplies[source]
  return supply ?? { kind: 'assumedPurchase', id: `assumed-purchase-${source - input.supplies.length + 1}` }
}

export function pegFound(found: number): PegFound {
  if (found === PEG_RECORDED) return 'recorded'
  return found === PEG_ASSUMED ? 'assumed' : 'rule'
}

/** The unit of a material. */
export function unitOf(site: SitePlan, material: number): UnitCode {
  return site.model.byKind.material.get(site.names.materials[material]!)?.unit ?? ('C62' as UnitCode)
}

export function pegStep(site: SitePlan, peg: number): PegStep {
  const { draft, input } = site.plan
  const demand = draft.pegDemand.data[peg]!
  const line = draft.demandLine.data[demand]!
  const order = draft.demandOrder.data[demand]!
  const material = draft.demandMaterial.data[demand]!
  const supply = sourceName(site, draft.pegSource.data[peg]!)
  return {
    supplyKind: supply.kind,
    supplyId: supply.id,
    demandKind: line >= 0 ? 'salesOrderLine' : order < input.orders.length ? 'workOrder' : 'assumedWorkOrder',
    demandId: line >= 0 ? site.names.lines[line]! : orderName(site.names, order),
    materialId: site.names.materials[material]!,
    quantity: { value: draft.pegQuantity.data[peg]!, unit: unitOf(site, material) },
    found: pegFound(draft.pegFound.data[peg]!),
    rule: ruleOf(site, peg),
  }
}

function ruleOf(site: SitePlan, peg: number): Said {
  const { draft } = site.plan
  const found = draft.pegFound.data[peg]!
  if (found === PEG_RECORDED) return said('reserved-in-source')
  if (found === PEG_ASSUMED) return said('nothing-supplies-it')
  if (found === PEG_GROUP)
    return said('same-pegging-group', { group: site.names.groups[demandGroup(draft, draft.pegDemand.data[peg]!)] ?? null })
  return said('served-in-order')
}
