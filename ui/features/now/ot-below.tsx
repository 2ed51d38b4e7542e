/** Below the picture for an OT engineer: connections and nodes by the age of their data, signals without a meaning, and what is blind. */
import { Link } from '@tanstack/react-router'
import type { SignalStanding } from '../../../src/engine/floor-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { ConnectionList } from './connection-list.tsx'
import styles from './now.module.css'
import { UnobservedSection } from './plant-manager-below.tsx'

const SHOWN = 5
const EVERY_MS = 5000

export function OtBelow() {
  return (
    <>
      <ConnectionList nodes />
      <Unmapped />
      <UnobservedSection />
    </>
  )
}

/** The first signals that nobody has given a meaning; the rest is on the page of signals. */
function Unmapped() {
  const { now } = useWords()
  const signals = useAnswer<{ readonly total: number; readonly items: readonly SignalStanding[] }>(
    '/floor/signals',
    { only: 'unmapped', offset: 0, limit: SHOWN },
    { everyMs: EVERY_MS },
  )
  return (
    <Section
      title={now.unmappedSignals}
      aside={
        <Link to="/data" search={{ only: 'unmapped' }}>
          {now.mapThem}
        </Link>
      }
    >
      <Answer of={signals}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className={styles.empty}>{now.allMapped}</p>
          ) : (
            <>
              <FirstFew
                items={items}
                keyOf={({ address }) => address}
                row={({ address, value, quality, at }) => (
                  <div className={styles.row}>
                    <span className={styles.address}>{address}</span>
                    <span>
                      {value ?? '–'}
                      {quality === 'good' ? '' : ` (${now.qualities[quality]})`}
                    </span>
                    <span className={styles.money}>{at === null ? '–' : <Moment at={at} />}</span>
                  </div>
                )}
              />
              {total > items.length ? <p className={styles.quiet}>{now.unmapped(total)}.</p> : null}
            </>
          )
        }
      </Answer>
    </Section>
  )
}
