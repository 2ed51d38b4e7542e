/** One delivery in a list: what, from whom, by when, and the promises that wait for it. */
import type { ReactNode } from 'react'
import type { Delivery } from '../../../src/core/impact/page-answer.ts'
import { Figure } from '../../kit/figure.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './supply.module.css'

export function DeliveryRow({ delivery }: { readonly delivery: Delivery }) {
  const { supply } = useWords()
  const { duration, quantity } = useFormat()
  const { purchaseOrderLineId: id, material, overdueSeconds, usual } = delivery
  const what = <Name thing={{ kind: 'purchaseOrderLine', id, name: material.name }} />
  const supplier: ReactNode = delivery.supplier === null ? supply.noSupplier : <Name thing={delivery.supplier} />
  return (
    <div className={styles.delivery} data-bite={delivery.bite}>
      <span>
        <Words of={supply.from<ReactNode>(what, supplier)} />
        <span className={styles.quiet}> {quantity(delivery.quantity)}</span>
      </span>
      <span>
        <Words of={supply.promised<ReactNode>(<Moment at={delivery.promisedAt} exact />)} />
        {delivery.moved === null ? null : (
          <span>
            {', '}
            <Words
              of={supply.movedTo<ReactNode>(
                <Name thing={{ kind: 'disruption', id: delivery.moved.disruptionId, name: supply.now }} />,
                delivery.moved.newAt === null ? supply.dateUnknown : <Moment at={delivery.moved.newAt} exact />,
              )}
            />
          </span>
        )}
        {overdueSeconds > 0 ? <span className={styles.overdue}> {supply.overdue(duration(overdueSeconds))}</span> : null}
        {usual === null ? null : (
          <span className={styles.quiet}>
            {' '}
            <SaidText said={usual} />
          </span>
        )}
      </span>
      <span className={styles.effect}>
        <Waiting delivery={delivery} />
      </span>
    </div>
  )
}

function Waiting({ delivery: { promises, first } }: { readonly delivery: Delivery }) {
  const { supply, chain } = useWords()
  const { duration } = useFormat()
  const least = first[0]
  if (least === undefined) return null
  const { slackSeconds } = least
  const slack =
    slackSeconds === null ? '' : slackSeconds < 0 ? supply.lateBy(duration(-slackSeconds)) : supply.slackLeft(duration(slackSeconds))
  return (
    <Figure label={supply.waiting} value={[chain.promises(promises), slack].filter((part) => part !== '').join(', ')}>
      <ul>
        {first.map(({ salesOrderLineId, customer }) => (
          <li key={salesOrderLineId}>
            <Name thing={{ kind: 'salesOrderLine', id: salesOrderLineId, name: salesOrderLineId }} /> <Name thing={customer} />
          </li>
        ))}
      </ul>
    </Figure>
  )
}
