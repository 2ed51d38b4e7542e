/** What sums of money are worth to the plant: contribution and penalties, as the ledger counts; revenue only where nothing else is recorded. */
import type { MoneySums } from '../../../src/core/records/action-figures.ts'
import { type Money, sumMoney } from '../../../src/core/values/money.ts'

export interface Worth {
  readonly amounts: readonly Money[]
  readonly of: 'contribution' | 'revenue'
}

export function worthOf({ revenue, contribution, penalty }: MoneySums): Worth {
  const amounts = sumMoney([...contribution, ...penalty])
  return amounts.length > 0 ? { amounts, of: 'contribution' } : { amounts: revenue, of: 'revenue' }
}

/** Whether there is no amount at all but zeros. */
export function isWorthless({ revenue, contribution, penalty }: MoneySums): boolean {
  return [...revenue, ...contribution, ...penalty].every(({ amount }) => amount === 0)
}

/** Whether it comes to something, and to less than one unit of any money: too little for a row of its own. */
export function isSmall(sums: MoneySums): boolean {
  const { amounts } = worthOf(sums)
  return !isWorthless(sums) && amounts.every(({ amount, scale }) => Math.abs(amount) < 10 ** scale)
}

/** What was lost where an action made things worse, as amounts above zero; undefined where anything was saved. */
export function lossOf(sums: MoneySums): readonly Money[] | undefined {
  const { amounts } = worthOf(sums)
  const lost = amounts.some(({ amount }) => amount < 0) && amounts.every(({ amount }) => amount <= 0)
  return lost ? amounts.map((each) => ({ ...each, amount: -each.amount })) : undefined
}
