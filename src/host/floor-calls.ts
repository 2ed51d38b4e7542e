/** How the floor crosses the thread boundary: what its thread serves, and what it asks of the thread that started it. */

import type { Problem } from '../core/values/result.ts'
import type { Floor, FloorReports } from '../engine/floor-ports.ts'
import { type Caller, type CallPort, callsOver, serveCalls } from './calls.ts'
import type { MappingSource } from './floor-mapping.ts'

const FLOOR_METHODS = ['status', 'signals', 'setAside', 'spans', 'history'] as const satisfies readonly (keyof Floor)[]
const SOURCE_METHODS = ['status', 'list', 'entriesAfter'] as const satisfies readonly (keyof MappingSource)[]

/** Told by the floor's thread when it serves. */
const READY = { ready: true } as const

/** Told to the floor's thread: the journal has entries up to this one. */
interface Committed {
  readonly committed: number
}

/** What the floor's thread gets from the one that started it. */
export interface FloorOutside {
  readonly engine: MappingSource
  readonly reports: FloorReports
  readonly onTrouble: (problem: Problem) => void
}

/** Serves a floor and says that it is ready. Called in the thread. */
export function serveFloorCalls(
  port: CallPort,
  floor: Floor,
  more: { readonly committed: (seq: number) => void; readonly stop: () => Promise<void> },
): void {
  serveCalls(port, {
    ...Object.fromEntries(FLOOR_METHODS.map((method) => [`floor.${method}`, floor[method].bind(floor)])),
    stop: more.stop,
  })
  port.on('message', (message) => {
    if (isCommitted(message)) more.committed(message.committed)
  })
  port.postMessage(READY)
}

/** What the thread that started this one offers, by calls over the same port. */
export function outsideBy(port: CallPort): FloorOutside {
  const { call } = callsOver(port)
  const engine = Object.fromEntries(
    SOURCE_METHODS.map((method) => [method, (...args: readonly unknown[]) => call(`engine.${method}`, ...args)]),
  )
  return {
    engine: engine as unknown as MappingSource,
    reports: { report: (facts) => call('reports.report', facts) as ReturnType<FloorReports['report']> },
    onTrouble: (problem) => void call('trouble', problem),
  }
}

/** Offers engine, reports and a place for troubles to the floor's thread. Called in the thread that started it. */
export function serveOutside(port: CallPort, { engine, reports, onTrouble }: FloorOutside): void {
  serveCalls(port, {
    ...Object.fromEntries(SOURCE_METHODS.map((method) => [`engine.${method}`, engine[method].bind(engine)])),
    'reports.report': reports.report.bind(reports),
    trouble: async (problem: Problem) => onTrouble(problem),
  })
}

/** The floor's port by way of `call`. */
export function floorBy(call: Caller['call']): Floor {
  return Object.fromEntries(
    FLOOR_METHODS.map((method) => [method, (...args: readonly unknown[]) => call(`floor.${method}`, ...args)]),
  ) as unknown as Floor
}

export function committedUpTo(seq: number): Committed {
  return { committed: seq }
}

function isCommitted(message: unknown): message is Committed {
  return typeof message === 'object' && message !== null && 'committed' in message
}

/** Whether the floor's thread says that it serves. */
export function isFloorReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ready' in message
}
