/** Moves that nobody can make by writing them into the plan: that a stop ends sooner, or that one more person comes, is asked of whoever can do it. */
import type { Model } from '../chain/model.ts'
import type { ActionKind } from '../records/action.ts'
import type { PlanMove } from '../records/plan-move.ts'
import type { Instant } from '../values/instant.ts'
import type { Asked } from './answer.ts'
import { ownerOf } from './countermeasures/candidate.ts'
import { isGapFor } from './moves/cause-moves.ts'

export function isAsked({ type }: PlanMove): boolean {
  return type === 'endBy' || type === 'staff'
}

/** The moves among these that are asked of a role, in their order. `at` is now. */
export function askedOf(model: Model, moves: readonly PlanMove[], at: Instant): readonly Asked[] {
  return moves.filter(isAsked).map((move) => {
    const disruptionIds = causesOf(model, move, at)
    const cause = model.byKind.disruption.get(disruptionIds[0] ?? '')
    const kind = kindFor(move, cause?.kind)
    return { kind, ownerRole: ownerOf(kind), move, disruptionIds }
  })
}

function causesOf(model: Model, move: PlanMove, at: Instant): readonly string[] {
  if (move.type === 'endBy') return [move.disruptionId]
  if (move.type !== 'staff') return []
  const open = [...model.byKind.disruption.values()].filter(({ closedAt }) => closedAt === undefined || closedAt > at)
  return open.flatMap((each) => (isGapFor(each, move) ? [each.id] : [])).sort()
}

function kindFor({ type }: PlanMove, cause: string | undefined): ActionKind {
  if (type === 'staff' || cause === 'qualificationMissing') return 'movePerson'
  return cause === 'purchaseMoved' ? 'expedite' : 'repairFirst'
}
