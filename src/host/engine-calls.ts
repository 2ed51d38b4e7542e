/** How an engine with its desk of actions, and its imports, cross the thread boundary: their ports, spelled out as names that can be called. */
import type { ActionDesk } from '../engine/action-ports.ts'
import type { FloorReports } from '../engine/floor-ports.ts'
import type { MessageDesk } from '../engine/message-ports.ts'
import type { Engine, EngineStatus, Imports, ViewAge } from '../engine/ports.ts'
import { type Caller, type CallPort, serveCalls } from './calls.ts'

/** What the worker tells without being asked. */
export type Notice =
  | { readonly notice: 'ready' | 'committed'; readonly status: EngineStatus }
  | { readonly notice: 'projected'; readonly view: ViewAge }

/** An engine with the desk of actions and what is said to people. */
export type SiteEngine = Engine & ActionDesk & MessageDesk
type RemoteEngine = Omit<SiteEngine, 'subscribe' | 'subscribeViews'>

const ENGINE_METHODS = [
  'status',
  'list',
  'get',
  'change',
  'promises',
  'promise',
  'impact',
  'touches',
  'capableToPromise',
  'disruptions',
  'chain',
  'schedule',
  'floor',
  'deliveries',
  'constraint',
  'search',
  'trace',
  'entriesAfter',
  'countermeasures',
  'fixFirst',
  'tryMoves',
  'searchSequence',
  'scenarios',
  'decide',
  'reportEffect',
  'inbox',
  'actions',
  'actionToday',
  'causeFile',
  'ledger',
  'keptForCustomers',
  'coverage',
  'whoCanAct',
  'messages',
  'customerNote',
  'andon',
] as const satisfies readonly (keyof RemoteEngine)[]
const IMPORT_METHODS = ['list', 'get', 'begin', 'rejected', 'apply', 'discard'] as const satisfies readonly (keyof Imports)[]

/** Serves an engine, and imports and reports of the floor where the host has them, and says so when it is ready. Called in the worker. */
export async function serveEngine(
  port: CallPort,
  engine: SiteEngine,
  more: { readonly imports?: Imports; readonly reports?: FloorReports; readonly stop: () => Promise<void> },
): Promise<void> {
  const { imports, reports, stop } = more
  const served = Object.fromEntries([
    ...ENGINE_METHODS.map((method) => [`engine.${method}`, engine[method].bind(engine)]),
    ...(imports === undefined ? [] : IMPORT_METHODS.map((method) => [`imports.${method}`, imports[method].bind(imports)])),
    ...(reports === undefined ? [] : [['reports.report', reports.report.bind(reports)]]),
    ['stop', stop],
  ])
  serveCalls(port, served)
  const tell = async (notice: 'ready' | 'committed'): Promise<void> =>
    port.postMessage({ notice, status: await engine.status() } satisfies Notice)
  engine.subscribe(() => void tell('committed'))
  engine.subscribeViews((view) => port.postMessage({ notice: 'projected', view } satisfies Notice))
  await tell('ready')
}

/** The engine's port by way of `call`. */
export function engineBy(call: Caller['call']): RemoteEngine {
  return Object.fromEntries(
    ENGINE_METHODS.map((method) => [method, (...args: readonly unknown[]) => call(`engine.${method}`, ...args)]),
  ) as unknown as RemoteEngine
}

/** The imports' port by way of `call`. */
export function importsBy(call: Caller['call']): Imports {
  return Object.fromEntries(
    IMPORT_METHODS.map((method) => [method, (...args: readonly unknown[]) => call(`imports.${method}`, ...args)]),
  ) as unknown as Imports
}

/** The way to tell facts of the floor by way of `call`. */
export function reportsBy(call: Caller['call']): FloorReports {
  return { report: (facts) => call('reports.report', facts) as ReturnType<FloorReports['report']> }
}

export function isNotice(message: unknown): message is Notice {
  return typeof message === 'object' && message !== null && 'notice' in message
}
