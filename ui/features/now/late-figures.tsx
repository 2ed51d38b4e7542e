/** Lines, orders, customers and money of what is late, each figure opening to the promises behind it. */
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Money } from '../../../src/core/values/money.ts'
import { Figure } from '../../kit/figure.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import type { LateSummary } from './late-summary.ts'
import styles from './now.module.css'

interface LateFiguresProps {
  readonly promises: readonly PromiseAnswer[]
  readonly summary: LateSummary
  /** The money in all its parts, not the revenue alone. */
  readonly parts?: boolean
}

export function LateFigures({ promises, summary, parts = false }: LateFiguresProps) {
  const { now } = useWords()
  const { number } = useFormat()
  const late = promises.filter((each) => each.late)
  const counts: readonly (readonly [string, ReactNode])[] = [
    [now.promisesLabel, number(summary.lines)],
    [now.ordersLabel, number(summary.orders)],
    [now.customersLabel, number(summary.customers)],
  ]
  const money: readonly (readonly [string, readonly Money[]])[] = [
    [now.revenueLabel, summary.revenue],
    ...(parts
      ? ([
          [now.contributionLabel, summary.contribution],
          [now.penaltyLabel, summary.penalty],
        ] as const)
      : []),
  ]
  const rows = [
    ...counts,
    ...money.map(([label, amounts]) => [label, amounts.length === 0 ? '–' : <MoneyText key={label} amounts={amounts} />] as const),
  ]
  return (
    <>
      <dl className={styles.figures}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Figure label={label} value={value}>
                <Behind late={late} />
              </Figure>
            </dd>
          </div>
        ))}
      </dl>
      {summary.withoutPrice > 0 ? <p className={styles.quiet}>{now.withoutPrice(summary.withoutPrice)}</p> : null}
    </>
  )
}

const SHOWN = 10

function Behind({ late }: { readonly late: readonly PromiseAnswer[] }) {
  const names = useNames()
  return (
    <ul className={styles.behind}>
      {late.slice(0, SHOWN).map(({ salesOrderLineId: id, customerId, exposure }) => (
        <li key={id}>
          <Name thing={{ kind: 'salesOrderLine', id, name: id }} /> {names.name('customer', customerId)}{' '}
          {exposure.revenue === null ? '–' : <MoneyText amounts={[exposure.revenue]} />}
        </li>
      ))}
      {late.length > SHOWN ? <li>+ {late.length - SHOWN}</li> : null}
    </ul>
  )
}
