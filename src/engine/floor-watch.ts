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
  changesMs: number[]
  slowSinceMs: number | undefined
}

/** Nothing of it needs to outlive a restart: a minute later it is all known again. */
export class FloorWatch {
  readonly #units = new Map<string, Watched>()

  /** How a unit stands; the same again changes nothing. */
  see(unit: Seen): void {
    if (isUnobserved(unit.state)) return
    const watched = this.#units.get(unit.workUnitId)
    if (watched === undefined) this.#units.set(unit.workUnitId, { last: unit, changesMs: [], slowSinceMs: slowSince(unit, undefined) })
    else {
      if (watched.last.state !== unit.state && unit.since >= watched.last.since) {
        const sinceMs = instantToMs(unit.since)
        watched.changesMs = [...watched.changesMs.filter((ms) => ms > sinceMs - MINUTE_MS), sinceMs]
      }
      watched.slowSinceMs = slowSince(unit, watched.slowSinceMs)
      watched.last = unit
    }
  }

  /** Whether the state of a unit changed again and again within the minute before `now`. */
  chatters(workUnitId: string, now: Instant): boolean {
    const fromMs = instantToMs(now) - MINUTE_MS
    return (this.#units.get(workUnitId)?.changesMs.filter((ms) => ms > fromMs).length ?? 0) >= CHATTER_CHANGES
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
