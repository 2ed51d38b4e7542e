/** Gaps of the next shifts for those who run them: what is missing, and what it puts at risk. */
import { Link } from '@tanstack/react-router'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Section } from '../../kit/section.tsx'
import { useCoverage } from '../../live/use-coverage.ts'
import { useWords } from '../../words/use-words.tsx'
import { gapsByRisk } from '../people/coverage-table.ts'
import { GapWords } from '../people/gap-words.tsx'
import styles from './now.module.css'

export function CoverageGaps({ days, title }: { readonly days: number; readonly title: string }) {
  const { now, people } = useWords()
  const coverage = useCoverage(days)
  return (
    <Section title={title} aside={<Link to="/people">{now.allCoverage}</Link>}>
      <Answer of={coverage}>
        {({ state, cells }) => {
          if (state === 'off') return <p className={styles.empty}>{people.offTitle}</p>
          if (state === 'empty') return <p className={styles.empty}>{people.emptyTitle}</p>
          const gaps = gapsByRisk(cells)
          if (gaps.length === 0) return <p className={styles.empty}>{people.covered}</p>
          return (
            <FirstFew
              items={gaps}
              keyOf={({ workCenterId, skill, fromAt }) => [workCenterId, skill, fromAt].join('|')}
              row={(gap) => (
                <div className={styles.line} data-late={(gap.risk?.promises ?? 0) > 0 || undefined}>
                  <GapWords cell={gap} />
                </div>
              )}
            />
          )
        }}
      </Answer>
    </Section>
  )
}
