/** Open disruptions side by side: what each costs customers, what it alone costs, and the way that it takes through the plant. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { compareIds } from '../flow/by-id.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import type { Problem } from '../values/result.ts'
import { said } from '../values/said.ts'
import type { MoneyTotals } from './answer.ts'
import { termsOf } from './attribution.ts'
import type { Counterfactuals, Times } from './counterfactuals.ts'
import { lineRecord } from './dates.ts'
import { firstDeadline } from './deadline.ts'
import { addedExposure, brokenTotals, majorUnits } from './exposure.ts'
import { bothPaths, litPath } from './lit-path.ts'
import type { LivePlan } from './live-plan.ts'
import type { DisruptionStanding, Thing } from './page-answer.ts'
import { instantOf, lineNode } from './site-plan.ts'
import { placeOf, thing } from './things.ts'

/** A disruption that is open, and why it was left out of the projection where it was. */
export interface OpenDisruption {
  readonly disruption: Disruption
  readonly problem: Problem | null
}

/** So many promises are named; more are only counted. */
const BROKEN_MAX = 50

const NO_TOTALS: MoneyTotals = { lines: 0, orders: 0, customers: 0, revenue: [], contribution: [], penalty: [] }

/** By money of the promises that break, then by delay, then by the slack that is left. */
export function standings(live: LivePlan, open: readonly OpenDisruption[], times: Counterfactuals): DisruptionStanding[] {
  const shared = sharedLines(live, times)
  return open
    .map(({ disruption, problem }) =>
      problem === null ? standingOf(live, disruption, { times, shared }) : leftOut(live, disruption, problem),
    )
    .sort(
      (a, b) =>
        moneyOf(b.totals) - moneyOf(a.totals) ||
        delayOf(b) - delayOf(a) ||
        (a.tightest?.slackSeconds ?? UNKNOWN_TIME) - (b.tightest?.slackSeconds ?? UNKNOWN_TIME) ||
        compareIds(a.disruption.id, b.disruption.id),
    )
}

function moneyOf({ revenue }: MoneyTotals): number {
  return revenue.reduce((sum, each) => sum + majorUnits(each), 0)
}

function delayOf({ worst }: DisruptionStanding): number {
  return worst === null ? 0 : (worst.delaySeconds ?? UNKNOWN_TIME)
}

function leftOut(live: LivePlan, disruption: Disruption, problem: Problem): DisruptionStanding {
  return {
    disruption,
    place: placeOf(live.site.model, disruption) ?? null,
    totals: NO_TOTALS,
    alone: NO_TOTALS,
    laterStill: 0,
    broken: [],
    customers: [],
    worst: null,
    insideSlack: 0,
    tightest: null,
    mustEndBy: null,
    path: [],
    notes: [said('left-out', { code: problem.code, problem: `${problem.message} ${problem.next}` })],
  }
}

/** How a line stands at two sets of times: its delay, and what of it is late. */
interface LineMove {
  readonly line: number
  /** Seconds; null where one of the dates can't be known. */
  readonly delay: number | null
  readonly lateBefore: number
  readonly lateAfter: number
  readonly knownBefore: boolean
  readonly knownAfter: boolean
}

/** Lines whose date or terms differ between two sets of times, cancelled ones left out. */
function movesBetween(live: LivePlan, before: Times, after: Times): LineMove[] {
  const { site } = live
  const [termsBefore, termsAfter] = [termsOf(live, before.effects), termsOf(live, after.effects)]
  return site.plan.input.lines.flatMap((planned, line): LineMove[] => {
    if (!planned.open || termsAfter.cancelled.has(line)) return []
    const [from, to] = [before.finish[lineNode(site, line)]!, after.finish[lineNode(site, line)]!]
    const lateBefore = from - (termsBefore.due.get(line) ?? planned.due)
    const lateAfter = to - (termsAfter.due.get(line) ?? planned.due)
    if (from === to && lateBefore === lateAfter) return []
    const [knownBefore, knownAfter] = [from < UNKNOWN_TIME, to < UNKNOWN_TIME]
    return [{ line, delay: knownBefore && knownAfter ? to - from : null, lateBefore, lateAfter, knownBefore, knownAfter }]
  })
}

function isWorse({ lateBefore, lateAfter }: LineMove): boolean {
  return lateAfter > 0 && lateAfter > lateBefore
}

/** Lines that are late by disruptions together, though the end of no single one would help. */
function sharedLines(live: LivePlan, times: Counterfactuals): ReadonlySet<number> {
  if (live.open.length < 2) return new Set()
  const worse = new Set(
    movesBetween(live, times.none, times.now)
      .filter(isWorse)
      .map(({ line }) => line),
  )
  for (const id of live.open) {
    if (worse.size === 0) break
    for (const move of movesBetween(live, times.without(id), times.now)) if (isWorse(move)) worse.delete(move.line)
  }
  return worse
}

function standingOf(
  live: LivePlan,
  disruption: Disruption,
  known: { times: Counterfactuals; shared: ReadonlySet<number> },
): DisruptionStanding {
  const { times, shared } = known
  const effect = live.effectOf(disruption.id)!
  const [before, after] = [times.without(disruption.id), times.now]
  // A held lot or scrap is no supplier's doing: only a delivery that moved lights the way from its supplier.
  const contributions = disruption.kind === 'purchaseMoved' ? effect.contributions : []
  const moves = movesBetween(live, before, after)
  const alone = moves.filter(isWorse)
  const together =
    shared.size === 0
      ? []
      : movesBetween(live, times.none, times.only(disruption.id)).filter((each) => shared.has(each.line) && isWorse(each))
  const worse = byMoney(live, [...alone, ...together])
  const holding = moves.filter((each) => !isWorse(each) && each.lateAfter <= 0 && each.lateAfter > each.lateBefore)
  const lit = litPath(live.site, { ...linesOf(alone), slack: holding.map(({ line }) => line) }, { before, after, contributions })
  const litTogether =
    together.length === 0
      ? []
      : litPath(live.site, { ...linesOf(together), slack: [] }, { before: times.none, after: times.only(disruption.id), contributions })
  const broken = worse.filter((each) => !wasLate(each))
  return {
    disruption,
    place: placeOf(live.site.model, disruption) ?? null,
    totals: totalsFor(live, worse),
    alone: totalsFor(live, alone),
    laterStill: worse.length - broken.length,
    broken: broken.slice(0, BROKEN_MAX).map(({ line }) => lineRecord(live.site, line).id),
    customers: customersOf(live, broken),
    worst: worstOf(live, broken.length > 0 ? broken : worse),
    insideSlack: moves.filter((each) => !isWorse(each) && each.lateAfter <= 0).length,
    tightest: tightestOf(live, holding),
    mustEndBy: deadlineOf(live, disruption),
    path: bothPaths(lit, litTogether),
    notes: effect.notes,
  }
}

/** Which lines it breaks, and which were late and are later still. */
function linesOf(worse: readonly LineMove[]): { readonly late: number[]; readonly later: number[] } {
  const [later, late] = [worse.filter(wasLate), worse.filter((each) => !wasLate(each))]
  return { late: late.map(({ line }) => line), later: later.map(({ line }) => line) }
}

function wasLate({ lateBefore }: LineMove): boolean {
  return lateBefore > 0
}

/** Lines in order of the money that is late on them. */
function byMoney(live: LivePlan, moves: readonly LineMove[]): LineMove[] {
  const price = (move: LineMove) => majorUnits(lineRecord(live.site, move.line).price ?? null)
  return [...moves].sort((a, b) => price(b) - price(a) || a.line - b.line)
}

function totalsFor(live: LivePlan, moves: readonly LineMove[]): MoneyTotals {
  return brokenTotals(
    moves.map((move) => {
      const { orderId, customerId } = lineRecord(live.site, move.line)
      // Of a date that can't be known no more is counted than that it is late.
      const before = move.knownBefore ? move.lateBefore : Math.min(1, move.lateBefore)
      const after = move.knownAfter ? move.lateAfter : Math.min(move.lateAfter, Math.max(1, before))
      return {
        orderId,
        customerId,
        lateBefore: move.lateBefore > 0,
        exposure: addedExposure(lineRecord(live.site, move.line), after, before),
      }
    }),
  )
}

function customersOf(live: LivePlan, worse: readonly LineMove[]): Thing[] {
  const ids = new Set(worse.map(({ line }) => lineRecord(live.site, line).customerId))
  return [...ids].map((id) => thing(live.site.model, 'customer', id))
}

function lineAndCustomer(live: LivePlan, line: number): { readonly salesOrderLineId: string; readonly customer: Thing } {
  const { id, customerId } = lineRecord(live.site, line)
  return { salesOrderLineId: id, customer: thing(live.site.model, 'customer', customerId) }
}

function worstOf(live: LivePlan, worse: readonly LineMove[]): DisruptionStanding['worst'] {
  const delay = (move: LineMove) => move.delay ?? UNKNOWN_TIME
  const [worst] = [...worse].sort((a, b) => delay(b) - delay(a))
  return worst === undefined ? null : { ...lineAndCustomer(live, worst.line), delaySeconds: worst.delay }
}

function tightestOf(live: LivePlan, holding: readonly LineMove[]): DisruptionStanding['tightest'] {
  const [tightest] = holding.filter(({ lateAfter }) => lateAfter > -UNKNOWN_TIME / 2).sort((a, b) => b.lateAfter - a.lateAfter)
  return tightest === undefined ? null : { ...lineAndCustomer(live, tightest.line), slackSeconds: -tightest.lateAfter }
}

function deadlineOf(live: LivePlan, disruption: Disruption): Instant | null {
  const seconds = firstDeadline(live, disruption)
  return seconds === undefined ? null : instantOf(live.site, seconds)
}
