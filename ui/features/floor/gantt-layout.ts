/** Where the rows and bars of the Gantt picture stand: rows by work center, bars that overlap in lanes below each other, and what lies under a point. */
import type { Schedule, ScheduleBar, ScheduleRow } from '../../../src/core/impact/page-answer.ts'
import { pixelOf, type TimeWindow } from './time-scale.ts'

export interface GanttRow {
  readonly row: ScheduleRow
  /** The heading of a work center stands above its first row. */
  readonly firstOfCenter: boolean
  readonly top: number
  readonly height: number
  readonly lanes: number
  readonly bars: readonly GanttBar[]
}

export interface GanttBar {
  readonly bar: ScheduleBar
  readonly lane: number
  readonly fromMs: number
  /** Where an end is not known: the end of what was asked for. */
  readonly toMs: number
}

export interface GanttLayout {
  readonly rows: readonly GanttRow[]
  readonly height: number
}

export const LANE = 24
export const ROW_PADDING = 4
export const CENTER_HEADING = 24

/** Stacks the rows of a schedule from `top` on. */
export function layoutGantt(schedule: Schedule, top = 0): GanttLayout {
  const endMs = Date.parse(schedule.toAt)
  const rows: GanttRow[] = []
  let y = top
  let center: string | undefined
  for (const row of byCenter(schedule.rows)) {
    const firstOfCenter = row.workCenter.id !== center
    center = row.workCenter.id
    if (firstOfCenter) y += CENTER_HEADING
    const { bars, lanes } = inLanes(row.bars, endMs)
    const height = lanes * LANE + ROW_PADDING
    rows.push({ row, firstOfCenter, top: y, height, lanes, bars })
    y += height
  }
  return { rows, height: y }
}

/** Rows of one work center stand together, in the order in which the centers first come. */
function byCenter(rows: readonly ScheduleRow[]): readonly ScheduleRow[] {
  return [...Map.groupBy(rows, (row) => row.workCenter.id).values()].flat()
}

/** A unit that works on several operations at once gets a lane for each; the first free one is taken. */
function inLanes(bars: readonly ScheduleBar[], endMs: number): { readonly bars: readonly GanttBar[]; readonly lanes: number } {
  const free: number[] = []
  const placed = bars
    .map((bar) => ({ bar, fromMs: Date.parse(bar.fromAt), toMs: bar.toAt === null ? endMs : Date.parse(bar.toAt) }))
    .sort((a, b) => a.fromMs - b.fromMs)
    .map(({ bar, fromMs, toMs }) => {
      const open = free.findIndex((until) => until <= fromMs)
      const lane = open < 0 ? free.length : open
      free[lane] = Math.max(toMs, fromMs)
      return { bar, lane, fromMs, toMs }
    })
  return { bars: placed, lanes: Math.max(1, free.length) }
}

/** The left edge and width of a span within what is seen, at least 2 pixels wide; undefined where it is out of sight. */
export function spanPixels(
  span: { readonly fromMs: number; readonly toMs: number },
  window: TimeWindow,
  width: number,
): { readonly x: number; readonly width: number } | undefined {
  if (span.toMs < window.fromMs || span.fromMs > window.toMs) return undefined
  const x = Math.max(-4, pixelOf(span.fromMs, window, width))
  const end = Math.min(width + 4, pixelOf(span.toMs, window, width))
  return { x, width: Math.max(2, end - x) }
}

/** The bar under a point, with its row; undefined where there is none. `x` and `y` are pixels of the picture. */
export function barAt(
  layout: GanttLayout,
  point: { readonly x: number; readonly y: number },
  view: { readonly window: TimeWindow; readonly width: number },
): { readonly row: GanttRow; readonly bar: GanttBar } | undefined {
  const row = layout.rows.find(({ top, height }) => point.y >= top && point.y < top + height)
  if (row === undefined) return undefined
  const lane = Math.floor((point.y - row.top - ROW_PADDING / 2) / LANE)
  const bar = row.bars.find((each) => {
    const span = each.lane === lane ? spanPixels(each, view.window, view.width) : undefined
    return span !== undefined && point.x >= span.x - 2 && point.x <= span.x + span.width + 2
  })
  return bar === undefined ? undefined : { row, bar }
}
