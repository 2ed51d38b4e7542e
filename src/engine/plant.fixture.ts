/** A small invented plant for tests: a foundry that casts and mills two brackets, with a store in memory and a view that is easy to check by hand. */
import type { Model } from '../core/chain/model.ts'
import { applyChanges, emptyModel } from '../core/chain/model.ts'
import type { PromiseAnswer } from '../core/impact/answer.ts'
import { buildPlantView } from '../core/impact/build.ts'
import type { PlantView } from '../core/impact/plant-view.ts'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Disruption } from '../core/records/disruption.ts'
import type { SalesOrderLine } from '../core/records/sales-order-line.ts'
import { type Instant, instantFromMs, instantToMs } from '../core/values/instant.ts'
import type { UnitCode } from '../core/values/quantity.ts'
import { failed, ok } from '../core/values/result.ts'
import type { Cause, JournalEntry, SiteStore } from './ports.ts'
import type { Timer } from './projection.ts'

export const at = (text: string): Instant => instantFromMs(Date.parse(text))
export const MONDAY = at('2026-05-04T06:00:00Z')
export const planner: Cause = { by: 'planner', source: 'test' }
const each = 'EA' as UnitCode

/** What the plant is made of; every test begins from here. */
export const foundry: readonly Change[] = [
  added('site', { id: 'foundry', name: 'Foundry Nord', zone: 'Europe/Berlin', currency: 'EUR' }),
  added('workCenter', { id: 'milling', name: 'Milling' }),
  added('workUnit', { id: 'mill-1', name: 'Mill 1', workCenterId: 'milling' }),
  added('customer', { id: 'harbour', name: 'Harbour Cranes' }),
  added('customer', { id: 'railyard', name: 'Railyard Works' }),
  added('material', { id: 'bracket', name: 'Bracket', unit: each }),
  added('salesOrderLine', line('SO-1', 'harbour', '2026-05-06T12:00:00Z')),
  added('salesOrderLine', line('SO-2', 'railyard', '2026-05-04T08:00:00Z')),
  added('workOrder', { id: 'WO-1', materialId: 'bracket', quantity: { value: 10, unit: each }, salesOrderLineId: 'SO-1' }),
]

export function added(record: RecordName, to: AnyRecord): Change {
  return { type: 'added', record, id: to.id, to }
}

export function line(id: string, customerId: string, confirmedAt: string): SalesOrderLine {
  return { id, orderId: id, customerId, materialId: 'bracket', quantity: { value: 10, unit: each }, confirmedAt: at(confirmedAt) }
}

export interface MemoryStore extends SiteStore {
  readonly entries: readonly JournalEntry[]
  /** Makes the next append fail, after the entry was kept or before. */
  failNext(kept: boolean): void
}

/** A store of one site in memory, with `changes` as its history so far. */
export function memoryStore(changes: readonly Change[] = foundry): MemoryStore {
  const entries: JournalEntry[] = changes.length === 0 ? [] : [{ seq: 1, at: MONDAY, cause: planner, changes }]
  let failure: { readonly kept: boolean } | undefined
  return {
    entries,
    async *loadRecords() {
      const model = emptyModel()
      for (const entry of entries) applyChanges(model, entry.changes)
      for (const [record, bodies] of Object.entries(model.byKind))
        for (const body of bodies.values()) yield { record: record as RecordName, body }
    },
    lastSeq: async () => entries.at(-1)?.seq ?? 0,
    async append(newChanges, cause) {
      const entry = { seq: entries.length + 1, at: MONDAY, cause, changes: newChanges }
      const failing = failure
      failure = undefined
      if (failing?.kept !== false) entries.push(entry)
      if (failing !== undefined) throw new Error('the connection was lost')
      return entry
    },
    entriesAfter: async (seq, limit) => entries.filter((entry) => entry.seq > seq).slice(0, limit),
    failNext(kept) {
      failure = { kept }
    },
  }
}

/** A timer that runs nothing until the test says so, but for what only gives the thread back for a turn. */
export function handTimer(): Timer & { readonly waiting: number; run(): void } {
  const waiting = new Set<() => void>()
  let asked = 0
  return {
    elapsed: () => asked++,
    after(delayMs, run) {
      if (delayMs === 0) {
        const turn = setImmediate(run)
        return () => clearImmediate(turn)
      }
      waiting.add(run)
      return () => waiting.delete(run)
    },
    get waiting() {
      return waiting.size
    },
    run() {
      for (const each of [...waiting]) {
        waiting.delete(each)
        each()
      }
    },
  }
}

/** A projection by one rule: a line is ready a day from now, plus the time that open stops of mill 1 last. */
export function tinyView(model: Model, { now }: { readonly now: Instant }): PlantView {
  const stopMs = (disruption: Disruption): number =>
    disruption.endAt === undefined ? 0 : instantToMs(disruption.endAt) - instantToMs(disruption.startAt)
  const open = [...model.byKind.disruption.values()]
  const readyMs = instantToMs(now) + 24 * 3_600_000 + open.reduce((sum, each) => sum + stopMs(each), 0)
  const promises = [...model.byKind.salesOrderLine.values()].map((sold) => promiseOf(sold, readyMs))
  return {
    at: now,
    counts: {
      operations: model.byKind.operation.size,
      promises: promises.length,
      latePromises: promises.filter(({ late }) => late).length,
      openDisruptions: open.length,
    },
    live: buildPlantView(model, { now }).live,
    promises({ offset, limit, late, customerId }) {
      const found = promises.filter(
        (each) => (late === undefined || each.late === late) && (customerId === undefined || each.customerId === customerId),
      )
      return { total: found.length, items: found.slice(offset, offset + limit) }
    },
    promise: (id) => promises.find(({ salesOrderLineId }) => salesOrderLineId === id),
    impact: (disruption) =>
      disruption.workUnitId !== undefined && !model.byKind.workUnit.has(disruption.workUnitId)
        ? failed({
            code: 'work-unit-not-found',
            message: 'There is no such work unit.',
            next: 'Read the list of work units.',
            facts: { id: disruption.workUnitId },
          })
        : ok({
            disruption,
            at: now,
            late: [],
            insideSlack: [],
            totals: { lines: 0, orders: 0, customers: 0, revenue: [], contribution: [], penalty: [] },
            laterStill: 0,
            lateAnyway: 0,
            notes: [],
          }),
    touchTotals: () => [],
    touches(workOrderId) {
      const order = model.byKind.workOrder.get(workOrderId)
      const sold = order?.salesOrderLineId === undefined ? undefined : model.byKind.salesOrderLine.get(order.salesOrderLineId)
      if (order === undefined)
        return failed({
          code: 'work-order-not-found',
          message: 'There is no such work order.',
          next: 'Read the list of work orders.',
          facts: { id: workOrderId },
        })
      const lines =
        sold === undefined
          ? []
          : [
              {
                salesOrderLineId: sold.id,
                orderId: sold.orderId,
                customerId: sold.customerId,
                quantity: sold.quantity,
                price: sold.price ?? null,
              },
            ]
      const totals = { lines: lines.length, orders: lines.length, customers: lines.length, revenue: [] }
      return ok({
        workOrderId,
        materialId: order.materialId,
        quantity: order.quantity,
        scrapped: null,
        scrapReason: null,
        slackSeconds: null,
        lines,
        totals,
        pegs: [],
        notes: [],
      })
    },
    capableToPromise: (materialId, quantity) => ok({ materialId, quantity, promisedAt: instantFromMs(readyMs), chain: [], notes: [] }),
    ...tinyPages(model, now),
  }
}

/** The pages of the tiny plant: every unit is idle, and everything stands alone. */
function tinyPages(
  model: Model,
  now: Instant,
): Pick<PlantView, 'standings' | 'deliveries' | 'constraint' | 'chain' | 'schedule' | 'floor' | 'search' | 'trace' | 'nextOn'> {
  const none = { lines: 0, orders: 0, customers: 0, revenue: [], contribution: [], penalty: [] }
  return {
    standings: () =>
      [...model.byKind.disruption.values()].map((disruption) => ({
        disruption,
        place: disruption.workUnitId === undefined ? null : { kind: 'workUnit', id: disruption.workUnitId, name: disruption.workUnitId },
        totals: none,
        alone: none,
        laterStill: 0,
        broken: [],
        customers: [],
        worst: null,
        insideSlack: 0,
        tightest: null,
        mustEndBy: null,
        path: [],
        notes: [],
      })),
    chain: () => ({ columns: [], nodes: [], flows: [] }),
    schedule: ({ from, to }) => ({ at: now, fromAt: from, toAt: to, rows: [], leftOut: 0 }),
    floor: (newest) =>
      [...newest.byKind.workUnit.values()].map(({ id, name, workCenterId }) => ({
        workUnit: { kind: 'workUnit', id, name },
        workCenter: { kind: 'workCenter', id: workCenterId, name: workCenterId },
        state: [...newest.byKind.workUnitState.values()].find(({ workUnitId }) => workUnitId === id) ?? null,
        current: null,
        next: null,
        promises: 0,
        latePromises: 0,
        atRisk: [],
      })),
    deliveries: () => [],
    constraint: () => ({
      at: now,
      untilAt: now,
      workCenters: [],
      workCenter: null,
      anHour: null,
      promises: [],
      free: { promises: 0, contribution: [] },
      notes: [],
    }),
    search: (text, limit) =>
      [...model.byKind.customer.values()]
        .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit)
        .map(({ id, name }) => ({ thing: { kind: 'customer', id, name }, detail: null })),
    trace: (kind, id) =>
      kind === 'customer' && model.byKind.customer.has(id)
        ? { thing: { kind, id, name: model.byKind.customer.get(id)?.name ?? id }, upstream: [], downstream: [], totals: none }
        : undefined,
    nextOn: () => undefined,
  }
}

function promiseOf(sold: SalesOrderLine, readyMs: number): PromiseAnswer {
  const confirmedAt = sold.confirmedAt ?? null
  const slackSeconds = confirmedAt === null ? null : (instantToMs(confirmedAt) - readyMs) / 1000
  return {
    salesOrderLineId: sold.id,
    orderId: sold.orderId,
    customerId: sold.customerId,
    materialId: sold.materialId,
    quantity: sold.quantity,
    requestedAt: sold.requestedAt ?? null,
    firstConfirmedAt: sold.firstConfirmedAt ?? null,
    confirmedAt,
    projectedAt: instantFromMs(readyMs),
    projectedP90At: instantFromMs(readyMs),
    slackSeconds,
    late: slackSeconds !== null && slackSeconds < 0,
    exposure: { revenue: null, contribution: null, penalty: null },
    chain: [],
    pegs: [],
    causes: [],
    unknowns: [],
  }
}
