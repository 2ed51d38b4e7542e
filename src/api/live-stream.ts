/** One client that follows the journal. It is read as fast as the client takes it, so that a slow one costs no memory. */
import type { ServerResponse } from 'node:http'
import type { Engine, JournalEntry, ViewAge } from '../engine/ports.ts'

export interface LiveStreamOptions {
  readonly engine: Engine
  readonly response: ServerResponse
  /** Follow what comes after this entry. */
  readonly after: number
  /** Whether the client asked for an entry that this journal does not have, and must read everything anew. */
  readonly reset: boolean
  /** The projection that there is as the client comes; null while there is none. */
  readonly view: ViewAge | null
  /** What a client may see of an entry. */
  readonly shown: (entry: JournalEntry) => JournalEntry
  /** Asked with every heartbeat: whether the session that opened the stream still holds. */
  readonly stillAllowed: () => Promise<boolean>
  readonly heartbeatMs: number
}

/** Entries read at a time; the most that one client holds in memory. */
const PAGE = 5
/** A client whose connection takes nothing for this many heartbeats is gone or stuck; it can resume. */
const STALLED_BEATS = 4

/** Runs from its making until the client leaves or `end` is called. Nothing is lost by ending: the client resumes behind the last id that it saw. */
export class LiveStream {
  readonly #options: LiveStreamOptions
  #cursor: number
  #pumping = false
  #again = false
  #stalledBeats = 0
  /** The newest projection that the client has not been told of: a slow client is told of the last one only. */
  #view: ViewAge | null
  readonly #leave: readonly (() => void)[]
  readonly #heartbeat: NodeJS.Timeout

  constructor(options: LiveStreamOptions) {
    this.#options = options
    this.#cursor = options.after
    this.#view = options.view
    this.#leave = [
      options.engine.subscribe(() => this.#pump()),
      options.engine.subscribeViews((view) => {
        this.#view = view
        this.#pump()
      }),
    ]
    this.#heartbeat = setInterval(() => void this.#beat(), options.heartbeatMs)
    options.response.on('close', () => this.end())
    options.response.write('retry: 2000\n: following the journal\n\n')
    if (options.reset) options.response.write(`event: reset\nid: ${options.after}\ndata: ${JSON.stringify({ lastSeq: options.after })}\n\n`)
    this.#pump()
  }

  end(): void {
    for (const leave of this.#leave) leave()
    clearInterval(this.#heartbeat)
    if (!this.#options.response.writableEnded) this.#options.response.end()
  }

  #pump(): void {
    if (this.#pumping) {
      this.#again = true
      return
    }
    this.#pumping = true
    // A journal that can't be read now is tried again with the next commit or heartbeat; the client notices a delay, no loss.
    this.#sendAll()
      .catch(() => undefined)
      .finally(() => {
        this.#pumping = false
        if (!this.#again) return
        this.#again = false
        this.#pump()
      })
  }

  async #sendAll(): Promise<void> {
    const { engine, response, shown } = this.#options
    for (;;) {
      const entries = await engine.entriesAfter(this.#cursor, PAGE)
      if (entries.length === 0) return this.#sendView()
      for (const entry of entries) {
        if (response.writableEnded || response.destroyed) return
        const taken = response.write(`event: entry\nid: ${entry.seq}\ndata: ${JSON.stringify(shown(entry))}\n\n`)
        this.#cursor = entry.seq
        if (!taken) await drained(response)
      }
    }
  }

  /** Comes behind the entries that the projection was built after, and without an id: a client that resumes gets the newest anyway. */
  async #sendView(): Promise<void> {
    const { response } = this.#options
    const view = this.#view
    this.#view = null
    if (view === null || response.writableEnded || response.destroyed) return
    if (!response.write(`event: view\ndata: ${JSON.stringify(view)}\n\n`)) await drained(response)
  }

  async #beat(): Promise<void> {
    const { response, stillAllowed } = this.#options
    this.#stalledBeats = response.writableNeedDrain ? this.#stalledBeats + 1 : 0
    if (this.#stalledBeats >= STALLED_BEATS) {
      response.destroy()
      return
    }
    const allowed = await stillAllowed().catch(() => false)
    if (!allowed) return this.end()
    if (!response.writableNeedDrain && !response.writableEnded) response.write(': alive\n\n')
    this.#pump()
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
