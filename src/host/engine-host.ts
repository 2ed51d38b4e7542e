/** Runs the engine of one site in a thread of its own, so that a long projection never holds up the API; a crash is reported and mended. */
import type { Problem } from '../core/values/result.ts'
import type { FloorReports } from '../engine/floor-ports.ts'
import type { EngineStatus, Imports, ViewAge } from '../engine/ports.ts'
import type { Caller } from './calls.ts'
import { engineBy, importsBy, isNotice, type Notice, reportsBy, type SiteEngine } from './engine-calls.ts'
import { RestartingThread } from './restarting-thread.ts'

export interface EngineHostOptions {
  /** The module that the thread runs; it serves an engine on its parent port. */
  readonly worker: URL
  /** Plain data for it. */
  readonly workerData: unknown
  /** Told of crashes and restarts. */
  readonly report: (problem: Problem) => void
  /** The first wait after a crash; it doubles with each crash until the engine has run for a while. */
  readonly restartAfterMs?: number
}

export interface EngineHost {
  readonly engine: SiteEngine
  readonly imports: Imports
  /** Where the floor tells what it found. */
  readonly reports: FloorReports
  /** Stops the engine once the commands under way are done, and the thread. */
  stop(): Promise<void>
}

/** A thread in the middle of a projection answers nothing; the status it last told is then better than none. */
const STATUS_PATIENCE_MS = 100

const RESTARTING: Problem = {
  code: 'engine-restarting',
  message: 'The engine of this site is starting again.',
  next: 'Try again in a few seconds; the log says why it stopped.',
  facts: {},
}

/** Resolves once the first thread is ready; rejects when it can't start at all, for then a restart would not help either. */
export async function startEngineHost(options: EngineHostOptions): Promise<EngineHost> {
  const host = new Host(options)
  await host.start()
  const call: Caller['call'] = (method, ...args) => host.call(method, ...args)
  const engine: SiteEngine = {
    ...engineBy(call),
    status: () => host.status(),
    subscribe: (onCommit) => host.subscribe(onCommit),
    subscribeViews: (onView) => host.subscribeViews(onView),
  }
  return { engine, imports: importsBy(call), reports: reportsBy(call), stop: () => host.stop() }
}

/** The thread, what it last told of itself, and who listens. */
class Host {
  readonly #thread: RestartingThread
  readonly #listeners = new Set<(lastSeq: number) => void>()
  readonly #viewListeners = new Set<(view: ViewAge) => void>()
  #status: EngineStatus | undefined

  constructor(options: EngineHostOptions) {
    this.#thread = new RestartingThread({
      ...options,
      restarting: RESTARTING,
      crashed: {
        code: 'engine-crashed',
        message: 'The engine stopped and will be started again.',
        next: 'Nothing acknowledged is lost. If it keeps happening, report the reason.',
      },
      isReady: (message) => isNotice(message) && message.notice === 'ready',
      onMessage: (message) => {
        if (isNotice(message)) this.#heard(message)
      },
    })
  }

  start(): Promise<void> {
    return this.#thread.start()
  }

  call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.#thread.call(method, ...args)
  }

  async status(): Promise<EngineStatus> {
    const last = this.#status
    const asked = this.call('engine.status') as Promise<EngineStatus>
    if (last === undefined) return asked
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<EngineStatus>((resolve) => {
      timer = setTimeout(() => resolve(last), STATUS_PATIENCE_MS)
    })
    return Promise.race([asked, patience]).finally(() => clearTimeout(timer))
  }

  subscribe(onCommit: (lastSeq: number) => void): () => void {
    const listener = (lastSeq: number): void => onCommit(lastSeq)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  subscribeViews(onView: (view: ViewAge) => void): () => void {
    const listener = (view: ViewAge): void => onView(view)
    this.#viewListeners.add(listener)
    return () => this.#viewListeners.delete(listener)
  }

  stop(): Promise<void> {
    return this.#thread.stop()
  }

  #heard(message: Notice): void {
    if (message.notice === 'projected') {
      this.#tellView(message.view)
      return
    }
    this.#status = message.status
    for (const listener of this.#listeners) listener(message.status.seq)
    // A thread that starts again has projected before anyone could hear of it.
    if (message.notice === 'ready' && message.status.view !== null) this.#tellView(message.status.view)
  }

  #tellView(view: ViewAge): void {
    for (const listener of this.#viewListeners) listener(view)
  }
}
