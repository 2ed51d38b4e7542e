/** What the server and the simulator of an example company say to each other: plain data over the channel between the two processes. */

import type { Result } from '../core/values/result.ts'
import type { ExampleState, Trouble } from '../engine/example-ports.ts'

/** Plant time as a line: at `wallMs` it was `plantMs`, and it runs at `speed` plant seconds a second. */
export interface ClockLine {
  readonly wallMs: number
  readonly plantMs: number
  readonly speed: number
}

export interface SimulatorStart {
  /** Of the server, as `http://127.0.0.1:8080`. */
  readonly serverUrl: string
  /** Of the broker, as `mqtt://127.0.0.1:1883`. */
  readonly brokerUrl: string
  /** Sent as a bearer token where the server has accounts. */
  readonly token?: string
  readonly clock: ClockLine
  readonly seed: number
}

/** What the simulator knows of itself; name, clock and speed are the server's. */
export type SimulatorState = Pick<ExampleState, 'troubles' | 'targets'>

export type ToSimulator =
  | { readonly type: 'start'; readonly start: SimulatorStart }
  | { readonly type: 'clock'; readonly clock: ClockLine }
  | { readonly type: 'make' | 'recover'; readonly id: number; readonly trouble: Trouble; readonly target?: string }
  | { readonly type: 'stop' }

export type FromSimulator =
  | { readonly type: 'state'; readonly state: SimulatorState }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<SimulatorState> }

/** Plant milliseconds at a wall time. */
export function plantMsAt(line: ClockLine, wallMs: number): number {
  return Math.round(line.plantMs + (wallMs - line.wallMs) * line.speed)
}
