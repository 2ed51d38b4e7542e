/** A countermeasure with its figures: from the plan that has its moves, or from an overlay where that gives the same. */
import type { Model } from '../../chain/model.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import type { ActionKind } from '../../records/action.ts'
import type { MoneySums } from '../../records/action-figures.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import type { Money } from '../../values/money.ts'
import { ok, type Result } from '../../values/result.ts'
import type { Countermeasure } from '../answer.ts'
import { type Candidate, idOfMoves, ownerOf } from './candidate.ts'
import { costOf, netOf } from './cost.ts'
import { byWeight, gainOf, isWin, type LinePair, type LineStandings, shiftOf } from './line-gains.ts'
import { splitGain } from './own-gain.ts'
import type { Reach } from './reach.ts'
import type { Screened } from './screen.ts'
import { beginBy, surenessOf } from './sureness.ts'
import { replan } from './trial.ts'

/** How many promises are named on each side. */
const NAMED_MAX = 20

/** Whether an overlay shows moves as a plan with them stands: those that change nothing but when a disruption ends, or how much it takes. */
export function isExact(moves: readonly PlanMove[]): boolean {
  return moves.every(({ type }) => type === 'endBy' || type === 'staff')
}

/** From a look whose moves are exact. */
export function fromLook(reach: Reach, { candidate, pairs = [] }: Screened): Countermeasure {
  return told(reach, candidate, { pairs, after: reach.live, evaluated: 'overlay' })
}

/** Plans the site anew with the moves; `before` is how the promises stand. Fails where a move can't be made. */
export function fromPlan(reach: Reach, candidate: Candidate, before: LineStandings): Result<Countermeasure> {
  const tried = replan(reach.live, candidate.moves, before)
  return tried.ok ? ok(told(reach, candidate, { ...tried.value, evaluated: 'replanned' })) : tried
}

interface Tried {
  readonly pairs: readonly LinePair[]
  /** The plan that has the moves. */
  readonly after: LivePlan
  readonly evaluated: Countermeasure['evaluated']
}

function told(reach: Reach, candidate: Candidate, { pairs, after, evaluated }: Tried): Countermeasure {
  const { live } = reach
  const { kind, moves, what } = candidate
  const cost = costOf(live, moves, after)
  const gain = gainOf(pairs)
  const split = splitGain(reach.impact.late, pairs, gain)
  const moved = [...pairs].sort(byWeight).filter((pair) => pair.after !== pair.before || pair.lateBefore !== pair.lateAfter || isWin(pair))
  const [wins, loses] = [moved.filter(isWin), moved.filter((pair) => !isWin(pair))]
  const named = (some: readonly LinePair[]) => some.slice(0, NAMED_MAX).map((pair) => shiftOf(live, pair))
  return {
    id: idOfMoves(moves),
    kind,
    ownerRole: ownerOf(kind),
    roles: candidate.roles ?? [ownerOf(kind)],
    what,
    moves,
    ...gain,
    ...split,
    cost,
    net: netOf(live.site.model, [...moneyOf(split.ofThis.saved), ...lossOf(live.site.model, split.besides)], cost),
    wins: named(wins),
    loses: named(loses),
    winning: wins.length,
    losing: loses.length,
    sure: surenessOf(reach, { kind, moves, pairs, cost }),
    byAt: beginBy(after, moves),
    evaluated,
    record: recordOf(live.site.model, kind),
  }
}

function moneyOf({ contribution, penalty }: MoneySums): readonly Money[] {
  return [...contribution, ...penalty]
}

/** What is lost on other promises; what is gained on them does not count. */
function lossOf(model: Model, besides: MoneySums): readonly Money[] {
  const together = netOf(model, moneyOf(besides), { parts: [], total: null })
  return together.amount < 0 ? [together] : []
}

/** How a kind has worked here: settled outcomes that say so. */
function recordOf(model: Model, kind: ActionKind): Countermeasure['record'] {
  const verdicts = [...model.byKind.outcome.values()].flatMap(({ actionId, verdict }) =>
    model.byKind.action.get(actionId)?.kind === kind && verdict !== 'notEnoughData' ? [verdict] : [],
  )
  if (verdicts.length === 0) return null
  return { settled: verdicts.length, worked: verdicts.filter((each) => each === 'worked' || each === 'partly').length }
}
