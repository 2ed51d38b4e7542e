/** What is known of the bar that is chosen, with links to its order and to the promise that waits for it. */
import { CloseButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ScheduleBar, Thing } from '../../../src/core/impact/page-answer.ts'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './floor.module.css'

interface BarCardProps {
  readonly bar: ScheduleBar
  readonly unit: Thing
  readonly onClose: () => void
  /** What can be done with it here. */
  readonly children?: ReactNode
}

export function BarCard({ bar, unit, onClose, children }: BarCardProps) {
  const { floor } = useWords()
  const { quantity, duration } = useFormat()
  const slack = bar.promise?.slackSeconds
  const order =
    bar.standing === 'assumed' ? floor.legendAssumed : <Name thing={{ kind: 'workOrder', id: bar.workOrderId, name: bar.workOrderId }} />
  return (
    <section
      id="bar-card"
      className={styles.barCard}
      aria-label={`${bar.standing === 'assumed' ? bar.material.name : bar.workOrderId}, ${unit.name}`}
    >
      <CloseButton aria-label={floor.close} onClick={onClose} className={styles.barClose} />
      <p className={styles.barTitle}>
        <Words of={floor.bar<ReactNode>(order, <Name thing={bar.material} />)} />
        {', '}
        {quantity(bar.quantity)}
      </p>
      <p>
        <Name thing={unit} />: <Moment at={bar.fromAt} exact /> – {bar.toAt === null ? floor.endUnknown : <Moment at={bar.toAt} exact />}
        {bar.setupSeconds > 0 ? `, ${floor.setup(duration(bar.setupSeconds))}` : ''}; {floor.standing[bar.standing]}
      </p>
      {bar.promise === null ? null : (
        <p>
          {floor.openPromise}{' '}
          <Name thing={{ kind: 'salesOrderLine', id: bar.promise.salesOrderLineId, name: bar.promise.salesOrderLineId }} />{' '}
          <Words of={floor.serving<ReactNode>(<Name thing={bar.promise.customer} />)} />
          {slack === null || slack === undefined ? '' : `, ${slack < 0 ? floor.lateOf(duration(-slack)) : floor.slackOf(duration(slack))}`}
        </p>
      )}
      {children}
    </section>
  )
}
