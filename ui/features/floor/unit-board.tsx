/** Work units by work center: state by shape, pattern and word, what each works on, for whom, and what comes next. */
import type { ReactNode } from 'react'
import type { FloorUnit, ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { StateMark } from '../../kit/state-mark.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './floor.module.css'

export function UnitBoard({ units }: { readonly units: readonly FloorUnit[] }) {
  const centers = [...Map.groupBy(units, ({ workCenter }) => workCenter.id).values()]
  return (
    <div className={styles.board}>
      {centers.map((group) => (
        <section key={group[0]?.workCenter.id} className={styles.center}>
          <h2 className={styles.centerTitle}>{group[0] === undefined ? null : <Name thing={group[0].workCenter} />}</h2>
          <ul className={styles.unitList}>
            {group.map((unit) => (
              <UnitCard key={unit.workUnit.id} unit={unit} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function UnitCard({ unit }: { readonly unit: FloorUnit }) {
  const { floor, chain } = useWords()
  const { workUnit, state, current, next, latePromises, atRisk } = unit
  return (
    <li className={styles.unit} data-state={state?.state}>
      <span className={styles.unitTitle}>
        <Name thing={workUnit} />
        {state === null ? <span className={styles.quiet}>{floor.noSignal}</span> : <StateMark state={state.state} />}
        {state === null ? null : (
          <span className={styles.quiet}>
            <Moment at={state.since} />
          </span>
        )}
      </span>
      {state?.reason === undefined ? null : <span className={styles.quiet}>{state.reason}</span>}
      <span>{current === null ? <span className={styles.quiet}>{floor.nothingPlanned}</span> : <BarLine bar={current} />}</span>
      {next === null ? null : (
        <span className={styles.quiet}>
          <Words of={floor.nextIs<ReactNode>(<OrderName bar={next} />, <Moment at={next.fromAt} exact />)} />
        </span>
      )}
      {latePromises === 0 ? null : (
        <span className={styles.quiet}>
          {chain.latePromises(latePromises)} · <MoneyText amounts={atRisk} />
        </span>
      )}
    </li>
  )
}

function BarLine({ bar }: { readonly bar: ScheduleBar }) {
  const { floor } = useWords()
  const { number } = useFormat()
  const order = <OrderName bar={bar} />
  const words =
    bar.promise === null
      ? floor.works<ReactNode>(order, bar.material.name)
      : floor.worksFor<ReactNode>(order, bar.material.name, <Name thing={bar.promise.customer} />)
  const done = bar.completed?.value ?? 0
  return (
    <>
      <Words of={words} />
      <span className={styles.progress}>
        <progress
          max={bar.quantity.value}
          value={done}
          aria-label={`${bar.standing === 'assumed' ? bar.material.name : bar.workOrderId}: ${number(done)} / ${number(bar.quantity.value)}`}
        />
        {number(done)} / {number(bar.quantity.value)}
      </span>
    </>
  )
}

/** An order that does not exist yet has no page of its own. */
function OrderName({ bar }: { readonly bar: ScheduleBar }) {
  const { floor } = useWords()
  if (bar.standing === 'assumed') return floor.legendAssumed
  return <Name thing={{ kind: 'workOrder', id: bar.workOrderId, name: bar.workOrderId }} />
}
