/** Money at risk on one promise. */
import type { SalesOrderLine } from '../records/sales-order-line.ts'
import { addMoney, type Money, sumMoney, timesMoney } from '../values/money.ts'
import type { AffectedPromise, Exposure, MoneyTotals } from './answer.ts'
import { throughputOf } from './throughput.ts'

const DAY_SECONDS = 86_400
export const NO_EXPOSURE: Exposure = { revenue: null, contribution: null, penalty: null }

/** The part of the line that has not been delivered. */
function openShare(line: SalesOrderLine): number {
  const delivered = line.delivered?.value ?? 0
  return line.quantity.value > 0 ? Math.max(0, 1 - delivered / line.quantity.value) : 1
}

/**
 * Exposure of a line that is late by `lateSeconds` (0 or less is on time and exposes nothing).
 * Revenue is the price of what is not delivered, contribution that less its truly variable cost,
 * penalty = min(cap, rate × max(0, days − grace)) × late value. Null where the source does not say, and where price and cost have different currencies.
 */
export function exposureOf(line: SalesOrderLine, lateSeconds: number): Exposure {
  if (lateSeconds <= 0) return NO_EXPOSURE
  const revenue = line.price === undefined ? null : timesMoney(line.price, openShare(line))
  const cost = line.cost === undefined ? null : timesMoney(line.cost, openShare(line))
  const contribution = revenue?.currency !== cost?.currency || revenue === null || cost === null ? null : throughputOf(revenue, cost)
  return { revenue, contribution, penalty: penaltyOf(line, revenue, lateSeconds) }
}

function penaltyOf(line: SalesOrderLine, revenue: Money | null, lateSeconds: number): Money | null {
  if (line.penaltyPerDay === undefined || revenue === null) return null
  const days = Math.max(0, lateSeconds / DAY_SECONDS - (line.penaltyGraceDays ?? 0))
  return timesMoney(revenue, Math.min(line.penaltyCap ?? 1, line.penaltyPerDay * days))
}

/** For sorting only: amounts of different currencies are compared as numbers. */
export function majorUnits(value: Money | null): number {
  return value === null ? 0 : value.amount / 10 ** value.scale
}

function difference(after: Money | null, before: Money | null): Money | null {
  if (after === null) return null
  return before === null ? after : addMoney(after, { ...before, amount: -before.amount })
}

/** What a disruption alone exposes: with it less without it, so that a promise that was late anyway is charged for the added penalty only. */
export function addedExposure(line: SalesOrderLine, lateAfter: number, lateBefore: number): Exposure {
  const after = exposureOf(line, lateAfter)
  const before = exposureOf(line, lateBefore)
  return {
    revenue: difference(after.revenue, before.revenue),
    contribution: difference(after.contribution, before.contribution),
    penalty: difference(after.penalty, before.penalty),
  }
}

/**
 * Totals of what a disruption does: lines, orders and customers of the promises that it breaks; money of those, and of those that are late
 * anyway what it adds to their penalties.
 */
export function brokenTotals(promises: readonly (Counted & { readonly lateBefore: boolean })[]): MoneyTotals {
  const { revenue, contribution, penalty } = totalsOf(promises)
  return { ...totalsOf(promises.filter(({ lateBefore }) => !lateBefore)), revenue, contribution, penalty }
}

type Counted = Pick<AffectedPromise, 'orderId' | 'customerId' | 'exposure'>

/** Totals over promises, each line counted once. */
export function totalsOf(promises: readonly Counted[]): MoneyTotals {
  const pick = (field: keyof Exposure) => sumMoney(promises.flatMap((each) => each.exposure[field] ?? []))
  return {
    lines: promises.length,
    orders: new Set(promises.map((each) => each.orderId)).size,
    customers: new Set(promises.map((each) => each.customerId)).size,
    revenue: pick('revenue'),
    contribution: pick('contribution'),
    penalty: pick('penalty'),
  }
}
