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

/** Whether no earlier step of its order is in sight: only the first step of an order can be given a start. */
export function isFirstStep(schedule: Schedule | undefined, { workOrderId, sequence }: ScheduleBar): boolean {
  return !(schedule?.rows ?? []).some(({ bars }) => bars.some((bar) => bar.workOrderId === workOrderId && bar.sequence < sequence))
}
