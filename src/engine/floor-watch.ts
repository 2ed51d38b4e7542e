/** What has to be remembered of a work unit for a minute: how often its state changed, and since when it is slow. */

import { isUnobserved } from '../core/floor/unit-machine.ts'
import type { WorkUnitState } from '../core/records/work-unit-state.ts'
import { type Instant, instantFromMs, instantToMs } from '../core/values/instant.ts'

export const SLOW_BELOW = 0.9
const MINUTE_MS = 60_000
/** A machine whose state changes so often in a minute chatters. */
const CHATTER_CHANGES = 3

type Seen = Pick<WorkUnitState, 'workUnitId' | 'state' | 'since' | 'observedAt' | 'rate'>

interface Watched {
  last: Seen
  /** Changes of the state within the minute before the last of them. */
  changesMs: readonly number[]
  /** From three changes in a minute until there is none for a minute. */
  chatters: boolean
  slowSinceMs: number | undefined
}

/** Nothing of it needs to outlive a restart: a minute later it is all known again. */
export class FloorWatch {
  readonly #units = new Map<string, Watched>()

  /** How a unit stands; the same again changes nothing. */
  see(unit: Seen): void {
    if (isUnobserved(unit.state)) return
    const watched = this.#units.get(unit.workUnitId)
    if (watched === undefined) {
      this.#units.set(unit.workUnitId, { last: unit, changesMs: [], chatters: false, slowSinceMs: slowSince(unit, undefined) })
      return
    }
    if (watched.last.state !== unit.state && unit.since >= watched.last.since) {
      const sinceMs = instantToMs(unit.since)
      const changesMs = [...watched.changesMs.filter((ms) => ms > sinceMs - MINUTE_MS), sinceMs]
      watched.chatters = changesMs.length >= CHATTER_CHANGES || (watched.chatters && changesMs.length > 1)
      watched.changesMs = changesMs
    }
    watched.slowSinceMs = slowSince(unit, watched.slowSinceMs)
    watched.last = unit
  }

  /** Whether the state of a unit changed again and again, and has not been the same for a minute until `now`. */
  chatters(workUnitId: string, now: Instant): boolean {
    const watched = this.#units.get(workUnitId)
    const lastMs = watched?.changesMs.at(-1)
    return watched?.chatters === true && lastMs !== undefined && instantToMs(now) - lastMs < MINUTE_MS
  }

  /** Since when a unit is slow, if it is so for a minute. */
  slowFor(workUnitId: string, now: Instant): Instant | undefined {
    const sinceMs = this.#units.get(workUnitId)?.slowSinceMs
    return sinceMs === undefined || instantToMs(now) - sinceMs < MINUTE_MS ? undefined : instantFromMs(sinceMs)
  }
}

function slowSince({ state, rate, observedAt }: Seen, before: number | undefined): number | undefined {
  const slow = state === 'producing' && rate !== undefined && rate > 0 && rate < SLOW_BELOW
  return slow ? (before ?? instantToMs(observedAt)) : undefined
}
