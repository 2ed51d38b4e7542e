/** Moves of supplies as changes of records: a delivery at another time, more that is bought, a supply kept for one demand. */
import type { Lot } from '../../records/lot.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import type { PurchaseOrderLine } from '../../records/purchase-order-line.ts'
import type { WorkOrder } from '../../records/work-order.ts'
import { addMoney, timesMoney } from '../../values/money.ts'
import { convertQuantity, type Quantity } from '../../values/quantity.ts'
import { ok, type Result } from '../../values/result.ts'
import { notFound, refused, type WorkingRecords, without } from './working-records.ts'

type Move<T extends PlanMove['type']> = Extract<PlanMove, { type: T }>
type Demand = Move<'reserve'>['for']
const DONE: Result<true> = ok(true)
const NOTHING = 1e-9
/** Sorts behind every instant. */
const LAST = 'unknown'

export function isOpenPurchase({ status, receivedAt }: PurchaseOrderLine): boolean {
  return (status ?? 'open') === 'open' && receivedAt === undefined
}

/** The line is promised for another time; where an open disruption moved it, that says the new time. */
export function deliver(work: WorkingRecords, move: Move<'deliver'>): Result<true> {
  const line = work.get('purchaseOrderLine', move.purchaseOrderLineId)
  if (line === undefined || !isOpenPurchase(line)) return notFound('purchaseOrderLine', move.purchaseOrderLineId)
  work.put('purchaseOrderLine', { ...line, promisedAt: move.at })
  const moved = work.where('disruption', (each) => each.kind === 'purchaseMoved' && each.purchaseOrderLineId === line.id)
  for (const each of moved) if (each.closedAt === undefined || each.closedAt > work.at) work.put('disruption', { ...each, newAt: move.at })
  return DONE
}

/** One more purchase order line, kept for its demand where one is stated. `place` is its place in the list of moves. */
export function buy(work: WorkingRecords, move: Move<'buy'>, place: number): Result<true> {
  const material = work.get('material', move.materialId)
  if (material === undefined) return notFound('material', move.materialId)
  if (move.supplierId !== undefined && work.get('supplier', move.supplierId) === undefined) return notFound('supplier', move.supplierId)
  const reserved = move.for === undefined ? ok({}) : reservation(work, move.for)
  if (!reserved.ok) return reserved
  const id = work.newId(material.id, place)
  if (move.for !== undefined) giveWay(work, move.for, { materialId: material.id, quantity: move.quantity })
  work.put('purchaseOrderLine', {
    id,
    orderId: id,
    ...(move.supplierId === undefined ? {} : { supplierId: move.supplierId }),
    materialId: material.id,
    quantity: move.quantity,
    orderedAt: work.at,
    promisedAt: move.at,
    status: 'open',
    ...reserved.value,
  })
  return DONE
}

interface Reservation {
  readonly salesOrderLineId?: string
  readonly workOrderId?: string
}

function reservation(work: WorkingRecords, demand: Demand): Result<Reservation> {
  if (work.get(demand.kind, demand.id) === undefined) return notFound(demand.kind, demand.id)
  return ok(demand.kind === 'workOrder' ? { workOrderId: demand.id } : { salesOrderLineId: demand.id })
}

/** The supply is kept for the demand; of a lot or a delivery that is larger only as much as is needed, as a record of its own. */
export function reserve(work: WorkingRecords, move: Move<'reserve'>): Result<true> {
  const { supply } = move
  const reserved = reservation(work, move.for)
  if (!reserved.ok) return reserved
  const materialId = work.get(supply.kind, supply.id)?.materialId
  if (materialId === undefined) return notFound(supply.kind, supply.id)
  const needed = neededBy(work, move.for, materialId)
  if (needed === undefined) {
    return refused('not-needed-there', 'The demand does not take this material.', {
      next: 'Choose a supply of a material that it takes.',
      facts: { supplyId: supply.id, materialId, demandId: move.for.id },
    })
  }
  const what = { needed, reserved: reserved.value }
  const quantity = openQuantity(work, supply)
  if (quantity !== undefined) giveWay(work, move.for, { materialId, quantity, except: supply.id })
  const [lot, purchase, order] = [work.get('lot', supply.id), work.get('purchaseOrderLine', supply.id), work.get('workOrder', supply.id)]
  if (supply.kind === 'workOrder' && order !== undefined) return keepOrder(work, order, { ...what, demand: move.for })
  if (supply.kind === 'lot' && lot !== undefined) keepLot(work, lot, what)
  if (supply.kind === 'purchaseOrderLine' && purchase !== undefined) keepPurchase(work, purchase, what)
  return DONE
}

/** What there is of a supply. */
function openQuantity(work: WorkingRecords, { kind, id }: Move<'reserve'>['supply']): Quantity | undefined {
  const record = work.get(kind, id)
  const received = kind === 'purchaseOrderLine' ? (work.get(kind, id)?.received?.value ?? 0) : 0
  return record === undefined ? undefined : { ...record.quantity, value: record.quantity.value - received }
}

/** What was kept for a demand and is not needed beside the new supply is free again: what comes last, first. */
function giveWay(
  work: WorkingRecords,
  demand: Demand,
  what: { readonly materialId: string; readonly quantity: Quantity; readonly except?: string },
): void {
  const needed = neededBy(work, demand, what.materialId)
  if (needed === undefined) return
  const kept = keptSupplies(work, demand, what.materialId).filter(({ id }) => id !== what.except)
  const value = (quantity: Quantity) => convertQuantity(quantity, needed.unit)?.value ?? 0
  let surplus = kept.reduce((sum, each) => sum + value(each.quantity), value(what.quantity)) - needed.value
  for (const each of kept.sort((a, b) => (a.at < b.at ? 1 : -1))) {
    if (value(each.quantity) > surplus + NOTHING) continue
    surplus -= value(each.quantity)
    each.free()
  }
}

interface KeptSupply {
  readonly id: string
  readonly quantity: Quantity
  /** When it comes, as text that sorts by time; lots are there. */
  readonly at: string
  readonly free: () => void
}

function keptSupplies(work: WorkingRecords, { kind, id }: Demand, materialId: string): KeptSupply[] {
  const isKept = (each: { materialId: string; salesOrderLineId?: string; workOrderId?: string }) =>
    each.materialId === materialId && (kind === 'workOrder' ? each.workOrderId : each.salesOrderLineId) === id
  const lots = work.where('lot', isKept)
  const purchases = work.where('purchaseOrderLine', (each) => isKept(each) && isOpenPurchase(each))
  const orders = work.where('workOrder', (each) => {
    const keptFor = kind === 'workOrder' ? each.parentWorkOrderId : each.salesOrderLineId
    return each.materialId === materialId && keptFor === id && each.status !== 'cancelled' && each.status !== 'completed'
  })
  const moved = new Map(
    work.where('disruption', (each) => each.kind === 'purchaseMoved').map((each) => [each.purchaseOrderLineId, each.newAt]),
  )
  return [
    ...lots.map((lot) => ({
      id: lot.id,
      quantity: lot.quantity,
      at: '',
      free: () => work.put('lot', without(lot, 'salesOrderLineId', 'workOrderId')),
    })),
    ...purchases.map((line) => ({
      id: line.id,
      quantity: { ...line.quantity, value: line.quantity.value - (line.received?.value ?? 0) },
      at: moved.get(line.id) ?? line.promisedAt,
      free: () => work.put('purchaseOrderLine', without(line, 'salesOrderLineId', 'workOrderId')),
    })),
    ...orders.map((order) => ({
      id: order.id,
      quantity: order.quantity,
      at: order.plannedEndAt ?? order.dueAt ?? LAST,
      free: () => work.put('workOrder', without(order, 'salesOrderLineId', 'parentWorkOrderId')),
    })),
  ]
}

interface Keeping {
  readonly needed: Quantity
  readonly reserved: Reservation
}

function keepOrder(work: WorkingRecords, order: WorkOrder, what: Keeping & { readonly demand: Demand }): Result<true> {
  const makes = convertQuantity(order.quantity, what.needed.unit)?.value ?? 0
  if (makes > what.needed.value + NOTHING) {
    return refused('more-than-needed', 'The work order makes more than the demand takes.', {
      next: 'Split it first, and keep the first part.',
      facts: { workOrderId: order.id, quantity: makes, needed: what.needed.value },
    })
  }
  const { kind, id } = what.demand
  const reserved = kind === 'workOrder' ? { parentWorkOrderId: id } : { salesOrderLineId: id }
  work.put('workOrder', { ...without(order, 'salesOrderLineId', 'parentWorkOrderId', 'pegGroup'), ...reserved })
  return DONE
}

function keepLot(work: WorkingRecords, lot: Lot, { needed, reserved }: Keeping): void {
  const part = convertQuantity(needed, lot.quantity.unit)?.value ?? lot.quantity.value
  const kept = { ...without(lot, 'salesOrderLineId', 'workOrderId', 'pegGroup'), ...reserved }
  if (part >= lot.quantity.value - NOTHING) {
    work.put('lot', kept)
    return
  }
  work.put('lot', { ...kept, id: work.partId('lot', lot.id), quantity: { ...lot.quantity, value: part } })
  work.put('lot', { ...lot, quantity: { ...lot.quantity, value: lot.quantity.value - part } })
}

function keepPurchase(work: WorkingRecords, line: PurchaseOrderLine, { needed, reserved }: Keeping): void {
  const { quantity, price } = line
  const open = quantity.value - (line.received?.value ?? 0)
  const part = convertQuantity(needed, quantity.unit)?.value ?? open
  const kept = { ...without(line, 'salesOrderLineId', 'workOrderId', 'pegGroup'), ...reserved }
  if (part >= open - NOTHING) {
    work.put('purchaseOrderLine', kept)
    return
  }
  const share = price === undefined ? undefined : timesMoney(price, part / quantity.value)
  const left = price === undefined || share === undefined ? undefined : addMoney(price, { ...share, amount: -share.amount })
  work.put('purchaseOrderLine', {
    ...without(kept, 'received', 'price'),
    id: work.partId('purchaseOrderLine', line.id),
    quantity: { ...quantity, value: part },
    ...(share === undefined ? {} : { price: share }),
  })
  work.put('purchaseOrderLine', {
    ...line,
    quantity: { ...quantity, value: quantity.value - part },
    ...(left === undefined ? {} : { price: left }),
  })
}

/** How much of a material a demand still takes, in the material's unit; undefined where it takes none. */
function neededBy(work: WorkingRecords, demand: Demand, materialId: string): Quantity | undefined {
  if (demand.kind === 'salesOrderLine') {
    const line = work.get('salesOrderLine', demand.id)
    if (line === undefined || line.materialId !== materialId) return undefined
    return { ...line.quantity, value: Math.max(0, line.quantity.value - (line.delivered?.value ?? 0)) }
  }
  const order = work.get('workOrder', demand.id)
  const unit = work.get('material', materialId)?.unit
  if (order === undefined || unit === undefined) return undefined
  const bills = work.where('bomLine', (each) => each.parentId === order.materialId && each.componentId === materialId)
  const per = bills.reduce((sum, each) => sum + (convertQuantity(each.quantity, unit)?.value ?? 0) * (1 + (each.scrapFactor ?? 0)), 0)
  const makes = convertQuantity(order.quantity, work.get('material', order.materialId)?.unit ?? order.quantity.unit)?.value ?? 0
  return bills.length === 0 ? undefined : { value: makes * per, unit }
}
