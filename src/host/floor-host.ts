/** Runs the floor of one site in a thread of its own, so that neither messages of machines nor answers to people wait for each other. */
import type { Problem } from '../core/values/result.ts'
import type { Floor, FloorReports } from '../engine/floor-ports.ts'
import type { Engine } from '../engine/ports.ts'
import { committedUpTo, floorBy, isFloorReady, serveOutside } from './floor-calls.ts'
import { RestartingThread } from './restarting-thread.ts'

export interface FloorHostOptions {
  /** The module that the thread runs; it serves a floor on its parent port. */
  readonly worker: URL
  /** Plain data for it. */
  readonly workerData: unknown
  /** Tells the mapping, and when it changes. */
  readonly engine: Pick<Engine, 'status' | 'list' | 'entriesAfter' | 'subscribe'>
  /** Takes what the floor finds. */
  readonly reports: FloorReports
  /** Told of crashes, and of what can't be written or told now. */
  readonly report: (problem: Problem) => void
  /** The first wait after a crash. */
  readonly restartAfterMs?: number
}

export interface FloorHost {
  readonly floor: Floor
  /** Disconnects machines, and writes and tells what waits. */
  stop(): Promise<void>
}

const RESTARTING: Problem = {
  code: 'floor-restarting',
  message: 'The connection to the floor is starting again.',
  next: 'Try again in a few seconds; the log says why it stopped.',
  facts: {},
}

/** Resolves once the thread is ready; rejects when it can't start at all. */
export async function startFloorHost(options: FloorHostOptions): Promise<FloorHost> {
  const { engine, reports, report } = options
  let lastSeq = 0
  const thread = new RestartingThread({
    worker: options.worker,
    workerData: options.workerData,
    restarting: RESTARTING,
    crashed: {
      code: 'floor-crashed',
      message: 'The connection to the floor broke down and will be made again.',
      next: 'What was written is not lost. If it keeps happening, report the reason.',
    },
    report,
    onStart: (worker) => serveOutside(worker, { engine, reports, onTrouble: report }),
    isReady: isFloorReady,
    onMessage(message) {
      // What was committed while it started may be news to it.
      if (isFloorReady(message)) thread.tell(committedUpTo(lastSeq))
    },
    ...(options.restartAfterMs === undefined ? {} : { restartAfterMs: options.restartAfterMs }),
  })
  const unsubscribe = engine.subscribe((seq) => {
    lastSeq = seq
    thread.tell(committedUpTo(seq))
  })
  await thread.start().catch((error: unknown) => {
    unsubscribe()
    throw error
  })
  return {
    floor: floorBy((method, ...args) => thread.call(method, ...args)),
    async stop() {
      unsubscribe()
      await thread.stop()
    },
  }
}
