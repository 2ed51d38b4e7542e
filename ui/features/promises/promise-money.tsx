/** The money of a promise, each amount with what it means and how it is counted. */
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Money } from '../../../src/core/values/money.ts'
import { Figure } from '../../kit/figure.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './promises.module.css'

export function PromiseMoney({ promise }: { readonly promise: PromiseAnswer }) {
  const { promises } = useWords()
  const { exposure, late } = promise
  const rows: readonly (readonly [string, Money | null, string])[] = [
    [promises.revenue, exposure.revenue, promises.revenueWhy],
    [promises.contribution, exposure.contribution, promises.contributionWhy],
    [promises.penalty, exposure.penalty, promises.penaltyWhy],
  ]
  return (
    <Section title={promises.moneyTitle}>
      {late ? null : <p className={styles.quiet}>{promises.notAtRisk}</p>}
      <dl className={styles.moneyRows}>
        {rows.map(([label, amount, why]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <MoneyFigure label={label} amount={amount} why={why} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function MoneyFigure({ label, amount, why }: { readonly label: string; readonly amount: Money | null; readonly why: string }) {
  const { moneyExact } = useFormat()
  if (amount === null) return <span>–</span>
  return (
    <Figure label={label} value={<MoneyText amounts={[amount]} />}>
      <p>{moneyExact(amount)}</p>
      <p>{why}</p>
    </Figure>
  )
}
