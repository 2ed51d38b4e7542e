/** What words of machines mean: the plain names of the states, and the vocabularies of two standards. */
import { WORK_UNIT_STATES, type WorkUnitStateName } from '../records/work-unit-state.ts'

/** Values of PackML's StateCurrent (ISA-TR88.00.02) in production mode. Suspended has an outer cause, held an inner one. */
const PACKML: Readonly<Record<string, WorkUnitStateName>> = {
  1: 'down',
  2: 'stopped',
  3: 'setup',
  4: 'idle',
  5: 'waiting',
  6: 'producing',
  7: 'stopped',
  8: 'down',
  9: 'down',
  10: 'held',
  11: 'held',
  12: 'setup',
  13: 'waiting',
  14: 'setup',
  15: 'idle',
  16: 'producing',
  17: 'idle',
}

/** Words of MTConnect's Execution. */
const MTCONNECT: Readonly<Record<string, WorkUnitStateName>> = {
  active: 'producing',
  ready: 'idle',
  interrupted: 'held',
  feed_hold: 'held',
  stopped: 'stopped',
  optional_stop: 'held',
  program_stopped: 'held',
  program_completed: 'idle',
  wait: 'waiting',
  unavailable: 'offline',
}

const PLAIN: Readonly<Record<string, WorkUnitStateName>> = Object.fromEntries(WORK_UNIT_STATES.map((state) => [state.toLowerCase(), state]))

/** The vocabularies that come along, by name; those of the plant stand before them. */
export const VOCABULARIES: Readonly<Record<string, Readonly<Record<string, WorkUnitStateName>>>> = {
  '': PLAIN,
  packml: PACKML,
  mtconnect: MTCONNECT,
}
