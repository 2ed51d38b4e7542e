/** Where a trace begins: the promises, orders and supplies of the plan that a thing stands for. */
import type { Model } from '../chain/model.ts'
import { ordersOn } from './floor-units.ts'
import type { LivePlan } from './live-plan.ts'
import type { ThingKind } from './page-answer.ts'
import { placeOf } from './things.ts'

export interface TraceStart {
  readonly lines: readonly number[]
  readonly orders: readonly number[]
  readonly supplies: readonly number[]
}

const NOTHING: TraceStart = { lines: [], orders: [], supplies: [] }

/** Undefined where there is no such thing; empty where nothing that is planned has to do with it. */
export function traceStart(live: LivePlan, kind: ThingKind, id: string): TraceStart | undefined {
  const { model, names, plan, stations } = live.site
  if (!isKnown(model, kind, id)) return undefined
  const at = (index: number | undefined): number[] => (index === undefined ? [] : [index])
  const linesOf = (isOne: (line: string) => boolean) => names.lines.flatMap((line, index) => (isOne(line) ? [index] : []))
  const suppliesOf = (supplierId: string) =>
    names.supplies.flatMap(({ kind: of, id: supply }, index) =>
      of !== 'stock' && model.byKind[of].get(supply)?.supplierId === supplierId ? [index] : [],
    )
  const soldBy = (line: string) => model.byKind.salesOrderLine.get(line)
  switch (kind) {
    case 'salesOrderLine':
      return { ...NOTHING, lines: at(names.lineIndex.get(id)) }
    case 'salesOrder':
      return { ...NOTHING, lines: linesOf((line) => soldBy(line)?.orderId === id) }
    case 'customer':
      return { ...NOTHING, lines: linesOf((line) => soldBy(line)?.customerId === id).filter((line) => plan.input.lines[line]!.open) }
    case 'workOrder':
      return { ...NOTHING, orders: at(names.orderIndex.get(id)) }
    case 'lot':
    case 'purchaseOrderLine':
      return { ...NOTHING, supplies: at(names.supplyIndex.get(`${kind}:${id}`)) }
    case 'supplier':
      return { ...NOTHING, supplies: suppliesOf(id) }
    case 'material':
      return startOfMaterial(live, names.materialIndex.get(id))
    case 'workUnit':
      return { ...NOTHING, orders: [...ordersOn(live, stations.byUnit.get(id) ?? [])] }
    case 'workCenter':
      return { ...NOTHING, orders: [...ordersOn(live, stations.byCenter.get(id) ?? [])] }
    case 'disruption': {
      const place = placeOf(model, model.byKind.disruption.get(id)!)
      return place === undefined ? NOTHING : traceStart(live, place.kind, place.id)
    }
    case 'person':
      return NOTHING
  }
}

function isKnown(model: Model, kind: ThingKind, id: string): boolean {
  if (kind !== 'salesOrder') return model.byKind[kind].has(id)
  for (const { orderId } of model.byKind.salesOrderLine.values()) if (orderId === id) return true
  return false
}

/** Orders that still make it, and what there is of it or comes. */
function startOfMaterial({ site }: LivePlan, material: number | undefined): TraceStart {
  const { draft, input } = site.plan
  const orders = Array.from({ length: draft.orderMaterial.length }, (_, order) => order).filter(
    (order) => draft.orderMaterial.data[order] === material && draft.orderOpCount.data[order]! > 0,
  )
  const supplies = input.supplies.flatMap((supply, index) => (supply.material === material ? [index] : []))
  return { lines: [], orders, supplies }
}
