/** What moves are to bring, as it is kept with the action that makes them: the sum of a trial. */
import type { PromisedEffect } from '../records/action-figures.ts'
import { instantToMs } from '../values/instant.ts'
import type { PromiseShift, Trial } from './answer.ts'
import { sumsLess } from './line-money.ts'

export function promisedBy(trial: Trial): PromisedEffect {
  return {
    saved: sumsLess(trial.exposureBefore, trial.exposureAfter),
    cost: trial.cost.total,
    promisesKept: trial.promisesKept - trial.promisesBroken,
    secondsBack: trial.shifts.reduce((sum, each) => sum + delayOf(each, each.beforeAt) - delayOf(each, each.afterAt), 0),
  }
}

/** How late a promise is that is met then; 0 where one of the dates is not known. Seconds. */
function delayOf({ dueAt, beforeAt, afterAt }: PromiseShift, at: PromiseShift['beforeAt']): number {
  if (dueAt === null || beforeAt === null || afterAt === null || at === null) return 0
  return Math.max(0, Math.round((instantToMs(at) - instantToMs(dueAt)) / 1000))
}
