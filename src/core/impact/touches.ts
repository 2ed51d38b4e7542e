/** Which promises a work order serves, up through its parents: by pegs alone, whatever the dates. */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { requiredFinish } from '../flow/required.ts'
import { money, sumMoney } from '../values/money.ts'
import { failed, ok, type Result } from '../values/result.ts'
import type { TouchAnswer, TouchTotals } from './answer.ts'
import { lineRecord } from './dates.ts'
import { pegStep, unitOf } from './peg-steps.ts'
import type { SitePlan } from './site-plan.ts'

/** Walks upward from many orders of one plan; what a walk needs is allocated once. */
export class TouchWalker {
  private readonly site: SitePlan
  private readonly seenOrder: Int32Array
  private readonly seenLine: Int32Array
  private readonly stack: Int32Array
  private round = 0
  /** Lines and pegs of the last walk. */
  readonly lines: number[] = []
  readonly pegs: number[] = []

  constructor(site: SitePlan) {
    this.site = site
    const orders = site.plan.draft.orderMaterial.length
    this.seenOrder = new Int32Array(orders)
    this.seenLine = new Int32Array(site.plan.input.lines.length)
    this.stack = new Int32Array(orders)
  }

  /** Fills `lines` (ascending) and `pegs` with what order `start` reaches. */
  walk(start: number): void {
    const { draft } = this.site.plan
    const { orderOffsets, byOrder } = this.site.pegs
    const { seenOrder, seenLine, stack } = this
    const round = ++this.round
    this.lines.length = 0
    this.pegs.length = 0
    let top = 0
    stack[top++] = start
    seenOrder[start] = round
    while (top > 0) {
      const order = stack[--top]!
      for (let k = orderOffsets[order]!; k < orderOffsets[order + 1]!; k++) {
        const peg = byOrder[k]!
        const demand = draft.pegDemand.data[peg]!
        const line = draft.demandLine.data[demand]!
        this.pegs.push(peg)
        if (line >= 0) {
          if (seenLine[line] !== round) this.lines.push(line)
          seenLine[line] = round
          continue
        }
        const above = draft.demandOrder.data[demand]!
        if (seenOrder[above] === round) continue
        seenOrder[above] = round
        stack[top++] = above
      }
    }
    this.lines.sort((a, b) => a - b)
  }
}

/** The lines, orders, customers and money that a work order touches; its scrap as recorded. */
export function touchesOf(site: SitePlan, workOrderId: string, walker = new TouchWalker(site)): Result<TouchAnswer> {
  const order = site.names.orderIndex.get(workOrderId)
  const record = site.model.byKind.workOrder.get(workOrderId)
  if (order === undefined || record === undefined) {
    return failed({
      code: 'work-order-not-found',
      message: 'There is no such work order, or it was cancelled.',
      next: 'Check the number; `throughline export` writes every work order that is known.',
      facts: { workOrderId },
    })
  }
  walker.walk(order)
  const lines = walker.lines.map((line) => lineRecord(site, line))
  const quantityOf = quantities(site, walker.pegs)
  return ok({
    workOrderId,
    materialId: record.materialId,
    quantity: record.quantity,
    scrapped: record.scrapped ?? null,
    scrapReason: record.scrapReason ?? null,
    slackSeconds: slackOf(site, order),
    lines: lines.map((line, k) => ({
      salesOrderLineId: line.id,
      orderId: line.orderId,
      customerId: line.customerId,
      quantity: { value: quantityOf.get(walker.lines[k]!) ?? 0, unit: unitOf(site, site.plan.input.lines[walker.lines[k]!]!.material) },
      price: line.price ?? null,
    })),
    totals: {
      lines: lines.length,
      orders: new Set(lines.map((line) => line.orderId)).size,
      customers: new Set(lines.map((line) => line.customerId)).size,
      revenue: sumMoney(lines.flatMap((line) => line.price ?? [])),
    },
    pegs: walker.pegs.map((peg) => pegStep(site, peg)),
    notes: site.notes,
  })
}

/** Slack of an order's last operation, by the projection as it stands. */
function slackOf(site: SitePlan, order: number): number | null {
  const { draft, network, projection, input } = site.plan
  const count = draft.orderOpCount.data[order]!
  if (count === 0) return null
  const last = network.nodeOf[draft.orderFirstOp.data[order]! + count - 1]!
  const finish = projection.finish[last]!
  const latest = requiredFinish(projection, (line) => (input.lines[line]!.open ? input.lines[line]!.due : UNKNOWN_TIME))[last]!
  return latest >= UNKNOWN_TIME || finish >= UNKNOWN_TIME ? null : latest - finish
}

/** How much of each line comes over the walked pegs. */
function quantities(site: SitePlan, pegs: readonly number[]): ReadonlyMap<number, number> {
  const { draft } = site.plan
  const result = new Map<number, number>()
  for (const peg of pegs) {
    const line = draft.demandLine.data[draft.pegDemand.data[peg]!]!
    if (line >= 0) result.set(line, (result.get(line) ?? 0) + draft.pegQuantity.data[peg]!)
  }
  return result
}

/** Totals of every work order of the plan, one after the other: what `touchesOf` counts, without its lists. */
export function* allTouchTotals(site: SitePlan): Generator<TouchTotals> {
  const walker = new TouchWalker(site)
  const numbers = new LineNumbers(site)
  for (let order = 0; order < site.names.orders.length; order++) {
    walker.walk(order)
    yield { workOrderId: site.names.orders[order]!, ...numbers.totals(walker.lines) }
  }
}

/** Orders, customers and prices of lines as numbers, so that totals of many answers cost no objects. */
class LineNumbers {
  private readonly orderOf: Int32Array
  private readonly customerOf: Int32Array
  private readonly amount: Float64Array
  private readonly currencyOf: Int32Array
  private readonly seenOrder: Int32Array
  private readonly seenCustomer: Int32Array
  private readonly currencies: readonly { readonly currency: string; readonly scale: number }[]
  private round = 0

  constructor(site: SitePlan) {
    const records = site.names.lines.map((_, line) => lineRecord(site, line))
    const orders = new Map<string, number>()
    const customers = new Map<string, number>()
    const number = (index: Map<string, number>, id: string) => index.get(id) ?? index.set(id, index.size).size - 1
    const scales = new Map<string, number>()
    for (const { price } of records)
      if (price !== undefined) scales.set(price.currency, Math.max(price.scale, scales.get(price.currency) ?? 0))
    this.currencies = [...scales].map(([currency, scale]) => ({ currency, scale })).sort((a, b) => (a.currency < b.currency ? -1 : 1))
    this.orderOf = Int32Array.from(records, (record) => number(orders, record.orderId))
    this.customerOf = Int32Array.from(records, (record) => number(customers, record.customerId))
    this.currencyOf = Int32Array.from(records, (record) => this.currencies.findIndex((each) => each.currency === record.price?.currency))
    this.amount = Float64Array.from(records, ({ price }) =>
      price === undefined ? 0 : price.amount * 10 ** (scales.get(price.currency)! - price.scale),
    )
    this.seenOrder = new Int32Array(orders.size)
    this.seenCustomer = new Int32Array(customers.size)
  }

  totals(lines: readonly number[]): Omit<TouchTotals, 'workOrderId'> {
    const round = ++this.round
    const sums = this.currencies.map(() => 0)
    let orders = 0
    let customers = 0
    for (const line of lines) {
      if (this.seenOrder[this.orderOf[line]!] !== round) orders++
      if (this.seenCustomer[this.customerOf[line]!] !== round) customers++
      this.seenOrder[this.orderOf[line]!] = round
      this.seenCustomer[this.customerOf[line]!] = round
      const currency = this.currencyOf[line]!
      if (currency >= 0) sums[currency]! += this.amount[line]!
    }
    const revenue = this.currencies.flatMap((each, k) => (sums[k] === 0 ? [] : [money(sums[k]!, each.currency, each.scale)]))
    return { lines: lines.length, orders, customers, revenue }
  }
}
