/** Who covers the next days, asked for whole hours of the plant, so that a page that stays open asks the same question for an hour. */
import type { Coverage } from '../../src/core/people/answer.ts'
import { instantFromMs } from '../../src/core/values/instant.ts'
import { type Asked, useAnswer } from './use-answer.ts'
import { usePlant } from './use-plant.ts'

const HOUR = 3_600_000

/** `days` from now on. */
export function useCoverage(days: number): Asked<Coverage> {
  const { nowMs } = usePlant()
  const fromMs = Math.floor(nowMs / HOUR) * HOUR
  return useAnswer<Coverage>('/coverage', { from: instantFromMs(fromMs), to: instantFromMs(fromMs + days * 24 * HOUR) }, { keep: true })
}
