/** The projection as it stands without an action at the moment at which it is taken. */
import type { AffectedPromise } from '../impact/answer.ts'
import type { PlantView } from '../impact/plant-view.ts'
import type { FrozenProjection } from '../records/action-figures.ts'
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { NO_MONEY, sumsOf } from './line-money.ts'

/**
 * Every line that the cause reaches: until when its promise holds, when it is projected to be met, and what the cause exposes of it.
 * `seq` is the journal entry that the view was built after. A cause that has ended, or that the plan can't judge, exposes nothing.
 */
export function frozenOf(view: PlantView, disruption: Disruption | undefined, seq: number): FrozenProjection {
  const acts = disruption !== undefined && (disruption.closedAt === undefined || disruption.closedAt > view.at)
  const impact = acts ? view.impact(disruption, true) : undefined
  const reached = impact?.ok === true ? impact.value : { late: [], insideSlack: [] }
  const lines = [...reached.late.map((each) => frozenLine(each, true)), ...reached.insideSlack.map((each) => frozenLine(each, false))]
  return { seq, at: view.at, lines, totals: sumsOf(lines.map(({ exposure }) => exposure)) }
}

function frozenLine(promise: AffectedPromise, blamed: boolean): FrozenProjection['lines'][number] {
  return {
    salesOrderLineId: promise.salesOrderLineId,
    customerId: promise.customerId,
    dueAt: dueOf(promise),
    projectedAt: promise.projectedAfter,
    late: blamed,
    exposure: blamed ? promise.exposure : NO_MONEY,
  }
}

/** Until when the promise holds: where a source states days only that is later than the date on record. */
function dueOf({ projectedAfter, slackSeconds, confirmedAt, firstConfirmedAt, requestedAt }: AffectedPromise): Instant | null {
  if (projectedAfter !== null && slackSeconds !== null) return instantFromMs(instantToMs(projectedAfter) + slackSeconds * 1000)
  return confirmedAt ?? firstConfirmedAt ?? requestedAt
}
