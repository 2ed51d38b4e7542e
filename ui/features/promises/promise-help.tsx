/** What would help one promise: of the measures against the disruptions that make it late, those that bring it forward, each with its new date. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Countermeasure, CountermeasureAnswer } from '../../../src/core/actions/answer.ts'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { NetSaved } from '../../kit/named-money.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './promises.module.css'

/** As many measures as are offered against one disruption. */
const MOST = 25
const CAUSES = 3

interface PromiseHelpProps {
  readonly promise: PromiseAnswer
  readonly nameOf: (disruptionId: string) => string
}

export function PromiseHelp({ promise, nameOf }: PromiseHelpProps) {
  const { promises } = useWords()
  const { late, salesOrderLineId } = promise
  const causes = [...promise.causes].sort((a, b) => b.seconds - a.seconds).slice(0, CAUSES)
  if (!late) return null
  return (
    <Section title={promises.help}>
      {causes.length === 0 ? (
        <p className={styles.quiet}>
          {promises.helpNoCause} <Link to="/board">{promises.helpBoard}</Link>
        </p>
      ) : null}
      {causes.map(({ disruptionId }) => (
        <HelpAgainst key={disruptionId} disruptionId={disruptionId} name={nameOf(disruptionId)} lineId={salesOrderLineId} />
      ))}
    </Section>
  )
}

interface HelpAgainstProps {
  readonly disruptionId: string
  readonly name: string
  readonly lineId: string
}

function HelpAgainst({ disruptionId, name, lineId }: HelpAgainstProps) {
  const { promises } = useWords()
  const path = `/disruptions/${encodeURIComponent(disruptionId)}/countermeasures`
  const measures = useAnswer<CountermeasureAnswer>(path, { limit: MOST }, { keep: true })
  return (
    <>
      <h3 className={styles.minor}>
        <Words of={promises.helpAgainst<ReactNode>(<Name thing={{ kind: 'disruption', id: disruptionId, name }} />)} />
      </h3>
      <Answer of={measures}>
        {({ items }) => {
          const helping = items.flatMap((measure) => {
            const shift = measure.wins.find(({ salesOrderLineId }) => salesOrderLineId === lineId)
            return shift === undefined ? [] : [{ measure, afterAt: shift.afterAt, holds: shift.lateBefore && !shift.lateAfter }]
          })
          if (helping.length === 0) return <p className={styles.quiet}>{promises.helpNone}</p>
          return <FirstFew items={helping} keyOf={({ measure }) => measure.id} row={(each) => <HelpRow {...each} />} />
        }}
      </Answer>
    </>
  )
}

interface HelpRowProps {
  readonly measure: Countermeasure
  /** When the promise would be met; null where that is not known. */
  readonly afterAt: PromiseAnswer['projectedAt']
  /** Whether it is late now and would be in time. */
  readonly holds: boolean
}

function HelpRow({ measure: { what, moves, net, cost, promisesBroken }, afterAt, holds }: HelpRowProps) {
  const { promises, now, chain } = useWords()
  return (
    <div className={styles.help}>
      <span className={styles.helpWhat}>
        <SaidText said={what} />
        <span className={styles.quiet}>
          {promisesBroken > 0 ? `${now.breaksOthers(chain.promises(promisesBroken))} ` : ''}
          {moves.length === 0 ? null : (
            <Link to="/board" search={{ moves }}>
              {now.onBoard}
            </Link>
          )}
        </span>
      </span>
      <span>
        {afterAt === null ? '–' : <Moment at={afterAt} exact />}
        {holds ? ` ● ${promises.helpHolds}` : null}
      </span>
      <span className={styles.rowMoney}>
        <NetSaved net={net} costKnown={cost.total !== null} />
      </span>
    </div>
  )
}
