/** The Gantt picture with its buttons, the card of the bar that is chosen, and the same bars as a list. */
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import type { StateSpan } from '../../../src/core/floor/fact.ts'
import type { FloorUnit, Schedule } from '../../../src/core/impact/page-answer.ts'
import type { ViewAge } from '../../../src/engine/ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useWords } from '../../words/use-words.tsx'
import { BarCard } from './bar-card.tsx'
import styles from './floor.module.css'
import type { FloorPageProps } from './floor-search.ts'
import { GanttControls } from './gantt-controls.tsx'
import { GanttList } from './gantt-list.tsx'
import { GanttPicture } from './gantt-picture.tsx'
import type { Selection } from './gantt-selection.ts'
import { askedRange, type TimeWindow } from './time-scale.ts'

const BARS = 5000
const FIRST_MINUTES = 2880

interface GanttSectionProps extends FloorPageProps {
  readonly units: readonly FloorUnit[]
}

export function GanttSection({ units, search, onSearch }: GanttSectionProps) {
  const { floor } = useWords()
  const { zone, nowMs } = usePlant()
  const [window, setWindow] = useState(() => windowOf(search, nowMs))
  const [selection, setSelection] = useState<Selection>()
  const tell = useDebouncedCallback(
    (next: TimeWindow) => onSearch({ view: 'schedule', from: next.fromMs, minutes: Math.round((next.toMs - next.fromMs) / 60_000) }),
    400,
  )
  const change = (next: TimeWindow): void => {
    setWindow(next)
    tell(next)
  }
  const range = askedRange(window)
  const schedule = useAnswer<Schedule & { readonly view: ViewAge }>('/schedule', { ...range, limit: BARS }, { keep: true })
  const spans = useAnswer<{ readonly items: readonly StateSpan[] }>('/floor/spans', range, { keep: true })
  const states = new Map(units.flatMap(({ workUnit, state }) => (state === null ? [] : [[workUnit.id, state.state] as const])))
  return (
    <>
      <GanttControls window={window} nowMs={nowMs} onWindow={change} />
      <Answer of={schedule}>
        {(answer) => {
          const row = answer.rows.find(({ workUnit }) => workUnit.id === selection?.unitId)
          const bar = row?.bars.find(({ id }) => id === selection?.barId)
          return (
            <>
              <GanttPicture
                schedule={answer}
                spans={spans.data?.items ?? []}
                states={states}
                window={window}
                nowMs={nowMs}
                zone={zone}
                onWindow={change}
                selection={selection}
                onSelect={setSelection}
                onOpen={() => document.getElementById('bar-card')?.querySelector('a')?.focus()}
              />
              {answer.leftOut > 0 ? <p className={styles.quiet}>{floor.leftOut(answer.leftOut)}</p> : null}
              {bar === undefined || row === undefined ? null : (
                <BarCard bar={bar} unit={row.workUnit} onClose={() => setSelection(undefined)} />
              )}
              <GanttList schedule={answer} />
            </>
          )
        }}
      </Answer>
    </>
  )
}

function windowOf({ from, minutes }: FloorPageProps['search'], nowMs: number): TimeWindow {
  const span = (minutes ?? FIRST_MINUTES) * 60_000
  const fromMs = from ?? nowMs - span / 6
  return { fromMs, toMs: fromMs + span }
}
