/** Things by the names that people call them. */
import type { Model } from '../chain/model.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Thing, ThingKind } from './page-answer.ts'

/** Kinds that carry a name of their own; the others are called by their id. */
const NAMED = ['customer', 'material', 'supplier', 'workUnit', 'workCenter', 'person'] as const
type Named = (typeof NAMED)[number]

function isNamed(kind: ThingKind): kind is Named {
  return (NAMED as readonly ThingKind[]).includes(kind)
}

/** A thing, called by its id where it has no name or is not known. */
export function thing(model: Model, kind: ThingKind, id: string): Thing {
  return { kind, id, name: (isNamed(kind) ? model.byKind[kind].get(id)?.name : undefined) ?? id }
}

/** Where a disruption sits; undefined where it names nothing. A moved delivery sits at its supplier, where one is known. */
export function placeOf(model: Model, disruption: Disruption): Thing | undefined {
  const { byKind } = model
  const { workUnitId, workCenterId, lotId, purchaseOrderLineId, workOrderId, salesOrderLineId } = disruption
  const supplierId = byKind.purchaseOrderLine.get(purchaseOrderLineId ?? '')?.supplierId
  if (supplierId !== undefined && byKind.supplier.has(supplierId)) return thing(model, 'supplier', supplierId)
  const named: readonly (readonly [Exclude<ThingKind, 'salesOrder'>, string | undefined])[] = [
    ['workUnit', workUnitId],
    ['workCenter', workCenterId],
    ['lot', lotId],
    ['purchaseOrderLine', purchaseOrderLineId],
    ['workOrder', workOrderId],
    ['salesOrderLine', salesOrderLineId],
  ]
  for (const [kind, id] of named) if (id !== undefined && byKind[kind].has(id)) return thing(model, kind, id)
  return undefined
}
