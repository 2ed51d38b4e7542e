/** Slows down guessing: after a few failures an account, and an address, must wait; each further failure doubles the wait. */
import { type Instant, instantToMs } from '../../core/values/instant.ts'

export interface Attempts {
  /** Milliseconds until `key` may try again; 0 when it may now. */
  waitMs(key: string, now: Instant): number
  failed(key: string, now: Instant): void
  /** Takes the last failure back, where it was counted ahead of its check. */
  takeBack(key: string): void
  forget(key: string): void
}

export interface AttemptLimits {
  /** Failures without any wait. */
  readonly free: number
  readonly firstWaitMs: number
  readonly longestWaitMs: number
}

/** A failure is forgotten after this long without another. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000
/** Keys come from outside; beyond this many the one that failed longest ago goes. */
const KEYS_MAX = 10_000

export function attempts({ free, firstWaitMs, longestWaitMs }: AttemptLimits): Attempts {
  const failures = new Map<string, { readonly count: number; readonly lastMs: number }>()
  const recent = (key: string, nowMs: number) => {
    const found = failures.get(key)
    return found !== undefined && nowMs - found.lastMs < FORGOTTEN_AFTER_MS ? found : undefined
  }
  return {
    waitMs(key, now) {
      const nowMs = instantToMs(now)
      const found = recent(key, nowMs)
      if (found === undefined || found.count < free) return 0
      const wait = Math.min(firstWaitMs * 2 ** Math.min(found.count - free, 30), longestWaitMs)
      return Math.max(0, found.lastMs + wait - nowMs)
    },
    failed(key, now) {
      const nowMs = instantToMs(now)
      const count = (recent(key, nowMs)?.count ?? 0) + 1
      // Deleted first, so that the map stays in order of the last failure.
      failures.delete(key)
      failures.set(key, { count, lastMs: nowMs })
      const oldest = failures.keys().next().value
      if (failures.size > KEYS_MAX && oldest !== undefined) failures.delete(oldest)
    },
    takeBack(key) {
      const found = failures.get(key)
      if (found !== undefined) failures.set(key, { ...found, count: found.count - 1 })
    },
    forget(key) {
      failures.delete(key)
    },
  }
}
