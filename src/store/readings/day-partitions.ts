/** The partitions of the readings: one for each day of UTC, made when it is needed and dropped when nobody wants it any more. */
import type { Instant } from '../../core/values/instant.ts'
import type { Queryable } from '../connect.ts'
import { inTransaction } from '../connect.ts'
import { LOCKS } from '../locks.ts'

const DAY_MS = 86_400_000

/** The number of the day since 1970-01-01 that holds an instant. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS)
}

/** Makes the partitions of days that have none. A day beyond the calendar of the database rejects. */
export async function makeDays(client: Queryable, days: Iterable<number>): Promise<void> {
  await inTransaction(client, async () => {
    // Two sites that make the same day at the same time would collide in the catalog.
    await client.query('select pg_advisory_xact_lock($1, 0)', [LOCKS.partitions])
    for (const day of days) {
      const [from, to] = [textOf(day), textOf(day + 1)]
      await client.query(
        `create table if not exists ${nameOf(day)} partition of reading for values from ('${from} 00:00:00Z') to ('${to} 00:00:00Z')`,
      )
    }
  })
}

/** The days that have a partition. */
export async function knownDays(client: Queryable): Promise<readonly number[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_inherits join pg_class on oid = inhrelid where inhparent = 'reading'::regclass order by 1`,
  )
  return rows.map(({ name }) => dayOf(Date.parse(name.replace(/^reading_(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))))
}

/** Notes from when on a site wants its readings, and drops the days that no site wants. Returns the days that went. */
export async function dropDaysBefore(client: Queryable, siteId: string, keptFrom: Instant): Promise<readonly number[]> {
  return inTransaction(client, async () => {
    await client.query('select pg_advisory_xact_lock($1, 0)', [LOCKS.partitions])
    await client.query(
      `insert into reading_horizon (site_id, kept_from) values ($1, $2) on conflict (site_id) do update set kept_from = excluded.kept_from`,
      [siteId, keptFrom],
    )
    const { rows } = await client.query<{ kept_from: Date; silent: boolean }>(
      `select min(kept_from) as kept_from,
         exists (select 1 from series where site_id not in (select site_id from reading_horizon)) as silent
       from reading_horizon`,
    )
    const wanted = rows[0]
    // A site that has readings and never said how long it wants them wants them all.
    if (wanted === undefined || wanted.silent) return []
    const first = dayOf(wanted.kept_from.getTime())
    const gone = (await knownDays(client)).filter((day) => day < first)
    for (const day of gone) await client.query(`drop table if exists ${nameOf(day)}`)
    return gone
  })
}

function textOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

function nameOf(day: number): string {
  return `reading_${textOf(day).replaceAll('-', '')}`
}
