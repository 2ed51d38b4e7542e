/**
 * Countermeasures: what would lower the exposure of a disruption, each with what it costs, who wins and who loses by it.
 * Many are looked at on overlays of the live projection; the best few are planned anew with the changes of records that they mean,
 * and those figures are shown, because taking one means exactly that. Where an overlay gives the same as a plan, it is not planned again.
 */
import { wholly } from '../../flow/in-steps.ts'
import { majorUnits } from '../../impact/exposure.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import type { ActionKind } from '../../records/action.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { failed, ok, type Result } from '../../values/result.ts'
import { type Said, said, saidOnce } from '../../values/said.ts'
import type { Countermeasure, CountermeasureAnswer } from '../answer.ts'
import { notFound } from '../deciding.ts'
import { worthAsNumber } from '../line-money.ts'
import { type Candidate, idOfMoves } from './candidate.ts'
import { fromLook, fromPlan, isExact } from './evaluate.ts'
import { lineStandings } from './line-gains.ts'
import { alternateUnits, earlierEnd, longerHours, oneMorePerson, otherSequences } from './on-stations.ts'
import { boughtElsewhere, expedited, otherSupplies, partialShipments, smallerLots } from './on-supplies.ts'
import { type Reach, reachOf } from './reach.ts'
import { type Screened, screen, worthPlanning } from './screen.ts'

/** How many are planned anew, as far as the steps of all those plans do not become too many; how many kinds are put together. */
const REPLANNED_MAX = 12
const REPLANNED_MIN = 4
const STEPS_MAX = 240_000
const KINDS_TOGETHER = 3
/** Of each kind at most so many are told. */
const OF_KIND_MAX = 3
const CANDIDATES_MAX = 400
/** What saves less than this share of the exposure is next to nothing. */
const LEAST_SHARE = 0.01

/**
 * What would help against an open disruption, best first, at most `limit`. Only what lowers exposure, or what harms nobody and gives time
 * back. Fails with `record-not-found` where there is none of that id, and with `disruption-not-open` where it does not act in the plan.
 */
export function countermeasuresFor(live: LivePlan, disruptionId: string, limit: number): Result<CountermeasureAnswer> {
  return wholly(lookForCountermeasures(live, disruptionId, limit))
}

/** The same in steps of one look or one plan each. The live plan may be asked other things between them. */
export function* lookForCountermeasures(
  live: LivePlan,
  disruptionId: string,
  limit: number,
): Generator<void, Result<CountermeasureAnswer>> {
  const disruption = live.site.model.byKind.disruption.get(disruptionId)
  if (disruption === undefined) return notFound('disruption', disruptionId)
  if (live.effectOf(disruptionId) === undefined) {
    return failed({
      code: 'disruption-not-open',
      message: 'This disruption does not act in the plan.',
      next: 'Choose an open one; what has ended needs nothing any more.',
      facts: { disruptionId },
    })
  }
  const reached = reachOf(live, disruption)
  if (!reached.ok) return reached
  const reach = reached.value
  const { revenue, contribution, penalty } = reach.impact.totals
  const common = { disruption, at: live.site.at, exposure: { revenue, contribution, penalty } }
  if (reach.late.length === 0) return ok({ ...common, items: [], tried: 0, replanned: 0, notes: [said('no-promise-is-late-by-it')] })
  const { candidates, notes } = candidatesFor(reach)
  const before = lineStandings(live)
  const screened = yield* screen(live, candidates, before)
  const looked = screened.filter(({ candidate }) => isExact(candidate.moves)).map((each) => ok(fromLook(reach, each)))
  const chosen = worthPlanning(
    screened.filter(({ candidate }) => !isExact(candidate.moves)),
    replannedMax(live),
  )
  const plan = function* (some: readonly Candidate[]): Generator<void, Result<Countermeasure>[]> {
    const plans: Result<Countermeasure>[] = []
    for (const candidate of some) {
      yield
      const made = fromPlan(reach, candidate, before)
      if (!made.ok || !harmsItsOwn(reach, candidate, made.value)) plans.push(made)
    }
    return plans
  }
  const planned = yield* plan(chosen.map(({ candidate }) => candidate))
  const least = LEAST_SHARE * worthAsNumber(common.exposure)
  const single = ranked([...looked, ...planned], least)
  const combined = yield* plan(togetherOf(single))
  const better = combined.flatMap((each) => (each.ok && keepsMore(each.value, single) ? [each] : []))
  const refused = [...planned, ...combined].flatMap((each) =>
    each.ok ? [] : [said('move-refused', { code: each.problem.code, ...each.problem.facts })],
  )
  const items = ranked([...looked, ...planned, ...better], least).slice(0, limit)
  return ok({
    ...common,
    items,
    tried: screened.filter(({ pairs }) => pairs !== undefined).length,
    replanned: planned.length + combined.length,
    notes: saidOnce([...notes, ...refused, ...ofNoHelp(screened, items)]),
  })
}

function replannedMax({ site }: LivePlan): number {
  return Math.max(REPLANNED_MIN, Math.min(REPLANNED_MAX, Math.floor(STEPS_MAX / site.plan.network.nodeCount)))
}

function candidatesFor(reach: Reach): { readonly candidates: readonly Candidate[]; readonly notes: readonly Said[] } {
  const found = [
    alternateUnits,
    otherSequences,
    longerHours,
    earlierEnd,
    oneMorePerson,
    expedited,
    boughtElsewhere,
    otherSupplies,
    smallerLots,
    partialShipments,
  ].map((find) => find(reach))
  const byId = new Map(found.flatMap(({ candidates }) => candidates).map((each) => [idOfMoves(each.moves), each]))
  return { candidates: [...byId.values()].slice(0, CANDIDATES_MAX), notes: found.flatMap(({ notes }) => notes) }
}

/**
 * What helps, best first: by what is left of the saving when it is paid, then by promises kept, then by time.
 * Of several of one kind that bring the same only the first is kept: the one that asks for the least, and leaves the most time.
 * A person chooses between ways, not between shades of one way: of each kind the best few are told, and of a repair the one deadline.
 */
function ranked(tried: readonly Result<Countermeasure>[], least: number): Countermeasure[] {
  const seen = new Set<string>()
  const ofKind = new Map<ActionKind, number>()
  return tried
    .flatMap((each) => (each.ok && helps(each.value) && isWorthAWord(each.value, least) ? [each.value] : []))
    .sort(
      (a, b) =>
        majorUnits(b.net) - majorUnits(a.net) ||
        // What it costs is known of the one, and of the other it may be anything.
        Number(a.cost.total === null) - Number(b.cost.total === null) ||
        kept(b) - kept(a) ||
        worthAsNumber(b.saved) - worthAsNumber(a.saved) ||
        b.secondsBack - a.secondsBack ||
        a.moves.length - b.moves.length ||
        compared(b.byAt ?? '', a.byAt ?? '') ||
        compared(a.id, b.id),
    )
    .filter(({ kind, saved, secondsBack, promisesKept, promisesBroken }) => {
      const brings = JSON.stringify([kind, saved, secondsBack, promisesKept, promisesBroken])
      const first = !seen.has(brings)
      seen.add(brings)
      const before = ofKind.get(kind) ?? 0
      if (first) ofKind.set(kind, before + 1)
      return first && before < (kind === 'repairFirst' ? 1 : OF_KIND_MAX)
    })
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function kept({ promisesKept, promisesBroken }: Countermeasure): number {
  return promisesKept - promisesBroken
}

/** What lowers exposure by more than its known cost, or keeps a promise, helps; what only gives time back helps where it harms nobody and is not known to cost anything. */
function helps({ saved, ofThis, wins, loses, secondsBack, promisesKept, promisesBroken, cost, net }: Countermeasure): boolean {
  // To break a promise that loses money is no help.
  if (wins.length === 0 || worthAsNumber(saved) < 0) return false
  const saves = worthAsNumber(ofThis.saved)
  const isFree = cost.parts.every(({ money }) => money === null || money.amount === 0)
  // What is known to cost more than it saves, and keeps nobody's promise, is a loss with a good name.
  if (saves > 0) return isFree || net.amount > 0 || promisesKept > promisesBroken
  if (saves < 0) return false
  return (ofThis.promisesKept > 0 && promisesKept > promisesBroken) || (loses.length === 0 && secondsBack > 0 && isFree)
}

/** What saves next to nothing, and keeps none of the promises, is none of the ways between which a person chooses. */
function isWorthAWord({ ofThis }: Countermeasure, least: number): boolean {
  return ofThis.promisesKept > 0 || worthAsNumber(ofThis.saved) >= least
}

/** Kinds of which changes were looked at and none is told: that it was tried is an answer, too. */
function ofNoHelp(screened: readonly Screened[], items: readonly Countermeasure[]): Said[] {
  const told = new Set(items.flatMap(({ kind, what }) => [kind, ...Object.values(what.facts)]))
  const without = screened.filter(({ candidate, pairs }) => pairs !== undefined && !told.has(candidate.kind))
  const kinds = [...new Set(without.map(({ candidate }) => candidate.kind))].sort()
  if (kinds.length === 0) return []
  return [said('tried-without-gain', { tried: without.length, ...Object.fromEntries(kinds.map((kind, k) => [`kind${k + 1}`, kind])) })]
}

/** What is for one promise and lets it come later is no help to it, whatever it does for others. */
function harmsItsOwn({ live }: Reach, { lines }: Candidate, { loses }: Countermeasure): boolean {
  const own = lines.length === 1 ? live.site.names.lines[lines[0] ?? -1] : undefined
  return loses.some(({ salesOrderLineId }) => salesOrderLineId === own)
}

/** The best of each of the best kinds put together, two and all; those that touch the same thing twice are left out. */
function togetherOf(single: readonly Countermeasure[]): Candidate[] {
  const best = new Map<ActionKind, Countermeasure>()
  for (const each of single) if (!best.has(each.kind)) best.set(each.kind, each)
  const [a, b, c] = [...best.values()].slice(0, KINDS_TOGETHER)
  const groups = [
    [a, b],
    [a, c],
    [a, b, c],
  ].flatMap((group) => {
    const stated = group.flatMap((each) => each ?? [])
    return stated.length === group.length ? [stated] : []
  })
  return groups.flatMap((group): Candidate[] => {
    const moves = group.flatMap((each) => each.moves)
    const first = group[0]
    if (first === undefined || new Set(moves.map(targetOf)).size < moves.length) return []
    const facts = Object.fromEntries(group.map((each, k) => [`kind${k + 1}`, each.kind]))
    const roles = [...new Set(group.map(({ ownerRole }) => ownerRole))]
    return [{ kind: first.kind, moves, what: said('several-together', facts), lines: [], roles }]
  })
}

/** What a move touches: two moves of one thing are not put together. */
function targetOf(move: PlanMove): string {
  switch (move.type) {
    case 'runOn':
    case 'startAt':
      return `operation ${move.operationId}`
    case 'openTime':
      return `unit ${move.workUnitId} ${move.fromAt}`
    case 'reserve':
      return `supply ${move.supply.id}`
    case 'buy':
      return `material ${move.materialId} ${move.for?.id}`
    case 'split':
      return `order ${move.workOrderId}`
    case 'deliver':
      return `purchase ${move.purchaseOrderLineId}`
    case 'endBy':
      return `disruption ${move.disruptionId}`
    case 'staff':
      return `people ${move.workCenterId} ${move.skill}`
    default:
      return `line ${move.salesOrderLineId}`
  }
}

/** Whether several together keep more promises than each thing alone. */
function keepsMore(together: Countermeasure, single: readonly Countermeasure[]): boolean {
  return single.every((each) => kept(together) > kept(each))
}
