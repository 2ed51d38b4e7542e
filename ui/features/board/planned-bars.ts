/** The work of a schedule that can still be moved: planned, and an order rather than an assumption. */
import type { Schedule, ScheduleBar, ScheduleRow } from '../../../src/core/impact/page-answer.ts'

export function isMovable({ standing }: Pick<ScheduleBar, 'standing'>): boolean {
  return standing === 'planned'
}

/** By time. */
export function plannedBars(schedule: Schedule | undefined): readonly { readonly bar: ScheduleBar; readonly row: ScheduleRow }[] {
  return (schedule?.rows ?? [])
    .flatMap((row) => row.bars.filter(isMovable).map((bar) => ({ bar, row })))
    .sort((a, b) => (a.bar.fromAt < b.bar.fromAt ? -1 : 1))
}
