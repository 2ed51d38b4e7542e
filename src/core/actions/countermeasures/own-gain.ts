/** How much of what a change of the plan brings is on the promises of one disruption: a measure may not claim for it what other causes do. */
import type { AffectedPromise } from '../../impact/answer.ts'
import type { Countermeasure } from '../answer.ts'
import { eachPart, smaller, sumsLess, sumsOf } from '../line-money.ts'
import { type Gain, type LinePair, promisesKept, savedOn } from './line-gains.ts'

type Split = Pick<Countermeasure, 'ofThis' | 'besides'>

/**
 * What is saved on promises that the disruption makes late, or later still, on each at most the exposure that it adds there, so that the sum
 * is never more than the exposure of the disruption; and all else that the change saves or harms. Both together are the whole gain.
 */
export function splitGain(late: readonly AffectedPromise[], pairs: readonly LinePair[], whole: Gain): Split {
  const own = new Map(late.map((promise) => [promise.salesOrderLineId, promise]))
  const saved = sumsOf(
    pairs.flatMap((pair) => {
      const promise = own.get(pair.id)
      const all = savedOn(pair)
      return promise === undefined ? [] : [eachPart((part) => smaller(all[part], promise.exposure[part]))]
    }),
  )
  const broken = pairs.filter(({ id }) => own.get(id)?.lateBefore === false)
  return { ofThis: { saved, promisesKept: promisesKept(broken) }, besides: sumsLess(whole.saved, saved) }
}
