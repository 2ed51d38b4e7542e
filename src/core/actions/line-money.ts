/** Money of one line in its three parts: what one amount is less another, and sums over lines. */
import { majorUnits } from '../impact/exposure.ts'
import type { LineMoney, MoneySums } from '../records/action-figures.ts'
import { addMoney, type Money, sumMoney } from '../values/money.ts'

export const NO_MONEY: LineMoney = { revenue: null, contribution: null, penalty: null }
export const NO_SUMS: MoneySums = { revenue: [], contribution: [], penalty: [] }
const PARTS = ['revenue', 'contribution', 'penalty'] as const

/** `a` less `b`, where null is nothing; null where both are. Amounts of different currencies have no difference: null. */
export function less(a: Money | null, b: Money | null): Money | null {
  if (b === null) return a
  const negative = { ...b, amount: -b.amount }
  if (a === null) return negative
  return a.currency === b.currency ? addMoney(a, negative) : null
}

/** `a` and `b` together, where null is nothing; null where both are, or their currencies differ. */
export function sum(a: Money | null, b: Money | null): Money | null {
  return b === null ? a : less(a, { ...b, amount: -b.amount })
}

/** Below, at or above zero where `a` is less than, as much as or more than `b`; null is nothing. */
export function compared(a: Money | null, b: Money | null): number {
  return less(a, b)?.amount ?? 0
}

export function smaller(a: Money | null, b: Money | null): Money | null {
  return compared(a, b) <= 0 ? a : b
}

export function larger(a: Money | null, b: Money | null): Money | null {
  return compared(a, b) >= 0 ? a : b
}

/** Each part of a line's money by itself. */
export function eachPart(find: (part: keyof LineMoney) => Money | null): LineMoney {
  return { revenue: find('revenue'), contribution: find('contribution'), penalty: find('penalty') }
}

/** Sums over lines by currency, without sums that are nothing. */
export function sumsOf(lines: readonly LineMoney[]): MoneySums {
  const total = (part: keyof LineMoney) => sumMoney(lines.flatMap((each) => each[part] ?? [])).filter(({ amount }) => amount !== 0)
  return { revenue: total('revenue'), contribution: total('contribution'), penalty: total('penalty') }
}

/** Sums of sums. */
export function addSums(sums: readonly MoneySums[]): MoneySums {
  const total = (part: keyof LineMoney) => sumMoney(sums.flatMap((each) => each[part])).filter(({ amount }) => amount !== 0)
  return { revenue: total('revenue'), contribution: total('contribution'), penalty: total('penalty') }
}

/** One sum less another, by currency. */
export function sumsLess(a: MoneySums, b: MoneySums): MoneySums {
  const negative = (sums: readonly Money[]) => sums.map((each) => ({ ...each, amount: -each.amount }))
  return addSums([a, { revenue: negative(b.revenue), contribution: negative(b.contribution), penalty: negative(b.penalty) }])
}

/** What sums are worth: contribution and penalty by currency; revenue where no contribution is known. */
export function worth({ revenue, contribution, penalty }: MoneySums): readonly Money[] {
  return sumMoney([...(contribution.length === 0 ? revenue : contribution), ...penalty])
}

/** The same as one number of major units, to compare sums by: amounts of several currencies are added as they stand. */
export function worthAsNumber(sums: MoneySums): number {
  return worth(sums).reduce((sum, each) => sum + majorUnits(each), 0)
}

/** Whether no part of a line's money is above or below nothing. */
export function isNothing(line: LineMoney): boolean {
  return PARTS.every((part) => (line[part]?.amount ?? 0) === 0)
}
