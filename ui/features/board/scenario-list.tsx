/** Saved what-ifs: opened by a link, chosen to stand side by side. */
import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ScenarioStanding } from '../../../src/core/actions/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import type { Asked } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { SIDE_BY_SIDE } from './board-search.ts'
import { CompareTable } from './compare-table.tsx'
import { TrialSentence } from './trial-sentence.tsx'

interface ScenarioListProps {
  readonly scenarios: Asked<{ readonly items: readonly ScenarioStanding[] }>
  readonly openedId: string | undefined
  readonly compared: readonly string[]
  readonly onCompare: (next: readonly string[]) => void
}

export function ScenarioList({ scenarios, openedId, compared, onCompare }: ScenarioListProps) {
  const { board } = useWords()
  return (
    <Section title={board.saved}>
      <Answer of={scenarios}>
        {({ items }) => {
          if (items.length === 0) return <p className={styles.empty}>{board.noneSaved}</p>
          const chosen = compared.flatMap((id) => items.find(({ scenario }) => scenario.id === id) ?? [])
          return (
            <>
              <FirstFew
                items={items}
                keyOf={({ scenario }) => scenario.id}
                row={(standing) => {
                  const { id } = standing.scenario
                  const isChosen = compared.includes(id)
                  return (
                    <ScenarioRow
                      standing={standing}
                      opened={id === openedId}
                      chosen={isChosen}
                      mayChoose={isChosen || compared.length < SIDE_BY_SIDE}
                      onChoose={() => onCompare(isChosen ? compared.filter((each) => each !== id) : [...compared, id])}
                    />
                  )
                }}
              />
              {chosen.length < 2 ? <p className={styles.quiet}>{board.compareHow}</p> : <CompareTable standings={chosen} />}
            </>
          )
        }}
      </Answer>
    </Section>
  )
}

interface ScenarioRowProps {
  readonly standing: ScenarioStanding
  readonly opened: boolean
  readonly chosen: boolean
  readonly mayChoose: boolean
  readonly onChoose: () => void
}

function ScenarioRow({ standing, opened, chosen, mayChoose, onChoose }: ScenarioRowProps) {
  const { board, kit } = useWords()
  const { scenario, trial, problem } = standing
  return (
    <div className={styles.scenario} data-opened={opened || undefined}>
      <Checkbox aria-label={board.compare(scenario.name)} checked={chosen} disabled={!mayChoose} onChange={onChoose} />
      <span className={styles.stack}>
        <Link to="/board" search={{ scenario: scenario.id }} aria-current={opened ? 'true' : undefined}>
          {scenario.name}
        </Link>
        <span className={styles.quiet}>
          {board.states[scenario.state]}, {kit.workRoles[scenario.role]}, <Moment at={scenario.changedAt} />
        </span>
      </span>
      <span>
        {problem === null ? null : (
          <>
            {board.noLongerFits} <SaidText said={problem} />
          </>
        )}
        {trial === null || scenario.state !== 'draft' ? null : <TrialSentence trial={trial} />}
      </span>
    </div>
  )
}
