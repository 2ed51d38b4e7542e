/** How promises stand in one plan beside another: which come earlier, which later, and the money at risk on each. */
import { UNKNOWN_TIME } from '../../calendar/work-time.ts'
import { termsOf } from '../../impact/attribution.ts'
import { lineRecord } from '../../impact/dates.ts'
import { exposureOf, majorUnits } from '../../impact/exposure.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { thing } from '../../impact/things.ts'
import type { LineMoney, MoneySums } from '../../records/action-figures.ts'
import type { SalesOrderLine } from '../../records/sales-order-line.ts'
import { type Instant, instantFromMs } from '../../values/instant.ts'
import { addMoney, type Money } from '../../values/money.ts'
import type { PromiseShift } from '../answer.ts'
import { eachPart, less, NO_MONEY, sumsOf } from '../line-money.ts'

/** An open promise in a plan. Times in seconds since 1970; UNKNOWN where one can't be known, or no date is promised. */
export interface LineStanding {
  readonly record: SalesOrderLine
  readonly due: number
  readonly at: number
  /** It was ready before now: nothing ahead can make it later. */
  readonly ready: boolean
}

/** Later than every time of a plan. */
const UNKNOWN = Number.POSITIVE_INFINITY

/** Open lines that are not cancelled, by id. */
export type LineStandings = ReadonlyMap<string, LineStanding>

export function lineStandings(live: LivePlan): LineStandings {
  const { plan, names } = live.site
  const terms = termsOf(live, live.acting)
  const result = new Map<string, LineStanding>()
  names.lines.forEach((id, line) => {
    const planned = plan.input.lines[line]!
    if (!planned.open || terms.cancelled.has(line)) return
    result.set(id, {
      record: lineRecord(live.site, line),
      due: sinceEpoch(live, terms.due.get(line) ?? planned.due),
      at: sinceEpoch(live, live.finishOfLine(line)),
      ready: live.isReady(line),
    })
  })
  return result
}

export function sinceEpoch({ site }: LivePlan, seconds: number): number {
  return seconds >= UNKNOWN_TIME ? UNKNOWN : site.names.originMs / 1000 + seconds
}

/** One promise in two plans, with what is exposed on it in each. `after` has more than one part where it is shipped in parts. */
export interface LinePair {
  readonly id: string
  readonly record: SalesOrderLine
  readonly due: number
  readonly before: number
  readonly after: number
  readonly lateBefore: boolean
  readonly lateAfter: boolean
  readonly exposureBefore: LineMoney
  readonly exposureAfter: LineMoney
}

/** A line as it stands before and in the parts that it has after; undefined where neither its date nor its money differs. */
export function pairOf(before: LineStanding, parts: readonly LineStanding[]): LinePair | undefined {
  const after = Math.max(...parts.map((each) => each.at))
  const lateness = (each: LineStanding) => (each.ready || each.due === UNKNOWN ? 0 : each.at - each.due)
  const late = lateness(before)
  const lateParts = parts.map(lateness)
  if (after === before.at && parts.length === 1 && lateParts[0] === late) return undefined
  const known = Math.max(1, ...[late, ...lateParts].filter((each) => each < UNKNOWN))
  // A date that can't be known is late, and no less so than the one that can.
  const asKnown = (each: number) => (each === UNKNOWN ? known : each)
  return {
    id: before.record.id,
    record: before.record,
    due: before.due,
    before: before.at,
    after,
    lateBefore: late > 0,
    lateAfter: lateParts.some((each) => each > 0),
    exposureBefore: exposureOf(before.record, asKnown(late)),
    exposureAfter: parts.map((each, k) => exposureOf(each.record, asKnown(lateParts[k]!))).reduce(addLine, NO_MONEY),
  }
}

function addLine(a: LineMoney, b: LineMoney): LineMoney {
  return eachPart((part) => sum(a[part], b[part]))
}

function sum(a: Money | null, b: Money | null): Money | null {
  if (a === null || b === null) return a ?? b
  return a.currency === b.currency ? addMoney(a, b) : a
}

/** The promises that differ between two plans. Lines that are new in `after` are parts of the line that `partOf` names. */
export function pairsOf(before: LineStandings, after: LineStandings, partOf: (id: string) => string | undefined): LinePair[] {
  const rests = new Map<string, LineStanding>()
  for (const [id, each] of after) {
    const of = before.has(id) ? undefined : partOf(id)
    if (of !== undefined) rests.set(of, each)
  }
  return [...before].flatMap(([id, each]) => {
    const first = after.get(id)
    const rest = rests.get(id)
    return first === undefined ? [] : (pairOf(each, rest === undefined ? [first] : [first, rest]) ?? [])
  })
}

/** What a change of the plan does to the promises together. */
export interface Gain {
  readonly saved: MoneySums
  readonly promisesKept: number
  readonly promisesBroken: number
  /** Less delay over all promises whose dates are known. */
  readonly secondsBack: number
}

export function gainOf(pairs: readonly LinePair[]): Gain {
  const delay = (pair: LinePair, at: number) => (pair.due === UNKNOWN ? 0 : Math.max(0, at - pair.due))
  const known = pairs.filter((pair) => pair.before < UNKNOWN && pair.after < UNKNOWN)
  return {
    saved: sumsOf(pairs.map(savedOn)),
    promisesKept: promisesKept(pairs),
    promisesBroken: pairs.filter((pair) => !pair.lateBefore && pair.lateAfter).length,
    secondsBack: Math.round(known.reduce((total, pair) => total + delay(pair, pair.before) - delay(pair, pair.after), 0)),
  }
}

/** How many promises are late without the change and in time with it. */
export function promisesKept(pairs: readonly LinePair[]): number {
  return pairs.filter((pair) => pair.lateBefore && !pair.lateAfter).length
}

export function savedOn(pair: LinePair): LineMoney {
  return eachPart((part) => less(pair.exposureBefore[part], pair.exposureAfter[part]))
}

/** What is saved on a promise, as a number to compare by: contribution and penalty, or revenue where no contribution is known. */
export function weightOf(pair: LinePair): number {
  const saved = savedOn(pair)
  return majorUnits(saved.contribution ?? saved.revenue) + majorUnits(saved.penalty)
}

/** By the money that moves, then by the seconds, then by id. */
export function byWeight(a: LinePair, b: LinePair): number {
  const seconds = (pair: LinePair) => (pair.before < UNKNOWN && pair.after < UNKNOWN ? Math.abs(pair.after - pair.before) : UNKNOWN)
  return Math.abs(weightOf(b)) - Math.abs(weightOf(a)) || compare(seconds(b), seconds(a)) || (a.id < b.id ? -1 : 1)
}

/** Below, at or above zero; two times that can't be known are the same. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Whether a promise is better off after: earlier, or less exposed where both dates are the same. */
export function isWin(pair: LinePair): boolean {
  return pair.after < pair.before || (pair.after === pair.before && weightOf(pair) > 0)
}

export function shiftOf(live: LivePlan, pair: LinePair): PromiseShift {
  const known = pair.before < UNKNOWN && pair.after < UNKNOWN
  return {
    salesOrderLineId: pair.id,
    orderId: pair.record.orderId,
    customer: thing(live.site.model, 'customer', pair.record.customerId),
    dueAt: instantAt(pair.due),
    beforeAt: instantAt(pair.before),
    afterAt: instantAt(pair.after),
    shiftSeconds: known ? pair.after - pair.before : null,
    lateBefore: pair.lateBefore,
    lateAfter: pair.lateAfter,
    exposureBefore: pair.exposureBefore,
    exposureAfter: pair.exposureAfter,
  }
}

function instantAt(seconds: number): Instant | null {
  return seconds === UNKNOWN ? null : instantFromMs(seconds * 1000)
}

/** Money at risk on all promises that are late, and how many those are. */
export function exposureOfAll(standings: LineStandings, pairs: readonly LinePair[], side: 'before' | 'after'): MoneySums {
  const paired = new Map(pairs.map((pair) => [pair.id, side === 'before' ? pair.exposureBefore : pair.exposureAfter]))
  const alone = (each: LineStanding) => {
    const late = each.ready || each.due === UNKNOWN ? 0 : each.at - each.due
    return exposureOf(each.record, late === UNKNOWN ? 1 : late)
  }
  return sumsOf([...standings].map(([id, each]) => paired.get(id) ?? alone(each)))
}
