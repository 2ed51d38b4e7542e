/** Late promises added up: lines, orders, customers and money, each line once and each currency for itself. */
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { type Money, sumMoney } from '../../../src/core/values/money.ts'

export interface LateSummary {
  readonly lines: number
  readonly orders: number
  readonly customers: number
  readonly revenue: readonly Money[]
  readonly contribution: readonly Money[]
  readonly penalty: readonly Money[]
  /** Lines without a price: their money is not in the sums. */
  readonly withoutPrice: number
}

export function summarizeLate(promises: readonly PromiseAnswer[]): LateSummary {
  const late = [...new Map(promises.filter((each) => each.late).map((each) => [each.salesOrderLineId, each])).values()]
  const sum = (part: 'revenue' | 'contribution' | 'penalty') => sumMoney(late.flatMap((each) => each.exposure[part] ?? []))
  return {
    lines: late.length,
    orders: new Set(late.map(({ orderId }) => orderId)).size,
    customers: new Set(late.map(({ customerId }) => customerId)).size,
    revenue: sum('revenue'),
    contribution: sum('contribution'),
    penalty: sum('penalty'),
    withoutPrice: late.filter(({ exposure }) => exposure.revenue === null).length,
  }
}

/** Promises whose confirmed date lies before the end of the next `days` days, those of the past included. */
export function dueWithin(promises: readonly PromiseAnswer[], now: Instant, days: number): readonly PromiseAnswer[] {
  const end = Date.parse(now) + days * 86_400_000
  return promises.filter(({ confirmedAt }) => confirmedAt !== null && Date.parse(confirmedAt) <= end)
}
