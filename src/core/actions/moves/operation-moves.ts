/** Moves of operations and work orders as changes of records: another unit or place in the sequence, a later start, a lot in two parts. */
import type { Operation } from '../../records/operation.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import type { WorkOrder } from '../../records/work-order.ts'
import { instantToMs } from '../../values/instant.ts'
import { convertQuantity } from '../../values/quantity.ts'
import { ok, type Result } from '../../values/result.ts'
import { notFound, refused, type WorkingRecords, without } from './working-records.ts'

type Move<T extends PlanMove['type']> = Extract<PlanMove, { type: T }>
const DONE: Result<true> = ok(true)

export function isDone(operation: Operation): boolean {
  return operation.status === 'completed' || operation.actualEndAt !== undefined
}

/** Whether an order can no longer be changed, and whether it has begun. */
function isClosed(order: WorkOrder): boolean {
  return order.status === 'completed' || order.status === 'cancelled' || order.actualEndAt !== undefined
}

export function hasBegun(order: WorkOrder): boolean {
  return order.status === 'running' || order.actualStartAt !== undefined || (order.completed?.value ?? 0) > 0
}

/** The units that records say can do an operation: those it states and those its routing step states, each of them all of its work center where none are stated. */
export function capableUnits(work: WorkingRecords, operation: Operation): readonly string[] {
  const materialId = work.get('workOrder', operation.workOrderId)?.materialId
  const steps = work.where('routingOperation', (each) => each.materialId === materialId && each.sequence === operation.sequence)
  const units = [operation, ...steps].flatMap(
    ({ workUnitIds, workCenterId }) =>
      workUnitIds ?? work.where('workUnit', (unit) => unit.workCenterId === workCenterId).map(({ id }) => id),
  )
  return [...new Set(units)]
}

/** The operation runs on the unit alone; what it has done so far stays done, and the rest is set up anew there. */
export function runOn(work: WorkingRecords, move: Move<'runOn'>): Result<true> {
  const operation = work.get('operation', move.operationId)
  const unit = work.get('workUnit', move.workUnitId)
  if (operation === undefined || isDone(operation)) return notFound('operation', move.operationId)
  if (unit === undefined) return notFound('workUnit', move.workUnitId)
  if (!capableUnits(work, operation).includes(unit.id)) {
    return refused('unit-not-stated', 'No record says that this work unit can do the operation.', {
      next: 'Choose one of its own work units, or record this one with the operation or its routing.',
      facts: { operationId: operation.id, workUnitId: unit.id },
    })
  }
  const elsewhere = operation.workUnitId !== unit.id
  const begun = operation.status === 'running' || operation.actualStartAt !== undefined
  work.put('operation', {
    ...operation,
    workUnitId: unit.id,
    ...(operation.workUnitIds === undefined ? {} : { workUnitIds: [unit.id] }),
    ...(elsewhere && begun ? { status: 'held' as const } : {}),
  })
  return move.beforeOperationId === undefined
    ? DONE
    : putBefore(work, move.operationId, { unitId: unit.id, before: move.beforeOperationId })
}

/**
 * Gives an operation its place in the plan's own sequence of a unit. What has no place of its own goes behind everything that has one,
 * so before such work it takes the last place there is. Others keep their places where there is a gap, and go back by one where there is none.
 */
function putBefore(work: WorkingRecords, operationId: string, place: { unitId: string; before: string }): Result<true> {
  const before = work.get('operation', place.before)
  const operation = work.get('operation', operationId)
  if (operation === undefined) return notFound('operation', operationId)
  if (before === undefined || isDone(before) || before.id === operationId) return notFound('operation', place.before)
  const others = rankedOn(work, place.unitId).filter((each) => each.id !== operationId)
  if (before.planRank === undefined) {
    work.put('operation', { ...operation, planRank: others.reduce((last, each) => Math.max(last, each.planRank + 1), 0) })
    return DONE
  }
  const gap = before.planRank - 1
  const rank = gap >= 0 && others.every((each) => each.planRank !== gap) ? gap : before.planRank
  if (rank === before.planRank) makeRoom(work, others, rank)
  work.put('operation', { ...operation, planRank: rank })
  return DONE
}

/** Frees a place: whatever has it goes back by one, and so on up to the first gap. */
function makeRoom(work: WorkingRecords, others: readonly Ranked[], place: number): void {
  const taken = new Set(others.map((each) => each.planRank))
  for (let k = place; taken.has(k); k++) {
    for (const each of others) if (each.planRank === k) work.put('operation', { ...each, planRank: k + 1 })
  }
}

type Ranked = Operation & { readonly planRank: number }

function isRanked(each: Operation): each is Ranked {
  return each.planRank !== undefined && !isDone(each)
}

/** Open operations with a place in the sequence that may stand in the queue of a unit. */
function rankedOn(work: WorkingRecords, unitId: string): Ranked[] {
  const center = work.get('workUnit', unitId)?.workCenterId
  const mayStandThere = (each: Operation) => {
    if (each.workUnitIds !== undefined) return each.workUnitIds.includes(unitId)
    return each.workUnitId === undefined ? each.workCenterId === center : each.workUnitId === unitId
  }
  return work.where('operation', (each) => isRanked(each) && mayStandThere(each)).filter(isRanked)
}

/** An order begins by its planned start; only its first open operation can be held back by a date. */
export function startAt(work: WorkingRecords, move: Move<'startAt'>): Result<true> {
  const operation = work.get('operation', move.operationId)
  if (operation === undefined || isDone(operation)) return notFound('operation', move.operationId)
  const order = work.get('workOrder', operation.workOrderId)
  if (order === undefined || isClosed(order)) return notFound('workOrder', operation.workOrderId)
  const open = work.where('operation', (each) => each.workOrderId === order.id && !isDone(each))
  const first = open.every((each) => each.id === operation.id || each.sequence > operation.sequence)
  if (hasBegun(order) || !first) {
    return refused('start-not-free', 'Only the first operation of a work order that has not begun can be given a start.', {
      next: 'Give the first operation of the order a start, or put this one behind another on its work unit.',
      facts: { operationId: operation.id, workOrderId: order.id },
    })
  }
  const lasts = order.plannedEndAt === undefined || order.plannedEndAt > move.at
  work.put('workOrder', { ...(lasts ? order : without(order, 'plannedEndAt')), plannedStartAt: move.at } as WorkOrder)
  work.put('operation', {
    ...(operation.plannedEndAt === undefined || instantToMs(operation.plannedEndAt) > instantToMs(move.at)
      ? operation
      : without(operation, 'plannedEndAt')),
    plannedStartAt: move.at,
  } as Operation)
  return DONE
}

/** The order keeps the first part, the rest becomes an order of its own with the same operations and the same purpose, and stands behind it. */
export function split(work: WorkingRecords, move: Move<'split'>): Result<true> {
  const order = work.get('workOrder', move.workOrderId)
  if (order === undefined || isClosed(order)) return notFound('workOrder', move.workOrderId)
  if (hasBegun(order)) {
    return refused('work-has-begun', 'A work order that has begun is not split: what it has taken can not be told apart.', {
      next: 'Ship what is made in part instead.',
      facts: { workOrderId: order.id },
    })
  }
  const part = convertQuantity(move.quantity, order.quantity.unit)?.value
  const restId = work.partId('workOrder', order.id)
  if (part === undefined || part >= order.quantity.value) {
    return refused('part-not-possible', 'The part is not smaller than the whole, or is in another unit.', {
      next: 'Give a part that is smaller than the work order, in its unit.',
      facts: { workOrderId: order.id, quantity: move.quantity.value, of: order.quantity.value },
    })
  }
  const rest = order.quantity.value - part
  work.put('workOrder', { ...order, quantity: { ...order.quantity, value: part } })
  work.put('workOrder', { ...order, id: restId, quantity: { ...order.quantity, value: rest } })
  for (const each of work.where('operation', ({ workOrderId }) => workOrderId === order.id)) {
    const share = (quantity: number): Partial<Operation> =>
      each.workSeconds === undefined ? {} : { workSeconds: (each.workSeconds * quantity) / order.quantity.value }
    const places = placesOfParts(work, each)
    work.put('operation', { ...each, id: operationOf(work, each, restId), workOrderId: restId, ...share(rest), ...places.rest })
    work.put('operation', { ...each, ...share(part), ...places.first })
  }
  return DONE
}

/** Ids of operations mostly begin with that of their order: so do those of the rest. */
function operationOf(work: WorkingRecords, { id, workOrderId }: Operation, restId: string): string {
  const renamed = id.startsWith(workOrderId) ? `${restId}${id.slice(workOrderId.length)}` : undefined
  return renamed === undefined || work.get('operation', renamed) !== undefined ? work.partId('operation', id) : renamed
}

/** The rest stands behind the first part, which takes the last place there is where the operation had none. */
function placesOfParts(work: WorkingRecords, operation: Operation): { first: Partial<Operation>; rest: Partial<Operation> } {
  if (isDone(operation)) return { first: {}, rest: {} }
  const others = work
    .where('operation', (each) => each.workCenterId === operation.workCenterId && each.id !== operation.id && isRanked(each))
    .filter(isRanked)
  if (operation.planRank === undefined) {
    return { first: { planRank: others.reduce((last, each) => Math.max(last, each.planRank + 1), 0) }, rest: {} }
  }
  makeRoom(work, others, operation.planRank + 1)
  return { first: {}, rest: { planRank: operation.planRank + 1 } }
}
