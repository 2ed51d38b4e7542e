/** Lines, orders, customers and money of what is late, each figure opening to the promises behind it. */
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import { type Money, sumMoney } from '../../../src/core/values/money.ts'
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

type Part = 'revenue' | 'contribution' | 'penalty'
/** What a figure counts, and so what it opens to. */
type Counted = 'salesOrderLine' | 'salesOrder' | 'customer'

export function LateFigures({ promises, summary, parts = false }: LateFiguresProps) {
  const { now } = useWords()
  const { number } = useFormat()
  const late = promises.filter((each) => each.late)
  const counts: readonly (readonly [Counted, string, number])[] = [
    ['salesOrderLine', now.promisesLabel, summary.lines],
    ['salesOrder', now.ordersLabel, summary.orders],
    ['customer', now.customersLabel, summary.customers],
  ]
  const money: readonly (readonly [Part, string, readonly Money[]])[] = [
    ['revenue', now.revenueLabel, summary.revenue],
    ...(parts
      ? ([
          ['contribution', now.contributionLabel, summary.contribution],
          ['penalty', now.penaltyLabel, summary.penalty],
        ] as const)
      : []),
  ]
  const rows = [
    ...counts.map(([of, label, n]) => ({ label, value: number(n), of, part: 'revenue' as const })),
    ...money.map(([part, label, amounts]) => ({
      label,
      value: amounts.length === 0 ? '–' : <MoneyText amounts={amounts} />,
      of: 'salesOrderLine' as const,
      part,
    })),
  ]
  return (
    <>
      <dl className={styles.figures}>
        {rows.map(({ label, value, of, part }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Figure label={label} value={value}>
                <Behind late={late} of={of} part={part} />
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

/** Promises, or the orders or customers that they are of, the dearest first as they come, each with its part of the money. */
function Behind({ late, of, part }: { readonly late: readonly PromiseAnswer[]; readonly of: Counted; readonly part: Part }) {
  const names = useNames()
  const idOf = (promise: PromiseAnswer): string =>
    of === 'customer' ? promise.customerId : of === 'salesOrder' ? promise.orderId : promise.salesOrderLineId
  const each = [...Map.groupBy(late, idOf)]
  return (
    <ul className={styles.behind}>
      {each.slice(0, SHOWN).map(([id, some]) => {
        const amounts = sumMoney(some.flatMap(({ exposure }) => exposure[part] ?? []))
        const customerId = some[0]?.customerId ?? ''
        return (
          <li key={id}>
            <Name thing={{ kind: of, id, name: of === 'customer' ? names.name('customer', id) : id }} />{' '}
            {of === 'customer' ? null : names.name('customer', customerId)} {amounts.length === 0 ? '–' : <MoneyText amounts={amounts} />}
          </li>
        )
      })}
      {each.length > SHOWN ? <li>+ {each.length - SHOWN}</li> : null}
    </ul>
  )
}
