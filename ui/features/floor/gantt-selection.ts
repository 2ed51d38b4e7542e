/** Walking through the bars with keys: along a row by time, and to the bar at the same time in the next row. */
import type { GanttBar, GanttLayout } from './gantt-layout.ts'

export interface Selection {
  readonly unitId: string
  /** Undefined in a row without bars. */
  readonly barId: string | undefined
}

/** The selection that a key leads to; undefined for keys that lead nowhere. */
export function selectionAfter(layout: GanttLayout, from: Selection | undefined, key: string): Selection | undefined {
  const index = layout.rows.findIndex(({ row }) => row.workUnit.id === from?.unitId)
  const here = layout.rows[index]
  if (here === undefined || from === undefined) return entry(layout)
  const bar = here.bars.findIndex(({ bar: each }) => each.id === from.barId)
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const next = here.bars[bar + (key === 'ArrowRight' ? 1 : -1)]
    return next === undefined ? undefined : { unitId: from.unitId, barId: next.bar.id }
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined
  const row = layout.rows[index + (key === 'ArrowDown' ? 1 : -1)]
  if (row === undefined) return undefined
  const ms = here.bars[bar]?.fromMs
  return { unitId: row.row.workUnit.id, barId: nearest(row.bars, ms)?.bar.id }
}

/** Where walking begins: what runs in the first row, else its first bar. */
function entry(layout: GanttLayout): Selection | undefined {
  const row = layout.rows[0]
  if (row === undefined) return undefined
  const bar = row.bars.find(({ bar: each }) => each.standing === 'running') ?? row.bars[0]
  return { unitId: row.row.workUnit.id, barId: bar?.bar.id }
}

function nearest(bars: readonly GanttBar[], ms: number | undefined): GanttBar | undefined {
  if (ms === undefined) return bars[0]
  let best: GanttBar | undefined
  for (const bar of bars) if (best === undefined || Math.abs(bar.fromMs - ms) < Math.abs(best.fromMs - ms)) best = bar
  return best
}
