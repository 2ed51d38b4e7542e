/** The operator's card: the order on my work unit, for whom it is, how many to go, one next step, and reporting in two taps. Never a rate, never a rank. */
import { useEffect } from 'react'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { StateMark } from '../../kit/state-mark.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import type { NowSearch } from './now-search.ts'
import styles from './operator.module.css'
import { OperatorCard } from './operator-card.tsx'

interface OperatorPageProps {
  readonly search: NowSearch
  readonly onSearch: (next: NowSearch) => void
}

/** Where this screen remembers which work unit it stands at. */
const REMEMBERED = 'throughline.unit'

export function OperatorPage({ search, onSearch }: OperatorPageProps) {
  const floor = useAnswer<{ readonly items: readonly FloorUnit[] }>('/floor')
  const remembered = localStorage.getItem(REMEMBERED) ?? undefined
  const unitId = search.unit ?? remembered
  useEffect(() => {
    if (search.unit !== undefined) localStorage.setItem(REMEMBERED, search.unit)
  }, [search.unit])
  const pick = (unit: string | undefined): void => {
    if (unit === undefined) localStorage.removeItem(REMEMBERED)
    onSearch(unit === undefined ? {} : { unit })
  }
  return (
    <Answer of={floor}>
      {({ items }) => {
        const unit = items.find(({ workUnit }) => workUnit.id === unitId)
        return unit === undefined ? (
          <PickUnit units={items} onPick={pick} />
        ) : (
          <OperatorCard key={unit.workUnit.id} unit={unit} onLeave={() => pick(undefined)} />
        )
      }}
    </Answer>
  )
}

function PickUnit({ units, onPick }: { readonly units: readonly FloorUnit[]; readonly onPick: (unit: string) => void }) {
  const { now } = useWords()
  const centers = [...Map.groupBy(units, ({ workCenter }) => workCenter.id).values()]
  return (
    <div className={styles.pick}>
      <h1 className={styles.question}>{now.pickUnit}</h1>
      {centers.map((group) => (
        <section key={group[0]?.workCenter.id}>
          <h2 className={styles.group}>{group[0]?.workCenter.name}</h2>
          <div className={styles.keys}>
            {group.map(({ workUnit, state }) => (
              <button key={workUnit.id} type="button" className={styles.key} onClick={() => onPick(workUnit.id)}>
                {state === null ? null : <StateMark state={state.state} bare />}
                {workUnit.name}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
