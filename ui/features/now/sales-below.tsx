/** Below the picture for sales and customer success: customers whose date changed with a reason fit to share and a draft note, what is done about it, and good news. */
import type { ReactNode } from 'react'
import type { Inbox } from '../../../src/core/actions/answer.ts'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import { AllAnswers, Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { Section } from '../../kit/section.tsx'
import { useAllPromises } from '../../live/use-all-promises.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { ActionList } from './action-list.tsx'
import { backInside } from './back-inside.ts'
import { CustomerNote } from './customer-note.tsx'
import styles from './now.module.css'
import { useOpenActions } from './use-open-actions.ts'

export function SalesBelow({ items }: { readonly items: readonly DisruptionStanding[] }) {
  const { now } = useWords()
  const promises = useAllPromises()
  const kinds = new Map(items.map(({ disruption }) => [disruption.id, disruption.kind]))
  return (
    <>
      <Section title={now.changedDates}>
        <Answer of={promises}>
          {(all) => {
            const late = all.filter((each) => each.late)
            if (late.length === 0) return <p className={styles.empty}>{now.noChangedDates}</p>
            return (
              <FirstFew
                items={late}
                keyOf={({ salesOrderLineId }) => salesOrderLineId}
                row={(each) => <ChangedRow promise={each} kind={kinds.get(each.causes[0]?.disruptionId ?? '')} />}
              />
            )
          }}
        </Answer>
      </Section>
      <Recovery />
      <GoodNews />
    </>
  )
}

/** Old and new date, how sure the new one is, and a reason that names nothing of the inside of the plant. */
function ChangedRow({ promise, kind }: { readonly promise: PromiseAnswer; readonly kind: Disruption['kind'] | undefined }) {
  const { now } = useWords()
  const names = useNames()
  const { salesOrderLineId: id, confirmedAt, exposure } = promise
  const reason = kind === undefined ? now.reasonBefore : now.reasons[kind]
  return (
    <div className={styles.row} data-late>
      <span className={styles.stack}>
        <Name thing={names.thing('customer', promise.customerId)} />
        <Name thing={{ kind: 'salesOrderLine', id, name: id }} />
      </span>
      <span className={styles.stack}>
        <span>
          {confirmedAt === null ? '–' : <Moment at={confirmedAt} exact />} → <NewDate promise={promise} />
        </span>
        <span className={styles.quiet}>{reason}</span>
      </span>
      <span className={styles.money}>{exposure.revenue === null ? '–' : <RevenueAtRisk amounts={[exposure.revenue]} />}</span>
      <CustomerNote lineId={id} />
    </div>
  )
}

function NewDate({ promise: { projectedAt, projectedP90At } }: { readonly promise: PromiseAnswer }) {
  const { now } = useWords()
  if (projectedAt === null) return '–'
  const p50 = <Moment at={projectedAt} exact />
  if (projectedP90At === null || projectedP90At === projectedAt) return p50
  return <Words of={now.confidence<ReactNode>(p50, <Moment at={projectedP90At} exact />)} />
}

/** What is being done so that dates come back, and by when more is known. */
function Recovery() {
  const { now } = useWords()
  const actions = useOpenActions()
  return (
    <Section title={now.recovery}>
      <Answer of={actions}>
        {({ items }) => <ActionList items={items.filter(({ action }) => action.state !== 'proposed')} empty={now.noRecovery} />}
      </Answer>
    </Section>
  )
}

/** Promises that a cause had made late, that is over since yesterday, and that are inside their dates again: what sales can tell a customer. */
function GoodNews() {
  const { now } = useWords()
  const names = useNames()
  const { nowMs } = usePlant()
  const inbox = useAnswer<Inbox>('/inbox/sales')
  const promises = useAllPromises()
  return (
    <Section title={now.goodNews}>
      <AllAnswers of={[inbox, promises]}>
        {(() => {
          const back = backInside(inbox.data?.notices ?? [], promises.data ?? [], nowMs)
          if (back.length === 0) return <p className={styles.empty}>{now.noGoodNews}</p>
          return (
            <FirstFew
              items={back}
              keyOf={({ salesOrderLineId }) => salesOrderLineId}
              row={({ salesOrderLineId: id, customerId, projectedAt, confirmedAt }) => (
                <div className={styles.row}>
                  <span className={styles.stack}>
                    <Name thing={names.thing('customer', customerId)} />
                    <Name thing={{ kind: 'salesOrderLine', id, name: id }} />
                  </span>
                  <span>
                    <Words
                      of={now.backInside<ReactNode>(
                        projectedAt === null ? '–' : <Moment at={projectedAt} exact />,
                        confirmedAt === null ? '–' : <Moment at={confirmedAt} exact />,
                      )}
                    />
                  </span>
                </div>
              )}
            />
          )
        })()}
      </AllAnswers>
    </Section>
  )
}
