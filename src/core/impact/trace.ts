/** Everything before and behind one thing: down the pegs to what it comes from, up to the promises and customers that it goes to. */
import { isOpenOrder, supplyDate } from '../flow/arcs.ts'
import { compareIds } from '../flow/by-id.ts'
import type { Instant } from '../values/instant.ts'
import type { Quantity } from '../values/quantity.ts'
import { type Said, said } from '../values/said.ts'
import { lineRecord } from './dates.ts'
import { exposureOf, totalsOf } from './exposure.ts'
import type { LivePlan } from './live-plan.ts'
import type { Thing, ThingKind, Trace, TraceStep } from './page-answer.ts'
import { sourceName, unitOf } from './peg-steps.ts'
import { instantOf, orderName } from './site-plan.ts'
import { thing } from './things.ts'
import { type TraceStart, traceStart } from './trace-start.ts'
import type { WaitingPromises } from './waiting-promises.ts'

/** Steps each way at most, the nearest first. */
const STEPS_MAX = 500

/** Undefined where the model holds no such thing. */
export function traceOf(live: LivePlan, waiting: WaitingPromises, named: { kind: ThingKind; id: string }): Trace | undefined {
  const start = traceStart(live, named.kind, named.id)
  if (start === undefined) return undefined
  const upstream = new Walk(live, waiting, named)
  upstream.down(start)
  const downstream = new Walk(live, waiting, named)
  downstream.up(start)
  const open = new Set(waiting.open)
  const promises = [...new Set([...start.lines, ...downstream.lines])]
    .filter((line) => open.has(line))
    .map((line) => {
      const record = lineRecord(live.site, line)
      const late = live.finishOfLine(line) - live.lineState(line).due
      const { penalty } = exposureOf(record, waiting.isLate(line) && waiting.slackOf(line) !== null ? late : 0)
      return { orderId: record.orderId, customerId: record.customerId, exposure: { ...exposureOf(record, 1), penalty } }
    })
  return {
    thing: thing(live.site.model, named.kind, named.id),
    upstream: upstream.told(),
    downstream: downstream.told(),
    totals: totalsOf(promises),
  }
}

interface Step {
  readonly thing: Thing
  readonly distance: number
  quantity: Quantity | null
  readonly at: Instant | null
  readonly late: boolean
  readonly detail: string | null
  readonly note?: Said
}

const IN_STOCK = said('in-stock')
const NOT_BOUGHT = said('not-bought-yet')
const NOT_MADE = said('no-order-makes-it-yet')

class Walk {
  /** Promises that were reached. */
  readonly lines = new Set<number>()
  private readonly live: LivePlan
  private readonly waiting: WaitingPromises
  private readonly own: { kind: ThingKind; id: string }
  private readonly steps = new Map<string, Step>()
  private readonly seen = new Set<number>()

  constructor(live: LivePlan, waiting: WaitingPromises, own: { kind: ThingKind; id: string }) {
    this.live = live
    this.waiting = waiting
    this.own = own
  }

  told(): TraceStep[] {
    return [...this.steps.values()]
      .sort((a, b) => a.distance - b.distance || compareIds(a.thing.kind, b.thing.kind) || compareIds(a.thing.id, b.thing.id))
      .slice(0, STEPS_MAX)
      .map((step) => ({ note: null, ...step }))
  }

  /** To orders, deliveries, lots and suppliers, level by level. */
  down(start: TraceStart): void {
    const { intoLineOffsets, intoLine, intoOrderOffsets, intoOrder } = this.live.site.pegs
    const pegsOf = (lines: readonly number[], orders: readonly number[]) => [
      ...lines.flatMap((line) => [...intoLine.subarray(intoLineOffsets[line], intoLineOffsets[line + 1])]),
      ...orders.flatMap((order) => [...intoOrder.subarray(intoOrderOffsets[order], intoOrderOffsets[order + 1])]),
    ]
    for (const line of start.lines) this.addLine(line, { distance: 0, quantity: lineRecord(this.live.site, line).quantity })
    for (const source of start.supplies) this.addSupplier(source, 1)
    for (const order of start.orders) this.addUnits(order, 1)
    let orders = this.unseen(start.orders)
    let pegs = pegsOf(start.lines, orders)
    for (let distance = 1; pegs.length > 0; distance++) {
      const { draft } = this.live.site.plan
      for (const peg of pegs) this.addSource(peg, distance)
      orders = this.unseen(pegs.flatMap((peg) => (draft.pegSource.data[peg]! < 0 ? [~draft.pegSource.data[peg]!] : [])))
      for (const order of orders) this.addUnits(order, distance + 1)
      pegs = pegsOf([], orders)
    }
  }

  /** To orders, promises and customers, level by level. */
  up(start: TraceStart): void {
    const { supplyOffsets, bySupply, orderOffsets, byOrder } = this.live.site.pegs
    const { draft } = this.live.site.plan
    for (const line of start.lines) this.addCustomer(line, 1)
    for (const source of start.supplies) this.addSupply(source, this.startOfSupply(source))
    for (const order of start.orders) this.addOrder(order, { distance: 0, quantity: this.made(order) })
    let orders = this.unseen(start.orders)
    let pegs = [
      ...start.supplies.flatMap((supply) => [...bySupply.subarray(supplyOffsets[supply], supplyOffsets[supply + 1])]),
      ...orders.flatMap((order) => [...byOrder.subarray(orderOffsets[order], orderOffsets[order + 1])]),
    ]
    for (let distance = 1; pegs.length > 0; distance++) {
      for (const peg of pegs) this.addDemand(peg, distance)
      orders = this.unseen(pegs.flatMap((peg) => (draft.demandLine.data[draft.pegDemand.data[peg]!]! < 0 ? [this.orderTaking(peg)] : [])))
      pegs = orders.flatMap((order) => [...byOrder.subarray(orderOffsets[order], orderOffsets[order + 1])])
    }
  }

  private orderTaking(peg: number): number {
    const { draft } = this.live.site.plan
    return draft.demandOrder.data[draft.pegDemand.data[peg]!]!
  }

  private unseen(orders: readonly number[]): number[] {
    const fresh = [...new Set(orders)].filter((order) => !this.seen.has(order))
    for (const order of fresh) this.seen.add(order)
    return fresh
  }

  private addSource(peg: number, distance: number): void {
    const { site } = this.live
    const { draft } = site.plan
    const source = draft.pegSource.data[peg]!
    const demand = draft.pegDemand.data[peg]!
    const material = draft.demandMaterial.data[demand]!
    const quantity = { value: draft.pegQuantity.data[peg]!, unit: unitOf(site, material) }
    if (source < 0) {
      this.addOrder(~source, { distance, quantity })
      return
    }
    this.addSupply(source, { material, distance, quantity, late: this.isLateFor(demand) })
    this.addSupplier(source, distance + 1)
  }

  /** Stock and what nobody has bought yet have no name of their own, and go by their material. */
  private addSupply(source: number, what: { material: number; distance: number; quantity: Quantity; late: boolean }): void {
    const { site } = this.live
    const { material, ...rest } = what
    const { kind, id } = sourceName(site, source)
    const materialThing = thing(site.model, 'material', site.names.materials[material]!)
    const isNamed = kind === 'lot' || kind === 'purchaseOrderLine'
    this.add({
      ...rest,
      thing: isNamed ? thing(site.model, kind, id) : materialThing,
      at: kind === 'stock' ? null : instantOf(site, supplyDate(site.plan.draft, source)),
      detail: isNamed ? materialThing.name : null,
      ...(isNamed ? {} : { note: kind === 'stock' ? IN_STOCK : NOT_BOUGHT }),
    })
  }

  private startOfSupply(source: number): { material: number; distance: number; quantity: Quantity; late: boolean } {
    const { site } = this.live
    const { supplyOffsets, bySupply } = site.pegs
    const { material, quantity } = site.plan.input.supplies[source]!
    const demands = [...bySupply.subarray(supplyOffsets[source], supplyOffsets[source + 1])].map(
      (peg) => site.plan.draft.pegDemand.data[peg]!,
    )
    const late = demands.some((demand) => this.isLateFor(demand))
    return { material, distance: 0, quantity: { value: quantity, unit: unitOf(site, material) }, late }
  }

  private made(order: number): Quantity {
    const { site } = this.live
    const { draft } = site.plan
    return { value: draft.orderQuantity.data[order]!, unit: unitOf(site, draft.orderMaterial.data[order]!) }
  }

  private addSupplier(source: number, distance: number): void {
    const { model, names } = this.live.site
    const supply = names.supplies[source]
    const supplierId = supply === undefined || supply.kind === 'stock' ? undefined : model.byKind[supply.kind].get(supply.id)?.supplierId
    if (supplierId === undefined) return
    this.add({ thing: thing(model, 'supplier', supplierId), distance, quantity: null, at: null, late: false, detail: supply?.id ?? null })
  }

  /** The work units that an order goes through, done or still to do. */
  private addUnits(order: number, distance: number): void {
    const { site } = this.live
    const { draft, network, projection } = site.plan
    const detail = orderName(site.names, order)
    const first = draft.orderFirstOp.data[order]!
    for (let op = first; op < first + draft.orderOpCount.data[order]!; op++) {
      const node = network.nodeOf[op]!
      const unit = site.names.stations[network.station[node]!]?.workUnitId
      if (unit === undefined) continue
      const at = instantOf(site, projection.finish[node]!)
      this.add({ thing: thing(site.model, 'workUnit', unit), distance, quantity: null, at, late: this.isLateOrder(order), detail })
    }
  }

  private addOrder(order: number, what: { distance: number; quantity: Quantity }): void {
    const { site } = this.live
    const { draft, input } = site.plan
    const material = thing(site.model, 'material', site.names.materials[draft.orderMaterial.data[order]!]!)
    const isRecorded = order < input.orders.length
    this.add({
      thing: isRecorded ? thing(site.model, 'workOrder', orderName(site.names, order)) : material,
      ...what,
      at: this.doneAt(order),
      late: this.isLateOrder(order),
      detail: isRecorded ? material.name : null,
      ...(isRecorded ? {} : { note: NOT_MADE }),
    })
  }

  private addDemand(peg: number, distance: number): void {
    const { site } = this.live
    const { draft } = site.plan
    const demand = draft.pegDemand.data[peg]!
    const line = draft.demandLine.data[demand]!
    const quantity = { value: draft.pegQuantity.data[peg]!, unit: unitOf(site, draft.demandMaterial.data[demand]!) }
    if (line < 0) {
      this.addOrder(draft.demandOrder.data[demand]!, { distance, quantity })
      return
    }
    this.lines.add(line)
    this.addLine(line, { distance, quantity })
    this.addCustomer(line, distance + 1)
  }

  private addLine(line: number, what: { distance: number; quantity: Quantity }): void {
    const { site } = this.live
    const { id, customerId } = lineRecord(site, line)
    this.add({
      ...what,
      thing: thing(site.model, 'salesOrderLine', id),
      at: instantOf(site, this.live.finishOfLine(line)),
      late: this.waiting.isLate(line),
      detail: thing(site.model, 'customer', customerId).name,
    })
  }

  private addCustomer(line: number, distance: number): void {
    const { site } = this.live
    const { id, customerId } = lineRecord(site, line)
    const at = instantOf(site, this.live.finishOfLine(line))
    const customer = thing(site.model, 'customer', customerId)
    this.add({ thing: customer, distance, quantity: null, at, late: this.waiting.isLate(line), detail: id })
  }

  private doneAt(order: number): Instant | null {
    const { site } = this.live
    const { draft, network, projection } = site.plan
    if (!isOpenOrder(draft, ~order)) return instantOf(site, supplyDate(draft, ~order))
    return instantOf(site, projection.finish[network.nodeOf[draft.orderFirstOp.data[order]! + draft.orderOpCount.data[order]! - 1]!]!)
  }

  private isLateOrder(order: number): boolean {
    const line = this.waiting.leading[order]!
    return line >= 0 && this.waiting.isLate(line)
  }

  private isLateFor(demand: number): boolean {
    const { draft } = this.live.site.plan
    const line = draft.demandLine.data[demand]!
    return line >= 0 ? this.waiting.isLate(line) : this.isLateOrder(draft.demandOrder.data[demand]!)
  }

  /** A thing that is met again stays as near as it was; quantities add up. */
  private add(step: Step): void {
    if (step.thing.kind === this.own.kind && step.thing.id === this.own.id) return
    const key = `${step.thing.kind}:${step.thing.id}`
    const known = this.steps.get(key)
    if (known === undefined) this.steps.set(key, { ...step })
    else if (known.quantity?.unit === step.quantity?.unit && known.quantity !== null && step.quantity !== null)
      known.quantity = { value: known.quantity.value + step.quantity.value, unit: known.quantity.unit }
  }
}
