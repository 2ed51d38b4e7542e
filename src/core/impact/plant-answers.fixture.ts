/** Asks a plant stated in text, and writes what it answers as text: the one file of these tests that knows the shape of the answers. */

import { type Instant, instantToMs } from '../values/instant.ts'
import { type Money, moneyText } from '../values/money.ts'
import type { UnitCode } from '../values/quantity.ts'
import type { Said } from '../values/said.ts'
import type { AffectedPromise, ChainLink, Exposure, LinkParts, MoneyTotals, PegStep } from './answer.ts'
import { buildPlantView } from './build.ts'
import { pegStep } from './peg-steps.ts'
import { durationText, readDisruption, readPlant, timeText } from './plant-text.fixture.ts'
import type { PlantView } from './plant-view.ts'
import { buildSitePlan, instantOf, orderName, type SitePlan } from './site-plan.ts'

const EACH = 'EA' as UnitCode

export interface AskedPlant {
  readonly view: PlantView
  /** Every promise with its dates, its money when it is late, and who makes it late. */
  promises(): string
  /** Who takes what from whom, in order of demand. */
  pegs(): string
  /** When each operation that is still to do starts and ends, in order of its order and sequence. */
  operations(): string
  /** By when each operation must start on an empty plant. */
  latestStarts(): string
  /** What one disruption does: late promises, moved promises, totals, notes of its own. */
  impact(disruption: string): string
  /** The chain of binding constraints behind a promise, with the disruption's added delays where one is given. */
  chain(lineId: string, disruption?: string): string
  /** The date for a new order, and what it rests on. */
  canPromise(quantity: number, materialId: string): string
  /** Time until the promised date by the time still needed: below 1 it can't be kept. */
  criticalRatio(lineId: string): number
  notes(): string
}

/** Reads the plant and builds its view. */
export function askPlant(text: string): AskedPlant {
  const { model, now } = readPlant(text)
  const view = buildPlantView(model, { now })
  const site = buildSitePlan(model, now)
  const lineIds = site.names.lines
  const impactOf = (line: string) => {
    const answer = view.impact(readDisruption(line, now))
    if (!answer.ok) throw new Error(`${answer.problem.message} ${answer.problem.next}`)
    return answer.value
  }
  return {
    view,
    promises: () => lines(lineIds.map((id) => promiseText(view, id))),
    pegs: () => lines(pegTexts(site)),
    operations: () => lines(operationTexts(site)),
    latestStarts: () => lines(latestStartTexts(site)),
    impact(line) {
      const answer = impactOf(line)
      return lines([
        ...answer.late.map((each) => `late: ${affectedText(each, now)}`),
        ...answer.insideSlack.map((each) => `moves: ${affectedText(each, now)}`),
        `total: ${totalsText(answer.totals)}`,
        ...(answer.laterStill > 0 ? [`later still: ${answer.laterStill}`] : []),
        ...(answer.lateAnyway > 0 ? [`late anyway: ${answer.lateAnyway}`] : []),
      ])
    },
    chain(lineId, line) {
      const answer = line === undefined ? undefined : impactOf(line)
      const found =
        answer === undefined
          ? view.promise(lineId)
          : [...answer.late, ...answer.insideSlack].find((each) => each.salesOrderLineId === lineId)
      return lines((found?.chain ?? []).map((link) => linkText(link, now)))
    },
    canPromise(quantity, materialId) {
      const answer = view.capableToPromise(materialId, { value: quantity, unit: EACH })
      if (!answer.ok) throw new Error(answer.problem.message)
      const { promisedAt, chain } = answer.value
      return [`${timeText(promisedAt, now)}`, ...chain.map((link) => `${link.kind} ${link.id} ${timeText(link.toAt, now)}`)].join(', ')
    },
    criticalRatio(lineId) {
      const { confirmedAt, projectedAt } = view.promise(lineId) ?? {}
      if (!confirmedAt || !projectedAt) throw new Error(`${lineId} has no dates.`)
      return (instantToMs(confirmedAt) - instantToMs(now)) / (instantToMs(projectedAt) - instantToMs(now))
    },
    notes: () => lines(site.notes.map(saidWords)),
  }
}

function lines(texts: readonly string[]): string {
  return texts.join('\n')
}

/** Expected text as it stands in a test: indented, with blank lines around it. */
export function expected(text: string): string {
  return lines(text.split('\n').flatMap((line) => line.trim() || []))
}

function promiseText(view: PlantView, id: string): string {
  const found = view.promise(id)
  if (found === undefined) return `${id} is not a promise`
  const parts = [
    `${id} due ${found.confirmedAt === null ? 'unknown' : timeText(found.confirmedAt, view.at)}`,
    `projected ${timeText(found.projectedAt, view.at)}`,
    ...(found.slackSeconds === null ? [] : [slackText(found.slackSeconds)]),
    ...exposureTexts(found.exposure),
    ...found.causes.map((cause) => `${cause.share} ${durationText(cause.seconds)} by ${cause.disruptionId}`),
  ]
  return parts.join(', ')
}

function slackText(seconds: number): string {
  if (seconds === 0) return 'just in time'
  return `${durationText(seconds)} ${seconds < 0 ? 'late' : 'of slack'}`
}

function affectedText(promise: AffectedPromise, now: Instant): string {
  const short = promise.shortQuantity
  return [
    `${promise.salesOrderLineId} from ${timeText(promise.projectedBefore, now)} to ${timeText(promise.projectedAfter, now)}`,
    ...(promise.slackSeconds === null ? [] : [slackText(promise.slackSeconds)]),
    ...(short === null ? [] : [`${short.value} short`]),
    ...(promise.mustEndBy === null ? [] : [`must end by ${timeText(promise.mustEndBy, now)}`]),
    ...exposureTexts(promise.exposure),
  ].join(', ')
}

function exposureTexts(exposure: Exposure): string[] {
  const named = (name: string, value: Money | null) => (value === null ? [] : [`${name} ${moneyText(value)}`])
  return [...named('revenue', exposure.revenue), ...named('contribution', exposure.contribution), ...named('penalty', exposure.penalty)]
}

function totalsText(totals: MoneyTotals): string {
  const money = (['revenue', 'contribution', 'penalty'] as const).flatMap((name) =>
    totals[name].map((value) => `${name} ${moneyText(value)}`),
  )
  return [`${totals.lines} lines`, `${totals.orders} orders`, `${totals.customers} customers`, ...money].join(', ')
}

const PARTS: readonly (readonly [name: keyof LinkParts, word: string])[] = [
  ['setupSeconds', 'setup'],
  ['workSeconds', 'work'],
  ['queueSeconds', 'queue'],
  ['disruptedSeconds', 'disrupted'],
  ['closedSeconds', 'closed'],
  ['waitSeconds', 'wait'],
]

function linkText(link: ChainLink, now: Instant): string {
  const parts = PARTS.flatMap(([name, word]) => (link.parts[name] > 0 ? [`${durationText(link.parts[name])} ${word}`] : []))
  const added = link.addedSeconds === 0 ? [] : [`${link.addedSeconds > 0 ? 'adds' : 'absorbs'} ${durationText(link.addedSeconds)}`]
  const where = link.workUnitId === undefined ? '' : ` on ${link.workUnitId}`
  return [`${link.kind} ${link.id}${where} ${timeText(link.fromAt, now)} to ${timeText(link.toAt, now)}`, ...parts, ...added].join(', ')
}

const byText = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

function pegTexts(site: SitePlan): string[] {
  const steps = Array.from({ length: site.plan.draft.pegSource.length }, (_, peg) => pegStep(site, peg))
  return steps.map(pegText).sort(byText)
}

function pegText(step: PegStep): string {
  return `${step.demandId} takes ${step.quantity.value} ${step.materialId} from ${step.supplyId}, ${step.found}`
}

function operationName(site: SitePlan, op: number): string {
  const { draft } = site.plan
  return `${orderName(site.names, draft.opOrder.data[op] ?? 0)}/${draft.opSequence.data[op]}`
}

function operationTexts(site: SitePlan): string[] {
  const { network, projection } = site.plan
  const at = (seconds = 0) => timeText(instantOf(site, seconds), site.at)
  return Array.from(network.operationOf, (op, node) => {
    const unit = site.names.stations[network.station[node] ?? -1]?.workUnitId
    return `${operationName(site, op)}${unit === undefined ? '' : ` on ${unit}`} ${at(projection.start[node])} to ${at(projection.finish[node])}`
  }).sort(byText)
}

function latestStartTexts(site: SitePlan): string[] {
  const { draft } = site.plan
  return Array.from(
    { length: draft.opOrder.length },
    (_, op) => `${operationName(site, op)} by ${timeText(instantOf(site, draft.opLatestStart.data[op] ?? 0), site.at)}`,
  ).sort(byText)
}

/** A code with its facts, as tests read it. */
export function saidWords({ code, facts }: Said): string {
  return [code, ...Object.values(facts).map(String)].join(' ')
}
