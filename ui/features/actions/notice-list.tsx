/** What a role was told, the newest of each cause first: why, what it is about, and what it costs, in the numbers that every other role reads. */
import { Link } from '@tanstack/react-router'
import type { Notice } from '../../../src/core/records/notice.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { useReasonText } from '../../kit/reason-text.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import shared from './actions.module.css'
import { byCause, type ToldOf } from './inbox-groups.ts'
import styles from './notice.module.css'

export function NoticeList({ items }: { readonly items: readonly Notice[] }) {
  return <FirstFew items={byCause(items)} keyOf={({ latest }) => latest.id} row={(told) => <NoticeRow told={told} />} />
}

function NoticeRow({ told: { latest, before } }: { readonly told: ToldOf }) {
  const { actions, chain, kit } = useWords()
  const reasonText = useReasonText()
  const { dateTime } = useFormat()
  const { occasion, facts, at, disruptionId } = latest
  const { kind, place, promises, money, reason, verdict, others } = facts
  const kinds: Readonly<Record<string, string>> = { ...chain.kinds, ...kit.actionKinds }
  // One place can have several shifts that lack people.
  const shift = kind === 'qualificationMissing' && facts.sinceAt !== null ? `, ${dateTime(facts.sinceAt as Instant)}` : ''
  const what = `${kinds[kind] ?? kind}: ${place ?? actions.noPlace}${shift}`
  return (
    <div className={styles.notice} data-occasion={occasion}>
      <span className={styles.occasion}>{actions.occasions[occasion]}</span>
      <span className={shared.stack}>
        <span>
          {disruptionId === undefined ? (
            what
          ) : (
            <Link to="/disruptions/$disruptionId" params={{ disruptionId }}>
              {what}
            </Link>
          )}
          {isVerdict(verdict, actions.verdicts) ? `, ${actions.verdicts[verdict]}` : null}
        </span>
        <span className={shared.quiet}>
          <Moment at={at} />
          {reason === null ? null : `, ${reasonText(reason)}`}
          {before === 0 ? null : `, ${actions.toldBefore(before)}`}
          {others.length === 0 ? null : `, ${actions.othersToo(others.length)}`}
        </span>
      </span>
      <span className={styles.noticeMoney}>
        {promises === 0 ? null : chain.promises(promises)}
        {promises === 0 ? null : (
          <>
            {' · '}
            <RevenueAtRisk amounts={money.revenue} />
          </>
        )}
      </span>
    </div>
  )
}

function isVerdict<T extends object>(verdict: string | null, words: T): verdict is Extract<keyof T, string> {
  return verdict !== null && Object.hasOwn(words, verdict)
}
