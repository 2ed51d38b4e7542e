/** Up to three what-ifs side by side, the same figures in each row. */
import type { ReactNode } from 'react'
import type { ScenarioStanding, Trial } from '../../../src/core/actions/answer.ts'
import type { Money } from '../../../src/core/values/money.ts'
import { MoneyText } from '../../kit/money-text.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { TrialCost } from './trial-effect.tsx'

export function CompareTable({ standings }: { readonly standings: readonly ScenarioStanding[] }) {
  const { board, now } = useWords()
  const { number } = useFormat()
  const money = (amounts: readonly Money[]): ReactNode => (amounts.length === 0 ? '–' : <MoneyText amounts={amounts} />)
  const rows: readonly (readonly [string, (trial: Trial) => ReactNode])[] = [
    [board.late, (trial) => number(trial.latePromisesAfter)],
    [board.keptCount, (trial) => number(trial.promisesKept)],
    [board.brokenCount, (trial) => number(trial.promisesBroken)],
    [now.revenueLabel, (trial) => money(trial.exposureAfter.revenue)],
    [now.contributionLabel, (trial) => money(trial.exposureAfter.contribution)],
    [now.penaltyLabel, (trial) => money(trial.exposureAfter.penalty)],
    [board.cost, (trial) => <TrialCost cost={trial.cost} />],
    [board.movesCount, (trial) => number(trial.moves.length)],
  ]
  return (
    <section className={styles.tableFrame} aria-label={board.sideBySide} tabIndex={-1}>
      <table className={styles.table}>
        <caption>{board.sideBySide}</caption>
        <thead>
          <tr>
            <td />
            {standings.map(({ scenario }) => (
              <th key={scenario.id} scope="col">
                {scenario.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {standings.map(({ scenario, trial, problem }) => (
                <td key={scenario.id}>{trial === null ? problem === null ? '–' : <SaidText said={problem} /> : value(trial)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
