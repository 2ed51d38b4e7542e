/** Runs the engine of one site in a thread of its own, so that a long projection never holds up the API; a crash is reported and mended. */
import { Worker } from 'node:worker_threads'
import type { Problem } from '../core/values/result.ts'
import type { FloorReports } from '../engine/floor-ports.ts'
import type { Engine, EngineStatus, Imports, ViewAge } from '../engine/ports.ts'
import { type Caller, callsOver } from './calls.ts'
import { engineBy, importsBy, isNotice, reportsBy } from './engine-calls.ts'

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
  readonly engine: Engine
  readonly imports: Imports
  /** Where the floor tells what it found. */
  readonly reports: FloorReports
  /** Stops the engine once the commands under way are done, and the thread. */
  stop(): Promise<void>
}

const RESTART_AFTER_MS = 250
const RESTART_AFTER_MAX_MS = 30_000
/** An engine that ran this long had no trouble in starting; the next crash begins at the shortest wait again. */
const SETTLED_AFTER_MS = 60_000
/** A thread in the middle of a projection answers nothing; the status it last told is then better than none. */
const STATUS_PATIENCE_MS = 100
const STOP_PATIENCE_MS = 10_000

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
  const engine: Engine = {
    ...engineBy(call),
    status: () => host.status(),
    subscribe: (onCommit) => host.subscribe(onCommit),
    subscribeViews: (onView) => host.subscribeViews(onView),
  }
  return { engine, imports: importsBy(call), reports: reportsBy(call), stop: () => host.stop() }
}

/** One thread at a time, and the calls to it. */
class Host {
  readonly #options: EngineHostOptions
  readonly #listeners = new Set<(lastSeq: number) => void>()
  readonly #viewListeners = new Set<(view: ViewAge) => void>()
  #worker: Worker | undefined
  #caller: Caller | undefined
  #status: EngineStatus | undefined
  #crashes = 0
  #readyAt = 0
  #restart: NodeJS.Timeout | undefined
  #stopping = false

  constructor(options: EngineHostOptions) {
    this.#options = options
  }

  start(): Promise<void> {
    const worker = new Worker(this.#options.worker, { workerData: this.#options.workerData })
    const caller = callsOver(worker)
    this.#worker = worker
    return new Promise((resolve, reject) => {
      let failure: unknown
      worker.on('message', (message: unknown) => {
        if (!isNotice(message)) return
        if (message.notice === 'projected') return this.#tellView(message.view)
        this.#status = message.status
        if (message.notice === 'ready') {
          this.#caller = caller
          this.#readyAt = performance.now()
          resolve()
        }
        for (const listener of this.#listeners) listener(message.status.seq)
        // A thread that starts again has projected before anyone could hear of it.
        if (message.notice === 'ready' && message.status.view !== null) this.#tellView(message.status.view)
      })
      worker.on('error', (error) => {
        failure = error
      })
      worker.on('exit', (code) => {
        const wasReady = this.#caller === caller
        this.#caller = undefined
        caller.giveUp(RESTARTING)
        if (!wasReady) reject(failure ?? new Error('the engine thread ended before it was ready'))
        else if (!this.#stopping) this.#crashed(failure ?? `exit code ${code}`)
      })
    })
  }

  call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.#caller?.call(method, ...args) ?? Promise.reject(new Error(RESTARTING.message, { cause: RESTARTING }))
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

  #tellView(view: ViewAge): void {
    for (const listener of this.#viewListeners) listener(view)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#restart)
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, STOP_PATIENCE_MS)
    })
    // A thread that crashed has nothing left to stop.
    await Promise.race([this.call('stop').catch(() => undefined), patience]).finally(() => clearTimeout(timer))
    await this.#worker?.terminate()
  }

  #crashed(failure: unknown): void {
    if (performance.now() - this.#readyAt > SETTLED_AFTER_MS) this.#crashes = 0
    const first = this.#options.restartAfterMs ?? RESTART_AFTER_MS
    const waitMs = Math.min(first * 2 ** this.#crashes, RESTART_AFTER_MAX_MS)
    this.#crashes += 1
    this.#options.report({
      code: 'engine-crashed',
      message: 'The engine stopped and will be started again.',
      next: 'Nothing acknowledged is lost. If it keeps happening, report the reason.',
      facts: { reason: failure instanceof Error ? failure.message : String(failure), restartMs: waitMs },
    })
    this.#restart = setTimeout(() => {
      this.start().catch((error: unknown) => {
        if (!this.#stopping) this.#crashed(error)
      })
    }, waitMs)
  }
}
