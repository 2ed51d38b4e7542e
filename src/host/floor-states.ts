/** The core's machine of states and counts, as the floor at work drives it. */
import { FloorMachine } from '../core/floor/floor-machine.ts'
import type { StateMachine } from './floor-runtime.ts'

export const stateMachine = ((mapping, states) => new FloorMachine(mapping, states)) satisfies (
  ...args: Parameters<Parameters<typeof import('./floor-runtime.ts')['startFloorRuntime']>[0]['machine']>
) => StateMachine
