/** Whom a disruption reaches: until when it lasts, every promise that it moves, and what was assumed. */
import type { ReactNode } from 'react'
import type { AffectedPromise, ImpactAnswer } from '../../../src/core/impact/answer.ts'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import { type Said, saidOnce } from '../../../src/core/values/said.ts'
import { Figure } from '../../kit/figure.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { EndBasis, hasEndBasis } from './end-basis.tsx'
import { LASTING } from './lasting.ts'
import { SlackWords } from './promise-row.tsx'
import styles from './promises.module.css'

interface PartProps {
  readonly answer: ImpactAnswer
  /** Undefined once it has ended. */
  readonly standing: DisruptionStanding | undefined
}

export function DisruptionReach({ answer, standing }: PartProps) {
  // What has ended reaches nothing any more; the notes say how long it lasted.
  if (answer.disruption.closedAt !== undefined) return <Notes said={answer.notes} />
  return (
    <>
      <EndSection answer={answer} standing={standing} />
      <PromiseSections answer={answer} />
      <Notes said={saidOnce([...answer.notes, ...(standing?.notes ?? [])])} />
    </>
  )
}

function EndSection({ answer, standing }: PartProps) {
  const { promises, chain } = useWords()
  const { disruption } = answer
  const end = disruption.endAt ?? disruption.expectedEndAt
  const mustEnd = standing?.mustEndBy ?? null
  // A shift that lacks people ends when it ends: that is no expectation.
  const isGap = disruption.kind === 'qualificationMissing'
  if (!LASTING.has(disruption.kind)) return null
  return (
    <Section title={isGap ? promises.untilTitle : promises.expectedEnd}>
      <dl className={styles.facts}>
        <div>
          <dt>{isGap ? promises.endOfShift : disruption.endAt === undefined ? promises.p50 : promises.endStated}</dt>
          <dd>{end === undefined ? chain.end : <EndFigure disruption={disruption} />}</dd>
        </div>
        {disruption.latestEndAt === undefined ? null : (
          <div>
            <dt>{promises.p90}</dt>
            <dd>
              <Moment at={disruption.latestEndAt} exact />
            </dd>
          </div>
        )}
        <div>
          <dt>{promises.mustEnd}</dt>
          <dd>
            {mustEnd === null ? (
              promises.mustEndNone
            ) : (
              <Figure label={promises.mustEnd} value={<Moment at={mustEnd} exact />}>
                <p>{promises.mustEndWhy}</p>
              </Figure>
            )}
          </dd>
        </div>
      </dl>
    </Section>
  )
}

function EndFigure({ disruption }: { readonly disruption: ImpactAnswer['disruption'] }) {
  const { promises } = useWords()
  const end = disruption.endAt ?? disruption.expectedEndAt
  if (end === undefined) return null
  if (!hasEndBasis(disruption)) return <Moment at={end} exact />
  return (
    <Figure label={promises.expectedEnd} value={<Moment at={end} exact />}>
      <p>{promises.basis}</p>
      <EndBasis disruption={disruption} />
    </Figure>
  )
}

/** What it breaks, what was late and becomes later still, what moves inside its slack: each apart, so that it is blamed for what it does alone. */
function PromiseSections({ answer }: { readonly answer: ImpactAnswer }) {
  const { promises } = useWords()
  const broken = answer.late.filter(({ lateBefore }) => !lateBefore)
  const later = answer.late.filter(({ lateBefore }) => lateBefore)
  const slack = answer.insideSlack.filter(({ late, delaySeconds }) => !late && (delaySeconds === null || delaySeconds > 0))
  const others = answer.insideSlack.length - slack.length
  return (
    <>
      <Section title={promises.latePromises} aside={<MoneyColumn of={broken} />}>
        {broken.length === 0 ? <p className={styles.empty}>{promises.noLatePromises}</p> : <Affected items={broken} />}
        {answer.lateAnyway > 0 ? <p className={styles.quiet}>{promises.lateAnyway(answer.lateAnyway)}</p> : null}
      </Section>
      {later.length === 0 ? null : (
        <Section title={promises.laterStill} aside={<MoneyColumn of={later} />}>
          <Affected items={later} />
        </Section>
      )}
      <Section title={promises.slackPromises}>
        {slack.length === 0 ? <p className={styles.empty}>{promises.noSlackPromises}</p> : <Affected items={slack} />}
        {others === 0 ? null : <p className={styles.quiet}>{promises.othersReached(others)}</p>}
      </Section>
    </>
  )
}

/** What the amounts at the right are of. */
function MoneyColumn({ of }: { readonly of: readonly AffectedPromise[] }) {
  const { now } = useWords()
  return of.some(({ exposure }) => exposure.revenue !== null) ? <span className={styles.quiet}>{now.revenueLabel}</span> : null
}

function Affected({ items }: { readonly items: readonly AffectedPromise[] }) {
  return <FirstFew items={items} keyOf={({ salesOrderLineId }) => salesOrderLineId} row={(promise) => <AffectedRow promise={promise} />} />
}

function AffectedRow({ promise }: { readonly promise: AffectedPromise }) {
  const { promises } = useWords()
  const names = useNames()
  const { duration } = useFormat()
  const { salesOrderLineId: id, projectedBefore, projectedAfter, delaySeconds } = promise
  const when = (at: AffectedPromise['projectedAfter']): ReactNode => (at === null ? '–' : <Moment at={at} exact />)
  return (
    <div className={styles.row} data-late={promise.late || undefined}>
      <span className={styles.rowMain}>
        <Name thing={{ kind: 'salesOrderLine', id, name: id }} />
        <Name thing={names.thing('customer', promise.customerId)} />
      </span>
      <span className={styles.rowGoods}>{names.name('material', promise.materialId)}</span>
      <span className={styles.rowDates}>
        <Words of={promises.moved<ReactNode>(when(projectedBefore), when(projectedAfter))} />
        {delaySeconds === null || delaySeconds <= 0 ? null : <span className={styles.quiet}> {promises.adds(duration(delaySeconds))}</span>}
      </span>
      <span className={styles.rowSlack}>
        <SlackWords seconds={promise.slackSeconds} />
      </span>
      <span className={styles.rowMoney}>{promise.exposure.revenue === null ? '' : <MoneyText amounts={[promise.exposure.revenue]} />}</span>
    </div>
  )
}

function Notes({ said }: { readonly said: readonly Said[] }) {
  const { promises } = useWords()
  if (said.length === 0) return null
  return (
    <Section title={promises.notes}>
      <FirstFew items={said} keyOf={({ code, facts }) => [code, ...Object.values(facts)].join()} row={(each) => <SaidText said={each} />} />
    </Section>
  )
}
