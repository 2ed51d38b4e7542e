/** What a trial is worth: money at risk before less after, each currency for itself; and the order in which its promises are told. */
import type { PromiseShift, Trial } from '../../../src/core/actions/answer.ts'
import { type Money, sumMoney } from '../../../src/core/values/money.ts'

/** Positive where less is at risk afterwards. Currencies that come out even are left out. */
export function lessMoney(before: readonly Money[], after: readonly Money[]): readonly Money[] {
  return sumMoney([...before, ...after.map(negated)]).filter(({ amount }) => amount !== 0)
}

export function negated(money: Money): Money {
  return { ...money, amount: -money.amount }
}

/** Whether any currency has more at risk afterwards. */
export function isMore(less: readonly Money[]): boolean {
  return less.some(({ amount }) => amount < 0)
}

export interface TrialWorth {
  /** Positive where the changes save something. */
  readonly less: readonly Money[]
  /** Contribution and penalties, less the cost as far as it is known; revenue at risk, before any cost, where nothing else is recorded. */
  readonly of: 'contribution' | 'revenue'
}

/** What the changes of a trial are worth, in the one measure of all actions. */
export function trialWorth({ exposureBefore, exposureAfter, cost }: Pick<Trial, 'exposureBefore' | 'exposureAfter' | 'cost'>): TrialWorth {
  const [before, after] = [exposureBefore, exposureAfter].map(({ contribution, penalty }) => [...contribution, ...penalty]) as [
    Money[],
    Money[],
  ]
  if (before.length === 0 && after.length === 0) return { less: lessMoney(exposureBefore.revenue, exposureAfter.revenue), of: 'revenue' }
  return { less: lessMoney(before, [...after, ...(cost.total === null ? [] : [cost.total])]), of: 'contribution' }
}

export type ShiftEffect = 'breaks' | 'kept' | 'later' | 'earlier' | 'unknown'

/** What a shift means to the customer. */
export function effectOf({ lateBefore, lateAfter, shiftSeconds }: PromiseShift): ShiftEffect {
  if (lateBefore !== lateAfter) return lateAfter ? 'breaks' : 'kept'
  if (shiftSeconds === null) return 'unknown'
  return shiftSeconds > 0 ? 'later' : 'earlier'
}

const RANK: Readonly<Record<ShiftEffect, number>> = { breaks: 0, kept: 1, unknown: 2, later: 3, earlier: 4 }

/** Those that break first, then those that are kept, then by how far they move. */
export function shiftsByEffect({ shifts }: Pick<Trial, 'shifts'>): readonly PromiseShift[] {
  const size = (each: PromiseShift): number => Math.abs(each.shiftSeconds ?? 0)
  return [...shifts].sort((a, b) => RANK[effectOf(a)] - RANK[effectOf(b)] || size(b) - size(a))
}
