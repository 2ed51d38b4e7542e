/** What counts and running orders of the floor do to operations and work orders. */
import type { FloorFact } from '../core/floor/fact.ts'
import type { Operation } from '../core/records/operation.ts'
import type { WorkOrder } from '../core/records/work-order.ts'
import type { WorkUnitState } from '../core/records/work-unit-state.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Quantity } from '../core/values/quantity.ts'
import type { RecordDraft } from './record-draft.ts'

/** The first operation that the projection sees on a work unit, where the unit tells no order. */
export type NextOn = (workUnitId: string) => { readonly workOrderId: string; readonly sequence: number } | undefined

/** What a unit says that it runs: an order, and its operation where that is told too. */
export interface ToldOrder {
  readonly workOrderId?: string
  readonly sequence?: number
}

/** Pieces that a unit made since the fact before, and how it stood then. */
export interface Done {
  readonly fact: FloorFact
  readonly before: WorkUnitState | undefined
  readonly good: number
  readonly reject: number
}

const ALMOST_NOTHING = 1e-9

/** Reads `4711/20` as operation 20 of order 4711, unless an order is called so itself. */
export function orderOf(draft: RecordDraft, runningOrder: string | undefined): ToldOrder {
  if (runningOrder === undefined) return {}
  const [, workOrderId, sequence] = /^(.+)\/(\d+)$/.exec(runningOrder) ?? []
  if (workOrderId === undefined || draft.get('workOrder', runningOrder) !== undefined) return { workOrderId: runningOrder }
  return { workOrderId, sequence: Number(sequence) }
}

/** The operation that a unit works on: the one it tells, else the one that runs there, else the next of its sequence. */
export function runningOperation(draft: RecordDraft, fact: FloorFact, nextOn: NextOn): Operation | undefined {
  const told = orderOf(draft, fact.runningOrder)
  return told.workOrderId === undefined ? nextOnUnit(draft, fact.workUnitId, nextOn) : operationOf(draft, told, fact.workUnitId)
}

function nextOnUnit(draft: RecordDraft, workUnitId: string, nextOn: NextOn): Operation | undefined {
  for (const each of draft.all('operation')) if (each.status === 'running' && each.workUnitId === workUnitId) return each
  const next = nextOn(workUnitId)
  const found = next === undefined ? undefined : operationOf(draft, next, workUnitId)
  // The projection trails the journal: what it sees next may be done already.
  return found?.status === 'completed' ? undefined : found
}

function operationOf(draft: RecordDraft, { workOrderId, sequence }: ToldOrder, workUnitId: string): Operation | undefined {
  const direct = draft.get('operation', `${workOrderId}/${sequence}`)
  if (direct !== undefined && direct.workOrderId === workOrderId) return direct
  const ofOrder = [...draft.all('operation')].filter(
    (each) => each.workOrderId === workOrderId && (sequence === undefined ? each.status !== 'completed' : each.sequence === sequence),
  )
  if (sequence !== undefined) return ofOrder[0]
  const center = draft.get('workUnit', workUnitId)?.workCenterId
  return ofOrder.filter((each) => each.workUnitId === workUnitId || each.workCenterId === center).sort((a, b) => a.sequence - b.sequence)[0]
}

/** Books what was made and what was rejected since the fact before; an operation that has all its pieces is completed. */
export function book(draft: RecordDraft, operation: Operation, done: Done): void {
  const order = draft.get('workOrder', operation.workOrderId)
  if (order === undefined) return
  const { fact, good, reject } = done
  const unit = operation.completed?.unit ?? order.quantity.unit
  const more = (before: Quantity | undefined, by: number): Quantity => ({ value: (before?.value ?? 0) + by, unit })
  const completed = more(operation.completed, good)
  const scrapped = more(operation.scrapped, reject)
  const counted: Operation = {
    ...operation,
    ...(completed.value > 0 ? { completed } : {}),
    ...(scrapped.value > 0 ? { scrapped } : {}),
  }
  if (operation.status === 'completed') {
    // More than was ordered: it is there all the same, and begins nothing anew.
    if (good > 0 || reject > 0) draft.put('operation', counted)
    return
  }
  const startAt = operation.actualStartAt ?? startOf(done)
  draft.put('operation', { ...counted, workUnitId: fact.workUnitId, actualStartAt: startAt, status: 'running' })
  if (order.status !== 'completed') draft.put('workOrder', { ...order, actualStartAt: order.actualStartAt ?? startAt, status: 'running' })
  if (unit === order.quantity.unit && piecesOf(counted) >= order.quantity.value - ALMOST_NOTHING)
    complete(draft, operation.id, fact.observedAt)
}

/**
 * What a unit ran before it took up something else. It is completed where nothing of it is left but what earlier operations
 * scrapped; otherwise it waits for its rest, unless the unit works on several at a time.
 */
export function leave(draft: RecordDraft, before: WorkUnitState, fact: FloorFact): void {
  const told = orderOf(draft, fact.runningOrder)
  if (before.workOrderId === undefined || (before.workOrderId === told.workOrderId && before.sequence === told.sequence)) return
  const left = operationOf(draft, before, fact.workUnitId)
  const order = draft.get('workOrder', before.workOrderId)
  if (left === undefined || order === undefined || left.status !== 'running' || left.workUnitId !== fact.workUnitId) return
  let lost = 0
  for (const each of draft.all('operation'))
    if (each.workOrderId === left.workOrderId && each.sequence < left.sequence) lost += each.scrapped?.value ?? 0
  if (lost > 0 && piecesOf(left) >= order.quantity.value - lost - ALMOST_NOTHING) complete(draft, left.id, fact.observedAt)
  else if (told.workOrderId !== undefined && draft.get('workUnit', fact.workUnitId)?.capacity === 1)
    draft.put('operation', { ...left, status: 'held' })
}

function complete(draft: RecordDraft, operationId: string, at: Instant): void {
  const operation = draft.get('operation', operationId)
  const order = draft.get('workOrder', operation?.workOrderId ?? '')
  if (operation === undefined || order === undefined) return
  draft.put('operation', { ...operation, actualEndAt: at, status: 'completed' })
  if (order.status === 'completed' || !isLastOf(draft, operation)) return
  const completed = operation.completed ?? { value: 0, unit: order.quantity.unit }
  const done: WorkOrder = { ...order, completed, actualEndAt: at, status: 'completed' }
  draft.put('workOrder', done)
}

/** A unit that went on running from one order to the next began the next one when it told so, not when it began to run. */
function startOf({ fact, before }: Done): Instant {
  return before === undefined || fact.since >= before.observedAt ? fact.since : fact.observedAt
}

function piecesOf({ completed, scrapped }: Operation): number {
  return (completed?.value ?? 0) + (scrapped?.value ?? 0)
}

function isLastOf(draft: RecordDraft, operation: Operation): boolean {
  for (const each of draft.all('operation')) {
    if (each.workOrderId === operation.workOrderId && each.sequence > operation.sequence) return false
  }
  return true
}
