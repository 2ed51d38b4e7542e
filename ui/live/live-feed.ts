/** Follows the live stream of the server: hears entries and views, notices silence, comes back by itself, and says how it stands. */
import type { JournalEntry, ViewAge } from '../../src/engine/ports.ts'
import { eventReader, type ServerEvent } from './event-text.ts'

/** `signedOut` waits for a person; `lost` tries again by itself at `retryAt`. Times are milliseconds of this machine's clock. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'catchingUp' }
  | { readonly kind: 'resting' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'lost'; readonly since: number; readonly retryAt: number }

export interface LiveFeedOptions {
  readonly url: string
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly onEntry: (entry: JournalEntry) => void
  readonly onView: (view: ViewAge) => void
  /** After a break, or when the server says that its journal is another one: whatever is shown may be old. Resolves once it is new. */
  readonly onMissed: () => Promise<void>
  readonly onConnection: (connection: Connection) => void
}

/** The server says every 15 s that it is alive; two of these missed and a bit is silence. */
const SILENCE_MS = 40_000
const RETRY_MS = [500, 1000, 2000, 5000, 10_000] as const

/** Runs from `start` until `stop`; may be started again. */
export class LiveFeed {
  readonly #options: LiveFeedOptions
  #run: AbortController | undefined
  #lastId: string | undefined
  #lostSince: number | undefined
  #attempts = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(options: LiveFeedOptions) {
    this.#options = options
  }

  /** Connects at once, also while the next try was still to come. */
  start(): void {
    clearTimeout(this.#retry)
    this.#run?.abort()
    const run = new AbortController()
    this.#run = run
    void this.#follow(run)
  }

  /** Lets the connection go: a page that nobody sees needs none. What it missed is caught up with after `start`. */
  rest(): void {
    this.stop()
    this.#lostSince ??= this.#options.now()
    this.#options.onConnection({ kind: 'resting' })
  }

  stop(): void {
    clearTimeout(this.#retry)
    this.#run?.abort()
    this.#run = undefined
  }

  async #follow(run: AbortController): Promise<void> {
    try {
      const headers = this.#lastId === undefined ? {} : { 'last-event-id': this.#lastId }
      const response = await this.#options.fetch(this.#options.url, { headers, signal: run.signal, cache: 'no-store' })
      if (response.status === 401) return this.#options.onConnection({ kind: 'signedOut' })
      if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}`)
      await this.#opened(run)
      await this.#read(response.body, run)
      throw new Error('the stream ended')
    } catch {
      if (!run.signal.aborted || run.signal.reason === SILENT) this.#lost()
    }
  }

  async #opened(run: AbortController): Promise<void> {
    this.#attempts = 0
    if (this.#lostSince !== undefined) {
      this.#options.onConnection({ kind: 'catchingUp' })
      await this.#options.onMissed()
      if (run.signal.aborted) return
      this.#lostSince = undefined
    }
    this.#options.onConnection({ kind: 'live' })
  }

  async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>, run: AbortController): Promise<void> {
    const events = eventReader()
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    let silence: ReturnType<typeof setTimeout> | undefined
    try {
      for (;;) {
        silence = setTimeout(() => run.abort(SILENT), SILENCE_MS)
        const { done, value } = await reader.read()
        clearTimeout(silence)
        if (done) return
        for (const each of events(value)) this.#hear(each)
      }
    } finally {
      clearTimeout(silence)
    }
  }

  #hear({ event, data, id }: ServerEvent): void {
    if (id !== undefined) this.#lastId = id
    if (event === 'entry') this.#options.onEntry(JSON.parse(data) as JournalEntry)
    else if (event === 'view') this.#options.onView(JSON.parse(data) as ViewAge)
    else if (event === 'reset') void this.#options.onMissed()
  }

  #lost(): void {
    const now = this.#options.now()
    this.#lostSince ??= now
    const wait = RETRY_MS[Math.min(this.#attempts, RETRY_MS.length - 1)] ?? 0
    this.#attempts += 1
    this.#options.onConnection({ kind: 'lost', since: this.#lostSince, retryAt: now + wait })
    this.#retry = setTimeout(() => this.start(), wait)
  }
}

const SILENT = 'the server was silent for too long'
