/** What lateness costs, line by line as plain numbers, so that it can be counted for every sequence that is tried. */
import { UNKNOWN_TIME } from '../../calendar/work-time.ts'
import type { Projection } from '../../flow/projection.ts'
import { termsOf } from '../../impact/attribution.ts'
import { lineRecord } from '../../impact/dates.ts'
import { exposureOf, majorUnits } from '../../impact/exposure.ts'
import type { LivePlan } from '../../impact/live-plan.ts'

const DAY = 86_400
/** What a day of lateness adds, as a share of what the line exposes: of two late promises the one that is less late is better. */
const DRAG = 0.01
/** A promise without a price is worth something, too. */
const LEAST_WEIGHT = 1
/** A date that can't be known counts as so many days late. */
const UNKNOWN_DAYS = 400

export interface LateWeights {
  /** Money that is exposed by a projection, and a little for every day; in major units, currencies as numbers. */
  readonly total: (projection: Projection) => number
  /** Nodes of the late lines, the dearest first. */
  readonly lateEnds: (projection: Projection) => readonly number[]
}

export function lateWeights(live: LivePlan): LateWeights {
  const { plan } = live.site
  const { operationCount } = plan.network
  const terms = termsOf(live, live.acting)
  const judged = plan.input.lines.flatMap((planned, line) => {
    const due = terms.due.get(line) ?? planned.due
    if (!planned.open || terms.cancelled.has(line) || due >= UNKNOWN_TIME || live.isReady(line)) return []
    const record = lineRecord(live.site, line)
    const { revenue, contribution } = exposureOf(record, 1)
    const price = majorUnits(revenue)
    return {
      node: operationCount + line,
      due,
      weight: Math.max(LEAST_WEIGHT, majorUnits(contribution ?? revenue)),
      penaltyPerDay: price * (record.penaltyPerDay ?? 0),
      graceDays: record.penaltyGraceDays ?? 0,
      penaltyMost: price * (record.penaltyCap ?? 1),
    }
  })
  const costOf = (each: (typeof judged)[number], finish: number): number => {
    if (finish <= each.due) return 0
    const days = finish >= UNKNOWN_TIME ? UNKNOWN_DAYS : Math.min(UNKNOWN_DAYS, (finish - each.due) / DAY)
    const penalty = Math.min(each.penaltyMost, each.penaltyPerDay * Math.max(0, days - each.graceDays))
    return each.weight * (1 + DRAG * days) + penalty
  }
  return {
    total: ({ finish }) => {
      let sum = 0
      for (const each of judged) if (finish[each.node]! > each.due) sum += costOf(each, finish[each.node]!)
      return sum
    },
    lateEnds: ({ finish }) =>
      judged
        .filter((each) => finish[each.node]! > each.due)
        .map((each) => ({ node: each.node, cost: costOf(each, finish[each.node]!) }))
        .sort((a, b) => b.cost - a.cost || a.node - b.node)
        .map(({ node }) => node),
  }
}
