/** Who covers this and the next shifts: gaps with what they put at risk, skills that hang on one person, certificates that end. Never a ranking of people. */
import { SegmentedControl } from '@mantine/core'
import type { Coverage } from '../../../src/core/people/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useCoverage } from '../../live/use-coverage.ts'
import { useWords } from '../../words/use-words.tsx'
import { CoverageMatrix } from './coverage-matrix.tsx'
import { gapsByRisk } from './coverage-table.ts'
import { DataUse } from './data-use.tsx'
import { GapWords } from './gap-words.tsx'
import styles from './people.module.css'
import type { PeoplePageProps } from './people-search.ts'
import { EndingList, SkillList } from './skill-list.tsx'

const DAYS = [1, 3, 7] as const
const FIRST_DAYS = 3

export function PeoplePage({ search, onSearch }: PeoplePageProps) {
  const { people } = useWords()
  const days = search.days ?? FIRST_DAYS
  const coverage = useCoverage(days)
  return (
    <Answer of={coverage}>
      {(answer) => (
        <>
          <CoverageHeadline coverage={answer} />
          {answer.state === 'off' ? null : (
            <>
              <Section
                title={people.matrix}
                aside={
                  <SegmentedControl
                    aria-label={people.howFar}
                    value={String(days)}
                    onChange={(value) => onSearch({ days: Number(value) })}
                    data={DAYS.map((each) => ({ value: String(each), label: people.nextDays(each) }))}
                  />
                }
              >
                {answer.cells.length === 0 ? (
                  <p className={styles.empty}>{people.noneAsked}</p>
                ) : (
                  <CoverageMatrix
                    cells={answer.cells}
                    open={search.open}
                    onOpen={(open) =>
                      onSearch({ ...(search.days === undefined ? {} : { days: search.days }), ...(open === undefined ? {} : { open }) })
                    }
                  />
                )}
                {answer.notes.map((note) => (
                  <p key={JSON.stringify(note)} className={styles.quiet}>
                    <SaidText said={note} />
                  </p>
                ))}
              </Section>
              <SkillList title={people.skills} skills={answer.skills} empty={people.noneAsked} />
              <EndingList skills={answer.skills} />
            </>
          )}
          <DataUse />
        </>
      )}
    </Answer>
  )
}

function CoverageHeadline({ coverage }: { readonly coverage: Coverage }) {
  const { people } = useWords()
  const gaps = gapsByRisk(coverage.cells)
  const worst = gaps[0]
  if (coverage.state === 'off') {
    return (
      <Sentence tone="calm" title={people.offTitle}>
        <p>{people.offWhy}</p>
        <p>{people.offHow}</p>
        <pre className={styles.config}>{CONFIG}</pre>
      </Sentence>
    )
  }
  if (coverage.state === 'empty') {
    return (
      <Sentence tone="calm" title={people.emptyTitle}>
        <p>{people.emptyWhy}</p>
      </Sentence>
    )
  }
  if (worst === undefined) return <Sentence tone="calm" title={people.covered} />
  return (
    <Sentence tone={(worst.risk?.promises ?? 0) > 0 ? 'late' : 'warn'} live title={<GapWords cell={worst} />}>
      {gaps.length < 2 ? null : (
        <FirstFew
          items={gaps.slice(1)}
          keyOf={(gap) => [gap.workCenterId, gap.skill, gap.fromAt].join('|')}
          row={(gap) => <GapWords cell={gap} />}
        />
      )}
    </Sentence>
  )
}

const CONFIG = 'worksAgreement.purpose\nworksAgreement.signedOn\nworksAgreement.retentionDays'
