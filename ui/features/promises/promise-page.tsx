/** One promise: its dates on one line, its slack and money, the chain that binds it as a time line, and what it comes from. */
import type { ReactNode } from 'react'
import type { AffectedPromise, ImpactAnswer, PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { EngineStatus } from '../../../src/engine/ports.ts'
import { AllAnswers } from '../../kit/answer.tsx'
import { Figure } from '../../kit/figure.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { SlackBar } from '../../kit/slack-bar.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { useDisruptionName } from '../chain/disruption-words.tsx'
import { ChainBars } from './chain-bars.tsx'
import { DateLineView } from './date-line-view.tsx'
import { PegList } from './peg-list.tsx'
import { PromiseHelp } from './promise-help.tsx'
import { PromiseMoney } from './promise-money.tsx'
import styles from './promises.module.css'

export function PromisePage({ lineId }: { readonly lineId: string }) {
  const promise = useAnswer<PromiseAnswer>(`/promises/${encodeURIComponent(lineId)}`)
  const status = useAnswer<EngineStatus>('/status')
  return (
    <AllAnswers of={[promise, status]}>
      {promise.data === undefined || status.data === undefined ? null : <PromiseView promise={promise.data} status={status.data} />}
    </AllAnswers>
  )
}

function PromiseView({ promise, status }: { readonly promise: PromiseAnswer; readonly status: EngineStatus }) {
  const { promises } = useWords()
  const worst = promise.causes[0]?.disruptionId
  const impact = useAnswer<ImpactAnswer>(worst === undefined ? null : `/disruptions/${encodeURIComponent(worst)}/impact`, { brief: true })
  const affected = [...(impact.data?.late ?? []), ...(impact.data?.insideSlack ?? [])].find(
    ({ salesOrderLineId }) => salesOrderLineId === promise.salesOrderLineId,
  )
  const standings = useAnswer<{ readonly items: readonly DisruptionStanding[] }>('/standings')
  const tellName = useDisruptionName()
  const nameOf = (id: string): string => {
    const standing = standings.data?.items.find(({ disruption }) => disruption.id === id)
    return standing === undefined ? id : tellName(standing)
  }
  const now = status.at
  return (
    <>
      <Headline promise={promise} />
      <Section title={promises.dates}>
        <DateLineView dates={promise} now={now} />
        <Band promise={promise} />
        {promise.firstConfirmedAt === null || promise.firstConfirmedAt === promise.confirmedAt ? null : (
          <p className={styles.quiet}>
            {promises.firstConfirmed} <Moment at={promise.firstConfirmedAt} exact />
          </p>
        )}
        <Slack promise={promise} nowMs={Date.parse(now)} />
      </Section>
      <Section title={promises.chainTitle}>
        <ChainBars chain={promise.chain} now={now} confirmedAt={promise.confirmedAt} />
        <Causes promise={promise} affected={affected} worst={worst} nameOf={nameOf} />
      </Section>
      <PromiseHelp promise={promise} nameOf={nameOf} />
      <PromiseMoney promise={promise} />
      {promise.unknowns.length === 0 ? null : (
        <Section title={promises.unknowns}>
          <ul className={styles.unknowns}>
            {promise.unknowns.map((each) => (
              <li key={each.code}>
                <SaidText said={each} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <PegList pegs={promise.pegs} />
    </>
  )
}

function Headline({ promise }: { readonly promise: PromiseAnswer }) {
  const { promises } = useWords()
  const names = useNames()
  const { duration, quantity } = useFormat()
  const { slackSeconds, projectedAt, late } = promise
  const order = <Name thing={{ kind: 'salesOrderLine', id: promise.salesOrderLineId, name: promise.salesOrderLineId }} />
  const state = (): ReactNode => {
    if (projectedAt === null) return promises.stateUnknown
    const when = <Moment at={projectedAt} exact />
    if (slackSeconds === null) return <Words of={promises.stateNoConfirmed<ReactNode>(when)} />
    const slack = (
      <Figure label={promises.slack} value={duration(Math.abs(slackSeconds))}>
        <p>
          {promises.confirmed}: {promise.confirmedAt === null ? '–' : <Moment at={promise.confirmedAt} exact />}
        </p>
        <p>
          {promises.projected}: {when}
        </p>
      </Figure>
    )
    return <Words of={late ? promises.stateLate<ReactNode>(slack, when) : promises.stateHeld<ReactNode>(slack, when)} />
  }
  return (
    <Sentence
      tone={late ? 'late' : 'calm'}
      title={<Words of={promises.heading<ReactNode>(order, <Name thing={names.thing('customer', promise.customerId)} />)} />}
    >
      <p>{state()}</p>
      <p className={styles.quiet}>
        {quantity(promise.quantity)} <Name thing={names.thing('material', promise.materialId)} />
      </p>
    </Sentence>
  )
}

function Band({ promise }: { readonly promise: PromiseAnswer }) {
  const { promises } = useWords()
  const { projectedAt, projectedP90At } = promise
  if (projectedAt === null) return null
  if (projectedP90At === null || projectedP90At === projectedAt) return <p className={styles.quiet}>{promises.certain}</p>
  return (
    <p>
      <Words of={promises.band<ReactNode>(<Moment at={projectedAt} exact />, <Moment at={projectedP90At} exact />)} />
    </p>
  )
}

function Slack({ promise, nowMs }: { readonly promise: PromiseAnswer; readonly nowMs: number }) {
  const { slackSeconds, confirmedAt } = promise
  if (slackSeconds === null || confirmedAt === null) return null
  return <SlackBar slackSeconds={slackSeconds} ofSeconds={Math.max(86_400, (Date.parse(confirmedAt) - nowMs) / 1000)} />
}

interface CausesProps {
  readonly promise: PromiseAnswer
  /** The promise in the impact of its first cause; undefined while it is not there. */
  readonly affected: AffectedPromise | undefined
  readonly worst: string | undefined
  readonly nameOf: (disruptionId: string) => string
}

/** What makes it later, and when it would come without that. */
function Causes({ promise, affected, worst, nameOf }: CausesProps) {
  const { promises } = useWords()
  const { duration } = useFormat()
  if (promise.causes.length === 0) return <p className={styles.quiet}>{promises.noCauses}</p>
  return (
    <>
      <h3 className={styles.minor}>{promises.causes}</h3>
      <ul className={styles.plain}>
        {promise.causes.map(({ disruptionId, share, seconds }) => (
          <li key={disruptionId}>
            <Name thing={{ kind: 'disruption', id: disruptionId, name: nameOf(disruptionId) }} />: {promises.adds(duration(seconds))},{' '}
            {share === 'alone' ? promises.causeAlone : promises.causeShared}
            {disruptionId === worst && affected?.projectedBefore != null ? (
              <p className={styles.without}>
                <Words of={promises.without<ReactNode>(nameOf(disruptionId), <Moment at={affected.projectedBefore} exact />)} />
              </p>
            ) : null}
            {disruptionId === worst && affected?.mustEndBy != null ? (
              <p>
                <Words of={promises.mustEndBy<ReactNode>(<Moment at={affected.mustEndBy} exact />)} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
