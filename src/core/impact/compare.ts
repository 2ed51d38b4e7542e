/** One disruption beside doing without it: which promises it moves, how far, for how much money, and why. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import { ok, type Result } from '../values/result.ts'
import { type Said, said, saidOnce } from '../values/said.ts'
import type { AffectedPromise, ImpactAnswer } from './answer.ts'
import { termsOf } from './attribution.ts'
import { type Effect, effectOf } from './contributions.ts'
import { lineRecord, promiseDates } from './dates.ts'
import { mustEndBy } from './deadline.ts'
import { isUncertain } from './ends.ts'
import { type ExplainWith, type Explanation, explainLine, timesBefore } from './explain.ts'
import { addedExposure, brokenTotals, majorUnits, totalsOf } from './exposure.ts'
import { keptSequence } from './kept-sequence.ts'
import type { LivePlan } from './live-plan.ts'
import { movedDates } from './moved-dates.ts'
import { unitOf } from './peg-steps.ts'
import { instantOf, lineNode } from './site-plan.ts'

/** Chains are built for this many promises, in order of their money; the others give theirs when asked for one by one. */
const CHAINS_MAX = 500
const UNKNOWN_END = said('date-waits-for-end')
const UNKNOWN_DELIVERY = said('date-waits-for-delivery')
const UNKNOWN_SUPPLY = said('date-waits-for-supply')
const UNKNOWN_BEFORE = said('date-unknown-before')
const NOTHING_AHEAD = said('nothing-ahead')

/** A line that the disruption reaches, with its finish before and after; UNKNOWN_TIME where it can't be known. */
interface Reached {
  readonly line: number
  readonly before: number
  readonly after: number
}

/**
 * The impact of a disruption: of an open one against the plan without it, of any other against the plan as it stands. One that has ended
 * reaches nothing any more, and the answer says that it ended.
 * `brief` leaves out the chains and pegs of the promises, which cost far more than the rest.
 */
export function impactOf(live: LivePlan, disruption: Disruption, brief = false): Result<ImpactAnswer> {
  const known = live.effectOf(disruption.id)
  if (known !== undefined) return ok(impactOfOpen(live, { disruption, effect: known, brief }))
  const { closedAt, startAt } = disruption
  if (closedAt !== undefined && closedAt <= live.site.at) return ok(impactOfEnded(live, disruption, secondsBetween(startAt, closedAt)))
  const effect = live.look(live.ofStations(), () => effectOf(live.site, disruption))
  if (!effect.ok) return effect
  const without = live.all()
  const latest = latestFinishes(live, disruption, effect.value)
  const answered = live.look([...without, effect.value], (moved, acting) => {
    const explain = { before: timesBefore(live.site, moved), moved: movedDates(acting) }
    return answer(live, { disruption, effect: effect.value, without, explain, brief, latest: (line) => latest[line]! })
  })
  return ok(withDeadlines(live, answered, { effect: effect.value, without }))
}

function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.round((instantToMs(to) - instantToMs(from)) / 1000))
}

function impactOfEnded(live: LivePlan, disruption: Disruption, lastedSeconds: number): ImpactAnswer {
  return {
    ...{ disruption, at: live.site.at, late: [], insideSlack: [], totals: totalsOf([]), laterStill: 0 },
    lateAnyway: countLate(live, live.acting, (line) => live.finishOfLine(line)),
    notes: [said('disruption-ended', { endedAt: disruption.closedAt ?? null, lastedSeconds })],
  }
}

/** P90 of every line with a disruption that is not open. */
function latestFinishes(live: LivePlan, disruption: Disruption, effect: Effect): Int32Array {
  const latest = isUncertain(disruption) ? live.look(live.ofStations(), () => effectOf(live.site, disruption, 'latest')) : undefined
  return live.latestFinishes({ effect, latest: latest?.ok === true ? latest.value : effect })
}

function impactOfOpen(live: LivePlan, asked: Pick<Comparison, 'disruption' | 'effect' | 'brief'>): ImpactAnswer {
  const { disruption, effect } = asked
  const without = live.without(disruption.id)
  const times = new Map<number, readonly [number, number]>()
  const { start, finish } = live.projection
  live.look(without, (moved) => {
    for (let k = 0; k < moved.count; k++) {
      const node = moved.log[k * 3]!
      times.set(node, [start[node]!, finish[node]!])
    }
  })
  const before = (node: number) => times.get(node) ?? ([start[node]!, finish[node]!] as const)
  const explain = { before, moved: movedDates(live.acting) }
  const answered = answer(live, { ...asked, without, explain, latest: (line) => live.latestFinishOfLine(line) })
  return withDeadlines(live, answered, { effect, without })
}

/** Deadlines take looks of their own, so they are found when the look that gave the answer is over. */
function withDeadlines(live: LivePlan, answered: ImpactAnswer, what: { effect: Effect; without: readonly Effect[] }): ImpactAnswer {
  const lines = answered.late.map((each) => live.site.names.lineIndex.get(each.salesOrderLineId)!)
  const deadlines = mustEndBy(live, { ...what, disruption: answered.disruption, lines })
  return { ...answered, late: answered.late.map((each) => ({ ...each, mustEndBy: deadlines.get(each.salesOrderLineId) ?? null })) }
}

interface Comparison {
  readonly disruption: Disruption
  readonly effect: Effect
  readonly without: readonly Effect[]
  readonly explain: ExplainWith
  readonly brief: boolean
  /** When a line is met nine times in ten with the disruption, in plan seconds. */
  readonly latest: (line: number) => number
}

function answer(live: LivePlan, what: Comparison): ImpactAnswer {
  const { site } = live
  const { disruption, effect, explain } = what
  const reached = reachedLines(live, what)
  const chains = what.brief ? 0 : CHAINS_MAX
  const judged = reached
    .map((each) => affected(live, each, what))
    .filter((each) => each !== undefined)
    .sort(
      ({ promise: a }, { promise: b }) =>
        majorUnits(b.exposure.revenue) - majorUnits(a.exposure.revenue) ||
        (b.delaySeconds ?? UNKNOWN_TIME) - (a.delaySeconds ?? UNKNOWN_TIME),
    )
  const late = judged.filter(({ worse }) => worse).map(({ promise }) => promise)
  const others = judged.filter(({ worse }) => !worse).map(({ promise }) => promise)
  return {
    disruption,
    at: site.at,
    late: late.map((each, k) => withChain(live, each, { explain, chain: k < chains })),
    insideSlack: others.map((each, k) => withChain(live, each, { explain, chain: k < chains })),
    totals: brokenTotals(late),
    laterStill: late.filter(({ lateBefore }) => lateBefore).length,
    lateAnyway: countLate(live, what.without, (line) => explain.before(lineNode(site, line))[1]),
    notes: [
      ...effect.notes,
      ...keptNotes(live, late),
      ...(site.plan.network.operationCount === 0 && reached.length === 0 ? [NOTHING_AHEAD] : []),
      ...site.notes,
    ],
  }
}

function withChain(live: LivePlan, promise: AffectedPromise, what: { explain: ExplainWith; chain: boolean }): AffectedPromise {
  if (!what.chain) return promise
  const explained: Explanation = explainLine(live.site, live.site.names.lineIndex.get(promise.salesOrderLineId)!, what.explain)
  return { ...promise, ...explained }
}

/** Where late promises wait only because the plan's sequence is kept: each place once. */
function keptNotes(live: LivePlan, late: readonly AffectedPromise[]): readonly Said[] {
  const { lineIndex } = live.site.names
  const kept = late.slice(0, CHAINS_MAX).flatMap((each) => keptSequence(live.site, lineIndex.get(each.salesOrderLineId)!) ?? [])
  return saidOnce(kept.map((each) => said('sequence-kept-for-late', { ...each })))
}

/** Lines whose date, terms or quantity the disruption changes. */
function reachedLines(live: LivePlan, what: Comparison): Reached[] {
  const { site, projection } = live
  const touched = new Set(what.effect.contributions.flatMap((each) => ('line' in each ? [each.line] : [])))
  const result: Reached[] = []
  for (let line = 0; line < site.plan.input.lines.length; line++) {
    const node = lineNode(site, line)
    const after = projection.finish[node]!
    const before = what.explain.before(node)[1]
    if (site.plan.input.lines[line]!.open && (after !== before || touched.has(line))) result.push({ line, before, after })
  }
  return result
}

/** `worse` says that the promise is late, and later against its date than it was: only then is the disruption blamed. */
interface Judged {
  readonly promise: AffectedPromise
  readonly worse: boolean
}

function affected(live: LivePlan, reached: Reached, what: Comparison): Judged | undefined {
  const { site } = live
  const { line, before, after } = reached
  const record = lineRecord(site, line)
  const stateAfter = live.lineState(line, [...what.without, what.effect])
  const stateBefore = live.lineState(line, what.without)
  if (stateAfter.cancelled) return undefined
  const lateAfter = after - stateAfter.due
  const lateBefore = before - stateBefore.due
  const known = after < UNKNOWN_TIME
  const knownBefore = before < UNKNOWN_TIME ? lateBefore : Math.min(1, lateBefore)
  const promise = {
    ...promiseDates(site, line),
    projectedBefore: instantOf(site, before),
    projectedAfter: instantOf(site, after),
    projectedP90After: instantOf(site, Math.max(after, what.latest(line))),
    slackSeconds: known && stateAfter.due < UNKNOWN_TIME ? -lateAfter : null,
    slackBeforeSeconds: before < UNKNOWN_TIME && stateBefore.due < UNKNOWN_TIME ? -lateBefore : null,
    delaySeconds: known && before < UNKNOWN_TIME ? after - before : null,
    late: lateAfter > 0,
    lateBefore: lateBefore > 0,
    shortQuantity: stateAfter.short > 0 ? { value: stateAfter.short, unit: unitOf(site, site.plan.input.lines[line]!.material) } : null,
    mustEndBy: null,
    exposure: addedExposure(record, known ? lateAfter : leastLate(lateAfter, knownBefore), knownBefore),
    chain: [],
    pegs: [],
    unknowns: known ? [] : [before >= UNKNOWN_TIME ? UNKNOWN_BEFORE : unknownOf(what.disruption)],
  }
  return { promise, worse: lateAfter > 0 && lateAfter > lateBefore }
}

/** Of a date that can't be known no more is counted than that it is late, and no less late than it was. */
function leastLate(late: number, before: number): number {
  return Math.min(late, Math.max(1, before))
}

function unknownOf({ kind, endAt, expectedEndAt, newAt, rate = 0 }: Disruption): Said {
  if (kind === 'purchaseMoved' && newAt === undefined) return UNKNOWN_DELIVERY
  const nothingMade = kind === 'workUnitDown' || (kind === 'qualificationMissing' && rate === 0)
  return nothingMade && (endAt ?? expectedEndAt) === undefined ? UNKNOWN_END : UNKNOWN_SUPPLY
}

/** How many open promises are late under these effects. */
function countLate(live: LivePlan, effects: readonly Effect[], finishOf: (line: number) => number): number {
  const { site } = live
  const terms = termsOf(live, effects)
  let count = 0
  site.plan.input.lines.forEach((planned, line) => {
    const finish = finishOf(line)
    const due = terms.due.get(line) ?? planned.due
    if (planned.open && !terms.cancelled.has(line) && finish > due && finish >= site.plan.input.now) count++
  })
  return count
}
