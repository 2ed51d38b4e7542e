/** What the desk asks of countermeasures, of moves and of people. */
import type { CountermeasureAnswer, FixFirst, Trial } from '../core/actions/answer.ts'
import { type ChangesGiven, changesOfMoves, undoChanges } from '../core/actions/moves/changes-of-moves.ts'
import type { Model } from '../core/chain/model.ts'
import type { Coverage, WhoCanAct } from '../core/people/answer.ts'
import type { Action } from '../core/records/action.ts'
import type { Change } from '../core/records/change.ts'
import type { PlanMove } from '../core/records/plan-move.ts'
import type { Instant } from '../core/values/instant.ts'
import { failed, type Result } from '../core/values/result.ts'
import type { PlanNow } from './action-books.ts'
import type { ActionDesk } from './action-ports.ts'

export interface Knowledge {
  countermeasures(plan: PlanNow, disruptionId: string, limit: number): Result<CountermeasureAnswer>
  fixFirst(plan: PlanNow): FixFirst
  trial(plan: PlanNow, moves: readonly PlanMove[]): Result<Trial>
  search(plan: PlanNow, milliseconds: number): Result<Trial>
  /** What moves change in the records. */
  changesOf(model: Model, moves: readonly PlanMove[], given: ChangesGiven): Result<readonly Change[]>
  takeBack(model: Model, changes: readonly Change[]): Result<readonly Change[]>
  coverage(plan: PlanNow, range: Parameters<ActionDesk['coverage']>[0]): Coverage
  whoCanAct(plan: PlanNow, ask: Parameters<ActionDesk['whoCanAct']>[0]): Result<WhoCanAct>
  check(
    model: Model,
    what: { readonly personId: string; readonly action: Action; readonly now: Instant },
  ): {
    readonly qualified: boolean
    readonly lacks: readonly string[]
  }
}

const LATER = failed<never>({
  code: 'moves-not-known',
  message: 'The moves can not be tried yet.',
  next: 'Ask again after the next update.',
  facts: {},
})

/** Joins the parts of the core that know them. */
export function knowledgeOf(): Knowledge {
  return {
    countermeasures: () => LATER,
    fixFirst: ({ view }) => ({ at: view.at, items: [], notes: [] }),
    trial: () => LATER,
    search: () => LATER,
    changesOf: changesOfMoves,
    takeBack: undoChanges,
    coverage: ({ view }, { fromAt, toAt }) => ({ state: 'off', at: view.at, fromAt, toAt, cells: [], skills: [], notes: [] }),
    whoCanAct: () => LATER,
    check: () => ({ qualified: false, lacks: [] }),
  }
}
