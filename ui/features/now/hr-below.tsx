/** Below the picture for HR and training: gaps by what they put at risk, skills that hang on one person, certificates that end, and what data about people is used for. */
import { Answer } from '../../kit/answer.tsx'
import { useCoverage } from '../../live/use-coverage.ts'
import { useWords } from '../../words/use-words.tsx'
import { DataUse } from '../people/data-use.tsx'
import { EndingList, SkillList } from '../people/skill-list.tsx'
import { CoverageGaps } from './coverage-gaps.tsx'
import { NotThere } from './not-there.tsx'

const DAYS = 7

export function HrBelow() {
  const { now, people } = useWords()
  const coverage = useCoverage(DAYS)
  return (
    <>
      <CoverageGaps days={DAYS} title={now.gapsWeek} />
      <Answer of={coverage}>
        {({ state, skills }) =>
          state === 'off' ? null : (
            <>
              <SkillList title={now.singlePoints} skills={skills.filter(({ busFactor }) => busFactor <= 1)} empty={people.noneSingle} />
              <EndingList skills={skills} />
            </>
          )
        }
      </Answer>
      <DataUse />
      <NotThere what={now.notForHr} />
    </>
  )
}
