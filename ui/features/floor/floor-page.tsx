/** The floor: every work unit by work center as it stands now, and the schedule as a Gantt picture; the address holds which one and when. */
import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './floor.module.css'
import type { FloorPageProps } from './floor-search.ts'
import { GanttSection } from './gantt-section.tsx'
import { UnitBoard } from './unit-board.tsx'

const ABNORMAL: ReadonlySet<string> = new Set(['down', 'held', 'offline', 'stale', 'unknown'])

export function FloorPage({ search, onSearch }: FloorPageProps) {
  const { floor } = useWords()
  const units = useAnswer<{ readonly items: readonly FloorUnit[] }>('/floor')
  return (
    <>
      <Headline units={units.data?.items} />
      <div className={styles.switch}>
        <SegmentedControl
          aria-label={floor.title}
          value={search.view ?? 'units'}
          onChange={(value) => onSearch(value === 'schedule' ? { view: 'schedule' } : {})}
          data={[
            { value: 'units', label: floor.units },
            { value: 'schedule', label: floor.gantt },
          ]}
        />
      </div>
      <Answer of={units}>
        {({ items }) => {
          if (items.length === 0) return <p className={styles.empty}>{floor.noUnits}</p>
          return search.view === 'schedule' ? (
            <GanttSection units={items} search={search} onSearch={onSearch} />
          ) : (
            <UnitBoard units={items} />
          )
        }}
      </Answer>
    </>
  )
}

function Headline({ units }: { readonly units: readonly FloorUnit[] | undefined }) {
  const { floor } = useWords()
  const abnormal = units?.filter(({ state }) => state !== null && ABNORMAL.has(state.state)) ?? []
  const all = floor.unitCount(units?.length ?? 0)
  if (units !== undefined && units.length > 0 && units.every(({ state }) => state === null))
    return <Sentence tone="calm" title={floor.noneObserved} />
  const title =
    abnormal.length === 0 ? (
      <Words of={floor.allWell<ReactNode>(all)} />
    ) : (
      <Words of={floor.summary<ReactNode>(abnormal.length, String(abnormal.length), all)} />
    )
  return <Sentence tone={abnormal.length > 0 ? 'warn' : 'calm'} title={units === undefined ? floor.title : title} />
}
