/** How an action that still waits stands by the plan of now: what it was to bring was told when it was proposed, and the plan has moved since. */
import type { Model } from '../chain/model.ts'
import type { PromisedEffect } from '../records/action-figures.ts'
import type { PlanMove } from '../records/plan-move.ts'
import { ok, type Result } from '../values/result.ts'
import type { ActionToday, Trial } from './answer.ts'
import { notFound, refused } from './deciding.ts'
import { worthAsNumber } from './line-money.ts'
import { promisedBy } from './promised.ts'

/** Less than this share of what was promised is worth another look before it is taken on. */
const MUCH_LESS = 0.5

/** `trialOf` plans the site anew with moves. Fails with `record-not-found`, and with `action-not-waiting` where nobody is to decide on it. */
export function actionTodayOf(model: Model, actionId: string, trialOf: (moves: readonly PlanMove[]) => Result<Trial>): Result<ActionToday> {
  const action = model.byKind.action.get(actionId)
  if (action === undefined) return notFound('action', actionId)
  if (action.state !== 'proposed' || action.moves.length === 0) {
    return refused('action-not-waiting', 'Nothing is to be decided about this action, or it changes nothing in the plan.', {
      next: 'Ask for one that is proposed and has moves.',
      facts: { actionId, state: action.state },
    })
  }
  const trial = trialOf(action.moves)
  if (!trial.ok)
    return ok({ actionId, standing: 'impossible', now: null, problem: { code: trial.problem.code, facts: trial.problem.facts } })
  const now = promisedBy(trial.value)
  return ok({ actionId, standing: standingOf(now, action.promised), now, problem: null })
}

function standingOf(now: PromisedEffect, promised: PromisedEffect | undefined): ActionToday['standing'] {
  if (worthAsNumber(now.saved) < 0 || now.promisesKept < 0) return 'harms'
  if (promised === undefined) return 'holds'
  const isLess = (today: number, then: number) => then > 0 && today < then * MUCH_LESS
  return isLess(worthAsNumber(now.saved), worthAsNumber(promised.saved)) || isLess(now.promisesKept, promised.promisesKept)
    ? 'less'
    : 'holds'
}
