/** The one fact object of a cause, an action or an outcome, from which every role's words are made. */
import type { Model } from '../../chain/model.ts'
import type { DisruptionStanding } from '../../impact/page-answer.ts'
import { thing } from '../../impact/things.ts'
import type { Action } from '../../records/action.ts'
import type { NoticeFacts } from '../../records/notice.ts'
import type { Outcome } from '../../records/outcome.ts'
import { placeOfAction } from '../place-of-action.ts'

const NOTHING = {
  ...{ promises: 0, orders: 0, customers: 0, customerNames: [], insideSlack: 0 },
  money: { revenue: [], contribution: [], penalty: [] },
  ...{ mustEndBy: null, verdict: null, saved: null, byAt: null, others: [] },
} as const

export function factsOfCause(standing: DisruptionStanding): NoticeFacts {
  const { disruption, place } = standing
  return {
    kind: disruption.kind,
    ...{ placeId: place?.id ?? null, place: place?.name ?? null },
    sinceAt: disruption.startAt,
    // What was moved is there again on its new date.
    untilAt: disruption.endAt ?? disruption.newAt ?? disruption.expectedEndAt ?? null,
    // Of a gap the skill that is missing is the reason; nobody records another one.
    reason: disruption.reason ?? disruption.skill ?? null,
    ...reachOf(standing),
    ...{ verdict: null, saved: null, byAt: null, others: [] },
  }
}

function reachOf({ totals, broken, customers, insideSlack, mustEndBy }: DisruptionStanding) {
  const { lines, orders, revenue, contribution, penalty } = totals
  return {
    ...{ promises: lines, orders, customers: totals.customers, customerNames: customers.map(({ name }) => name), insideSlack },
    lines: broken,
    money: { revenue, contribution, penalty: penalty.filter(({ amount }) => amount > 0) },
    mustEndBy,
  }
}

/** Of an action that is asked or waits; `standing` is that of the cause that it answers, where that is open. */
export function factsOfAction(model: Model, action: Action, standing: DisruptionStanding | undefined): NoticeFacts {
  const place = placeOfAction(model, action)
  return {
    ...NOTHING,
    kind: action.kind,
    ...{ placeId: place?.id ?? null, place: place?.name ?? null },
    ...{ sinceAt: action.proposedAt, untilAt: null, reason: action.what ?? null },
    ...(standing === undefined ? {} : reachOf(standing)),
    saved: action.promised?.saved ?? null,
    byAt: action.byAt ?? null,
  }
}

/** Of a settled action: the promises that it kept, and the customers they were made to. */
export function factsOfOutcome(model: Model, action: Action, { verdict, figures }: Outcome): NoticeFacts {
  const kept = figures.lines.filter((line) => line.kept)
  const customers = [...new Set(kept.map(({ customerId }) => customerId))]
  const orders = new Set(kept.map(({ salesOrderLineId: id }) => model.byKind.salesOrderLine.get(id)?.orderId ?? id))
  return {
    ...factsOfAction(model, action, undefined),
    ...{ promises: figures.promisesKept, orders: orders.size, customers: customers.length },
    customerNames: customers.map((id) => thing(model, 'customer', id).name),
    money: action.frozen?.totals ?? NOTHING.money,
    ...{ verdict, saved: verdict === 'notEnoughData' ? null : figures.saved, reason: null },
  }
}
