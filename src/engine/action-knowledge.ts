/** What the desk knows of moves, of countermeasures and of people: parts of the core, asked about the plan that is at hand. */
import type { CountermeasureAnswer, FixFirst, Trial } from '../core/actions/answer.ts'
import { betterSequence } from '../core/actions/countermeasures/better-sequence.ts'
import { lookForCountermeasures } from '../core/actions/countermeasures/countermeasures.ts'
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
import type { Timer } from './projection.ts'

export function countermeasuresIn(
  { view }: Pick<PlanNow, 'view'>,
  ask: CountermeasureAsk,
  timer: Timer,
): Promise<Result<CountermeasureAnswer>> {
  return inTurns(lookForCountermeasures(view.live, ask.disruptionId, ask.limit), timer)
}

export function fixFirstIn({ view }: PlanNow): FixFirst {
  return fixFirstOf(view.live)
}

interface CountermeasureAsk {
  readonly disruptionId: string
  readonly limit: number
}

/** Share of the time of a search in which sequences are looked for; in the rest what was found is planned anew. */
const SEARCH_SHARE = 0.6

/** So long the search has the thread to itself; then whatever waits gets its turn, for the plant goes on while somebody looks. */
const SLICE_MS = 25

export function searchIn({ view }: PlanNow, milliseconds: number, timer: Timer): Promise<Result<Trial>> {
  const begun = timer.elapsed()
  const within = (share: number) => () => timer.elapsed() - begun < milliseconds * share
  return inTurns(betterSequence(view.live, { toSearch: within(SEARCH_SHARE), toPlan: within(1) }), timer)
}

/** Runs steps slice by slice; what else waits for the thread comes between them. */
export async function inTurns<T>(steps: Generator<void, T>, timer: Timer): Promise<T> {
  let sliceBegan = timer.elapsed()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (timer.elapsed() - sliceBegan < SLICE_MS) continue
    await new Promise<void>((resolve) => {
      timer.after(0, resolve)
    })
    sliceBegan = timer.elapsed()
  }
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
