/** What data about people is used for, and how often it was: for the people it is about, and for whoever answers for it. */
import type { ReactNode } from 'react'
import type { PeopleAccess, PeopleAgreement, PeopleUseCount } from '../../../src/engine/people-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useSession } from '../../live/use-session.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './people.module.css'

export function DataUse() {
  const { people } = useWords()
  const { dayOf } = useFormat()
  const data = useAnswer<{ readonly agreement: PeopleAgreement | null; readonly uses: readonly PeopleUseCount[] }>('/people-data')
  const mayManage = useSession().data?.permissions.includes('people.manage') === true
  return (
    <Section title={people.dataUse}>
      <Answer of={data}>
        {({ agreement, uses }) => (
          <>
            <p>
              {agreement === null
                ? people.noAgreement
                : people.agreement(agreement.purpose.replace(/\.$/, ''), dayOf(Date.parse(agreement.signedOn)), agreement.retentionDays)}
            </p>
            <ul className={styles.rules}>
              {people.dataRules.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
            {agreement === null ? null : uses.length === 0 ? (
              <p className={styles.quiet}>{people.neverRead}</p>
            ) : (
              <ul className={styles.plain}>
                {uses.map(({ use, times, lastAt }) => (
                  <li key={use}>
                    {people.uses[use]}: {people.times(times)}, {people.lastly} <Moment at={lastAt} exact />
                  </li>
                ))}
              </ul>
            )}
            {agreement !== null && mayManage ? <AccessLog /> : null}
          </>
        )}
      </Answer>
    </Section>
  )
}

function AccessLog() {
  const { people } = useWords()
  const log = useAnswer<{ readonly items: readonly (PeopleAccess & { readonly n: number })[] }>('/people-access-log', { limit: 50 })
  const items = log.data?.items ?? []
  if (items.length === 0) return null
  return (
    <details className={styles.details}>
      <summary>{people.log}</summary>
      <FirstFew
        items={items}
        keyOf={({ n }) => String(n)}
        row={({ at, account, use, about }) => (
          <Words of={people.logRow<ReactNode>({ when: <Moment key="when" at={at} exact />, account, use: people.uses[use], about })} />
        )}
      />
    </details>
  )
}
