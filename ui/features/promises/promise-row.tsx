/** One promise in a list: order, customer and goods, confirmed and projected date, slack and money. */
import { Link } from '@tanstack/react-router'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import { Changing } from '../../kit/changing.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './promises.module.css'

export function PromiseRow({ promise }: { readonly promise: PromiseAnswer }) {
  const { promises } = useWords()
  const names = useNames()
  const { quantity } = useFormat()
  const { salesOrderLineId, customerId, materialId, confirmedAt, projectedAt, late } = promise
  return (
    <li className={styles.row} data-late={late || undefined}>
      <span className={styles.rowMain}>
        <Link to="/promises/$lineId" params={{ lineId: salesOrderLineId }} className={styles.rowLink}>
          {salesOrderLineId}
        </Link>
        <Name thing={names.thing('customer', customerId)} />
      </span>
      <span className={styles.rowGoods}>
        {quantity(promise.quantity)} {names.name('material', materialId)}
      </span>
      <span className={styles.rowDates}>
        {confirmedAt === null ? promises.noDate : <Moment at={confirmedAt} exact />}
        {' → '}
        {projectedAt === null ? (
          '–'
        ) : (
          <Changing of={projectedAt}>
            <Moment at={projectedAt} exact />
          </Changing>
        )}
      </span>
      <span className={styles.rowSlack}>
        <SlackWords seconds={promise.slackSeconds} />
      </span>
      <span className={styles.rowMoney}>
        {promise.exposure.revenue === null ? '' : <RevenueAtRisk amounts={[promise.exposure.revenue]} />}
      </span>
    </li>
  )
}

/** `6 h late` with its mark, or the slack that is left. */
export function SlackWords({ seconds }: { readonly seconds: number | null }) {
  const { promises } = useWords()
  const { duration } = useFormat()
  if (seconds === null) return <span className={styles.quiet}>–</span>
  if (seconds < 0) return <span className={styles.lateWords}>{promises.lateBy(duration(-seconds)).join('')}</span>
  return <span>{promises.slackLeft(duration(seconds)).join('')}</span>
}
