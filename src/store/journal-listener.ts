/** Hearing of new journal entries, whichever process wrote them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { connect, endQuietly, type Target } from './connect.ts'
import { JOURNAL_CHANNEL } from './journal-head.ts'

/** Called with the number of an entry that is committed; several entries may come as the last of them. */
export type OnEntry = (siteId: string, seq: number) => void

const RETRY_MS = 500

/**
 * Listens until `stop`. After a lost connection it listens again and tells where every site stands, so that nothing
 * is missed; the same number may be told twice.
 */
export class JournalListener {
  readonly #target: Target
  readonly #onEntry: OnEntry
  readonly #stopping = new AbortController()
  #client: pg.Client | undefined

  private constructor(target: Target, onEntry: OnEntry) {
    this.#target = target
    this.#onEntry = onEntry
  }

  /** Resolves once it listens; rejects with a `StoreProblem` when it can't. */
  static async start(target: Target, onEntry: OnEntry): Promise<JournalListener> {
    const listener = new JournalListener(target, onEntry)
    await listener.#listen()
    return listener
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    if (this.#client !== undefined) await endQuietly(this.#client)
  }

  async #listen(): Promise<void> {
    const client = await connect(this.#target)
    this.#client = client
    client.on('notification', ({ payload }) => {
      const { siteId, seq } = JSON.parse(payload ?? '{}') as { siteId: string; seq: number }
      this.#onEntry(siteId, seq)
    })
    await client.query(`listen ${JOURNAL_CHANNEL}`)
    const { rows } = await client.query<{ site_id: string; seq: number }>('select site_id, seq from journal_head where seq > 0')
    client.once('end', () => void this.#listenAgain())
    for (const { site_id, seq } of rows) this.#onEntry(site_id, seq)
  }

  async #listenAgain(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await sleep(RETRY_MS, undefined, { signal: this.#stopping.signal })
        return await this.#listen()
      } catch {
        // The database is not back yet, or we stop; the condition of the loop knows which.
      }
    }
  }
}
