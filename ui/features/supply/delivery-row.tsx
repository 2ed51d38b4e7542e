/** One delivery in a list: what, from whom, by when, and the promises that wait for it. */
import type { ReactNode } from 'react'
import { Figure } from '../../kit/figure.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import type { PurchaseEffect } from './purchase-effect.ts'
import styles from './supply.module.css'

export function DeliveryRow({ effect }: { readonly effect: PurchaseEffect }) {
  const { supply } = useWords()
  const { duration, quantity } = useFormat()
  const names = useNames()
  const { line, bite, overdueSeconds } = effect
  const what = <Name thing={{ kind: 'purchaseOrderLine', id: line.id, name: names.name('material', line.materialId) }} />
  const supplier: ReactNode = line.supplierId === undefined ? supply.noSupplier : <Name thing={names.thing('supplier', line.supplierId)} />
  return (
    <div className={styles.delivery} data-bite={bite}>
      <span>
        <Words of={supply.from<ReactNode>(what, supplier)} />
        <span className={styles.quiet}> {quantity(line.quantity)}</span>
      </span>
      <span>
        <Words of={supply.promised<ReactNode>(<Moment at={line.promisedAt} exact />)} />
        {overdueSeconds > 0 ? <span className={styles.overdue}> {supply.overdue(duration(overdueSeconds))}</span> : null}
      </span>
      <span className={styles.effect}>
        <Waiting effect={effect} />
      </span>
    </div>
  )
}

function Waiting({ effect }: { readonly effect: PurchaseEffect }) {
  const { supply, chain } = useWords()
  const { duration } = useFormat()
  const names = useNames()
  const { promises, slackSeconds } = effect
  if (promises.length === 0) return null
  const slack =
    slackSeconds === null ? '' : slackSeconds < 0 ? supply.lateBy(duration(-slackSeconds)) : supply.slackLeft(duration(slackSeconds))
  return (
    <Figure label={supply.waiting} value={`${chain.promises(promises.length)}, ${slack}`}>
      <ul>
        {promises.slice(0, 8).map(({ salesOrderLineId: id, customerId }) => (
          <li key={id}>
            <Name thing={{ kind: 'salesOrderLine', id, name: id }} /> <Name thing={names.thing('customer', customerId)} />
          </li>
        ))}
      </ul>
    </Figure>
  )
}
