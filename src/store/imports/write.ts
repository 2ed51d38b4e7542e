/** Comparing staged rows with what the site holds, and writing what differs: the journal first, then the tables. */
import { type RecordName, recordNames } from '../../core/records/all.ts'
import type { Cause, ImportCounts } from '../../engine/ports.ts'
import type { Queryable } from '../connect.ts'
import type { Head } from '../journal-head.ts'
import { tableOf } from '../record-tables.ts'
import { countRemovals } from './removals.ts'

/** Changes in one journal entry; readers take an entry whole, so that it stays small enough for a message. */
export const CHANGES_PER_ENTRY = 1000

export type CountsByRecord = Partial<Record<RecordName, ImportCounts>>

/** What the import would do, for every kind that it states or removes. */
export async function countAll(db: Queryable, siteId: string): Promise<CountsByRecord> {
  const removed = await countRemovals(db)
  const { rows } = await db.query<{ record: RecordName }>('select distinct record from staged_row')
  const staged = new Set(rows.map(({ record }) => record))
  const counts: CountsByRecord = {}
  for (const record of recordNames) {
    if (staged.has(record) || removed.has(record))
      counts[record] = { ...(await countKind(db, siteId, record)), removed: removed.get(record) ?? 0 }
  }
  return counts
}

async function countKind(db: Queryable, siteId: string, record: RecordName): Promise<Omit<ImportCounts, 'removed'>> {
  const { rows } = await db.query<Omit<ImportCounts, 'removed'>>(
    `select count(*) filter (where r.id is null) as added, count(*) filter (where r.body <> s.body) as changed, count(*) filter (where r.body = s.body) as unchanged
     from staged_row s left join ${tableOf(record)} r on r.site_id = $1 and r.id = s.id where s.record = '${record}'`,
    [siteId],
  )
  return rows[0] ?? { added: 0, changed: 0, unchanged: 0 }
}

interface Writing {
  readonly siteId: string
  readonly mapping: string
  readonly head: Head
  readonly cause: Cause
}

/**
 * Writes what was counted and returns the last entry's number. Kinds come in the order of definition and go in the
 * reverse, so that a reader of the journal meets a record before what refers to it.
 */
export async function writeAll(db: Queryable, writing: Writing, counts: CountsByRecord): Promise<number> {
  let seq = writing.head.seq
  const kinds = recordNames.filter((record) => counts[record] !== undefined)
  for (const record of kinds) {
    const { added = 0, changed = 0 } = counts[record] ?? {}
    if (added + changed > 0) seq = await writeStaged(db, { ...writing, head: { ...writing.head, seq } }, record)
  }
  for (const record of kinds.toReversed()) {
    if ((counts[record]?.removed ?? 0) > 0) seq = await writeRemovals(db, { ...writing, head: { ...writing.head, seq } }, record)
  }
  return seq
}

/** Journal entries from a query of numbered changes (`k` from 0); returns the number of the last one. */
async function writeEntries(db: Queryable, { siteId, head, cause }: Writing, changes: string): Promise<number> {
  const { rows } = await db.query<{ seq: number }>(
    `with written as (
       insert into journal (site_id, seq, at, cause_by, cause_source, changes)
       select $1, $2 + 1 + k / ${CHANGES_PER_ENTRY}, $3, $4, $5, jsonb_agg(change order by k) from (${changes}) as numbered group by k / ${CHANGES_PER_ENTRY}
       returning seq
     ) select coalesce(max(seq), $2) as seq from written`,
    [siteId, head.seq, head.at, cause.by, cause.source],
  )
  return rows[0]?.seq ?? head.seq
}

async function writeStaged(db: Queryable, writing: Writing, record: RecordName): Promise<number> {
  const differing = `from staged_row s left join ${tableOf(record)} r on r.site_id = $1 and r.id = s.id where s.record = '${record}' and r.body is distinct from s.body`
  const seq = await writeEntries(
    db,
    writing,
    `select row_number() over (order by s.n) - 1 as k, case when r.id is null
       then jsonb_build_object('type', 'added', 'record', '${record}', 'id', s.id, 'to', s.body)
       else jsonb_build_object('type', 'updated', 'record', '${record}', 'id', s.id, 'from', r.body, 'to', s.body) end as change
     ${differing}`,
  )
  await db.query(
    `insert into ${tableOf(record)} (site_id, id, body, mapping) select $1, s.id, s.body, $2 ${differing}
     on conflict (site_id, id) do update set body = excluded.body, mapping = excluded.mapping`,
    [writing.siteId, writing.mapping],
  )
  return seq
}

async function writeRemovals(db: Queryable, writing: Writing, record: RecordName): Promise<number> {
  const seq = await writeEntries(
    db,
    writing,
    `select row_number() over (order by r.id) - 1 as k, jsonb_build_object('type', 'removed', 'record', '${record}', 'id', r.id, 'from', r.body) as change
     from staged_removal g join ${tableOf(record)} r on r.site_id = $1 and r.id = g.id where g.record = '${record}'`,
  )
  await db.query(
    `delete from ${tableOf(record)} r using staged_removal g where r.site_id = $1 and g.record = '${record}' and g.id = r.id`,
    [writing.siteId],
  )
  return seq
}
