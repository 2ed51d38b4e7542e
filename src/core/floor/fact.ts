/** What the floor states of one work unit, as the state machine found it in its readings. */
import type { WorkUnitStateName } from '../records/work-unit-state.ts'
import type { Instant } from '../values/instant.ts'

/**
 * How a work unit stands after some readings: whole, so that a fact that comes twice changes nothing.
 * Totals only grow; whoever applies a fact books the difference to what was booked before.
 */
export interface FloorFact {
  readonly workUnitId: string
  readonly state: WorkUnitStateName
  /** Since when, by the time of the signal. */
  readonly since: Instant
  /** The time of the last reading that it rests on. */
  readonly observedAt: Instant
  readonly reason?: string
  /** As the signal of the running order tells it: a work order id, or one with an operation as `4711/20`. */
  readonly runningOrder?: string
  readonly rate?: number
  readonly goodCounter?: number
  readonly rejectCounter?: number
  readonly goodTotal?: number
  readonly rejectTotal?: number
}

/** One span of one state that has ended, for the history of the work unit. */
export interface StateSpan {
  readonly workUnitId: string
  readonly state: WorkUnitStateName
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly reason: string | null
  /** Shorter than the work unit's threshold for micro-stops. */
  readonly micro: boolean
}
