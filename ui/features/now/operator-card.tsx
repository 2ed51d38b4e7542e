/** One card: what is made here now, for whom, how far it is, and the one next step. */
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { FloorUnit, ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import { Moment } from '../../kit/moment.tsx'
import { StateMark } from '../../kit/state-mark.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './operator.module.css'
import { OperatorReport } from './operator-report.tsx'

export function OperatorCard({ unit, onLeave }: { readonly unit: FloorUnit; readonly onLeave: () => void }) {
  const { now } = useWords()
  const { workUnit, state, current, next } = unit
  return (
    <article className={styles.card} aria-label={workUnit.name}>
      <header className={styles.head}>
        <span className={styles.unitName}>{workUnit.name}</span>
        {state === null ? null : <StateMark state={state.state} />}
        <button type="button" className={styles.leave} onClick={onLeave}>
          {now.changeUnit}
        </button>
      </header>
      {current === null ? <p className={styles.what}>{now.noWork}</p> : <Work bar={current} />}
      <section className={styles.next}>
        <h2>{now.nextStep}</h2>
        <p>{useNextStep(unit)}</p>
      </section>
      <OperatorReport unit={unit} />
      {next === null ? null : (
        <p className={styles.after}>
          {now.afterwards}: {next.workOrderId}, <ForWhom bar={next} />
        </p>
      )}
    </article>
  )
}

function Work({ bar }: { readonly bar: ScheduleBar }) {
  const { now } = useWords()
  const { quantity, number } = useFormat()
  const done = bar.completed?.value ?? 0
  const left = { value: Math.max(0, bar.quantity.value - done), unit: bar.quantity.unit }
  return (
    <>
      <h1 className={styles.what}>
        <ForWhom bar={bar} />
      </h1>
      <Leaves bar={bar} />
      <p className={styles.count}>
        <strong>{now.toGo(quantity(left))}</strong>
        <span>{now.ofTotal(number(done), number(bar.quantity.value))}</span>
      </p>
      <progress
        className={styles.done}
        max={bar.quantity.value}
        value={done}
        aria-label={now.ofTotal(number(done), number(bar.quantity.value))}
      />
    </>
  )
}

function ForWhom({ bar }: { readonly bar: ScheduleBar }) {
  const { now } = useWords()
  return (
    <Words
      of={
        bar.promise === null
          ? now.forStock<ReactNode>(bar.material.name)
          : now.forWhom<ReactNode>(bar.material.name, bar.promise.customer.name)
      }
    />
  )
}

/** When the promise that waits for it leaves. */
function Leaves({ bar }: { readonly bar: ScheduleBar }) {
  const { now } = useWords()
  const line = bar.promise?.salesOrderLineId
  const promise = useAnswer<PromiseAnswer>(line === undefined ? null : `/promises/${encodeURIComponent(line)}`, {}, { keep: true })
  const { projectedAt = null, confirmedAt = null } = promise.data ?? {}
  if (projectedAt === null) return null
  return (
    <p className={styles.leaves}>
      <Words of={now.leaves<ReactNode>(<Moment at={projectedAt} exact />)} />
      {confirmedAt === null ? null : (
        <>
          {', '}
          <Words of={now.promisedFor<ReactNode>(<Moment at={confirmedAt} exact />)} />
        </>
      )}
    </p>
  )
}

/** One sentence that says what to do now. */
function useNextStep({ state, current }: FloorUnit): string {
  const { now } = useWords()
  if (state?.state === 'down') return now.stepStopped
  if (current === null) return now.noWork
  if ((current.completed?.value ?? 0) >= current.quantity.value) return now.stepDone(current.workOrderId)
  if (state !== null && (state.state === 'offline' || state.state === 'stale')) return now.stepNotSeen
  return current.standing === 'running' ? now.stepGoOn(current.workOrderId) : now.stepStart(current.workOrderId)
}
