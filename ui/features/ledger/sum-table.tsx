/** Sums of the ledger by one thing: what, how many worked, promises kept, saved and cost. */
import type { ReactNode } from 'react'
import type { LedgerSum } from '../../../src/core/actions/answer.ts'
import { MoneyText } from '../../kit/money-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { SavedMoney } from '../actions/saved-money.tsx'
import styles from './ledger.module.css'
import { smallAndTold } from './small-rows.ts'

interface SumTableProps {
  readonly title: string
  readonly sums: readonly LedgerSum[]
  readonly name: (sum: LedgerSum) => ReactNode
  /** Whether what it cost is told: what an action cost is no customer's part. */
  readonly costs?: boolean
}

export function SumTable({ title, sums, name, costs = true }: SumTableProps) {
  const { ledger } = useWords()
  const { number } = useFormat()
  if (sums.length === 0) return null
  const [small, told] = smallAndTold(sums)
  return (
    <Section title={title}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{ledger.colWhat}</th>
              <th scope="col">{ledger.colWorked}</th>
              <th scope="col">{ledger.colKept}</th>
              <th scope="col">{ledger.colSaved}</th>
              {costs ? <th scope="col">{ledger.colCost}</th> : null}
            </tr>
          </thead>
          <tbody>
            {told.map((sum) => (
              <tr key={sum.key}>
                <th scope="row">{name(sum)}</th>
                <td>{ledger.workedOf(number(sum.worked), number(sum.actions))}</td>
                <td>{number(sum.promisesKept)}</td>
                <td>
                  <SavedMoney sums={sum.saved} settled labelled />
                </td>
                {costs ? <td>{sum.cost.length === 0 ? '–' : <MoneyText amounts={sum.cost} />}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {small.length === 0 ? null : <p className={styles.quiet}>{ledger.small(small.length)}</p>}
    </Section>
  )
}
