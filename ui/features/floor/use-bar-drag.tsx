/** A bar that is dragged: it goes with the pointer to another time or unit, and says where it would stand. */
import { useState } from 'react'
import type { ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import styles from './floor.module.css'
import { barAt, type GanttLayout, LANE, ROW_PADDING, spanPixels } from './gantt-layout.ts'
import { pixelOf, type TimeWindow } from './time-scale.ts'
import type { Grab, Point } from './use-gantt-pointer.ts'

/** What may be moved, and who is told. Keys with Shift do the same as a drag. */
export interface BarMoving {
  readonly changed: ReadonlySet<string>
  mayMove(bar: ScheduleBar): boolean
  /** Whether the bar may run on a unit. */
  mayStand(bar: ScheduleBar, unitId: string): boolean
  /** `atMs` is where its left edge was let go, in milliseconds since 1970-01-01T00:00:00Z. */
  onDrop(bar: ScheduleBar, to: { readonly unitId: string; readonly atMs: number }): void
  /** An arrow key that was pressed together with Shift. */
  onNudge(bar: ScheduleBar, key: string): void
}

interface Picture {
  readonly layout: GanttLayout
  readonly window: TimeWindow
  readonly width: number
}

interface Dragged {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly atMs: number
  /** Whether it may stand where it is now. */
  readonly fits: boolean
  readonly name: string
}

/** Nobody aims better than this with a hand. */
const STEP_MS = 5 * 60_000

export function useBarDrag(
  moving: BarMoving | undefined,
  picture: Picture,
): { readonly grab: ((point: Point) => Grab | undefined) | undefined; readonly dragged: Dragged | undefined } {
  const [dragged, setDragged] = useState<Dragged>()
  if (moving === undefined) return { grab: undefined, dragged: undefined }
  const grab = (from: Point): Grab | undefined => {
    const found = barAt(picture.layout, from, picture)
    if (found === undefined || !moving.mayMove(found.bar.bar)) return undefined
    const { bar, fromMs } = found.bar
    const span = spanPixels(found.bar, picture.window, picture.width)
    const place = (to: Point) => {
      const perPixel = (picture.window.toMs - picture.window.fromMs) / picture.width
      const atMs = Math.round((fromMs + (to.x - from.x) * perPixel) / STEP_MS) * STEP_MS
      const row = picture.layout.rows.find(({ top, height }) => to.y >= top && to.y < top + height)
      const unitId = row?.row.workUnit.id
      return { atMs, row, unitId, fits: unitId !== undefined && moving.mayStand(bar, unitId) }
    }
    return {
      move(to) {
        const { atMs, row, fits } = place(to)
        const y = row === undefined ? to.y - LANE / 2 : row.top + ROW_PADDING / 2
        setDragged({ x: pixelOf(atMs, picture.window, picture.width), y, width: span?.width ?? 2, atMs, fits, name: bar.workOrderId })
      },
      drop(to) {
        setDragged(undefined)
        const { atMs, unitId, fits } = place(to)
        if (fits && unitId !== undefined) moving.onDrop(bar, { unitId, atMs })
      },
      cancel: () => setDragged(undefined),
    }
  }
  return { grab, dragged }
}

export function DraggedBar({ x, y, width, atMs, fits, name }: Dragged) {
  const { timeOf } = useFormat()
  return (
    <div className={styles.dragged} data-fits={fits || undefined} style={{ left: x, top: y, width: Math.max(24, width), height: LANE }}>
      {fits ? '' : '✕ '}
      {name} {timeOf(atMs)}
    </div>
  )
}
