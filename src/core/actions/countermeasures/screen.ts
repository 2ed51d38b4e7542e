/** Looks at candidates on overlays of the live projection, and says which of them are worth planning the site anew for. */
import { termsOf } from '../../impact/attribution.ts'
import { majorUnits } from '../../impact/exposure.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { worth } from '../line-money.ts'
import type { Candidate } from './candidate.ts'
import { costOf, netOf } from './cost.ts'
import { gainOf, type LinePair, type LineStanding, type LineStandings, pairOf, sinceEpoch, weightOf } from './line-gains.ts'
import { overlayOf } from './overlay.ts'

export interface Screened {
  readonly candidate: Candidate
  /** Undefined where an overlay can't show it. */
  readonly pairs: readonly LinePair[] | undefined
  /** What it may bring, to choose by: money saved less the known cost; of what can't be looked at, what it could bring at best. */
  readonly score: number
}

/** `before` is how the promises stand. One look for each candidate that an overlay can show, a step each. */
export function* screen(live: LivePlan, candidates: readonly Candidate[], before: LineStandings): Generator<void, Screened[]> {
  const screened: Screened[] = []
  for (const candidate of candidates) {
    yield
    screened.push(screenOne(live, candidate, before))
  }
  return screened
}

/** One look. */
export function screenOne(live: LivePlan, candidate: Candidate, before: LineStandings): Screened {
  const pairs = lookAt(live, candidate, before)
  const cost = costOf(live, candidate.moves)
  if (pairs === undefined)
    return { candidate, pairs, score: atBest(live, candidate, before) + majorUnits(netOf(live.site.model, [], cost)) }
  const { saved } = gainOf(pairs)
  return { candidate, pairs, score: majorUnits(netOf(live.site.model, worth(saved), cost)) }
}

function lookAt(live: LivePlan, { moves }: Candidate, before: LineStandings): LinePair[] | undefined {
  const overlay = overlayOf(live, moves)
  if (overlay === undefined) return undefined
  const { operationCount } = live.site.plan.network
  return live.lookRearranged(overlay.effects, overlay.way, (moved, acting) => {
    const terms = termsOf(live, acting)
    const pairs: LinePair[] = []
    for (let k = 0; k < moved.count; k++) {
      const line = moved.log[k * 3]! - operationCount
      const was = line < 0 ? undefined : before.get(live.site.names.lines[line]!)
      if (was === undefined || terms.cancelled.has(line)) continue
      const pair = pairOf(was, [{ ...was, at: sinceEpoch(live, live.finishOfLine(line)) }])
      if (pair !== undefined) pairs.push(pair)
    }
    return pairs
  })
}

/** What the promises that a candidate is for would save, did they all come as much earlier as they can at best. */
function atBest(live: LivePlan, { lines, atMost = Number.POSITIVE_INFINITY }: Candidate, before: LineStandings): number {
  return lines.reduce((sum, line) => {
    const was = before.get(live.site.names.lines[line]!)
    const pair = was === undefined ? undefined : pairOf(was, [{ ...was, at: earlier(was, atMost) }])
    return sum + (pair === undefined ? 0 : weightOf(pair))
  }, 0)
}

/** Never before it is due: what comes sooner saves no more. */
function earlier({ at, due }: LineStanding, seconds: number): number {
  return Math.min(at, Math.max(due, Number.isFinite(at) ? at - seconds : due))
}

/** The best of what was looked at and of what could not be, with no kind taking all places. */
export function worthPlanning(screened: readonly Screened[], most: number): Screened[] {
  const sorted = [...screened]
    .filter(({ score, pairs }) => pairs === undefined || score > 0 || helps(pairs))
    .sort((a, b) => b.score - a.score)
  const chosen: Screened[] = []
  const ofKind = new Map<string, number>()
  for (const round of [1, 2, most]) {
    for (const each of sorted) {
      const { kind } = each.candidate
      if (chosen.length >= most || chosen.includes(each) || (ofKind.get(kind) ?? 0) >= round) continue
      ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1)
      chosen.push(each)
    }
  }
  return chosen
}

function helps(pairs: readonly LinePair[]): boolean {
  return gainOf(pairs).secondsBack > 0
}
