/** What the desk knows of moves, of countermeasures and of people: parts of the core, asked about the plan that is at hand. */
import type { CountermeasureAnswer, FixFirst, Trial } from '../core/actions/answer.ts'
import { countermeasuresFor } from '../core/actions/countermeasures/countermeasures.ts'
import { fixFirstOf } from '../core/actions/countermeasures/fix-first.ts'
import { trialOf } from '../core/actions/countermeasures/trial.ts'
import { withRisk } from '../core/actions/coverage-risk.ts'
import { promisedBy } from '../core/actions/promised.ts'
import type { Coverage, WhoCanAct } from '../core/people/answer.ts'
import { coverageOf } from '../core/people/coverage.ts'
import { whoCanAct } from '../core/people/who-can-act.ts'
import type { PromisedEffect } from '../core/records/action-figures.ts'
import type { PlanMove } from '../core/records/plan-move.ts'
import { failed, type Result } from '../core/values/result.ts'
import type { PlanNow } from './action-books.ts'
import type { ActionDesk } from './action-ports.ts'

export function countermeasuresIn({ view }: PlanNow, disruptionId: string, limit: number): Result<CountermeasureAnswer> {
  return countermeasuresFor(view.live, disruptionId, limit)
}

export function fixFirstIn({ view }: PlanNow): FixFirst {
  return fixFirstOf(view.live)
}

export function searchIn(_plan: PlanNow, milliseconds: number): Result<Trial> {
  return failed({
    code: 'search-not-known',
    message: 'No better sequence can be looked for yet.',
    next: 'Drag the bars of the board, or take a countermeasure.',
    facts: { milliseconds },
  })
}

export function trialIn({ view }: PlanNow, moves: readonly PlanMove[]): Result<Trial> {
  return trialOf(view.live, moves)
}

/** What moves are to bring; undefined where they can't be made. */
export function promisedIn(plan: PlanNow, moves: readonly PlanMove[]): PromisedEffect | undefined {
  const trial = trialIn(plan, moves)
  return trial.ok ? promisedBy(trial.value) : undefined
}

export function coverageIn({ view, model }: PlanNow, range: Parameters<ActionDesk['coverage']>[0]): Coverage {
  return withRisk(view, coverageOf(model, { now: view.at, ...range }))
}

export function whoCanActIn({ view, model }: PlanNow, ask: Parameters<ActionDesk['whoCanAct']>[0]): Result<WhoCanAct> {
  return whoCanAct(model, { now: view.at, ...ask })
}
