/** From the live value chain to a plan's input: every reference an index, every quantity in its material's unit, every date in plan seconds. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Model } from '../chain/model.ts'
import type { Material } from '../records/material.ts'
import type { SalesOrderLine } from '../records/sales-order-line.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import type { Said } from '../values/said.ts'
import { byId, compareIds } from './by-id.ts'
import { groupOf, note, type PlanContext, secondsOf, setupGroupOf, valueIn } from './plan-context.ts'
import { NONE, type PlanComponent, type PlanInput, type PlanLine, type PlanMaterial, type PlanSupply } from './plan-input.ts'
import { type PlanNames, type SupplyName, supplyKey } from './plan-names.ts'
import { type OrderSources, priorityOf, readOrder } from './plan-orders.ts'
import { readStations, type Stations } from './plan-stations.ts'
import { holdsUntil } from './whole-day.ts'

export interface ChainPlan {
  readonly input: PlanInput
  readonly names: PlanNames
  readonly stations: Stations
  /** What was assumed on the way, in sentences. */
  readonly notes: readonly Said[]
}

function grouped<T>(records: Iterable<T>, key: (record: T) => string): Map<string, T[]> {
  const result = new Map<string, T[]>()
  for (const record of records) {
    const list = result.get(key(record))
    if (list === undefined) result.set(key(record), [record])
    else list.push(record)
  }
  return result
}

function indexOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]))
}

export function planFromChain(model: Model, now: Instant): ChainPlan {
  const materials = byId(model.byKind.material.values())
  const lines = byId(model.byKind.salesOrderLine.values()).filter((line) => line.status !== 'cancelled')
  const orders = byId(model.byKind.workOrder.values()).filter((order) => order.status !== 'cancelled')
  const context = newContext(model, now, materials)
  noteSite(context)
  const holds = holdsUntil(model)
  const stations = readStations(context)
  const sources: OrderSources = {
    stations,
    lineIndex: indexOf(lines.map((each) => each.id)),
    orderIndex: indexOf(orders.map((each) => each.id)),
    operationsOf: sorted(grouped(model.byKind.operation.values(), (each) => each.workOrderId)),
    routingOf: sorted(grouped(model.byKind.routingOperation.values(), (each) => each.materialId)),
  }
  const { supplies, supplyNames } = readSupplies(context, sources)
  const input: PlanInput = {
    now: context.now,
    materials: readMaterials(context, materials, sources),
    supplies,
    orders: orders.map((order) => readOrder(context, order, sources)),
    lines: lines.map((line) => readLine(context, line, holds)),
    stations: stations.stations,
    pools: stations.pools,
    calendars: stations.calendars,
  }
  const names: PlanNames = {
    originMs: context.originMs,
    materials: materials.map((each) => each.id),
    stations: stations.names,
    supplies: supplyNames,
    orders: orders.map((each) => each.id),
    lines: lines.map((each) => each.id),
    groups: [...context.groupIndex.keys()],
    materialIndex: context.materialIndex,
    orderIndex: sources.orderIndex,
    lineIndex: sources.lineIndex,
    supplyIndex: indexOf(supplyNames.map((each) => supplyKey(each.kind, each.id))),
  }
  return { input, names, stations, notes: assumptions(context) }
}

function newContext(model: Model, now: Instant, materials: readonly Material[]): PlanContext {
  const originMs = originOf(model, instantToMs(now))
  return {
    model,
    originMs,
    now: Math.floor((instantToMs(now) - originMs) / 1000),
    materialIndex: indexOf(materials.map((each) => each.id)),
    groupIndex: new Map(),
    setupGroupIndex: new Map(),
    notes: new Map(),
  }
}

/** Each assumption with how often it was made. */
function assumptions(context: PlanContext): readonly Said[] {
  return [...context.notes.values()].map(({ said, times }) => (times > 1 ? { ...said, facts: { ...said.facts, times } } : said))
}

function readLine(context: PlanContext, line: SalesOrderLine, holds: (promised: Instant) => Instant): PlanLine {
  const { now } = context
  const promised = line.confirmedAt ?? line.firstConfirmedAt ?? line.requestedAt
  return {
    material: context.materialIndex.get(line.materialId) ?? 0,
    quantity: Math.max(0, valueIn(context, line.quantity, line.materialId) - valueIn(context, line.delivered, line.materialId)),
    due: promised === undefined ? UNKNOWN_TIME : secondsOf(context, holds(promised)),
    priority: priorityOf(line.priority),
    value: line.price === undefined ? 0 : line.price.amount / 10 ** line.price.scale,
    group: groupOf(context, line.pegGroup),
    // What was ordered after now is not known yet, when a past day is asked about.
    open: line.status !== 'shipped' && secondsOf(context, line.shippedAt) > now && secondsOf(context, line.orderedAt, now) <= now,
  }
}

function sorted<T extends { readonly id: string; readonly sequence: number }>(lists: Map<string, T[]>): Map<string, T[]> {
  for (const list of lists.values()) list.sort((a, b) => a.sequence - b.sequence || compareIds(a.id, b.id))
  return lists
}

/** The origin lies before every date of the book, so that no plan second is negative. */
function originOf(model: Model, nowMs: number): number {
  let earliest = nowMs
  const consider = (instant: Instant | undefined) => {
    if (instant !== undefined) earliest = Math.min(earliest, instantToMs(instant))
  }
  for (const order of model.byKind.workOrder.values()) {
    consider(order.actualStartAt)
    consider(order.plannedStartAt)
    consider(order.actualEndAt)
  }
  for (const line of model.byKind.salesOrderLine.values()) consider(line.orderedAt ?? line.requestedAt)
  for (const line of model.byKind.purchaseOrderLine.values()) consider(line.promisedAt)
  return Math.floor(earliest / 86_400_000) * 86_400_000 - 45 * 86_400_000
}

function noteSite(context: PlanContext): void {
  const site = [...context.model.byKind.site.values()][0]
  if (site?.zoneAssumed) note(context, 'zone-assumed', { zone: site.zone })
  if (site?.datesWithoutTime) note(context, 'days-without-time')
}

function readMaterials(context: PlanContext, materials: readonly Material[], sources: OrderSources): PlanMaterial[] {
  const bills = grouped(context.model.byKind.bomLine.values(), (each) => each.parentId)
  return materials.map((material) => {
    const routing = sources.routingOf.get(material.id) ?? []
    const bill = byId(bills.get(material.id) ?? [])
    const makes = material.source === 'make' || (material.source === undefined && (routing.length > 0 || bill.length > 0))
    if (material.leadTimeSeconds === undefined && !(makes && routing.length > 0)) note(context, 'no-lead-time')
    const sequenceIndex = new Map(routing.map((step, index) => [step.sequence, index]))
    return {
      makes,
      leadSeconds: material.leadTimeSeconds ?? NONE,
      lotMinimum: valueIn(context, material.lotMinimum, material.id),
      lotMultiple: valueIn(context, material.lotMultiple, material.id),
      steps: routing.map((step) => ({
        sequence: step.sequence,
        pool: sources.stations.poolOf(step.workCenterId, step.workUnitIds),
        setupSeconds: Math.ceil(step.setupSeconds ?? 0),
        secondsPerUnit: step.runSecondsPerUnit ?? 0,
        setupGroup: setupGroupOf(context, step.setupGroup),
        scrap: step.scrapFactor ?? 0,
      })),
      components: bill.map(
        (line): PlanComponent => ({
          material: context.materialIndex.get(line.componentId) ?? 0,
          per: valueIn(context, line.quantity, line.componentId) * (1 + (line.scrapFactor ?? 0)),
          step: line.takenAt === 'end' ? NONE : (sequenceIndex.get(line.sequence ?? -1) ?? 0),
          from: secondsOf(context, line.validFrom, Number.NEGATIVE_INFINITY),
          until: secondsOf(context, line.validUntil, Number.POSITIVE_INFINITY),
        }),
      ),
    }
  })
}

function readSupplies(context: PlanContext, sources: OrderSources): { supplies: PlanSupply[]; supplyNames: SupplyName[] } {
  const { model, now } = context
  const supplies: PlanSupply[] = []
  const supplyNames: SupplyName[] = []
  const add = (name: SupplyName, supply: Omit<PlanSupply, 'material'> & { materialId: string }) => {
    const { materialId, ...rest } = supply
    if (rest.quantity <= 0) return
    supplies.push({ ...rest, material: context.materialIndex.get(materialId) ?? 0 })
    supplyNames.push(name)
  }
  const reserved = (record: { readonly salesOrderLineId?: string; readonly workOrderId?: string }) => ({
    line: sources.lineIndex.get(record.salesOrderLineId ?? '') ?? NONE,
    order: sources.orderIndex.get(record.workOrderId ?? '') ?? NONE,
  })
  for (const each of byId(model.byKind.stock.values())) {
    add(
      { kind: 'stock', id: each.id },
      {
        materialId: each.materialId,
        quantity: valueIn(context, each.quantity, each.materialId),
        at: now,
        line: NONE,
        order: NONE,
        group: NONE,
      },
    )
  }
  for (const each of byId(model.byKind.lot.values())) {
    if ((each.disposition ?? 'unrestricted') !== 'unrestricted') continue
    const at = Math.max(now, secondsOf(context, each.availableAt, now))
    add(
      { kind: 'lot', id: each.id },
      {
        materialId: each.materialId,
        quantity: valueIn(context, each.quantity, each.materialId),
        at,
        group: groupOf(context, each.pegGroup),
        ...reserved(each),
      },
    )
  }
  for (const each of byId(model.byKind.purchaseOrderLine.values())) {
    if ((each.status ?? 'open') !== 'open' || secondsOf(context, each.receivedAt) <= now) continue
    const promised = secondsOf(context, each.promisedAt)
    if (promised < now) note(context, 'overdue-arrives-now')
    const quantity = valueIn(context, each.quantity, each.materialId) - valueIn(context, each.received, each.materialId)
    add(
      { kind: 'purchaseOrderLine', id: each.id },
      {
        materialId: each.materialId,
        quantity,
        at: Math.min(UNKNOWN_TIME, Math.max(now, promised)),
        group: groupOf(context, each.pegGroup),
        ...reserved(each),
      },
    )
  }
  return { supplies, supplyNames }
}
