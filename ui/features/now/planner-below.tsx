/** Below the picture for a planner: what would help, deliveries that bite and those that do not, orders that come late with what binds them, and the next starts. */
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Delivery, DisruptionStanding, FloorUnit, ScheduleBar, Trace } from '../../../src/core/impact/page-answer.ts'
import { AllAnswers, Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { LinkName, useBoundWords } from '../promises/link-words.tsx'
import { SlackWords } from '../promises/promise-row.tsx'
import { DeliveryRow } from '../supply/delivery-row.tsx'
import { MeasureList } from './measure-list.tsx'
import styles from './now.module.css'

/** Late promises with their chains: as many as a person reads, by money. */
const LATE_TOLD = 100

export function PlannerBelow({ shown }: { readonly shown: DisruptionStanding | undefined }) {
  const { now } = useWords()
  const promises = useAnswer<{ readonly items: readonly PromiseAnswer[] }>('/promises', { late: true, limit: LATE_TOLD })
  const deliveries = useAnswer<{ readonly items: readonly Delivery[] }>('/deliveries')
  const late = promises.data?.items ?? []
  const open = deliveries.data?.items ?? []
  return (
    <>
      <MeasureList shown={shown} />
      <AllAnswers of={[promises, deliveries]}>
        <Section title={now.bites}>
          <DeliveryList deliveries={open.filter(({ bite }) => bite === 'bites')} empty={now.noBites} />
        </Section>
        <Section title={now.harmless}>
          <DeliveryList
            deliveries={open.filter(({ bite, overdueSeconds }) => bite !== 'bites' && overdueSeconds > 0)}
            empty={now.noHarmless}
          />
        </Section>
        <Section title={now.shortOrders}>
          {late.length === 0 ? (
            <p className={styles.empty}>{now.noShortOrders}</p>
          ) : (
            <FirstFew items={late} keyOf={({ salesOrderLineId }) => salesOrderLineId} row={(each) => <ShortRow promise={each} />} />
          )}
        </Section>
      </AllAnswers>
      <NextStarts />
    </>
  )
}

function DeliveryList({ deliveries, empty }: { readonly deliveries: readonly Delivery[]; readonly empty: string }) {
  if (deliveries.length === 0) return <p className={styles.empty}>{empty}</p>
  return (
    <FirstFew items={deliveries} keyOf={({ purchaseOrderLineId }) => purchaseOrderLineId} row={(each) => <DeliveryRow delivery={each} />} />
  )
}

/** A late order with the link that binds it longest. */
function ShortRow({ promise }: { readonly promise: PromiseAnswer }) {
  const bound = useBoundWords()
  const names = useNames()
  const { salesOrderLineId: id, chain } = promise
  const waiting = (link: PromiseAnswer['chain'][number]): number =>
    link.parts.disruptedSeconds + link.parts.waitSeconds + link.parts.queueSeconds
  const binds = [...chain].sort((a, b) => waiting(b) - waiting(a))[0]
  return (
    <div className={styles.row} data-late>
      <span className={styles.stack}>
        <Name thing={{ kind: 'salesOrderLine', id, name: id }} />
        <Name thing={names.thing('customer', promise.customerId)} />
      </span>
      <span className={styles.stack}>
        <span>{binds === undefined ? '–' : <LinkName link={binds} />}</span>
        {binds === undefined ? null : <span className={styles.quiet}>{bound(binds)}</span>}
      </span>
      <span className={styles.money}>
        <SlackWords seconds={promise.slackSeconds} />
      </span>
    </div>
  )
}

const STARTS = 12

function NextStarts() {
  const { now } = useWords()
  const floor = useAnswer<{ readonly items: readonly FloorUnit[] }>('/floor')
  return (
    <Section title={now.nextStarts}>
      <Answer of={floor}>
        {({ items }) => {
          const starts = items
            .flatMap((unit) =>
              [unit.current, unit.next].flatMap((bar) => (bar !== null && bar.standing === 'planned' ? [{ bar, unit }] : [])),
            )
            .sort((a, b) => (a.bar.fromAt < b.bar.fromAt ? -1 : 1))
          if (starts.length === 0) return <p className={styles.empty}>{now.noNextStarts}</p>
          return (
            <FirstFew
              items={starts.slice(0, STARTS)}
              keyOf={({ bar }) => bar.id}
              row={({ bar, unit }) => <StartRow bar={bar} unit={unit} />}
            />
          )
        }}
      </Answer>
    </Section>
  )
}

function StartRow({ bar, unit }: { readonly bar: ScheduleBar; readonly unit: FloorUnit }) {
  const { now } = useWords()
  return (
    <div className={styles.row}>
      <span className={styles.stack}>
        <Name thing={{ kind: 'workOrder', id: bar.workOrderId, name: bar.workOrderId }} />
        <span className={styles.quiet}>{bar.material.name}</span>
      </span>
      <span>
        <Words of={now.starts<ReactNode>(<Moment at={bar.fromAt} exact />, <Name thing={unit.workUnit} />)} />
      </span>
      <span>{bar.standing === 'planned' ? <Readiness bar={bar} /> : null}</span>
    </div>
  )
}

/** Whether the material of an order is there: what it comes from directly, and whether any of that is still to come. */
function Readiness({ bar }: { readonly bar: ScheduleBar }) {
  const { now } = useWords()
  const plant = usePlant()
  const trace = useAnswer<Trace>(`/trace/workOrder/${encodeURIComponent(bar.workOrderId)}`)
  if (trace.data === undefined) return null
  const missing = trace.data.upstream
    .filter(
      ({ thing, distance, at }) =>
        distance === 1 && (thing.kind === 'purchaseOrderLine' || thing.kind === 'workOrder') && at !== null && at > plant.now,
    )
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))[0]
  if (missing === undefined || missing.at === null) return <span className={styles.quiet}>{now.materialThere}</span>
  return <Words of={now.waitsFor<ReactNode>(<Name thing={missing.thing} />, <Moment at={missing.at} exact />)} />
}
