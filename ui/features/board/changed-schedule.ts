/** The schedule as it would be with the changes: bars that a trial moves stand at their new time and on their new unit. */
import type { Trial } from '../../../src/core/actions/answer.ts'
import type { Schedule, ScheduleBar } from '../../../src/core/impact/page-answer.ts'

type Moved = Trial['operations'][number]

export interface ChangedSchedule {
  readonly schedule: Schedule
  /** Bars that stand elsewhere than in the plan. */
  readonly changed: ReadonlySet<string>
}

/** Operations of the trial that the schedule does not show stay unseen: they lie outside of its time. */
export function changedSchedule(schedule: Schedule, operations: readonly Moved[]): ChangedSchedule {
  const moves = new Map(operations.map((each) => [each.operationId, each]))
  const arrivals = new Map<string, ScheduleBar[]>()
  const changed = new Set<string>()
  const rows = schedule.rows.map((row) => ({
    ...row,
    bars: row.bars.filter((bar) => {
      const move = moves.get(bar.id)
      if (move === undefined) return true
      changed.add(bar.id)
      const unit = move.workUnitAfter ?? row.workUnit.id
      arrivals.set(unit, [...(arrivals.get(unit) ?? []), placed(bar, move)])
      return false
    }),
  }))
  const filled = rows.map((row) => ({
    ...row,
    bars: [...row.bars, ...(arrivals.get(row.workUnit.id) ?? [])].sort((a, b) => (a.fromAt < b.fromAt ? -1 : 1)),
  }))
  return { schedule: { ...schedule, rows: filled }, changed }
}

function placed(bar: ScheduleBar, { fromAfter, toAfter }: Moved): ScheduleBar {
  return { ...bar, fromAt: fromAfter ?? bar.fromAt, toAt: toAfter }
}
