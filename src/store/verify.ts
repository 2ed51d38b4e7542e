/** Whether the journal, the tables and a live model say the same: the journal is replayed beside them and compared. */

import type pg from 'pg'
import { type AnyRecord, type RecordName, recordNames } from '../core/records/all.ts'
import { inTransaction, type Queryable, SNAPSHOT } from './connect.ts'
import { copyLines } from './imports/staging.ts'
import { tableOf } from './record-tables.ts'

/** One way in which two of them differ. `where` names what departs from the journal. */
export interface Difference {
  readonly where: 'journal' | 'tables' | 'model'
  readonly record: string
  readonly id: string
  readonly what: 'missing' | 'not in the journal' | 'different' | 'change does not follow the one before' | 'entry is missing'
  /** The entry where the journal breaks; null elsewhere. */
  readonly seq: number | null
}

export interface Verification {
  readonly lastSeq: number
  readonly changes: number
  readonly records: number
  readonly differenceCount: number
  /** The first of them. */
  readonly differences: readonly Difference[]
}

/** A record of a live model, to be compared as well. */
export interface LiveRecord {
  readonly record: RecordName
  readonly body: AnyRecord
}

const DIFFERENCES_MAX = 20
const LIVE_PER_COPY = 2000

/**
 * Replays the whole journal of the site in temporary tables, in one snapshot, so that a writer may go on meanwhile.
 * A live model must stand at the snapshot's last entry: compare `lastSeq` before believing a difference in it.
 */
export async function verifySite(
  client: pg.Client,
  siteId: string,
  live?: Iterable<LiveRecord> | AsyncIterable<LiveRecord>,
): Promise<Verification> {
  return inTransaction(
    client,
    async () => {
      await client.query(`set local work_mem = '64MB'`)
      await replayJournal(client, siteId)
      const { lastSeq, changes } = await findBreaks(client, siteId)
      for (const record of recordNames) await compare(client, { where: 'tables', record, siteId })
      if (live !== undefined) {
        await copyLive(client, siteId, live)
        for (const record of recordNames) await compare(client, { where: 'model', record, siteId })
      }
      const { rows: records } = await client.query<{ count: number }>('select count(*) as count from replayed')
      const { rows: all } = await client.query<{ count: number }>('select count(*) as count from difference')
      const { rows: differences } = await client.query<Difference>(
        `select "where", record, id, what, seq from difference order by n limit ${DIFFERENCES_MAX}`,
      )
      return { lastSeq, changes, records: records[0]?.count ?? 0, differenceCount: all[0]?.count ?? 0, differences }
    },
    SNAPSHOT,
  )
}

/** Every change in order, then the last state of each record: what the tables should hold. */
async function replayJournal(db: Queryable, siteId: string): Promise<void> {
  await db.query(`
    create temp table difference (n bigint generated always as identity, "where" text, record text, id text, what text, seq bigint) on commit drop;
    create temp table history (seq bigint, k bigint, type text, record text, id text, before jsonb, after jsonb) on commit drop`)
  await db.query(
    `insert into history select seq, k, change ->> 'type', change ->> 'record', change ->> 'id', change -> 'from', change -> 'to'
     from journal cross join lateral jsonb_array_elements(changes) with ordinality as each (change, k) where site_id = $1`,
    [siteId],
  )
  await db.query(`
    analyze history;
    create temp table replayed on commit drop as
      select record, id, after as body from (select distinct on (record, id) record, id, after from history order by record, id, seq desc, k desc) as last where after is not null;
    create index on replayed (record, id);
    analyze replayed`)
}

/** Notes gaps in the numbering, and changes whose `from` is not what the change before left. */
async function findBreaks(db: Queryable, siteId: string): Promise<{ readonly lastSeq: number; readonly changes: number }> {
  await db.query(
    `insert into difference ("where", record, id, what, seq)
     select 'journal', '', '', 'entry is missing', expected from (
       select generate_series(1, coalesce((select seq from journal_head where site_id = $1), 0)) as expected
     ) as numbers where not exists (select from journal where site_id = $1 and seq = expected)`,
    [siteId],
  )
  await db.query(`
    insert into difference ("where", record, id, what, seq)
    select 'journal', record, id, 'change does not follow the one before', seq from (
      select *, lag(after) over (partition by record, id order by seq, k) as left_behind from history
    ) as ordered where before is distinct from left_behind order by seq, k`)
  const { rows } = await db.query<{ last: number; changes: number }>(
    'select coalesce((select seq from journal_head where site_id = $1), 0) as last, (select count(*) from history) as changes',
    [siteId],
  )
  return { lastSeq: rows[0]?.last ?? 0, changes: rows[0]?.changes ?? 0 }
}

async function copyLive(client: pg.Client, siteId: string, live: Iterable<LiveRecord> | AsyncIterable<LiveRecord>): Promise<void> {
  await client.query('create temp table live (site_id text, record text, id text, body jsonb) on commit drop')
  let rows: (readonly string[])[] = []
  const flush = async (): Promise<void> => {
    await copyLines(client, 'copy live (site_id, record, id, body) from stdin', rows)
    rows = []
  }
  for await (const { record, body } of live) {
    rows.push([siteId, record, body.id, JSON.stringify(body)])
    if (rows.length === LIVE_PER_COPY) await flush()
  }
  await flush()
  await client.query('create index on live (record); analyze live')
}

interface Comparison {
  readonly where: 'tables' | 'model'
  readonly record: RecordName
  readonly siteId: string
}

/** Notes how the records of one kind that are held there depart from what the journal leaves. */
async function compare(db: Queryable, { where, record, siteId }: Comparison): Promise<void> {
  const held = where === 'tables' ? `${tableOf(record)} where site_id = $3` : 'live where site_id = $3 and record = $2'
  await db.query(
    `insert into difference ("where", record, id, what, seq)
     select $1, $2, id, case when held.body is null then 'missing' when should.body is null then 'not in the journal' else 'different' end, null
     from (select id, body from replayed where record = $2) as should full join (select id, body from ${held}) as held using (id)
     where should.body is distinct from held.body order by id`,
    [where, record, siteId],
  )
}
