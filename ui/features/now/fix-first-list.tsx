/** What an hour less of each open stop is worth, so that it is plain which to repair first. */
import type { ReactNode } from 'react'
import type { FixFirst } from '../../../src/core/actions/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './now.module.css'

export function FixFirstList() {
  const { now, chain, kit } = useWords()
  const fixes = useAnswer<FixFirst>('/fix-first')
  return (
    <Section title={now.fixFirst}>
      <Answer of={fixes}>
        {({ items, notes }) => (
          <>
            {items.every(({ promises }) => promises === 0) ? (
              <p className={styles.empty}>{now.noStops}</p>
            ) : (
              <FirstFew
                items={items.filter(({ promises }) => promises > 0)}
                keyOf={({ disruptionId }) => disruptionId}
                row={({ disruptionId: id, place, promises, savedPerHour, endAt }) => (
                  <div className={styles.row}>
                    <Name thing={{ kind: 'disruption', id, name: place?.name ?? chain.unknownPlace }} />
                    <span className={styles.quiet}>
                      {now.hangOn(chain.promises(promises))}
                      {endAt === null ? null : (
                        <>
                          {', '}
                          <Words of={now.backBy<ReactNode>(<Moment at={endAt} exact />)} />
                        </>
                      )}
                    </span>
                    <span className={styles.money}>
                      {savedPerHour === null ? (
                        '–'
                      ) : (
                        <Words
                          of={now.anHour<ReactNode>(<Words of={kit.ofContribution<ReactNode>(<MoneyText amounts={[savedPerHour]} />)} />)}
                        />
                      )}
                    </span>
                  </div>
                )}
              />
            )}
            {notes.map((note) => (
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
