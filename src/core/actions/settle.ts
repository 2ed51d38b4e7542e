/** Settles what came of an action against doing nothing: the plan of the moment at which it was taken, with and without it, beside what really happened. */
import type { Model } from '../chain/model.ts'
import { buildPlantView } from '../impact/build.ts'
import type { LivePlan } from '../impact/live-plan.ts'
import type { Action } from '../records/action.ts'
import type { FrozenProjection, OutcomeFigures, Verdict } from '../records/action-figures.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import type { Said } from '../values/said.ts'
import { byItself, endsByChance, proofOf, saidOf } from './by-chance.ts'
import { type CauseState, causeState, expectedEndOf, shortens, withRealEnds } from './cause-end.ts'
import { NO_SUMS, sumsOf } from './line-money.ts'
import { lineTimes } from './line-times.ts'
import { patched, plannedOf } from './rewind.ts'
import { judgeLines, type Sides } from './settle-lines.ts'
import { verdictOf } from './verdict.ts'

export interface SettleAsk {
  readonly action: Action & { readonly frozen: FrozenProjection }
  /** The model as it stands after entry `seq`, and its plan at `at`. */
  readonly model: Model
  readonly live: LivePlan
  readonly seq: number
  readonly at: Instant
  /** The model as it stood after the entry that the projection was frozen at; undefined where the journal does not give it back. */
  readonly before: Model | undefined
}

export interface Settled {
  readonly verdict: Verdict
  readonly figures: OutcomeFigures
}

/**
 * The outcome of a taken action whose cause is over. The same journal gives the same outcome, whenever it is asked.
 * Against doing nothing means: the model from before it was taken, with the ends that its disruptions really had, projected at the moment at
 * which it was taken. The cause of an action that shortens it keeps the date that somebody had given for it; where its end is a matter of
 * chance, see `againstChance`. A gain or a harm counts as far as both the plan of that moment and what really happened show it: what others
 * did since is not the action's.
 */
export function settle(ask: SettleAsk): Settled {
  const { action, before, model } = ask
  const cause = before?.byKind.disruption.get(action.disruptionId ?? '')
  const state = causeState(model, action, ask.at) ?? { type: 'gone' }
  const reached = [basis(ask), ...endSaid(state)]
  const endedAt = state.type === 'over' ? state.at : null
  if (before === undefined) return unknown(ask, { reached: [...reached, { code: 'journal-incomplete', facts: {} }], endedAt })
  if (cause === undefined || state.type === 'gone')
    return unknown(ask, { reached: [...reached, { code: 'cause-gone', facts: {} }], endedAt })
  if (action.undoneAt !== undefined) {
    return nothing(ask, {
      reached: [...reached, { code: 'taken-back', facts: { undoneAt: action.undoneAt } }],
      endedAt,
      verdict: 'noEffect',
    })
  }
  if (endedAt !== null && endedAt <= action.frozen.at) {
    const said = { code: 'taken-after-the-end', facts: { takenAt: action.frozen.at, endedAt } }
    return nothing(ask, { reached: [...reached, said], endedAt, verdict: 'wouldHaveRecovered' })
  }
  const found: Judging = { before, cause, reached, endedAt }
  if (!shortens(action, cause)) return judged(ask, found)
  if (endedAt !== null && endsByChance(cause)) return againstChance(ask, { ...found, endedAt })
  const expected = expectedEndOf(cause)
  if (expected === undefined) return unknown(ask, { reached: [...reached, { code: 'end-was-not-expected', facts: {} }], endedAt })
  const said = { code: 'end-was-expected', facts: { likelyAt: expected.likelyAt, latestAt: expected.latestAt } }
  return judged(ask, { ...found, reached: [...reached, said], otherwise: cause })
}

interface Found {
  readonly reached: readonly Said[]
  readonly endedAt: Instant | null
}

interface Judging extends Found {
  readonly before: Model
  readonly cause: Disruption
  /** The cause as it would have been without the action; absent where it ended as it would have. */
  readonly otherwise?: Disruption
}

/**
 * The outcome of an action that was to end sooner what ends by chance. One such end proves nothing: half of all come before the likely one.
 * A gain is claimed only where the latest actions of its kind end their causes sooner than chance does (`proofOf`). Then what was acted on is
 * compared with what was left alone in order, the soonest with the soonest: of the third of ten actions the cause would have ended by itself
 * when three tenths minus one of those like it have. Else nothing is known, but for what would have been in time at the likely end too.
 */
function againstChance(ask: SettleAsk, found: Judging & { readonly endedAt: Instant }): Settled {
  const { action, model } = ask
  const { before, cause, endedAt } = found
  const own = byItself(before, model.byKind.action.values(), { cause, takenAt: action.frozen.at, endedAt })
  if (own === undefined) return unknown(ask, { ...found, reached: [...found.reached, { code: 'ends-by-itself-not-known', facts: {} }] })
  const proof = proofOf(model, action, own.share)
  const known: Judging = { ...found, reached: [...found.reached, saidOf(own), proof.said] }
  const until = (endAt: Instant): Settled => judged(ask, { ...known, otherwise: { ...cause, endAt } })
  const alone = proof.proven && proof.rank > own.share ? own.overBy(proof.rank) : undefined
  if (alone !== undefined && alone > endedAt) return until(alone)
  // What else the action moved is judged with the end that the cause had.
  const rest = judged(ask, known)
  const moved = rest.verdict === 'worked' || rest.verdict === 'partly' || rest.verdict === 'madeWorse'
  if (moved || endedAt >= own.likelyAt) return rest
  const likely = until(own.likelyAt)
  return likely.verdict === 'wouldHaveRecovered' ? likely : unknown(ask, known)
}

function judged(ask: SettleAsk, what: Judging): Settled {
  const { action, model } = ask
  const { before, otherwise, endedAt } = what
  const times = (then: Model) => lineTimes(buildPlantView(then, { now: action.frozen.at }).live)
  const without = times(withRealEnds(before, model, otherwise))
  const planned = patched(before, plannedOf(action))
  const moves = plannedOf(action).length > 0
  const plan = moves || otherwise !== undefined ? times(withRealEnds(planned, model)) : without
  // An action without moves can't make a stop last longer: what went worse than expected is not its doing.
  const sides: Sides = { before, planned, model, without, plan, now: lineTimes(ask.live), harms: moves }
  const { lines, notes, facts } = judgeLines(action, sides)
  return {
    verdict: verdictOf(facts),
    figures: {
      causeEndedAt: endedAt,
      secondsBack: facts.known ? facts.secondsBack : null,
      promisesKept: facts.newlyKept,
      promisesBroken: facts.broken,
      saved: sumsOf(lines.map(({ saved }) => saved)),
      cost: action.promised?.cost ?? null,
      lines,
      reached: [...what.reached, ...notes, ...costSaid(action)],
    },
  }
}

function basis({ action, seq, at }: SettleAsk): Said {
  return { code: 'settled-from', facts: { frozenSeq: action.frozen.seq, frozenAt: action.frozen.at, settledSeq: seq, settledAt: at } }
}

function endSaid(state: CauseState): Said[] {
  if (state.type !== 'over') return []
  return [state.at === null ? { code: 'promises-are-over', facts: {} } : { code: 'cause-ended', facts: { endedAt: state.at } }]
}

function costSaid({ promised }: Action): Said[] {
  return (promised?.cost ?? null) === null ? [{ code: 'cost-not-known', facts: {} }] : []
}

function unknown(ask: SettleAsk, found: Found): Settled {
  return nothing(ask, { ...found, verdict: 'notEnoughData' })
}

function nothing({ action }: SettleAsk, { reached, endedAt, verdict }: Found & { readonly verdict: Verdict }): Settled {
  const secondsBack = verdict === 'notEnoughData' ? null : 0
  const cost = action.undoneAt === undefined ? (action.promised?.cost ?? null) : null
  const counts = { secondsBack, promisesKept: 0, promisesBroken: 0 }
  return { verdict, figures: { causeEndedAt: endedAt, ...counts, saved: NO_SUMS, cost, lines: [], reached } }
}

/** The journal entry that an outcome was settled after, and the one that its action was frozen after; undefined where it does not say. */
export function basisOf({ reached }: OutcomeFigures): { readonly frozenSeq: number; readonly settledSeq: number } | undefined {
  const facts = reached.find(({ code }) => code === 'settled-from')?.facts
  const [frozenSeq, settledSeq] = [facts?.frozenSeq, facts?.settledSeq]
  return typeof frozenSeq === 'number' && typeof settledSeq === 'number' ? { frozenSeq, settledSeq } : undefined
}
