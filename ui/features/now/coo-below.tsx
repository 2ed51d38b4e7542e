/** Below the picture for a COO: promises at risk this week, the top causes, decisions that wait, and what the actions of the week were worth. */
import type { ReactNode } from 'react'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { Section } from '../../kit/section.tsx'
import { useAllPromises } from '../../live/use-all-promises.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { StandingList } from '../chain/standing-list.tsx'
import { DecisionsWaiting } from './decisions-waiting.tsx'
import { LateFigures } from './late-figures.tsx'
import { dueWithin, summarizeLate } from './late-summary.ts'
import { LedgerWeek } from './ledger-week.tsx'
import styles from './now.module.css'

const TOP = 3

export function CooBelow({ items }: { readonly items: readonly DisruptionStanding[] }) {
  const { now, chain } = useWords()
  const promises = useAllPromises()
  const plant = usePlant()
  return (
    <>
      <Section title={now.atRiskWeek}>
        <Answer of={promises}>
          {(all) => {
            const week = dueWithin(all, plant.now, 7)
            const summary = summarizeLate(week)
            const held = week.length - summary.lines
            return (
              <>
                {summary.lines === 0 ? <p className={styles.empty}>{now.atRiskNone}</p> : <LateFigures promises={week} summary={summary} />}
                <p className={styles.quiet}>
                  <Words of={now.insideNow<ReactNode>(chain.promises(held))} />
                </p>
              </>
            )
          }}
        </Answer>
      </Section>
      <Section title={now.topCauses}>
        {items.length === 0 ? <p className={styles.empty}>{now.noneOpen}</p> : <StandingList items={items.slice(0, TOP)} />}
      </Section>
      <DecisionsWaiting />
      <LedgerWeek />
    </>
  )
}
