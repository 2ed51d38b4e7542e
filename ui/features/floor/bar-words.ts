/** One operation of the schedule as a sentence: what the list says, and what a screen reader hears of a bar. */
import type { ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'

/** Returns the function that tells a bar in words. */
export function useBarWords(): (bar: ScheduleBar) => string {
  const { floor } = useWords()
  const { dateTime, duration } = useFormat()
  return (bar) => {
    const slack = bar.promise?.slackSeconds
    const parts = [
      bar.standing === 'assumed' ? bar.material.name : `${bar.workOrderId}, ${bar.material.name}`,
      floor.fromTo(dateTime(bar.fromAt), bar.toAt === null ? floor.endUnknown : dateTime(bar.toAt)),
      floor.standing[bar.standing],
      bar.promise === null ? '' : floor.serving(bar.promise.customer.name).join(''),
      slack === null || slack === undefined ? '' : slack < 0 ? floor.lateOf(duration(-slack)) : floor.slackOf(duration(slack)),
    ]
    return parts.filter((part) => part !== '').join('; ')
  }
}
