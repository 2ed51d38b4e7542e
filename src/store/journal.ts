/** Reading the history of a site. */
import type { Change } from '../core/records/change.ts'
import type { JournalEntry } from '../engine/ports.ts'
import { instantOf, type Queryable } from './connect.ts'

interface EntryRow {
  readonly seq: number
  readonly at: Date
  readonly cause_by: string
  readonly cause_source: string
  readonly changes: readonly Change[]
}

/** Entries after `seq`, in order. */
export async function entriesAfter(
  db: Queryable,
  siteId: string,
  page: { readonly seq: number; readonly limit: number },
): Promise<readonly JournalEntry[]> {
  const { rows } = await db.query<EntryRow>(
    'select seq, at, cause_by, cause_source, changes from journal where site_id = $1 and seq > $2 order by seq limit $3',
    [siteId, page.seq, page.limit],
  )
  return rows.map(({ seq, at, cause_by, cause_source, changes }) => ({
    seq,
    at: instantOf(at),
    cause: { by: cause_by, source: cause_source },
    changes,
  }))
}

/** The last committed entry; 0 when there is none. */
export async function lastSeq(db: Queryable, siteId: string): Promise<number> {
  const { rows } = await db.query<{ seq: number }>('select seq from journal_head where site_id = $1', [siteId])
  return rows[0]?.seq ?? 0
}

/** Sites that have a history, in order of id. */
export async function listSites(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ site_id: string }>('select site_id from journal_head where seq > 0 order by site_id')
  return rows.map(({ site_id }) => site_id)
}
