/** What counts and running orders of the floor do to operations and work orders. */
import type { FloorFact } from '../core/floor/fact.ts'
import type { Operation } from '../core/records/operation.ts'
import type { WorkOrder } from '../core/records/work-order.ts'
import type { Quantity } from '../core/values/quantity.ts'
import type { RecordDraft } from './record-draft.ts'

/** The first operation that the projection sees on a work unit, where the unit tells no order. */
export type NextOn = (workUnitId: string) => { readonly workOrderId: string; readonly sequence: number } | undefined

/** What a unit says that it runs: an order, and its operation where that is told too. */
export function orderOf(runningOrder: string | undefined): { readonly workOrderId?: string; readonly sequence?: number } {
  if (runningOrder === undefined) return {}
  const [, workOrderId = runningOrder, sequence] = /^(.+)\/(\d+)$/.exec(runningOrder) ?? []
  return { workOrderId, ...(sequence === undefined ? {} : { sequence: Number(sequence) }) }
}

/** The operation that a unit works on: the one it tells, else the one that runs there, else the next of its sequence. */
export function runningOperation(draft: RecordDraft, fact: FloorFact, nextOn: NextOn): Operation | undefined {
  const told = orderOf(fact.runningOrder)
  const asked = told.workOrderId === undefined ? nextOnUnit(draft, fact.workUnitId, nextOn) : told
  if (asked?.workOrderId === undefined) return undefined
  const direct = draft.get('operation', `${asked.workOrderId}/${asked.sequence}`)
  if (direct?.workOrderId === asked.workOrderId) return direct
  const ofOrder = [...draft.all('operation')].filter(
    (each) => each.workOrderId === asked.workOrderId && each.status !== 'completed' && (asked.sequence ?? each.sequence) === each.sequence,
  )
  const center = draft.get('workUnit', fact.workUnitId)?.workCenterId
  return ofOrder
    .filter((each) => each.workUnitId === fact.workUnitId || each.workCenterId === center)
    .sort((a, b) => a.sequence - b.sequence)[0]
}

function nextOnUnit(draft: RecordDraft, workUnitId: string, nextOn: NextOn): ReturnType<NextOn> {
  for (const each of draft.all('operation')) if (each.status === 'running' && each.workUnitId === workUnitId) return each
  return nextOn(workUnitId)
}

/** Books what was made and what was rejected since the fact before; an operation that has all its pieces is completed. */
export function book(
  draft: RecordDraft,
  operation: Operation,
  done: { readonly fact: FloorFact; readonly good: number; readonly reject: number },
): void {
  const order = draft.get('workOrder', operation.workOrderId)
  if (order === undefined || operation.status === 'completed') return
  const { fact, good, reject } = done
  const { unit, value: ordered } = order.quantity
  const more = (before: Quantity | undefined, by: number): Quantity => ({ value: (before?.value ?? 0) + by, unit })
  const completed = more(operation.completed, good)
  const scrapped = more(operation.scrapped, reject)
  const isDone = completed.value + scrapped.value >= ordered - 1e-9
  draft.put('operation', {
    ...operation,
    workUnitId: fact.workUnitId,
    actualStartAt: operation.actualStartAt ?? fact.since,
    ...(completed.value > 0 ? { completed } : {}),
    ...(scrapped.value > 0 ? { scrapped } : {}),
    status: isDone ? 'completed' : 'running',
    ...(isDone ? { actualEndAt: fact.observedAt } : {}),
  })
  bookOrder(draft, order, { fact, isLast: isDone && isLastOf(draft, operation), completed })
}

function bookOrder(
  draft: RecordDraft,
  order: WorkOrder,
  { fact, isLast, completed }: { readonly fact: FloorFact; readonly isLast: boolean; readonly completed: Quantity },
): void {
  const started: WorkOrder = { ...order, actualStartAt: order.actualStartAt ?? fact.since, status: 'running' }
  draft.put('workOrder', isLast ? { ...started, completed, actualEndAt: fact.observedAt, status: 'completed' } : started)
}

function isLastOf(draft: RecordDraft, operation: Operation): boolean {
  for (const each of draft.all('operation')) {
    if (each.workOrderId === operation.workOrderId && each.sequence > operation.sequence) return false
  }
  return true
}
