/** The one writer of a site: it holds the site's lock on a connection of its own and writes through that same connection. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Problem } from '../core/values/result.ts'
import type { Cause, JournalEntry, SiteStore } from '../engine/ports.ts'
import { connect, endQuietly, instantOf, inTransaction, type Target } from './connect.ts'
import { lockHead, moveHead, takeWriteRight, type WriteRight, writerLockLost } from './journal-head.ts'
import { LOCKS } from './locks.ts'
import { problemOfChange, sameJson } from './record-check.ts'
import { type Bodies, readBodies, writeBodies } from './record-rows.ts'
import { type SiteReader, siteReader } from './site-reader.ts'
import { asStoreProblem, isConnectionLoss, StoreProblem, storeProblem } from './store-problem.ts'

/** Changes in one transaction; more wait for the next one. Large enough for throughput, small enough to answer soon. */
const BATCH_CHANGES_MAX = 5000

interface Waiting {
  readonly changes: readonly Change[]
  readonly cause: Cause
  readonly resolve: (entry: JournalEntry) => void
  readonly reject: (error: unknown) => void
}

/** Opens the site for writing. Rejects with `site-has-writer` when another one is open, here or elsewhere. */
export async function openSiteWriter(target: Target, pool: pg.Pool, siteId: string): Promise<SiteWriter> {
  const client = await connect(target)
  try {
    if (!(await takeLock(client, siteId))) {
      const next = 'Use the program that has it open, through its address, or stop it and try again. Reading is possible meanwhile.'
      throw storeProblem('site-has-writer', ['Another process writes to this site.', next], { site: siteId })
    }
    return new SiteWriter(client, pool, await takeWriteRight(client, siteId))
  } catch (error) {
    await endQuietly(client)
    throw asStoreProblem(error)
  }
}

/** The database notices within moments that a process was killed; its lock is free only then. */
const LOCK_TRIES = 20
const LOCK_RETRY_MS = 50

async function takeLock(client: pg.Client, siteId: string): Promise<boolean> {
  for (let tries = 0; tries < LOCK_TRIES; tries++) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as locked', [
      LOCKS.writer,
      siteId,
    ])
    if (rows[0]?.locked === true) return true
    await sleep(LOCK_RETRY_MS)
  }
  return false
}

/**
 * Appends that come while a transaction is under way share the next one. A lost connection takes the lock with it:
 * from then on every append is refused, and `lost` says so.
 */
export class SiteWriter implements SiteStore {
  readonly right: WriteRight
  /** Resolves when the lock is lost without `close`; never rejects. */
  readonly lost: Promise<Problem>
  readonly #client: pg.Client
  readonly #reader: SiteReader
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined
  #stopped: StoreProblem | undefined

  constructor(client: pg.Client, pool: pg.Pool, right: WriteRight) {
    this.#client = client
    this.#reader = siteReader(pool, right.siteId)
    this.right = right
    this.lost = new Promise((resolve) => {
      client.once('end', () => {
        const problem = asStoreProblem(writerLockLost(right.siteId))
        if (this.#stopped !== undefined) return
        this.#stopped = problem
        resolve(problem.problem)
      })
    })
  }

  get isOpen(): boolean {
    return this.#stopped === undefined
  }

  loadRecords(): ReturnType<SiteStore['loadRecords']> {
    return this.#reader.loadRecords()
  }

  lastSeq(): Promise<number> {
    return this.#reader.lastSeq()
  }

  entriesAfter(seq: number, limit: number): Promise<readonly JournalEntry[]> {
    return this.#reader.entriesAfter(seq, limit)
  }

  /**
   * Rejects with a `StoreProblem` when a change is not valid or not made on what is stored (`record-changed`); then nothing
   * of this call is written. With `writer-lock-lost` it may have been written or not, and the journal says which.
   */
  append(changes: readonly Change[], cause: Cause): Promise<JournalEntry> {
    const problem = changes.length === 0 ? NOTHING_TO_WRITE : changes.map(problemOfChange).find((each) => each !== undefined)
    if (problem !== undefined) return Promise.reject(new StoreProblem(problem))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, cause, resolve, reject })
      this.#writing ??= this.#writeAll()
    })
  }

  /** Waits for the appends under way and gives the lock back. */
  async close(): Promise<void> {
    await this.#writing
    this.#stopped ??= storeProblem('site-closed', ['The site is closed in this process.', 'Open it again to write.'], {
      site: this.right.siteId,
    })
    await endQuietly(this.#client)
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#write(this.#takeBatch())
    this.#writing = undefined
  }

  #takeBatch(): readonly Waiting[] {
    let changes = 0
    const end = this.#waiting.findIndex((each) => {
      changes += each.changes.length
      return changes > BATCH_CHANGES_MAX
    })
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(end, 1))
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.#stopped !== undefined) throw this.#stopped
      const settle = await inTransaction(this.#client, () => writeBatch(this.#client, this.right, batch))
      settle()
    } catch (error) {
      if (batch.length > 1 && this.#stopped === undefined && !isConnectionLoss(error)) {
        // One of them can't be written; the others must not suffer for it.
        for (const each of batch) await this.#write([each])
        return
      }
      const problem = isConnectionLoss(error) ? asStoreProblem(writerLockLost(this.right.siteId)) : asStoreProblem(error)
      for (const { reject } of batch) reject(problem)
    }
  }
}

/** Writes what fits on top of what is stored, and returns how to tell the callers once that is committed. */
async function writeBatch(client: pg.Client, right: WriteRight, batch: readonly Waiting[]): Promise<() => void> {
  const { siteId } = right
  const head = await lockHead(client, right)
  const stored = await readBodies(
    client,
    siteId,
    batch.flatMap(({ changes }) => changes),
  )
  const touched: Bodies = new Map()
  const entries: JournalEntry[] = []
  const answers = batch.map(({ changes, cause, resolve, reject }) => {
    const problem = applyAll(changes, stored, touched)
    if (problem !== undefined) return () => reject(new StoreProblem(problem))
    const entry: JournalEntry = { seq: head.seq + entries.length + 1, at: instantOf(head.at), cause, changes }
    entries.push(entry)
    return () => resolve(entry)
  })
  if (entries.length > 0) {
    await client.query(
      `insert into journal (site_id, seq, at, cause_by, cause_source, changes)
       select $1, seq, $2, cause ->> 'by', cause ->> 'source', changes from jsonb_to_recordset($3::jsonb) as given (seq bigint, cause jsonb, changes jsonb)`,
      [siteId, head.at, JSON.stringify(entries)],
    )
    await writeBodies(client, siteId, touched)
    await moveHead(client, siteId, head.seq + entries.length)
  }
  return () => {
    for (const answer of answers) answer()
  }
}

/** Applies the changes of one append to `stored` and notes them in `touched`; all of them, or none and the reason. */
function applyAll(changes: readonly Change[], stored: Bodies, touched: Bodies): Problem | undefined {
  const before: (readonly [RecordName, string, AnyRecord | undefined])[] = []
  for (const change of changes) {
    const { record, id } = change
    const current = stored.get(record)?.get(id)
    if (!fits(change, current)) {
      for (const [name, key, body] of before.reverse()) stored.get(name)?.set(key, body)
      return {
        ...CHANGED_MEANWHILE,
        facts: { record, id, change: change.type, stored: current === undefined ? 'nothing' : 'another state' },
      }
    }
    before.push([record, id, current])
    stored.get(record)?.set(id, change.type === 'removed' ? undefined : change.to)
  }
  for (const [record, id] of before) {
    const byId = touched.get(record) ?? new Map<string, AnyRecord | undefined>()
    touched.set(record, byId.set(id, stored.get(record)?.get(id)))
  }
  return undefined
}

function fits(change: Change, current: AnyRecord | undefined): boolean {
  return change.type === 'added' ? current === undefined : current !== undefined && sameJson(change.from, current)
}

const CHANGED_MEANWHILE = {
  code: 'record-changed',
  message: 'The record is not what the change was made on.',
  next: 'Read the record again and repeat the change on what it is now.',
} as const

const NOTHING_TO_WRITE: Problem = {
  code: 'changes-empty',
  message: 'A change set without changes says nothing.',
  next: 'Send at least one change.',
  facts: {},
}
