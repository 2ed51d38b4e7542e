/** Which ranges of time can be answered. */
import { type Instant, instantToMs } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'

const DAY_MS = 86_400_000

/** Why a range can not be answered, or undefined when it can: it must have a length, of `daysMax` days at most. */
export function problemOfRange(from: Instant, to: Instant, daysMax = Number.POSITIVE_INFINITY): Problem | undefined {
  const days = (instantToMs(to) - instantToMs(from)) / DAY_MS
  if (days > 0 && days <= daysMax) return undefined
  return {
    code: 'range-impossible',
    message: 'The range of time is not one that can be answered.',
    next: days > 0 ? `Ask for ${daysMax} days at most.` : 'Let `from` be earlier than `to`.',
    facts: { from, to },
  }
}
