/** Work unit state: how one work unit stands now, as its signals told it last. Its id is the id of the work unit. */
import { amount, choice, count, defineRecord, instant, optional, type RecordOf, ref, text } from './define.ts'

/** The last three are unobserved time: nobody knows what the work unit did, so it is neither running nor down. */
export const WORK_UNIT_STATES = [
  'producing',
  'setup',
  'waiting',
  'held',
  'down',
  'stopped',
  'maintenance',
  'nonProduction',
  'idle',
  'offline',
  'stale',
  'unknown',
] as const

export const workUnitState = defineRecord('workUnitState', 'How a work unit stands now, as its signals told it.', {
  workUnitId: ref('workUnit', 'The work unit.'),
  state: choice(WORK_UNIT_STATES, 'Its state; offline, stale and unknown are unobserved time, never downtime.'),
  since: instant('Since when it is in this state, by the time of the signal.'),
  observedAt: instant('The time of the last signal that told anything of it.'),
  reason: optional(text('The reason as the machine or a person gave it; none is ever invented.')),
  workOrderId: optional(text('The work order that it says it runs, known or not.')),
  sequence: optional(count('operation sequence', 'The operation of that order.')),
  rate: optional(amount('fraction of the normal rate', 'Its speed, as its signal tells it.')),
  goodCounter: optional(amount('counts', 'The last value of its counter of good pieces.')),
  rejectCounter: optional(amount('counts', 'The last value of its counter of rejects.')),
  goodTotal: optional(amount('pieces', 'Good pieces since counting began; it never goes back.')),
  rejectTotal: optional(amount('pieces', 'Rejects since counting began; it never goes back.')),
})
export type WorkUnitState = RecordOf<typeof workUnitState>
export type WorkUnitStateName = WorkUnitState['state']
