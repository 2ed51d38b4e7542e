/** Open disruptions as a list, by what they mean to customers: what, since when, until when, and whom it reaches. */
import type { ReactNode } from 'react'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { useReasonText } from '../../kit/reason-text.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { DisruptionWords } from './disruption-words.tsx'
import styles from './standing-list.module.css'

export function StandingList({ items }: { readonly items: readonly DisruptionStanding[] }) {
  return <FirstFew items={items} keyOf={({ disruption }) => disruption.id} row={(standing) => <StandingRow standing={standing} />} />
}

function StandingRow({ standing }: { readonly standing: DisruptionStanding }) {
  const { chain } = useWords()
  const reasonText = useReasonText()
  const { disruption, totals, customers } = standing
  return (
    <div className={styles.standing} data-late={totals.lines > 0 || undefined}>
      <span className={styles.standingKind}>{chain.kinds[disruption.kind]}</span>
      <span className={styles.standingWhat}>
        <span>
          <DisruptionWords standing={standing} />
        </span>
        <span className={styles.standingNote}>
          <Moment at={disruption.startAt} />
          {', '}
          {disruption.reason === undefined ? (disruption.skill ?? chain.noReason) : reasonText(disruption.reason)}
        </span>
      </span>
      <span className={styles.standingEnd}>
        <EndWords standing={standing} />
      </span>
      <span className={styles.standingEffect}>
        <EffectWords standing={standing} />
        {customers.length > 0 ? (
          <span className={styles.standingNote}>
            {customers.slice(0, 3).map((customer, index) => (
              <span key={customer.id}>
                {index > 0 ? ', ' : ''}
                <Name thing={customer} />
              </span>
            ))}
          </span>
        ) : null}
      </span>
    </div>
  )
}

/** When it is expected to be over. */
export function EndWords({ standing: { disruption } }: { readonly standing: DisruptionStanding }) {
  const { chain, promises } = useWords()
  if (disruption.kind === 'scrap' || disruption.kind === 'orderCancelled') return null
  if (disruption.kind === 'purchaseMoved' || disruption.kind === 'orderChanged') {
    return (
      <>
        {promises.newDate} {disruption.newAt === undefined ? promises.newDateUnknown : <Moment at={disruption.newAt} exact />}
      </>
    )
  }
  const end = disruption.endAt ?? disruption.expectedEndAt
  if (end === undefined) return <span className={styles.standingNote}>{chain.end}</span>
  return (
    <>
      {disruption.kind === 'qualificationMissing' ? promises.until : promises.expectedEnd} <Moment at={end} exact />
    </>
  )
}

/** Promises that break, with their money; else how many stay inside their slack and which is the tightest. */
export function EffectWords({ standing }: { readonly standing: DisruptionStanding }) {
  const { chain, promises } = useWords()
  const { duration } = useFormat()
  const { totals, laterStill, insideSlack, tightest } = standing
  const later = laterStill === 0 ? null : promises.andLater(laterStill)
  if (totals.lines > 0) {
    return (
      <>
        <strong className={styles.breaks}>
          <Words of={promises.breaks<ReactNode>(chain.promises(totals.lines), <RevenueAtRisk amounts={totals.revenue} />)} />
        </strong>
        {later === null ? null : (
          <>
            <span className={styles.and}>{', '}</span>
            <span className={styles.standingNote}>{later}</span>
          </>
        )}
      </>
    )
  }
  if (later !== null) return <span>{later}</span>
  if (insideSlack === 0) return <span className={styles.standingNote}>{promises.touchesNothing}</span>
  return (
    <span>
      {promises.holds(insideSlack)}
      {tightest === null ? null : (
        <span className={styles.standingNote}>
          <Words of={promises.tightest<ReactNode>(duration(tightest.slackSeconds), <Name thing={tightest.customer} />)} />
        </span>
      )}
    </span>
  )
}
