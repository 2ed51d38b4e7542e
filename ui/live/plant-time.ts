/** What time it is in the plant between two answers that said so: plant time may run faster than ours, or stand still. */
import { type Instant, instantFromMs } from '../../src/core/values/instant.ts'

/** `atMs` was the plant's time when this machine's steady clock showed `steadyMs`; from there it runs at `speed`. */
export interface TimeAnchor {
  readonly atMs: number
  readonly steadyMs: number
  readonly speed: number
}

/** Apart by more than this, the plant's time is not ours: a fixed one. */
const SAME_CLOCK_MS = 10 * 60_000

export interface HeardTime {
  /** What the server said that it is. */
  readonly at: Instant
  /** Speed of an example company; undefined where none runs. */
  readonly speed: number | undefined
  /** This machine's clocks when that was heard. */
  readonly steadyMs: number
  readonly wallMs: number
}

export function anchorOf({ at, speed, steadyMs, wallMs }: HeardTime): TimeAnchor {
  const atMs = Date.parse(at)
  return { atMs, steadyMs, speed: speed ?? (Math.abs(atMs - wallMs) < SAME_CLOCK_MS ? 1 : 0) }
}

/** Milliseconds since 1970-01-01T00:00:00Z in the plant when the steady clock shows `steadyMs`. */
export function plantMs(anchor: TimeAnchor, steadyMs: number): number {
  return anchor.atMs + (steadyMs - anchor.steadyMs) * anchor.speed
}

export function plantNow(anchor: TimeAnchor, steadyMs: number): Instant {
  return instantFromMs(Math.round(plantMs(anchor, steadyMs)))
}
