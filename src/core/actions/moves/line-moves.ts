/** Moves of promises as changes of records: part of a line is shipped first, or it is confirmed for another date. */
import type { PlanMove } from '../../records/plan-move.ts'
import type { SalesOrderLine } from '../../records/sales-order-line.ts'
import { addMoney, type Money, timesMoney } from '../../values/money.ts'
import { convertQuantity } from '../../values/quantity.ts'
import { ok, type Result } from '../../values/result.ts'
import { isOpenPurchase } from './supply-moves.ts'
import { notFound, refused, type WorkingRecords, without } from './working-records.ts'

type Move<T extends PlanMove['type']> = Extract<PlanMove, { type: T }>
const DONE: Result<true> = ok(true)
const NOTHING = 1e-9

function isOpen({ status, shippedAt }: SalesOrderLine): boolean {
  return (status ?? 'open') === 'open' && shippedAt === undefined
}

/** What was confirmed first stays. */
export function promiseAt(work: WorkingRecords, move: Move<'promiseAt'>): Result<true> {
  const line = work.get('salesOrderLine', move.salesOrderLineId)
  if (line === undefined || !isOpen(line)) return notFound('salesOrderLine', move.salesOrderLineId)
  work.put('salesOrderLine', { ...line, confirmedAt: move.at })
  return DONE
}

/** The line keeps what is shipped first, the rest becomes a line of its own with the same dates and its share of the money. */
export function shipPart(work: WorkingRecords, move: Move<'shipPart'>): Result<true> {
  const line = work.get('salesOrderLine', move.salesOrderLineId)
  if (line === undefined || !isOpen(line)) return notFound('salesOrderLine', move.salesOrderLineId)
  const part = convertQuantity(move.quantity, line.quantity.unit)?.value
  const delivered = line.delivered?.value ?? 0
  const restId = work.partId('salesOrderLine', line.id)
  if (part === undefined || part >= line.quantity.value - delivered) {
    return refused('part-not-possible', 'The part is not smaller than what is open, or is in another unit.', {
      next: 'Give a part that is smaller than what is still to be delivered, in the unit of the line.',
      facts: { salesOrderLineId: line.id, quantity: move.quantity.value, of: line.quantity.value - delivered },
    })
  }
  const first = { ...line.quantity, value: delivered + part }
  const rest = { ...line.quantity, value: line.quantity.value - first.value }
  const shared = shareSupplies(work, line, { part, restId })
  if (!shared.ok) return shared
  const money = (field: 'price' | 'cost'): { readonly first?: Money; readonly rest?: Money } => {
    const whole = line[field]
    if (whole === undefined) return {}
    const share = timesMoney(whole, first.value / line.quantity.value)
    return { first: share, rest: addMoney(whole, { ...share, amount: -share.amount }) }
  }
  const sides = { price: money('price'), cost: money('cost') }
  const side = (which: 'first' | 'rest') => ({
    ...(sides.price[which] === undefined ? {} : { price: sides.price[which] }),
    ...(sides.cost[which] === undefined ? {} : { cost: sides.cost[which] }),
    ...(shared.value === undefined ? {} : { pegGroup: shared.value }),
  })
  work.put('salesOrderLine', { ...line, quantity: first, ...side('first') })
  work.put('salesOrderLine', { ...without(line, 'delivered'), id: restId, quantity: rest, ...side('rest') } as SalesOrderLine)
  return DONE
}

/** A supply that is kept for a line. */
interface Kept {
  readonly quantity: number
  /** Keeps it for another line, or lets it serve a group instead. */
  readonly keep: (to: { readonly salesOrderLineId: string } | { readonly pegGroup: string }) => void
}

/**
 * What is kept for the line serves its first part first, then the rest. Where one supply serves both, both parts and all that is kept for them
 * become a group of their own, whose name is returned.
 */
function shareSupplies(
  work: WorkingRecords,
  line: SalesOrderLine,
  what: { readonly part: number; readonly restId: string },
): Result<string | undefined> {
  const supplies = keptFor(work, line)
  let before = 0
  const forRest: Kept[] = []
  let straddles = false
  for (const each of supplies) {
    if (before >= what.part - NOTHING) forRest.push(each)
    else if (before + each.quantity > what.part + NOTHING) straddles = true
    before += each.quantity
  }
  if (!straddles) {
    for (const each of forRest) each.keep({ salesOrderLineId: what.restId })
    return ok(undefined)
  }
  const open = line.quantity.value - (line.delivered?.value ?? 0)
  if (line.pegGroup !== undefined || before < open - NOTHING) {
    return refused('supply-serves-both', 'One supply that is kept for the line would serve both parts of it.', {
      next: 'Split that supply first, or ship a part that one supply serves whole.',
      facts: { salesOrderLineId: line.id, quantity: what.part },
    })
  }
  const group = what.restId
  for (const each of supplies) each.keep({ pegGroup: group })
  return ok(group)
}

/** What is kept for a line, what is there first: lots, then deliveries and orders. */
function keptFor(work: WorkingRecords, line: SalesOrderLine): Kept[] {
  const { id } = line
  const unit = line.quantity.unit
  const lots = work.where('lot', (each) => each.salesOrderLineId === id && (each.disposition ?? 'unrestricted') === 'unrestricted')
  const purchases = work.where('purchaseOrderLine', (each) => each.salesOrderLineId === id && isOpenPurchase(each))
  const orders = work.where('workOrder', (each) => each.salesOrderLineId === id && each.status !== 'cancelled')
  const quantity = (each: { readonly quantity: SalesOrderLine['quantity'] }, gone = 0) =>
    (convertQuantity(each.quantity, unit)?.value ?? each.quantity.value) - gone
  return [
    ...lots.map((each): Kept => ({ quantity: quantity(each), keep: (to) => work.put('lot', { ...freed(each), ...to }) })),
    ...purchases.map(
      (each): Kept => ({
        quantity: quantity(each, each.received?.value),
        keep: (to) => work.put('purchaseOrderLine', { ...freed(each), ...to }),
      }),
    ),
    ...orders.map(
      (each): Kept => ({
        quantity: quantity(each, each.scrapped?.value),
        keep: (to) => work.put('workOrder', { ...freed(each), ...to }),
      }),
    ),
  ]
}

function freed<T extends { readonly salesOrderLineId?: string }>(supply: T): Omit<T, 'salesOrderLineId'> {
  return without(supply, 'salesOrderLineId')
}
