/** Below the picture for finance: what all late promises put at risk, each order once, what an hour less of each stop is worth, what an hour of the bottleneck earns, and what actions saved and cost. */
import { Answer } from '../../kit/answer.tsx'
import { Section } from '../../kit/section.tsx'
import { useAllPromises } from '../../live/use-all-promises.ts'
import { useWords } from '../../words/use-words.tsx'
import { ConstraintSection } from './constraint-section.tsx'
import { FixFirstList } from './fix-first-list.tsx'
import { LateFigures } from './late-figures.tsx'
import { summarizeLate } from './late-summary.ts'
import { LedgerWeek } from './ledger-week.tsx'
import { NotThere } from './not-there.tsx'
import styles from './now.module.css'

export function FinanceBelow() {
  const { now, promises: words } = useWords()
  const promises = useAllPromises()
  return (
    <>
      <Section title={now.exposure}>
        <Answer of={promises}>
          {(all) => {
            const summary = summarizeLate(all)
            return summary.lines === 0 ? (
              <p className={styles.empty}>{words.noneLate}</p>
            ) : (
              <LateFigures promises={all} summary={summary} parts />
            )
          }}
        </Answer>
      </Section>
      <FixFirstList />
      <ConstraintSection />
      <LedgerWeek byKind />
      <NotThere what={now.notForFinance} />
    </>
  )
}
