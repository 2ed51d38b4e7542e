/** Rows of the ledger that come to less than one unit of money are counted, not shown: nobody decides by cents. */
import type { MoneySums } from '../../../src/core/records/action-figures.ts'
import { isSmall } from '../actions/saved-worth.ts'

interface Row {
  readonly saved: MoneySums
  readonly promisesKept: number
}

/** First those that are left out; a row with a promise that was kept is told whatever its money. */
export function smallAndTold<T extends Row>(rows: readonly T[]): readonly [small: readonly T[], told: readonly T[]] {
  const isLeftOut = ({ saved, promisesKept }: T): boolean => promisesKept === 0 && isSmall(saved)
  return [rows.filter(isLeftOut), rows.filter((row) => !isLeftOut(row))]
}
