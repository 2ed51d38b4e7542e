/** Where an action takes place, and which team it belongs to: by what it answers, else by what it moves. */
import type { Model } from '../chain/model.ts'
import type { Thing } from '../impact/page-answer.ts'
import { placeOf, thing } from '../impact/things.ts'
import type { Action } from '../records/action.ts'
import type { Disruption } from '../records/disruption.ts'
import type { PlanMove } from '../records/plan-move.ts'

export function placeOfAction(model: Model, action: Action): Thing | null {
  const cause = model.byKind.disruption.get(action.disruptionId ?? '')
  const place = cause === undefined ? undefined : placeOf(model, cause)
  if (place !== undefined) return place
  if (action.workUnitId !== undefined) return thing(model, 'workUnit', action.workUnitId)
  const center = workCenterOfAction(model, action)
  return center === null ? null : thing(model, 'workCenter', center)
}

/** The work center of an action: where its cause sits, else where help was called, else where its first move acts; null where none does. */
export function workCenterOfAction(model: Model, action: Action): string | null {
  const { workUnit } = model.byKind
  const cause = model.byKind.disruption.get(action.disruptionId ?? '')
  const candidates = [
    cause === undefined ? undefined : workCenterOfCause(model, cause),
    workUnit.get(action.workUnitId ?? '')?.workCenterId,
    ...action.moves.map((move) => workCenterOfMove(model, move)),
  ]
  return candidates.find((each) => each !== undefined) ?? null
}

/** The work center that a cause sits in, by what it names; undefined where it names none. */
export function workCenterOfCause(model: Model, { workCenterId, workUnitId, workOrderId, sequence }: Disruption): string | undefined {
  const center = workCenterId ?? model.byKind.workUnit.get(workUnitId ?? '')?.workCenterId
  if (center !== undefined || workOrderId === undefined || sequence === undefined) return center
  for (const each of model.byKind.operation.values())
    if (each.workOrderId === workOrderId && each.sequence === sequence) return each.workCenterId
  return undefined
}

function workCenterOfMove({ byKind }: Model, move: PlanMove): string | undefined {
  if (move.type === 'staff') return move.workCenterId
  if (move.type === 'runOn' || move.type === 'openTime') return byKind.workUnit.get(move.workUnitId)?.workCenterId
  return move.type === 'startAt' ? byKind.operation.get(move.operationId)?.workCenterId : undefined
}
