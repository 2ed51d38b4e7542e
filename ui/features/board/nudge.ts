/** Where an arrow key moves a bar: left before the planned one ahead, right behind the next one, or an hour later where there is none, up and down to the next unit of its work center. */
import type { Schedule, ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import { isMovable } from './planned-bars.ts'

const HOUR = 3_600_000

/** Undefined where the key leads nowhere. Milliseconds since 1970-01-01T00:00:00Z. */
export function nudgedTo(
  schedule: Schedule,
  bar: ScheduleBar,
  key: string,
): { readonly unitId: string; readonly atMs: number } | undefined {
  const row = schedule.rows.find(({ bars }) => bars.some(({ id }) => id === bar.id))
  if (row === undefined) return undefined
  const fromMs = Date.parse(bar.fromAt)
  if (key === 'ArrowRight') {
    const behind = row.bars.find((each) => isMovable(each) && each.fromAt > bar.fromAt)
    return { unitId: row.workUnit.id, atMs: behind === undefined ? fromMs + HOUR : Date.parse(behind.fromAt) }
  }
  if (key === 'ArrowLeft') {
    const ahead = row.bars.filter((each) => isMovable(each) && each.fromAt < bar.fromAt).at(-1)
    return ahead === undefined ? undefined : { unitId: row.workUnit.id, atMs: Date.parse(ahead.fromAt) }
  }
  const units = schedule.rows.filter(({ workCenter }) => workCenter.id === row.workCenter.id)
  const next = units[units.indexOf(row) + (key === 'ArrowDown' ? 1 : -1)]
  return next === undefined ? undefined : { unitId: next.workUnit.id, atMs: fromMs }
}
