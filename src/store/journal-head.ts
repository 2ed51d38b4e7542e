/** Where a site's journal stands, and who may move it on. Whoever writes to a site goes through here. */
import type { Queryable } from './connect.ts'
import { storeProblem } from './store-problem.ts'

/** The right to write: the number of the writer among all that the site has had. A later writer makes it void. */
export interface WriteRight {
  readonly siteId: string
  readonly epoch: number
}

export interface Head {
  readonly seq: number
  /** The database's clock, in whole milliseconds, not before the last entry. */
  readonly at: Date
}

/** The channel on which processes hear of new entries; the payload is JSON: site and seq. */
export const JOURNAL_CHANNEL = 'throughline_journal'

/**
 * Makes the right of every earlier writer void and returns the new one. Waits for a write of theirs that is under way,
 * so that what is read from now on does not change under the reader.
 */
export async function takeWriteRight(db: Queryable, siteId: string): Promise<WriteRight> {
  const { rows } = await db.query<{ epoch: number }>(
    'insert into journal_head (site_id, epoch) values ($1, 1) on conflict (site_id) do update set epoch = journal_head.epoch + 1 returning epoch',
    [siteId],
  )
  return { siteId, epoch: rows[0]?.epoch ?? 0 }
}

/** Locks the head until the transaction ends. Rejects with `writer-lock-lost` when the right is void. */
export async function lockHead(db: Queryable, { siteId, epoch }: WriteRight): Promise<Head> {
  const { rows } = await db.query<{ seq: number; epoch: number; at: Date }>(
    `select seq, epoch, greatest(date_trunc('milliseconds', clock_timestamp()), (select at from journal j where j.site_id = h.site_id and j.seq = h.seq)) as at
     from journal_head h where site_id = $1 for update`,
    [siteId],
  )
  const [head] = rows
  if (head === undefined || head.epoch !== epoch) throw writerLockLost(siteId)
  return head
}

/** Moves the head on and tells the other processes, both when the transaction commits. */
export async function moveHead(db: Queryable, siteId: string, seq: number): Promise<void> {
  await db.query('with moved as (update journal_head set seq = $2 where site_id = $1) select pg_notify($3, $4)', [
    siteId,
    seq,
    JOURNAL_CHANNEL,
    JSON.stringify({ siteId, seq }),
  ])
}

export function writerLockLost(siteId: string): Error {
  const next = 'Open the site again; another process may be writing to it now. Read the journal before repeating what was not confirmed.'
  return storeProblem('writer-lock-lost', ['This process is no longer the writer of the site.', next], { site: siteId })
}
