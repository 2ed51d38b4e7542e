/** The clock of a plant, shared by all threads: the machine's own, or one that an example company runs faster. */
import { type Instant, instantFromMs } from '../core/values/instant.ts'

/** Wall milliseconds, plant milliseconds and plant seconds a second, in memory that every thread sees. */
export type SharedClock = Float64Array<SharedArrayBuffer>

/** A clock that keeps the machine's time until it is set otherwise. */
export function sharedClock(): SharedClock {
  const clock = new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT))
  clock[2] = 1
  return clock
}

/** Plant milliseconds since 1970-01-01T00:00:00Z. */
export function plantMs(clock: SharedClock): number {
  const [wall = 0, plant = 0, speed = 1] = clock
  return Math.round(plant + (Date.now() - wall) * speed)
}

export function plantNow(clock: SharedClock): Instant {
  return instantFromMs(plantMs(clock))
}

/** From now on plant time runs from `atMs` at `speed`. */
export function setPlantClock(clock: SharedClock, { atMs, speed }: { readonly atMs: number; readonly speed: number }): void {
  clock[0] = Date.now()
  clock[1] = atMs
  clock[2] = speed
}
