/** What the desk knows of moves, of countermeasures and of people: parts of the core, asked about the plan that is at hand. */
import type { CountermeasureAnswer, FixFirst, Trial } from '../core/actions/answer.ts'
import { betterSequence } from '../core/actions/countermeasures/better-sequence.ts'
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
import type { Result } from '../core/values/result.ts'
import type { PlanNow } from './action-books.ts'
import type { ActionDesk } from './action-ports.ts'

export function countermeasuresIn({ view }: PlanNow, disruptionId: string, limit: number): Result<CountermeasureAnswer> {
  return countermeasuresFor(view.live, disruptionId, limit)
}

export function fixFirstIn({ view }: PlanNow): FixFirst {
  return fixFirstOf(view.live)
}

/** Share of the time of a search in which sequences are looked for; in the rest what was found is planned anew. */
const SEARCH_SHARE = 0.6

export function searchIn({ view }: PlanNow, milliseconds: number): Result<Trial> {
  const begun = performance.now()
  const within = (share: number) => () => performance.now() - begun < milliseconds * share
  return betterSequence(view.live, { toSearch: within(SEARCH_SHARE), toPlan: within(1) })
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
