/**
 * The constraint of the plant, and what an hour of it earns on each promise: the product with the best margin may earn least where time is short.
 * Throughput accounting (Goldratt, The Haystack Syndrome): promises rank by contribution for each hour of the constraint, not by revenue.
 */
import { UNKNOWN_TIME, workedBefore } from '../calendar/work-time.ts'
import { TAKEN } from '../flow/draft.ts'
import { type Money, sumMoney, timesMoney } from '../values/money.ts'
import { said } from '../values/said.ts'
import { lineRecord } from './dates.ts'
import { exposureOf, majorUnits } from './exposure.ts'
import type { LivePlan } from './live-plan.ts'
import type { CenterLoad, Constraint, ConstraintPromise } from './page-answer.ts'
import { instantOf } from './site-plan.ts'
import { thing } from './things.ts'
import type { WaitingPromises } from './waiting-promises.ts'

const DAY = 86_400
const HOUR = 3600
const CENTERS_TOLD = 10

/** Seconds by work center. */
type Seconds = ReadonlyMap<string, number>

/**
 * The work center with the most work asked of it for each hour that it is open, by the promises that are due within `days` (overdue ones
 * included), and those promises by what an hour of it earns on them, best first. Open time is the calendar's, less what open stops take.
 */
export function constraintOf(live: LivePlan, waiting: WaitingPromises, days: number): Constraint {
  const { site } = live
  const { now } = site.plan.input
  const until = now + days * DAY
  const lines = waiting.open.filter((line) => site.plan.input.lines[line]!.due <= until)
  const asks = askedBy(live, lines)
  const loads = loadsOf(live, [...asks.values()], until)
  const tight = loads[0]
  const common = { at: site.at, untilAt: instantOf(site, until)!, workCenters: loads.slice(0, CENTERS_TOLD) }
  if (tight === undefined) {
    const free = freeOf(live, lines)
    return { ...common, workCenter: null, anHour: null, promises: [], free, notes: [said('no-work-center-is-asked', { days })] }
  }
  const promises = lines
    .flatMap((line) => {
      const seconds = asks.get(line)?.get(tight.workCenter.id)
      return seconds === undefined ? [] : [promiseOn(live, { line, seconds, late: waiting.isLate(line) })]
    })
    .sort(byHour)
  const unstated = promises.filter(({ contribution }) => contribution === null).length
  const free = lines.filter((line) => asks.get(line)?.has(tight.workCenter.id) !== true)
  return {
    ...common,
    workCenter: tight.workCenter,
    anHour: anHourOf(promises),
    promises,
    free: freeOf(live, free),
    notes: unstated === 0 ? [] : [said('contribution-not-stated', { promises: unstated })],
  }
}

/** What work is left for each line, by work center: of orders that serve several, each line's share of the quantity. */
function askedBy(live: LivePlan, lines: readonly number[]): Map<number, Seconds> {
  const { draft } = live.site.plan
  const { intoLineOffsets, intoLine, intoOrderOffsets, intoOrder } = live.site.pegs
  const rank = new Int32Array(draft.orderMaterial.length)
  draft.exploded.data.subarray(0, draft.exploded.length).forEach((order, k) => {
    rank[order] = k
  })
  const ofOrder = new Map<number, Seconds>()
  const secondsOf = (order: number): Seconds => {
    const known = ofOrder.get(order) ?? secondsLeft(live, order)
    ofOrder.set(order, known)
    return known
  }
  const shareOf = (peg: number): { readonly order: number; readonly share: number } => {
    const order = ~draft.pegSource.data[peg]!
    const whole = order < 0 ? 0 : draft.orderQuantity.data[order]!
    return { order, share: whole > 0 ? Math.min(1, draft.pegQuantity.data[peg]! / whole) : 0 }
  }
  return new Map(
    lines.map((line) => {
      const shares = new Map<number, number>()
      const asked = new Map<string, number>()
      const pegs = [...intoLine.subarray(intoLineOffsets[line], intoLineOffsets[line + 1])]
      const take = (peg: number, part: number): void => {
        const { order, share } = shareOf(peg)
        if (share > 0 && draft.demandTaken.data[draft.pegDemand.data[peg]!] !== TAKEN)
          shares.set(order, (shares.get(order) ?? 0) + part * share)
      }
      for (const peg of pegs) take(peg, 1)
      // Orders come after all that take their output, so the share of each is whole when its own components are asked for.
      while (shares.size > 0) {
        const order = first(shares.keys(), rank)
        const share = Math.min(1, shares.get(order)!)
        shares.delete(order)
        for (const [center, seconds] of secondsOf(order)) asked.set(center, (asked.get(center) ?? 0) + seconds * share)
        for (let k = intoOrderOffsets[order]!; k < intoOrderOffsets[order + 1]!; k++) take(intoOrder[k]!, share)
      }
      return [line, asked]
    }),
  )
}

function first(orders: Iterable<number>, rank: Int32Array): number {
  let best = -1
  for (const order of orders) if (best < 0 || rank[order]! < rank[best]!) best = order
  return best
}

/** What is left of an order on stations that take a limited number of jobs. */
function secondsLeft({ site, projection }: LivePlan, order: number): Seconds {
  const { draft, network } = site.plan
  const left = new Map<string, number>()
  const from = draft.orderFirstOp.data[order]!
  for (let op = from; op < from + draft.orderOpCount.data[order]!; op++) {
    const node = network.nodeOf[op]!
    const station = projection.sequence.station[node]!
    const center = site.names.stations[station]?.workCenterId
    if (center === undefined || network.stationFinite[station] === 0 || projection.off[node] === 1) continue
    const seconds = projection.duration[node]!
    if (seconds > 0) left.set(center, (left.get(center) ?? 0) + seconds)
  }
  return left
}

function loadsOf({ site, projection }: LivePlan, asks: readonly Seconds[], until: number): CenterLoad[] {
  const { input, network } = site.plan
  const { calendars, now } = input
  const asked = new Map<string, { seconds: number; promises: number }>()
  for (const each of asks) {
    for (const [center, seconds] of each) {
      const sum = asked.get(center) ?? { seconds: 0, promises: 0 }
      asked.set(center, { seconds: sum.seconds + seconds, promises: sum.promises + 1 })
    }
  }
  const worked = (station: number, from: number, to: number): number => {
    const calendar = input.stations[station]!.calendar
    return to <= from ? 0 : workedBefore(calendars, calendar, to) - workedBefore(calendars, calendar, from)
  }
  const openOf = (station: number): number =>
    (projection.disturbed[station] ?? []).reduce(
      (open, { from, to, rate }) => open - (1 - rate) * worked(station, Math.max(now, from), Math.min(until, to)),
      worked(station, now, until),
    )
  return [...asked]
    .map(([center, { seconds, promises }]): CenterLoad => {
      const stations = (site.stations.byCenter.get(center) ?? []).filter((station) => network.stationFinite[station] === 1)
      const openSeconds = Math.round(stations.reduce((sum, station) => sum + openOf(station), 0))
      const askedSeconds = Math.round(seconds)
      return {
        workCenter: thing(site.model, 'workCenter', center),
        askedSeconds,
        openSeconds,
        load: loadOf(askedSeconds, openSeconds),
        promises,
      }
    })
    .sort((a, b) => (b.load ?? Number.POSITIVE_INFINITY) - (a.load ?? Number.POSITIVE_INFINITY) || b.askedSeconds - a.askedSeconds)
}

function loadOf(asked: number, open: number): number | null {
  return open > 0 ? asked / open : null
}

function promiseOn(
  live: LivePlan,
  { line, seconds, late }: { readonly line: number; readonly seconds: number; readonly late: boolean },
): ConstraintPromise {
  const { site } = live
  const record = lineRecord(site, line)
  const { contribution } = exposureOf(record, 1)
  const due = live.lineState(line).due
  return {
    salesOrderLineId: record.id,
    customer: thing(site.model, 'customer', record.customerId),
    material: thing(site.model, 'material', record.materialId),
    dueAt: due >= UNKNOWN_TIME ? null : instantOf(site, due),
    late,
    seconds: Math.round(seconds),
    contribution,
    anHour: contribution === null ? null : timesMoney(contribution, HOUR / seconds),
  }
}

/** Of one currency only: an hour earns no sum of two. */
function anHourOf(promises: readonly ConstraintPromise[]): Money | null {
  const stated = promises.filter(({ contribution }) => contribution !== null)
  const sums = sumMoney(stated.flatMap(({ contribution }) => contribution ?? []))
  const seconds = stated.reduce((sum, each) => sum + each.seconds, 0)
  return sums.length === 1 && seconds > 0 ? timesMoney(sums[0]!, HOUR / seconds) : null
}

function freeOf({ site }: LivePlan, lines: readonly number[]): Constraint['free'] {
  const contribution = sumMoney(lines.flatMap((line) => exposureOf(lineRecord(site, line), 1).contribution ?? []))
  return { promises: lines.length, contribution }
}

/** Those whose contribution is not stated come last. */
function byHour(a: ConstraintPromise, b: ConstraintPromise): number {
  if (a.anHour === null || b.anHour === null) return a.anHour === b.anHour ? compared(a, b) : a.anHour === null ? 1 : -1
  return majorUnits(b.anHour) - majorUnits(a.anHour) || compared(a, b)
}

function compared(a: ConstraintPromise, b: ConstraintPromise): number {
  return a.salesOrderLineId < b.salesOrderLineId ? -1 : 1
}
