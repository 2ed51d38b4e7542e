/** Where time is shortest for what is promised, and what an hour there earns on each promise: not the dearest order comes first, but what earns most of the hours that are short. */
import type { ReactNode } from 'react'
import type { CenterLoad, Constraint, ConstraintPromise } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { Figure } from '../../kit/figure.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './now.module.css'

const DAYS = 14
const CENTERS = 3

export function ConstraintSection() {
  const { now } = useWords()
  const constraint = useAnswer<Constraint>('/constraint', { days: DAYS })
  return (
    <Section title={now.constraint}>
      <Answer of={constraint}>
        {(answer) => (
          <>
            {answer.workCenter === null ? null : <Tightest of={answer} />}
            {answer.notes.map((note) => (
              <p key={JSON.stringify(note)} className={styles.quiet}>
                <SaidText said={note} />
              </p>
            ))}
          </>
        )}
      </Answer>
    </Section>
  )
}

function Tightest({ of }: { readonly of: Constraint }) {
  const { now, chain } = useWords()
  const { workCenter, anHour, workCenters, promises, free } = of
  return (
    <>
      <p className={styles.lead}>
        {workCenter === null ? null : <Words of={now.constraintIs<ReactNode>(<Name thing={workCenter} />, DAYS)} />}{' '}
        {anHour === null ? null : <Words of={now.constraintEarns<ReactNode>(<MoneyText amounts={[anHour]} />)} />}
      </p>
      <FirstFew items={workCenters} most={CENTERS} keyOf={({ workCenter: { id } }) => id} row={(load) => <LoadRow load={load} />} />
      <h3 className={styles.part}>{now.byHour}</h3>
      <FirstFew items={promises} keyOf={({ salesOrderLineId }) => salesOrderLineId} row={(promise) => <PromiseRow promise={promise} />} />
      {free.promises === 0 ? null : (
        <p className={styles.after}>
          <Words of={now.constraintFree<ReactNode>(chain.promises(free.promises), <MoneyText amounts={free.contribution} />)} />
        </p>
      )}
    </>
  )
}

function LoadRow({ load: { workCenter, askedSeconds, openSeconds, load, promises } }: { readonly load: CenterLoad }) {
  const { now, chain } = useWords()
  const { number, percent } = useFormat()
  // A day of work is not a day: hours are what work and open time have in common.
  const hours = (seconds: number) => number(Math.round(seconds / 3600))
  return (
    <div className={styles.row} {...(load === null || load > 1 ? { 'data-late': true } : {})}>
      <Name thing={workCenter} />
      <span className={styles.quiet}>
        {now.askedOf(hours(askedSeconds), hours(openSeconds))}, {chain.promises(promises)}
      </span>
      <span className={styles.money}>{load === null ? now.notOpen : percent(load)}</span>
    </div>
  )
}

function PromiseRow({ promise }: { readonly promise: ConstraintPromise }) {
  const { now } = useWords()
  const { duration } = useFormat()
  const { salesOrderLineId: id, customer, material, dueAt, late, seconds, contribution, anHour } = promise
  return (
    <div className={styles.row} {...(late ? { 'data-late': true } : {})}>
      <span>
        <Name thing={{ kind: 'salesOrderLine', id, name: id }} /> <Name thing={customer} />
      </span>
      <span className={styles.quiet}>
        {material.name}, {now.takesOf(duration(seconds))}
        {dueAt === null ? null : (
          <>
            {', '}
            <Words of={now.dueOn<ReactNode>(<Moment at={dueAt} exact />)} />
          </>
        )}
      </span>
      <span className={styles.money}>
        {anHour === null || contribution === null ? (
          '–'
        ) : (
          <Figure label={now.hourOf(id)} value={<Words of={now.eachHour<ReactNode>(<MoneyText amounts={[anHour]} />)} />}>
            <p className={styles.reasons}>
              <Words of={now.hourFrom<ReactNode>(<MoneyText amounts={[contribution]} />, duration(seconds))} />
            </p>
          </Figure>
        )}
      </span>
    </div>
  )
}
