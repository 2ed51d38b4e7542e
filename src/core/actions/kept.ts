/** What the work of a team or of its shift kept for customers: promises that were met and went through it. A small group sees a wider one's. */
import type { Model } from '../chain/model.ts'
import { holdsUntil } from '../flow/whole-day.ts'
import type { Thing } from '../impact/page-answer.ts'
import { thing } from '../impact/things.ts'
import type { Operation } from '../records/operation.ts'
import type { SalesOrderLine } from '../records/sales-order-line.ts'
import { ok, type Result } from '../values/result.ts'
import type { KeptForCustomers } from './answer.ts'
import { notFound } from './deciding.ts'
import { type Group, groupOf, type KeptAsk, shiftNames } from './kept-group.ts'
import { workCenterOfAction } from './place-of-action.ts'

/**
 * Promises that were met in a time and went through a work center's work: by the work orders that were made for them, and where none was,
 * by the work that their material takes. A promise without a date is met, and neither on time nor late: it is left out.
 * Of a shift only promises whose work is recorded to have ended in it; when that was is not known of every work.
 */
export function keptFor(model: Model, ask: KeptAsk): Result<KeptForCustomers> {
  const center = model.byKind.workCenter.get(ask.workCenterId)
  if (center === undefined) return notFound('workCenter', ask.workCenterId)
  const group = groupOf(model, ask)
  const through = throughGroup(model, group)
  const holds = holdsUntil(model)
  const promises = [...model.byKind.salesOrderLine.values()]
    .flatMap((line) => {
      const { shippedAt } = line
      const promised = line.confirmedAt ?? line.firstConfirmedAt ?? line.requestedAt
      if (shippedAt === undefined || promised === undefined || shippedAt < ask.fromAt || shippedAt >= ask.toAt || !through(line)) return []
      return [{ line, metAt: shippedAt, onTime: shippedAt <= holds(promised) }]
    })
    .sort((a, b) => (a.metAt === b.metAt ? (a.line.id < b.line.id ? -1 : 1) : a.metAt < b.metAt ? 1 : -1))
  return ok({
    of: thing(model, 'workCenter', center.id),
    widened: group.widened,
    shift: group.shift,
    shifts: shiftNames(model, ask),
    fromAt: ask.fromAt,
    toAt: ask.toAt,
    promises: promises.map(({ line, metAt, onTime }) => ({
      salesOrderLineId: line.id,
      customer: thing(model, 'customer', line.customerId),
      material: thing(model, 'material', line.materialId),
      metAt,
      onTime,
    })),
    shippedOnTime: promises.filter(({ onTime }) => onTime).length,
    shipped: promises.length,
    keptByActions: keptByActions(model, ask, group),
    customers: customersOf(
      model,
      promises.map(({ line }) => line),
    ),
  })
}

function customersOf(model: Model, lines: readonly SalesOrderLine[]): Thing[] {
  const things = [...new Set(lines.map(({ customerId }) => customerId))].map((id) => thing(model, 'customer', id))
  return things.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether a line went through the work of a group. */
function throughGroup(model: Model, { centers, shift, worksAt }: Group): (line: SalesOrderLine) => boolean {
  const { workOrder, operation, routingOperation, bomLine } = model.byKind
  const isTheirs = ({ workCenterId, actualEndAt }: Operation) =>
    centers.has(workCenterId) && (shift === null || (actualEndAt !== undefined && worksAt(workCenterId, actualEndAt)))
  const worked = new Set([...operation.values()].filter(isTheirs).map(({ workOrderId }) => workOrderId))
  // A routing says where work is done, and never in which shift it was.
  const steps = shift === null ? [...routingOperation.values()].filter((each) => centers.has(each.workCenterId)) : []
  const makes = new Set(steps.map(({ materialId }) => materialId))
  const madeFor = new Map<string, string[]>()
  for (const { id, salesOrderLineId, parentWorkOrderId, materialId } of workOrder.values()) {
    const above = salesOrderLineId === undefined ? parentWorkOrderId && `order ${parentWorkOrderId}` : `line ${salesOrderLineId}`
    if (above !== undefined && above !== '') madeFor.set(above, [...(madeFor.get(above) ?? []), id])
    else if (worked.has(id)) makes.add(materialId)
  }
  const components = new Map<string, string[]>()
  for (const { parentId, componentId } of bomLine.values()) components.set(parentId, [...(components.get(parentId) ?? []), componentId])
  const materials = new Map<string, boolean>()
  const throughMaterial = (id: string): boolean => {
    const known = materials.get(id)
    if (known !== undefined) return known
    // A material that leads back to itself ends here.
    materials.set(id, false)
    const found = makes.has(id) || (components.get(id) ?? []).some(throughMaterial)
    materials.set(id, found)
    return found
  }
  const throughOrder = (id: string, seen: ReadonlySet<string>): boolean => {
    if (worked.has(id)) return true
    if (seen.has(id)) return false
    const below = madeFor.get(`order ${id}`) ?? []
    if (below.some((each) => throughOrder(each, new Set([...seen, id])))) return true
    return (components.get(workOrder.get(id)?.materialId ?? '') ?? []).some(throughMaterial)
  }
  return ({ id, materialId }) => {
    const orders = madeFor.get(`line ${id}`) ?? []
    return orders.length === 0 ? throughMaterial(materialId) : orders.some((each) => throughOrder(each, new Set()))
  }
}

/** Promises that actions of the group kept, each once; of a shift those that were taken on in it. */
function keptByActions(model: Model, { fromAt, toAt }: KeptAsk, { centers, shift, worksAt }: Group): number {
  const kept = new Set<string>()
  for (const { actionId, settledAt, figures } of model.byKind.outcome.values()) {
    const action = model.byKind.action.get(actionId)
    const center = action === undefined ? null : workCenterOfAction(model, action)
    if (action === undefined || center === null || settledAt < fromAt || settledAt >= toAt || !centers.has(center)) continue
    if (shift !== null && (action.takenAt === undefined || !worksAt(center, action.takenAt))) continue
    for (const line of figures.lines) if (line.kept) kept.add(line.salesOrderLineId)
  }
  return kept.size
}
