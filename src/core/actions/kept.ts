/** What a team's work kept for customers: promises that were met and went through it. A small team sees its area's or the site's. */
import type { Model } from '../chain/model.ts'
import { holdsUntil } from '../flow/whole-day.ts'
import type { Thing } from '../impact/page-answer.ts'
import { thing } from '../impact/things.ts'
import type { SalesOrderLine } from '../records/sales-order-line.ts'
import type { Instant } from '../values/instant.ts'
import { ok, type Result } from '../values/result.ts'
import type { KeptForCustomers } from './answer.ts'
import { notFound } from './deciding.ts'
import { workCenterOfAction } from './place-of-action.ts'

export interface KeptAsk {
  readonly workCenterId: string
  readonly fromAt: Instant
  readonly toAt: Instant
}

/** Fewer people than this could be told apart in figures of their work: then a wider group is shown. Who works where is not known: the site's. */
const GROUP_MIN = 8

/**
 * Promises that were met in a time and went through a work center's work: by the work orders that were made for them, and where none was,
 * by the work that their material takes. A promise without a date is met, and neither on time nor late: it is left out.
 */
export function keptFor(model: Model, ask: KeptAsk): Result<KeptForCustomers> {
  const center = model.byKind.workCenter.get(ask.workCenterId)
  if (center === undefined) return notFound('workCenter', ask.workCenterId)
  const { widened, centers } = groupOf(model, ask)
  const through = throughCenters(model, centers)
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
    widened,
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
    keptByActions: keptByActions(model, ask, centers),
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

interface Group {
  readonly widened: KeptForCustomers['widened']
  readonly centers: ReadonlySet<string>
}

/**
 * The work center, or the smallest group around it in which enough people were rostered. Work centers of an area that are shown by
 * themselves could be subtracted from it, so that the others of it must be enough people too.
 */
function groupOf(model: Model, ask: KeptAsk): Group {
  const { workCenter } = model.byKind
  const areaId = workCenter.get(ask.workCenterId)?.areaId
  const own = new Set([ask.workCenterId])
  if (peopleIn(model, own, ask) >= GROUP_MIN) return { widened: 'none', centers: own }
  const area = new Set([...workCenter.values()].filter((each) => areaId !== undefined && each.areaId === areaId).map(({ id }) => id))
  const hidden = new Set([...area].filter((each) => peopleIn(model, new Set([each]), ask) < GROUP_MIN))
  if (peopleIn(model, hidden, ask) >= GROUP_MIN) return { widened: 'area', centers: area }
  return { widened: 'site', centers: new Set(workCenter.keys()) }
}

/** How many different people were rostered at these work centers in that time. */
function peopleIn(model: Model, centers: ReadonlySet<string>, { fromAt, toAt }: KeptAsk): number {
  const people = new Set<string>()
  for (const { personId, workCenterId, startAt, endAt } of model.byKind.roster.values()) {
    if (startAt >= toAt || endAt <= fromAt) continue
    const places = workCenterId === undefined ? (model.byKind.person.get(personId)?.workCenterIds ?? []) : [workCenterId]
    if (places.some((each) => centers.has(each))) people.add(personId)
  }
  return people.size
}

/** Whether a line went through work centers. */
function throughCenters(model: Model, centers: ReadonlySet<string>): (line: SalesOrderLine) => boolean {
  const { workOrder, operation, routingOperation, bomLine } = model.byKind
  const worked = new Set([...operation.values()].filter((each) => centers.has(each.workCenterId)).map(({ workOrderId }) => workOrderId))
  const makes = new Set([...routingOperation.values()].filter((each) => centers.has(each.workCenterId)).map(({ materialId }) => materialId))
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

/** Promises that actions of these work centers kept, each once. */
function keptByActions(model: Model, { fromAt, toAt }: KeptAsk, centers: ReadonlySet<string>): number {
  const kept = new Set<string>()
  for (const { actionId, settledAt, figures } of model.byKind.outcome.values()) {
    const action = model.byKind.action.get(actionId)
    if (action === undefined || settledAt < fromAt || settledAt >= toAt || !centers.has(workCenterOfAction(model, action) ?? '')) continue
    for (const line of figures.lines) if (line.kept) kept.add(line.salesOrderLineId)
  }
  return kept.size
}
