/** Promises as they stand, and what a new order could be promised. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { FreeSupply, type ReplenishStep, replenishment } from '../flow/replenish.ts'
import { convertQuantity, type Quantity } from '../values/quantity.ts'
import { failed, ok, type Result } from '../values/result.ts'
import { said } from '../values/said.ts'
import type { CapableToPromise, ChainLink, PromiseAnswer } from './answer.ts'
import { type Attribution, termsOf } from './attribution.ts'
import { mishapsOf } from './contributions.ts'
import { lineRecord, promiseDates } from './dates.ts'
import { explainLine } from './explain.ts'
import { exposureOf, majorUnits, NO_EXPOSURE } from './exposure.ts'
import { keptSequence } from './kept-sequence.ts'
import type { LivePlan } from './live-plan.ts'
import { movedDates } from './moved-dates.ts'
import { sourceName, unitOf } from './peg-steps.ts'
import { instantOf, type SitePlan } from './site-plan.ts'

/** What a promise is told with: the open disruptions that make it late; `brief` leaves chain and pegs out, which cost far more than the rest. */
export interface PromiseWith {
  readonly causes: Attribution
  readonly brief: boolean
}

/** One promise. */
export function promiseOf(live: LivePlan, line: number, { causes, brief }: PromiseWith): PromiseAnswer {
  const { site } = live
  const state = live.lineState(line)
  const finish = live.finishOfLine(line)
  const late = finish - state.due
  const explained = brief
    ? { chain: [], pegs: [] }
    : explainLine(site, line, { before: undisturbedTimes(live), moved: movedDates(live.acting) })
  const kept = late > 0 && !brief ? keptSequence(site, line) : undefined
  const unknowns = [
    ...(state.due >= UNKNOWN_TIME ? [said('no-date-promised')] : []),
    ...(live.isReady(line) ? [said('ready-not-shipped')] : []),
    ...(finish >= UNKNOWN_TIME ? [said('date-waits')] : []),
    ...(kept === undefined ? [] : [said('sequence-kept', { ...kept })]),
    ...(finish < live.latestFinishOfLine(line) && live.countsUsual() ? [said('later-by-usual-delays')] : []),
  ]
  return {
    ...promiseDates(site, line),
    projectedAt: instantOf(site, finish),
    projectedP90At: instantOf(site, live.latestFinishOfLine(line)),
    slackSeconds: finish < UNKNOWN_TIME && state.due < UNKNOWN_TIME ? -late : null,
    late: late > 0,
    exposure: live.isReady(line) ? NO_EXPOSURE : exposureOf(lineRecord(site, line), finish < UNKNOWN_TIME ? late : Math.min(1, late)),
    ...explained,
    causes: causes.get(line) ?? [],
    unknowns,
  }
}

/** Times of every node without any disruption, read on demand. */
function undisturbedTimes(live: LivePlan): (node: number) => readonly [number, number] {
  const { start, finish } = live.projection
  const times = new Map<number, readonly [number, number]>()
  if (live.open.length > 0) {
    live.look([], (moved) => {
      for (let k = 0; k < moved.count; k++) {
        const node = moved.log[k * 3]!
        times.set(node, [start[node]!, finish[node]!])
      }
    })
  }
  return (node) => times.get(node) ?? [start[node]!, finish[node]!]
}

/** Open lines in order of money at risk, then of slack; those that are ready and only wait to be shipped come last. */
export function linesByRisk(live: LivePlan): number[] {
  const { site } = live
  const terms = termsOf(live, live.acting)
  const lines = site.plan.input.lines.flatMap((planned, line) => (planned.open && !terms.cancelled.has(line) ? [line] : []))
  const slack = Float64Array.from(site.plan.input.lines, ({ due }, line) => (terms.due.get(line) ?? due) - live.finishOfLine(line))
  const risk = new Float64Array(slack.length)
  for (const line of lines) risk[line] = live.isReady(line) ? -2 : slack[line]! < 0 ? majorUnits(lineRecord(site, line).price ?? null) : -1
  return lines.sort((a, b) => risk[b]! - risk[a]! || slack[a]! - slack[b]! || a - b)
}

/** The date that a new order can be promised for: from what is free, else bought or made in the gaps of the plan. */
export function capableToPromise(live: LivePlan, materialId: string, quantity: Quantity): Result<CapableToPromise> {
  const { site } = live
  const material = site.names.materialIndex.get(materialId)
  const converted = material === undefined ? undefined : convertQuantity(quantity, unitOf(site, material))
  if (material === undefined || converted === undefined) {
    return failed({
      code: material === undefined ? 'material-not-found' : 'unit-not-compatible',
      message: material === undefined ? 'There is no such material.' : "The quantity can't be turned into the unit of the material.",
      next: material === undefined ? "Check the material's id." : 'Give the quantity in the unit of the material.',
      facts: { materialId, unit: quantity.unit },
    })
  }
  const free = new FreeSupply(site.plan, site.pegs, mishapsOf(live.acting))
  const exchanged = free.promisable(material, converted.value)
  const untouched = replenishment(site.plan, free, { material, quantity: converted.value, at: site.plan.input.now })
  const found = exchanged.at < untouched.at ? exchanged : untouched
  const exchange = found === exchanged ? [said('supplies-exchanged')] : []
  const steps = [...found.steps].sort((a, b) => a.to - b.to || a.from - b.from)
  return ok({
    materialId,
    quantity,
    promisedAt: instantOf(site, found.at),
    chain: steps.map((step) => linkOf(site, step)),
    notes: [...(found.at >= UNKNOWN_TIME ? [said('lead-time-unknown')] : exchange), ...site.notes],
  })
}

function linkOf(site: SitePlan, step: ReplenishStep): ChainLink {
  const free = step.kind === 'free' ? sourceName(site, step.source) : undefined
  const place = step.station >= 0 ? site.names.stations[step.station] : undefined
  const elapsed = step.to >= UNKNOWN_TIME ? 0 : step.to - step.from
  return {
    kind: free?.kind ?? (step.kind === 'buy' ? 'assumedPurchase' : 'operation'),
    id: free?.id ?? `${site.names.materials[step.material]}${step.kind === 'make' ? `/${step.sequence}` : ''}`,
    materialId: site.names.materials[step.material]!,
    ...(place === undefined ? {} : { workCenterId: place.workCenterId }),
    ...(place?.workUnitId === undefined ? {} : { workUnitId: place.workUnitId }),
    ...(step.kind === 'make' ? { sequence: step.sequence } : {}),
    fromAt: instantOf(site, step.from),
    toAt: instantOf(site, step.to),
    parts: {
      workSeconds: step.kind === 'make' ? elapsed : 0,
      setupSeconds: 0,
      closedSeconds: 0,
      disruptedSeconds: 0,
      queueSeconds: 0,
      waitSeconds: step.kind === 'make' ? 0 : elapsed,
    },
    addedSeconds: 0,
    boundBy: step.kind === 'make' ? 'material' : 'date',
    found: free === undefined ? 'assumed' : 'rule',
  }
}
