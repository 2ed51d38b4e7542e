/** The log of all use of data about people, in the database. Nothing changes an entry; after a year it goes. */
import type { PeopleAccess, PeopleAccessLog, PeopleUse } from '../engine/people-ports.ts'
import { instantOf, type Queryable } from './connect.ts'

interface AccessRow {
  readonly people_access_id: number
  readonly at: Date
  readonly account: string
  readonly use: PeopleUse
  readonly about: string
  readonly people: number
  readonly purpose: string
}

/** The access log of a database. Failures of the connection reject. */
export function accessLogIn(db: Queryable): PeopleAccessLog {
  return {
    async append(site, { at, account, use, about, people, purpose }: PeopleAccess) {
      // Entries that are over go when a new one comes, so that the table stays small without a clean-up of its own.
      await db.query(`delete from people_access where site_id = $1 and at < $2::timestamptz - interval '1 year'`, [site, at])
      await db.query('insert into people_access (site_id, at, account, use, about, people, purpose) values ($1, $2, $3, $4, $5, $6, $7)', [
        site,
        at,
        account,
        use,
        about,
        people,
        purpose,
      ])
    },
    async entries(site, { before, limit }) {
      const { rows } = await db.query<AccessRow>(
        `select people_access_id, at, account, use, about, people, purpose from people_access
         where site_id = $1 and ($2::bigint is null or people_access_id < $2) order by people_access_id desc limit $3`,
        [site, before ?? null, limit],
      )
      return rows.map(({ people_access_id, at, ...row }) => ({ n: Number(people_access_id), at: instantOf(at), ...row }))
    },
    async counts(site, since) {
      const { rows } = await db.query<{ use: PeopleUse; times: number; last_at: Date }>(
        'select use, count(*)::int as times, max(at) as last_at from people_access where site_id = $1 and at >= $2 group by use order by use',
        [site, since],
      )
      return rows.map(({ use, times, last_at }) => ({ use, times, lastAt: instantOf(last_at) }))
    },
  }
}
