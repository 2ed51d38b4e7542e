/** A thread that is started again when it falls over, and the calls to it; what can't start at all is not tried again. */
import { Worker } from 'node:worker_threads'
import type { Problem } from '../core/values/result.ts'
import { type Caller, callsOver } from './calls.ts'

export interface ThreadOptions {
  /** The module that the thread runs. */
  readonly worker: URL
  /** Plain data for it. */
  readonly workerData: unknown
  /** What calls are told while there is no thread that serves. */
  readonly restarting: Problem
  /** What `report` is told when it falls over; the reason and the wait come with it. */
  readonly crashed: Omit<Problem, 'facts'>
  readonly report: (problem: Problem) => void
  /** Called with each new thread before it begins. */
  readonly onStart?: (worker: Worker) => void
  /** Whether a message says that the thread serves from now on. */
  readonly isReady: (message: unknown) => boolean
  /** Called with each message of the thread; calls work already in the one by which it is ready. */
  readonly onMessage: (message: unknown) => void
  /** The first wait after a crash; it doubles with each crash until the thread has run for a while. */
  readonly restartAfterMs?: number
}

const RESTART_AFTER_MS = 250
const RESTART_AFTER_MAX_MS = 30_000
/** A thread that ran this long had no trouble in starting; the next crash begins at the shortest wait again. */
const SETTLED_AFTER_MS = 60_000
const STOP_PATIENCE_MS = 12_000

/** One thread at a time. */
export class RestartingThread {
  readonly #options: ThreadOptions
  #worker: Worker | undefined
  #caller: Caller | undefined
  #crashes = 0
  #readyAt = 0
  #restart: NodeJS.Timeout | undefined
  #stopping = false

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  /** Resolves once the thread is ready; rejects when it ends before. */
  start(): Promise<void> {
    const worker = new Worker(this.#options.worker, { workerData: this.#options.workerData })
    const caller = callsOver(worker)
    this.#worker = worker
    this.#options.onStart?.(worker)
    return new Promise((resolve, reject) => {
      let failure: unknown
      worker.on('message', (message: unknown) => {
        if (this.#options.isReady(message)) {
          this.#caller = caller
          this.#readyAt = performance.now()
          resolve()
        }
        this.#options.onMessage(message)
      })
      worker.on('error', (error) => {
        failure = error
      })
      worker.on('exit', (code) => {
        const wasReady = this.#caller === caller
        this.#caller = undefined
        caller.giveUp(this.#options.restarting)
        if (!wasReady) reject(failure ?? new Error('the thread ended before it was ready'))
        else if (!this.#stopping) this.#crashed(failure ?? `exit code ${code}`)
      })
    })
  }

  /** Calls what the thread serves; rejects with `restarting` as its cause while there is none. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    const { restarting } = this.#options
    return this.#caller?.call(method, ...args) ?? Promise.reject(new Error(restarting.message, { cause: restarting }))
  }

  /** Tells the thread something that needs no answer; nobody hears it while there is none. */
  tell(message: unknown): void {
    if (this.#caller !== undefined) this.#worker?.postMessage(message)
  }

  /** Calls `stop` in the thread, waits for a while, and ends it. */
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
    const reason = failure instanceof Error ? failure.message : String(failure)
    this.#options.report({ ...this.#options.crashed, facts: { reason, restartMs: waitMs } })
    this.#restart = setTimeout(() => {
      this.start().catch((error: unknown) => {
        if (!this.#stopping) this.#crashed(error)
      })
    }, waitMs)
  }
}
