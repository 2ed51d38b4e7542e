/** The simulated office: receives deliveries, issues goods, closes orders and ships, and tells the server as an ERP would. */
import type { RecordByName } from '../src/core/records/all.ts'
import type { Change } from '../src/core/records/change.ts'
import type { Operation } from '../src/core/records/operation.ts'
import type { PurchaseOrderLine } from '../src/core/records/purchase-order-line.ts'
import type { SalesOrderLine } from '../src/core/records/sales-order-line.ts'
import { instantFromMs, instantToMs } from '../src/core/values/instant.ts'
import type { Chance } from './chance.ts'
import { type PlantClient, updated } from './plant-client.ts'

export interface OfficeOptions {
  readonly client: PlantClient
  readonly plantMs: () => number
  readonly chance: Chance
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The share of deliveries that come later than promised. */
const SLIP_SHARE = 0.12
const SHIP_BEFORE = 4 * HOUR

export class Office {
  readonly #options: OfficeOptions
  readonly #lastOperation = new Map<string, string>()
  readonly #componentsOf = new Map<string, RecordByName['bomLine'][]>()
  readonly #bought = new Set<string>()
  /** Deliveries that a supplier holds back, for trouble that was made. */
  readonly heldBack = new Set<string>()

  constructor(options: OfficeOptions) {
    this.#options = options
  }

  /** Reads what does not change: bills of material, and which operation of an order is the last. */
  async start(): Promise<void> {
    const { client } = this.#options
    const [operations, bills, materials] = await Promise.all([client.list('operation'), client.list('bomLine'), client.list('material')])
    const last = new Map<string, Operation>()
    for (const each of operations) if ((last.get(each.workOrderId)?.sequence ?? -1) < each.sequence) last.set(each.workOrderId, each)
    for (const [order, operation] of last) this.#lastOperation.set(order, operation.id)
    for (const line of bills) this.#componentsOf.set(line.parentId, [...(this.#componentsOf.get(line.parentId) ?? []), line])
    for (const material of materials) if (material.source === 'buy') this.#bought.add(material.id)
  }

  /** An operation begins: what it takes leaves the store. */
  async issue(operation: Operation): Promise<void> {
    const { client } = this.#options
    if (operation.actualStartAt !== undefined) return
    const order = await client.get('workOrder', operation.workOrderId)
    if (order === undefined) return
    const taken = (this.#componentsOf.get(order.materialId) ?? []).filter(
      (line) =>
        this.#bought.has(line.componentId) &&
        (line.sequence === undefined ? operation.sequence === 10 : line.sequence === operation.sequence),
    )
    if (taken.length === 0) return
    const [stock, lots] = await Promise.all([client.list('stock'), client.list('lot')])
    const changes: Change[] = []
    for (const line of taken) {
      let left = line.quantity.value * order.quantity.value * (1 + (line.scrapFactor ?? 0))
      const reserved = lots.filter((lot) => lot.workOrderId === order.id)
      const free = lots.filter((lot) => lot.workOrderId === undefined && (lot.disposition ?? 'unrestricted') === 'unrestricted')
      for (const lot of [...reserved, ...free].filter((each) => each.materialId === line.componentId)) {
        const part = Math.min(left, lot.quantity.value)
        if (part > 0) changes.push(updated('lot', lot, { quantity: { ...lot.quantity, value: rounded(lot.quantity.value - part) } }))
        left -= part
      }
      for (const each of stock.filter(({ materialId }) => materialId === line.componentId)) {
        const part = Math.min(left, each.quantity.value)
        if (part > 0) changes.push(updated('stock', each, { quantity: { ...each.quantity, value: rounded(each.quantity.value - part) } }))
        left -= part
      }
    }
    if (changes.length > 0) await client.change(changes)
  }

  /** The last piece of an operation is done. With the last operation the order is closed, and what was promised ships. */
  async finish(operation: Operation): Promise<void> {
    const { client, plantMs } = this.#options
    if (this.#lastOperation.get(operation.workOrderId) !== operation.id) return
    const order = await client.get('workOrder', operation.workOrderId)
    const last = await client.get('operation', operation.id)
    if (order === undefined || last === undefined || (last.completed?.value ?? 0) + (last.scrapped?.value ?? 0) < order.quantity.value)
      return
    const at = instantFromMs(plantMs())
    const changes: Change[] = []
    if (order.status !== 'completed') {
      const completed = last.completed ?? { ...order.quantity, value: 0 }
      changes.push(updated('workOrder', order, { status: 'completed', completed, actualEndAt: at }))
    }
    const line = order.salesOrderLineId === undefined ? undefined : await client.get('salesOrderLine', order.salesOrderLineId)
    if (line !== undefined && line.status !== 'shipped') changes.push(updated('salesOrderLine', line, { status: 'shipped', shippedAt: at }))
    if (changes.length > 0) await client.change(changes)
  }

  /** Receives what was promised for now, or hears that it comes later; ships from stock what is due. */
  async round(): Promise<void> {
    const now = this.#options.plantMs()
    for (const line of await this.#options.client.list('purchaseOrderLine')) {
      const due = (line.status ?? 'open') === 'open' && instantToMs(line.promisedAt) <= now && !this.heldBack.has(line.id)
      if (due) await this.#deliver(line, now)
    }
    for (const line of await this.#options.client.list('salesOrderLine')) {
      const due = (line.status ?? 'open') === 'open' && line.confirmedAt !== undefined && instantToMs(line.confirmedAt) - SHIP_BEFORE <= now
      if (due && this.#bought.has(line.materialId)) await this.#shipFromStock(line, now)
    }
  }

  async #deliver(line: PurchaseOrderLine, now: number): Promise<void> {
    const { client, chance } = this.#options
    if (chance.next() < SLIP_SHARE) {
      const promisedAt = instantFromMs(Math.round((now + (0.3 + chance.next()) * DAY) / HOUR) * HOUR)
      await client.change([updated('purchaseOrderLine', line, { promisedAt })])
      return
    }
    const at = instantFromMs(now)
    const lot = {
      id: `${line.materialId}-${line.id}`,
      materialId: line.materialId,
      quantity: line.quantity,
      disposition: 'unrestricted' as const,
      ...(line.supplierId === undefined ? {} : { supplierId: line.supplierId }),
      ...(line.workOrderId === undefined ? {} : { workOrderId: line.workOrderId }),
    }
    await client.change([
      updated('purchaseOrderLine', line, { status: 'closed', received: line.quantity, receivedAt: at }),
      { type: 'added', record: 'lot', id: lot.id, to: lot },
    ])
  }

  async #shipFromStock(line: SalesOrderLine, now: number): Promise<void> {
    const { client } = this.#options
    const stock = (await client.list('stock')).find(
      (each) => each.materialId === line.materialId && each.quantity.value >= line.quantity.value,
    )
    if (stock === undefined) return
    await client.change([
      updated('salesOrderLine', line, { status: 'shipped', shippedAt: instantFromMs(now) }),
      updated('stock', stock, { quantity: { ...stock.quantity, value: rounded(stock.quantity.value - line.quantity.value) } }),
    ])
  }
}

/** Without the dust of binary fractions. */
function rounded(value: number): number {
  return Math.max(0, Math.round(value * 1e6) / 1e6)
}
