/** What was reported at this screen and has not reached the server yet: kept on the device, sent in order, and set aside with its reason where it is refused. */
import type { Problem } from '../../../src/core/values/result.ts'
import type { ActionCommand } from '../../../src/engine/action-ports.ts'
import { AskFailure } from '../../live/ask.ts'

export type KioskCommand = Extract<ActionCommand, { readonly type: 'report' | 'callHelp' | 'stopReason' }>

export interface Waiting {
  readonly id: string
  readonly command: KioskCommand
  /** In the words of the moment, for the person who told it. */
  readonly said: string
  /** Its place in the order of telling. */
  readonly n: number
  /** Why the server refused it; null while it only waits. */
  readonly problem: Problem | null
}

/** Where what waits is kept. */
export interface OutboxStore {
  all(): Promise<readonly Waiting[]>
  put(waiting: Waiting): Promise<void>
  remove(id: string): Promise<void>
}

export interface OutboxOptions {
  readonly store: OutboxStore
  /** Resolves with the journal entry of the command. */
  readonly send: (command: KioskCommand) => Promise<number | null>
  readonly onSent: (waiting: Waiting, seq: number | null) => void
  readonly onChange: (waiting: readonly Waiting[]) => void
}

/** Answers that say nothing about the command itself: it is tried again when the server is back or somebody has signed in. */
const LATER: ReadonlySet<number> = new Set([0, 401, 408, 425, 429, 500, 502, 503, 504])

/** One for each device: everything told goes through it, whether there is a connection or not. */
export class Outbox {
  readonly #options: OutboxOptions
  #waiting: readonly Waiting[] = []
  #sending: Promise<void> | undefined
  #again = false

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Takes up what an earlier page left behind, and sends it. */
  async open(): Promise<void> {
    this.#show([...(await this.#options.store.all())].sort((a, b) => a.n - b.n))
    await this.flush()
  }

  /** Keeps the command before anything else, then sends what waits. */
  async add(command: KioskCommand, said: string): Promise<void> {
    const n = (this.#waiting.at(-1)?.n ?? 0) + 1
    const waiting: Waiting = { id: idOf(command), command, said, n, problem: null }
    await this.#options.store.put(waiting)
    this.#show([...this.#waiting, waiting])
    await this.flush()
  }

  /** Sends what waits, in the order in which it was told; stops at the first that can't be sent now. */
  async flush(): Promise<void> {
    if (this.#sending !== undefined) {
      this.#again = true
      return this.#sending
    }
    this.#sending = this.#sendAll()
    try {
      await this.#sending
    } finally {
      this.#sending = undefined
    }
    if (!this.#again) return
    this.#again = false
    await this.flush()
  }

  /** Tries one that was refused once more. */
  async retry(id: string): Promise<void> {
    await this.#replace(id, null)
    await this.flush()
  }

  /** Takes back one that was refused. */
  async drop(id: string): Promise<void> {
    await this.#options.store.remove(id)
    this.#show(this.#waiting.filter((each) => each.id !== id))
  }

  async #sendAll(): Promise<void> {
    for (const waiting of this.#waiting.filter(({ problem }) => problem === null)) {
      try {
        const seq = await this.#options.send(waiting.command)
        await this.drop(waiting.id)
        this.#options.onSent(waiting, seq)
      } catch (error) {
        if (!(error instanceof AskFailure) || LATER.has(error.status)) return
        await this.#replace(waiting.id, error.problem)
      }
    }
  }

  async #replace(id: string, problem: Problem | null): Promise<void> {
    const waiting = this.#waiting.find((each) => each.id === id)
    if (waiting === undefined) return
    const next = { ...waiting, problem }
    await this.#options.store.put(next)
    this.#show(this.#waiting.map((each) => (each.id === id ? next : each)))
  }

  #show(waiting: readonly Waiting[]): void {
    this.#waiting = waiting
    this.#options.onChange(waiting)
  }
}

function idOf(command: KioskCommand): string {
  if (command.type === 'report') return command.workReportId
  return command.type === 'callHelp' ? command.actionId : `reason-${command.disruptionId}`
}
