/** One import under way, in temporary tables of a connection of its own: nothing of it lasts until it is applied. */

import type pg from 'pg'
import type { RecordName } from '../../core/records/all.ts'
import type { Cause, ImportPreview, ImportSession, RejectedRow, StagedRow } from '../../engine/ports.ts'
import { endQuietly, inTransaction } from '../connect.ts'
import { lastSeq } from '../journal.ts'
import { lockHead, moveHead, type WriteRight } from '../journal-head.ts'
import { problemOfRecord } from '../record-check.ts'
import { asStoreProblem, isConnectionLoss, storeProblem } from '../store-problem.ts'
import { keepRejects, type NumberedReject, type RejectPage, stagedRejects } from './kept-rejects.ts'
import { planRemovals } from './removals.ts'
import { setDanglingAside, setDuplicatesAside } from './set-aside.ts'
import { copyRejects, copyRows } from './staging.ts'
import { type CountsByRecord, countAll, writeAll } from './write.ts'

export interface SessionOptions {
  readonly client: pg.Client
  readonly importId: string
  readonly siteId: string
  readonly mapping: string
  readonly folder: string
  readonly onProgress: (message: string) => void
  /** Runs work that needs the right to write to the site: the open writer's, or one taken for the time. */
  readonly withWriteRight: <T>(work: (right: WriteRight) => Promise<T>) => Promise<T>
}

interface Previewed {
  readonly covers: readonly RecordName[]
  readonly counts: CountsByRecord
  /** Where the journal stood, for the preview holds as long as it stands there. */
  readonly seq: number
}

export interface Applied {
  /** Greater than `lastSeq` when nothing differed. */
  readonly firstSeq: number
  readonly lastSeq: number
  readonly changes: number
}

/** Calls on one session run in turn. Each rejects with a `StoreProblem`; `import-over` once it was applied or discarded. */
export class DatabaseImportSession implements ImportSession {
  readonly importId: string
  readonly #options: SessionOptions
  #staged = 0
  #previewed: Previewed | undefined
  #over = false
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: SessionOptions) {
    this.importId = options.importId
    this.#options = options
  }

  /** Rows that are not valid records are set aside like any other, so that one of them never stops an import. */
  stage(rows: readonly StagedRow[]): Promise<void> {
    const good: StagedRow[] = []
    const bad: RejectedRow[] = []
    for (const row of rows) {
      const problem = problemOfRecord(row.record, row.body)
      if (problem === undefined) good.push(row)
      else bad.push({ ...row, recordId: row.body.id, column: String(problem.facts.field ?? '') || null, problem, raw: rawOf(row) })
    }
    return this.#inTurn(async () => {
      const { client } = this.#options
      await copyRows(client, good, this.#staged)
      await copyRejects(client, bad)
      this.#staged += good.length
      this.#previewed = undefined
    })
  }

  reject(rows: readonly RejectedRow[]): Promise<void> {
    return this.#inTurn(async () => {
      await copyRejects(this.#options.client, rows)
      this.#previewed = undefined
    })
  }

  preview(covers: readonly RecordName[]): Promise<ImportPreview> {
    return this.#inTurn(async () => {
      const { client, siteId } = this.#options
      const seq = await lastSeq(client, siteId)
      const counts = await inTransaction(client, () => this.#plan(covers))
      this.#previewed = { covers, counts, seq }
      const { rows } = await client.query<{ count: number }>('select count(*) as count from staged_reject')
      return { importId: this.importId, records: counts, rejectedCount: rows[0]?.count ?? 0 }
    })
  }

  rejected(page: RejectPage): Promise<readonly NumberedReject[]> {
    return this.#inTurn(() => stagedRejects(this.#options.client, page))
  }

  apply(cause: Cause): Promise<Applied> {
    return this.#inTurn(async () => {
      const previewed = this.#previewed
      if (previewed === undefined) {
        throw storeProblem(
          'import-not-previewed',
          ['Rows came after the preview, or there was none.', 'Preview the import, then apply it.'],
          { import: this.importId },
        )
      }
      const { client, withWriteRight } = this.#options
      const applied = await withWriteRight((right) => inTransaction(client, () => this.#write({ right, cause, previewed })))
      await this.#end()
      return applied
    })
  }

  discard(): Promise<void> {
    if (this.#over) return Promise.resolve()
    return this.#inTurn(() => this.#end())
  }

  async #plan(covers: readonly RecordName[]): Promise<CountsByRecord> {
    const { client, siteId, mapping, folder, onProgress } = this.#options
    onProgress('Comparing keys.')
    await client.query("set local work_mem = '64MB'")
    await setDuplicatesAside(client)
    await client.query('create index if not exists staged_row_key on staged_row (record, id); analyze staged_row')
    onProgress('Checking references.')
    await setDanglingAside(client, siteId)
    await planRemovals(client, { siteId, mapping, folder }, covers)
    onProgress('Comparing with what the site holds.')
    return countAll(client, siteId)
  }

  async #write({
    right,
    cause,
    previewed,
  }: {
    readonly right: WriteRight
    readonly cause: Cause
    readonly previewed: Previewed
  }): Promise<Applied> {
    const { client, siteId, mapping, folder, onProgress } = this.#options
    const { covers, counts } = previewed
    const head = await lockHead(client, right)
    if (head.seq !== previewed.seq) await this.#planAgain(previewed)
    // Hashing would hold every entry's changes in memory at once; sorted, there is one entry at a time.
    await client.query(`set local work_mem = '64MB'; set local enable_hashagg = off`)
    onProgress('Writing.')
    const seq = await writeAll(client, { siteId, mapping, head, cause }, counts)
    const changes = Object.values(counts).reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0)
    await keepRejects(client, { siteId, importId: this.importId, mapping, covers })
    await client.query(
      `insert into import (site_id, import_id, mapping, folder, at, first_seq, last_seq, changes, rejected)
       select $1, $2, $3, $4, $5, $6, $7, $8, count(*) from staged_reject`,
      [siteId, this.importId, mapping, folder, head.at, head.seq + 1, seq, changes],
    )
    if (seq > head.seq) await moveHead(client, siteId, seq)
    onProgress('Confirming.')
    return { firstSeq: head.seq + 1, lastSeq: seq, changes }
  }

  /** The site moved on since the preview. What was shown is applied only if it would still be the same. */
  async #planAgain({ covers, counts }: Previewed): Promise<void> {
    const now = await this.#plan(covers)
    if (JSON.stringify(now) === JSON.stringify(counts)) return
    const next = 'Preview it again and look at what it would do now.'
    throw storeProblem('import-outdated', ['The site changed since the preview, and the import would do something else now.', next], {
      import: this.importId,
    })
  }

  async #end(): Promise<void> {
    this.#over = true
    await endQuietly(this.#options.client)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => {
      if (this.#over)
        throw storeProblem('import-over', ['This import was applied or discarded.', 'Begin a new one.'], { import: this.importId })
      try {
        return await work()
      } catch (error) {
        if (!isConnectionLoss(error)) throw asStoreProblem(error)
        const next = 'Begin it again: nothing of it was written, unless it was being applied; then the journal says.'
        throw storeProblem('import-lost', ['The database went away during the import.', next], { import: this.importId })
      }
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}

function rawOf({ body }: StagedRow): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(body).map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
