/** The schedule as it would be with the changes: bars are dragged, or moved by keys, to another time or unit of their work center. */
import { Button } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { Trial } from '../../../src/core/actions/answer.ts'
import type { FloorUnit, Schedule, ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useWords } from '../../words/use-words.tsx'
import { BarCard } from '../floor/bar-card.tsx'
import { GanttControls } from '../floor/gantt-controls.tsx'
import { GanttList } from '../floor/gantt-list.tsx'
import { GanttPicture } from '../floor/gantt-picture.tsx'
import type { Selection } from '../floor/gantt-selection.ts'
import type { TimeWindow } from '../floor/time-scale.ts'
import type { BarMoving } from '../floor/use-bar-drag.tsx'
import styles from './board.module.css'
import { afterDrop } from './board-moves.ts'
import { changedSchedule } from './changed-schedule.ts'
import { nudgedTo } from './nudge.ts'
import { isMovable } from './planned-bars.ts'

interface BoardGanttProps {
  readonly schedule: Schedule
  readonly units: readonly FloorUnit[]
  readonly trial: Trial | undefined
  readonly moves: readonly PlanMove[]
  readonly window: TimeWindow
  readonly onWindow: (next: TimeWindow) => void
  /** Undefined where nothing can be changed. */
  readonly onMoves: ((next: readonly PlanMove[]) => void) | undefined
  /** Opens the form for an operation. */
  readonly onForm: (operationId: string) => void
}

const SETTLE_MS = 400

export function BoardGantt(props: BoardGanttProps) {
  const { board } = useWords()
  const { zone, nowMs } = usePlant()
  const { schedule: planned, trial, units, moves, onMoves } = props
  const [window, setWindow] = useState(props.window)
  const [selection, setSelection] = useState<Selection>()
  const tell = useDebouncedCallback(props.onWindow, SETTLE_MS)
  const change = (next: TimeWindow): void => {
    setWindow(next)
    tell(next)
  }
  const operations = moves.length === 0 ? undefined : trial?.operations
  const { schedule, changed } = useMemo(() => changedSchedule(planned, operations ?? []), [planned, operations])
  const states = useMemo(
    () => new Map(units.flatMap(({ workUnit, state }) => (state === null ? [] : [[workUnit.id, state.state] as const]))),
    [units],
  )
  const row = schedule.rows.find(({ bars }) => bars.some(({ id }) => id === selection?.barId))
  const bar = row?.bars.find(({ id }) => id === selection?.barId)
  const moving = onMoves === undefined ? undefined : movingOf(schedule, { changed, moves, onMoves })
  return (
    <div className={styles.picture}>
      <GanttControls window={window} nowMs={nowMs} onWindow={change} />
      <GanttPicture
        schedule={schedule}
        spans={[]}
        states={states}
        window={window}
        nowMs={nowMs}
        zone={zone}
        onWindow={change}
        selection={selection}
        onSelect={setSelection}
        onOpen={() => bar !== undefined && isMovable(bar) && onMoves !== undefined && props.onForm(bar.id)}
        {...(moving === undefined ? {} : { moving })}
      />
      {bar === undefined || row === undefined ? null : (
        <BarCard bar={bar} unit={row.workUnit} onClose={() => setSelection(undefined)}>
          {onMoves === undefined ? null : isMovable(bar) ? (
            <Button variant="default" onClick={() => props.onForm(bar.id)}>
              {board.moveThis}
            </Button>
          ) : (
            <p className={styles.quiet}>{board.notMovable}</p>
          )}
        </BarCard>
      )}
      <GanttList schedule={schedule} />
    </div>
  )
}

interface MovingOptions {
  readonly changed: ReadonlySet<string>
  readonly moves: readonly PlanMove[]
  readonly onMoves: (next: readonly PlanMove[]) => void
}

/** What dragging and keys do: both end as a drop. */
function movingOf(schedule: Schedule, { changed, moves, onMoves }: MovingOptions): BarMoving {
  const rowOf = (bar: ScheduleBar) => schedule.rows.find(({ bars }) => bars.some(({ id }) => id === bar.id))
  const drop = (bar: ScheduleBar, to: { readonly unitId: string; readonly atMs: number }): void => {
    const from = rowOf(bar)
    const target = schedule.rows.find(({ workUnit }) => workUnit.id === to.unitId)
    if (from === undefined || target === undefined) return
    const bars = target.bars.map((each) => ({ operationId: each.id, fromMs: Date.parse(each.fromAt), movable: isMovable(each) }))
    onMoves(
      afterDrop(moves, {
        operationId: bar.id,
        fromUnitId: from.workUnit.id,
        toUnitId: to.unitId,
        fromMs: Date.parse(bar.fromAt),
        atMs: to.atMs,
        bars,
      }),
    )
  }
  return {
    changed,
    mayMove: isMovable,
    mayStand: (bar, unitId) => {
      const center = rowOf(bar)?.workCenter.id
      return schedule.rows.some(({ workUnit, workCenter }) => workUnit.id === unitId && workCenter.id === center)
    },
    onDrop: drop,
    onNudge(bar, key) {
      const to = nudgedTo(schedule, bar, key)
      if (to !== undefined) drop(bar, to)
    },
  }
}
