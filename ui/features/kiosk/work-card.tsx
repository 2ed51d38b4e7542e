/** One card: what is made here now, for whom, how far it is, and the one next step. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { FloorUnit, ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import type { Customer } from '../../../src/core/records/customer.ts'
import type { PeopleAgreement } from '../../../src/engine/people-ports.ts'
import { Moment } from '../../kit/moment.tsx'
import { StateMark } from '../../kit/state-mark.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { useRecords } from '../../live/use-records.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { CallHelp } from './call-help.tsx'
import styles from './kiosk.module.css'
import { ReportKeys } from './report-keys.tsx'
import type { Telling } from './use-outbox.ts'
import { WaitingList } from './waiting-list.tsx'

interface WorkCardProps {
  readonly unit: FloorUnit
  readonly telling: Telling
  readonly onLeave: () => void
  readonly onSign: () => void
}

/** The id of the key that opens the screen for signing on: whoever leaves it is back there. */
export const SIGN_ON_KEY = 'kiosk-sign-on'

export function WorkCard({ unit, telling, onLeave, onSign }: WorkCardProps) {
  const { kiosk } = useWords()
  const { workUnit, workCenter, state, current, next } = unit
  // Without a works agreement nobody is known here, so that nobody can sign on.
  const agreement = useAnswer<{ readonly agreement: PeopleAgreement | null }>('/people-data').data?.agreement ?? null
  return (
    <article className={styles.card} aria-label={workUnit.name}>
      <header className={styles.head}>
        <span className={styles.unitName}>{workUnit.name}</span>
        {state === null ? null : <StateMark state={state.state} />}
        <button type="button" className={styles.leave} onClick={onLeave}>
          {kiosk.changeUnit}
        </button>
      </header>
      {current === null ? <p className={styles.what}>{kiosk.noWork}</p> : <Work bar={current} />}
      <section className={styles.next}>
        <h2>{kiosk.nextStep}</h2>
        <p>{useNextStep(unit)}</p>
      </section>
      <ReportKeys unit={unit} telling={telling} />
      <CallHelp unit={unit} telling={telling} />
      <WaitingList telling={telling} />
      {next === null ? null : (
        <p className={styles.after}>
          {kiosk.afterwards}: {next.workOrderId}, <ForWhom bar={next} />
        </p>
      )}
      <div className={styles.below}>
        {agreement === null ? null : (
          <button type="button" id={SIGN_ON_KEY} className={styles.key} onClick={onSign}>
            {kiosk.signOn}
          </button>
        )}
        <Link to="/kept/$workCenterId" params={{ workCenterId: workCenter.id }} className={styles.keyLink}>
          {kiosk.kept}
        </Link>
      </div>
    </article>
  )
}

function Work({ bar }: { readonly bar: ScheduleBar }) {
  const { kiosk } = useWords()
  const { quantity, number } = useFormat()
  const done = bar.completed?.value ?? 0
  const left = { value: Math.max(0, bar.quantity.value - done), unit: bar.quantity.unit }
  return (
    <>
      <h1 className={styles.what}>
        <ForWhom bar={bar} />
      </h1>
      <UsedFor bar={bar} />
      <Leaves bar={bar} />
      <p className={styles.count}>
        <strong>{kiosk.toGo(quantity(left))}</strong>
        <span>{kiosk.ofTotal(number(done), number(bar.quantity.value))}</span>
      </p>
      <progress
        className={styles.done}
        max={bar.quantity.value}
        value={done}
        aria-label={kiosk.ofTotal(number(done), number(bar.quantity.value))}
      />
    </>
  )
}

function ForWhom({ bar }: { readonly bar: ScheduleBar }) {
  const { kiosk } = useWords()
  return (
    <Words
      of={
        bar.promise === null
          ? kiosk.forStock<ReactNode>(bar.material.name)
          : kiosk.forWhom<ReactNode>(bar.material.name, bar.promise.customer.name)
      }
    />
  )
}

/** What becomes of it: the goods that it goes into, and what the customer uses them for. */
function UsedFor({ bar: { promise, material } }: { readonly bar: ScheduleBar }) {
  const { kiosk } = useWords()
  const names = useNames()
  const customers = useRecords<Customer>('customer').data
  const line = usePromise(promise?.salesOrderLineId)
  if (promise === null) return null
  const goods = line === undefined || line.materialId === material.id ? undefined : names.name('material', line.materialId)
  const use = customers?.find(({ id }) => id === promise.customer.id)?.usedFor
  const text = [...(goods === undefined ? [] : [kiosk.goesInto(goods)]), ...(use === undefined ? [] : [kiosk.usedFor(use)])].join(' ')
  return text === '' ? null : <p className={styles.usedFor}>{text}</p>
}

function usePromise(line: string | undefined): PromiseAnswer | undefined {
  return useAnswer<PromiseAnswer>(line === undefined ? null : `/promises/${encodeURIComponent(line)}`, {}, { keep: true }).data
}

/** When the promise that waits for it leaves. */
function Leaves({ bar }: { readonly bar: ScheduleBar }) {
  const { kiosk } = useWords()
  const { projectedAt = null, confirmedAt = null } = usePromise(bar.promise?.salesOrderLineId) ?? {}
  if (projectedAt === null) return null
  return (
    <p className={styles.leaves}>
      <Words of={kiosk.leaves<ReactNode>(<Moment at={projectedAt} exact />)} />
      {confirmedAt === null ? null : (
        <>
          {', '}
          <Words of={kiosk.promisedFor<ReactNode>(<Moment at={confirmedAt} exact />)} />
        </>
      )}
    </p>
  )
}

/** One sentence that says what to do next. */
function useNextStep({ state, current }: FloorUnit): string {
  const { kiosk } = useWords()
  if (state?.state === 'down') return kiosk.stepStopped
  if (current === null) return kiosk.noWork
  if ((current.completed?.value ?? 0) >= current.quantity.value) return kiosk.stepDone(current.workOrderId)
  if (state !== null && (state.state === 'offline' || state.state === 'stale')) return kiosk.stepNotSeen
  return current.standing === 'running' ? kiosk.stepGoOn(current.workOrderId) : kiosk.stepStart(current.workOrderId)
}
