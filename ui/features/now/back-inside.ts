/** Promises that are back inside their dates because what made them late is over. */
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Notice } from '../../../src/core/records/notice.ts'

const DAY = 86_400_000

/** Of causes that were told to be over within the last day; those promises that are open, known and in time now, each once. */
export function backInside(notices: readonly Notice[], promises: readonly PromiseAnswer[], nowMs: number): readonly PromiseAnswer[] {
  const over = notices.filter(({ occasion, at }) => occasion === 'over' && nowMs - Date.parse(at) < DAY)
  const were = new Set(over.flatMap(({ facts }) => facts.lines ?? []))
  return promises.filter(({ salesOrderLineId, late, projectedAt }) => were.has(salesOrderLineId) && !late && projectedAt !== null)
}
