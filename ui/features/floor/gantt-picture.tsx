/** The Gantt picture: a canvas that draws thousands of bars without effort, with a list box over it that says in words what the keys are at. */
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react'
import type { StateSpan } from '../../../src/core/floor/fact.ts'
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import type { WorkUnitStateName } from '../../../src/core/records/work-unit-state.ts'
import { useWords } from '../../words/use-words.tsx'
import { useBarWords } from './bar-words.ts'
import styles from './floor.module.css'
import { GanttAxis } from './gantt-axis.tsx'
import { barAt, type GanttLayout, layoutGantt, spanPixels } from './gantt-layout.ts'
import { GanttNames } from './gantt-names.tsx'
import { type GanttScene, paintGantt, type Span } from './gantt-paint.ts'
import { type Selection, selectionAfter } from './gantt-selection.ts'
import { moved, type TimeWindow, zoomed } from './time-scale.ts'
import { type BarMoving, DraggedBar, useBarDrag } from './use-bar-drag.tsx'
import { useGanttPointer } from './use-gantt-pointer.ts'
import { usePalette } from './use-palette.ts'

interface GanttPictureProps {
  readonly schedule: Schedule
  readonly spans: readonly StateSpan[]
  readonly states: ReadonlyMap<string, WorkUnitStateName>
  readonly window: TimeWindow
  readonly nowMs: number
  readonly zone: string
  readonly onWindow: (next: TimeWindow) => void
  readonly selection: Selection | undefined
  readonly onSelect: (next: Selection | undefined) => void
  /** Enter on a bar: opens what is selected. */
  readonly onOpen: () => void
  /** Where bars may be moved: a what-if, never the floor itself. */
  readonly moving?: BarMoving
}

export function GanttPicture(props: GanttPictureProps) {
  const { floor } = useWords()
  const { schedule, spans, window, nowMs, zone, selection } = props
  const { ref: sizeRef, width } = useElementSize()
  const surface = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const merged = useMergedRef(sizeRef, surface)
  const palette = usePalette(surface)
  const layout = useMemo(() => layoutGantt(schedule), [schedule])
  const unobserved = useMemo(() => unobservedSpans(spans), [spans])
  const selected = selection?.barId
  const changed = props.moving?.changed ?? NONE
  const { grab, dragged } = useBarDrag(props.moving, { layout, window, width })
  useEffect(() => {
    if (palette === undefined || width === 0) return
    const frame = requestAnimationFrame(() =>
      paintOn(canvas.current, { layout, window, width, nowMs, zone, palette, unobserved, selected, changed }),
    )
    return () => cancelAnimationFrame(frame)
  }, [layout, window, width, nowMs, zone, palette, unobserved, selected, changed])
  const pointer = useGanttPointer({
    surface,
    width,
    window,
    onWindow: props.onWindow,
    grab,
    onPress(point) {
      const found = barAt(layout, point, { window, width })
      props.onSelect(found === undefined ? undefined : { unitId: found.row.row.workUnit.id, barId: found.bar.bar.id })
    },
  })
  const hint = useId()
  return (
    <div className={styles.gantt}>
      <GanttNames layout={layout} states={props.states} />
      <div className={styles.timeSide}>
        <GanttAxis window={window} width={width} zone={zone} nowMs={nowMs} />
        <div ref={merged} className={styles.surface} style={{ height: layout.height }} {...pointer}>
          <canvas ref={canvas} className={styles.canvas} />
          <BarBox {...props} layout={layout} hint={hint} />
          {dragged === undefined ? null : <DraggedBar {...dragged} />}
        </div>
      </div>
      <p id={hint} className={styles.hint}>
        {floor.ganttKeys} {props.moving === undefined ? floor.openKeys : floor.movingKeys}
      </p>
    </div>
  )
}

function paintOn(canvas: HTMLCanvasElement | null, scene: GanttScene): void {
  const pen = canvas?.getContext('2d')
  if (canvas === null || pen === null || pen === undefined) return
  const ratio = globalThis.devicePixelRatio
  const [w, h] = [Math.round(scene.width * ratio), Math.round(scene.layout.height * ratio)]
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h })
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.font = `12px ${getComputedStyle(canvas).fontFamily}`
  pen.textBaseline = 'middle'
  paintGantt(pen, scene)
}

const NONE: ReadonlySet<string> = new Set()

const UNOBSERVED: ReadonlySet<WorkUnitStateName> = new Set(['offline', 'stale', 'unknown'])

function unobservedSpans(spans: readonly StateSpan[]): ReadonlyMap<string, readonly Span[]> {
  const blind = spans.filter(({ state }) => UNOBSERVED.has(state))
  const plain = ({ fromAt, toAt }: StateSpan): Span => ({ fromMs: Date.parse(fromAt), toMs: Date.parse(toAt) })
  return new Map([...Map.groupBy(blind, ({ workUnitId }) => workUnitId)].map(([unit, each]) => [unit, each.map(plain)]))
}

interface BarBoxProps extends GanttPictureProps {
  readonly layout: GanttLayout
  readonly hint: string
}

/** The bars of the row that the keys are at, as a list box over the canvas: what is chosen is read out in words. */
function BarBox({ layout, hint, window, nowMs, selection, onWindow, onSelect, onOpen, schedule, moving }: BarBoxProps) {
  const { floor } = useWords()
  const words = useBarWords()
  const prefix = useId()
  const row = layout.rows.find((each) => each.row.workUnit.id === selection?.unitId)
  const name = row?.row.workUnit.name ?? floor.ganttName(floor.unitCount(schedule.rows.length))
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = windowAfter(window, event.key, nowMs)
    const chosen = next === undefined ? selectionAfter(layout, selection, event.key) : undefined
    if (event.shiftKey && event.key.startsWith('Arrow')) {
      const bar = row?.bars.find((each) => each.bar.id === selection?.barId)
      if (moving === undefined || bar === undefined || !moving.mayMove(bar.bar)) return
      moving.onNudge(bar.bar, event.key)
    } else if (event.key === 'Enter' && selection !== undefined) onOpen()
    else if (event.key === 'Escape') onSelect(undefined)
    else if (next !== undefined) onWindow(next)
    else if (chosen === undefined || !event.key.startsWith('Arrow')) return
    else {
      onSelect(chosen)
      onWindow(broughtIntoSight(layout, chosen, window))
    }
    event.preventDefault()
  }
  return (
    <div
      role="listbox"
      tabIndex={0}
      className={styles.barBox}
      aria-label={name}
      aria-orientation="horizontal"
      aria-describedby={hint}
      aria-activedescendant={selection?.barId === undefined ? undefined : `${prefix}${selection.barId}`}
      onKeyDown={onKeyDown}
    >
      {(row?.bars.length ?? 0) === 0 ? (
        <div role="option" aria-selected={false} tabIndex={-1} className={styles.unseen}>
          {floor.noBars}
        </div>
      ) : (
        row?.bars.map(({ bar }) => (
          <div
            key={bar.id}
            id={`${prefix}${bar.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={bar.id === selection?.barId}
            className={styles.unseen}
          >
            {words(bar)}
          </div>
        ))
      )}
    </div>
  )
}

function windowAfter(window: TimeWindow, key: string, nowMs: number): TimeWindow | undefined {
  if (key === '+' || key === '=') return zoomed(window, 0.7, 0.5)
  if (key === '-') return zoomed(window, 1 / 0.7, 0.5)
  if (key === 'PageDown') return moved(window, 0.5)
  if (key === 'PageUp') return moved(window, -0.5)
  if (key === 'Home') return moved(window, (nowMs - window.fromMs) / (window.toMs - window.fromMs) - 0.2)
  return undefined
}

/** Moves the window so that a bar that was reached by keys can be seen. */
function broughtIntoSight(layout: GanttLayout, { unitId, barId }: Selection, window: TimeWindow): TimeWindow {
  const bar = layout.rows.find(({ row }) => row.workUnit.id === unitId)?.bars.find((each) => each.bar.id === barId)
  if (bar === undefined || spanPixels(bar, window, 1000) !== undefined) return window
  return moved(window, (bar.fromMs - window.fromMs) / (window.toMs - window.fromMs) - 0.3)
}
