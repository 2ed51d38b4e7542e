/** Work orders of a plan: what is left of each, on which stations, for how long. */
import { UNKNOWN_TIME, workedBefore } from '../calendar/work-time.ts'
import type { Operation } from '../records/operation.ts'
import type { RoutingOperation } from '../records/routing-operation.ts'
import type { WorkOrder } from '../records/work-order.ts'
import { groupOf, note, type PlanContext, secondsOf, setupGroupOf, valueIn } from './plan-context.ts'
import { NONE, type PlanOperation, type PlanOrder } from './plan-input.ts'
import type { Stations } from './plan-stations.ts'

/** What reading orders needs besides the context: indices that pegs refer to, and the steps by order and by material. */
export interface OrderSources {
  readonly stations: Stations
  readonly lineIndex: ReadonlyMap<string, number>
  readonly orderIndex: ReadonlyMap<string, number>
  readonly operationsOf: ReadonlyMap<string, readonly Operation[]>
  readonly routingOf: ReadonlyMap<string, readonly RoutingOperation[]>
}

const PRIORITY_NOT_STATED = 1_000_000

export function priorityOf(stated: number | undefined): number {
  return stated ?? PRIORITY_NOT_STATED
}

interface Standing {
  readonly startsAt: number
  /** When it ends by the source: what it did, as seen from a later day, or what is planned. */
  readonly endsAt: number
  readonly started: boolean
  readonly done: boolean
  readonly quantity: number
  readonly free: number
}

/** Where an order stands at the plan's now. Dates after now are taken as planned, so that a past day can be asked about. */
function standingOf(context: PlanContext, order: WorkOrder): Standing {
  const { now } = context
  const actualStart = secondsOf(context, order.actualStartAt)
  const actualEnd = secondsOf(context, order.actualEndAt)
  const done =
    order.status === 'completed' ? actualEnd <= now || actualEnd === UNKNOWN_TIME : order.status !== 'cancelled' && actualEnd <= now
  const hindsight = actualEnd > now && actualEnd < UNKNOWN_TIME
  const ordered = valueIn(context, order.quantity, order.materialId)
  const completed = hindsight ? 0 : valueIn(context, order.completed, order.materialId)
  const scrapped = done || hindsight ? 0 : valueIn(context, order.scrapped, order.materialId)
  return {
    startsAt: actualStart < UNKNOWN_TIME ? actualStart : secondsOf(context, order.plannedStartAt),
    endsAt: actualEnd < UNKNOWN_TIME ? actualEnd : secondsOf(context, order.plannedEndAt),
    started: done || actualStart <= now || order.status === 'running' || completed > 0,
    done,
    quantity: Math.max(0, ordered - scrapped),
    free: done ? 0 : Math.max(0, ordered - scrapped - completed),
  }
}

export function readOrder(context: PlanContext, order: WorkOrder, sources: OrderSources): PlanOrder {
  const standing = standingOf(context, order)
  const { now } = context
  const due = Math.min(secondsOf(context, order.dueAt), standing.endsAt)
  const release = standing.started || standing.startsAt === UNKNOWN_TIME ? now : Math.max(now, standing.startsAt)
  return {
    material: context.materialIndex.get(order.materialId) ?? 0,
    quantity: standing.quantity,
    free: standing.free,
    release,
    due: order.dueAt === undefined ? due : secondsOf(context, order.dueAt),
    priority: priorityOf(order.priority),
    line: sources.lineIndex.get(order.salesOrderLineId ?? '') ?? NONE,
    parent: sources.orderIndex.get(order.parentWorkOrderId ?? '') ?? NONE,
    group: groupOf(context, order.pegGroup),
    componentGroup: groupOf(context, order.componentPegGroup),
    startsAt: standing.startsAt === UNKNOWN_TIME ? now : standing.startsAt,
    started: standing.started,
    doneAt: standing.done ? Math.min(now, standing.endsAt) : NONE,
    operations: standing.done ? [] : operationsOf(context, order, { standing, sources }),
  }
}

function operationsOf(context: PlanContext, order: WorkOrder, what: { standing: Standing; sources: OrderSources }): PlanOperation[] {
  const { standing, sources } = what
  const recorded = sources.operationsOf.get(order.id)
  const left = recorded?.filter((operation) => !isDone(context, operation))
  const steps =
    recorded !== undefined
      ? left!.map((each) => fromOperation(context, each, { order, standing, sources }))
      : fromRouting(context, order, what)
  if (steps.length === 0) return [impliedOperation(context, order, standing)]
  return spreadOverDates(context, steps, { standing, sources })
}

function isDone(context: PlanContext, operation: Operation): boolean {
  const ended = secondsOf(context, operation.actualEndAt)
  return ended <= context.now || (operation.status === 'completed' && ended === UNKNOWN_TIME)
}

function fromOperation(
  context: PlanContext,
  operation: Operation,
  what: { order: WorkOrder; standing: Standing; sources: OrderSources },
): PlanOperation {
  const { order, standing, sources } = what
  const produced = valueIn(context, operation.completed, order.materialId) + valueIn(context, operation.scrapped, order.materialId)
  const share = standing.quantity > 0 ? Math.max(0, 1 - produced / standing.quantity) : 1
  const work =
    operation.workSeconds !== undefined
      ? operation.workSeconds * share
      : (operation.runSecondsPerUnit ?? 0) * Math.max(0, standing.quantity - produced)
  const running =
    operation.status === 'running' || (secondsOf(context, operation.actualStartAt) <= context.now && operation.status !== 'held')
  const units =
    operation.workUnitId !== undefined && (running || operation.workUnitIds === undefined) ? [operation.workUnitId] : operation.workUnitIds
  return {
    sequence: operation.sequence,
    pool: sources.stations.poolOf(operation.workCenterId, units),
    work: Math.ceil(work),
    setupSeconds: Math.ceil(operation.setupSeconds ?? 0),
    setupGroup: setupGroupOf(context, operation.setupGroup),
    planRank: operation.planRank ?? NONE,
    running,
  }
}

function fromRouting(context: PlanContext, order: WorkOrder, what: { standing: Standing; sources: OrderSources }): PlanOperation[] {
  const routing = what.sources.routingOf.get(order.materialId) ?? []
  return routing.map((step) => ({
    sequence: step.sequence,
    pool: what.sources.stations.poolOf(step.workCenterId, step.workUnitIds),
    work: Math.ceil((step.runSecondsPerUnit ?? 0) * what.standing.free),
    setupSeconds: Math.ceil(step.setupSeconds ?? 0),
    setupGroup: setupGroupOf(context, step.setupGroup),
    planRank: NONE,
    running: false,
  }))
}

/** An order without any step takes what its dates say, or its material's lead time. */
function impliedOperation(context: PlanContext, order: WorkOrder, standing: Standing): PlanOperation {
  const lead = context.model.byKind.material.get(order.materialId)?.leadTimeSeconds
  const from = Math.max(context.now, standing.startsAt === UNKNOWN_TIME ? context.now : standing.startsAt)
  const span = standing.endsAt === UNKNOWN_TIME ? undefined : standing.endsAt - from
  if (span === undefined && lead === undefined) note(context, 'order-done-at-once')
  else note(context, 'order-from-dates')
  return {
    sequence: 0,
    pool: NONE,
    work: Math.max(0, span ?? lead ?? 0),
    setupSeconds: 0,
    setupGroup: NONE,
    planRank: NONE,
    running: standing.started,
  }
}

/**
 * Where no step has a known capacity, an order's dates say more about how long it takes than its hours do.
 * Its span is then shared out over its steps in proportion to their hours.
 */
function spreadOverDates(
  context: PlanContext,
  steps: PlanOperation[],
  what: { standing: Standing; sources: OrderSources },
): PlanOperation[] {
  const { standing } = what
  const { stations, pools, calendars } = what.sources.stations
  const unlimited = steps.every((step) => step.pool < 0 || !stations[pools[step.pool]![0]!]!.finite)
  if (!unlimited || standing.startsAt === UNKNOWN_TIME || standing.endsAt === UNKNOWN_TIME || standing.endsAt <= standing.startsAt)
    return steps
  note(context, 'span-shared-out')
  const total = steps.reduce((sum, step) => sum + step.work + step.setupSeconds, 0)
  let done = 0
  const spread = steps.map((step) => {
    const weight = total > 0 ? (step.work + step.setupSeconds) / total : 1 / steps.length
    const from = standing.startsAt + Math.round(done * (standing.endsAt - standing.startsAt))
    done += weight
    const to = standing.startsAt + Math.round(done * (standing.endsAt - standing.startsAt))
    const calendar = step.pool < 0 ? -1 : stations[pools[step.pool]![0]!]!.calendar
    const begin = Math.max(from, context.now)
    const work = to <= begin ? 0 : workedBefore(calendars, calendar, to) - workedBefore(calendars, calendar, begin)
    return { ...step, work, setupSeconds: 0, running: from <= context.now, ended: to <= context.now }
  })
  const open = spread.filter((step) => !step.ended)
  return (open.length > 0 ? open : spread.slice(-1)).map(({ ended: _, ...step }) => step)
}
