/** Records and changes as rows: read whole, read by id, written in bulk. */
import { type AnyRecord, type RecordName, recordNames } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Queryable } from './connect.ts'
import { tableOf } from './record-tables.ts'

/** What is stored under each kind and id; nothing is there for an id that is not stored. */
export type Bodies = Map<RecordName, Map<string, AnyRecord | undefined>>

/** The bodies of every record that the changes touch, read with one statement for each kind. */
export async function readBodies(db: Queryable, siteId: string, changes: Iterable<Change>): Promise<Bodies> {
  const ids = new Map<RecordName, Set<string>>()
  for (const { record, id } of changes) {
    const known = ids.get(record)
    if (known === undefined) ids.set(record, new Set([id]))
    else known.add(id)
  }
  const bodies: Bodies = new Map()
  for (const [record, wanted] of ids) {
    const { rows } = await db.query<{ id: string; body: AnyRecord }>(
      `select id, body from ${tableOf(record)} where site_id = $1 and id = any($2)`,
      [siteId, [...wanted]],
    )
    bodies.set(record, new Map(rows.map(({ id, body }) => [id, body])))
  }
  return bodies
}

/** Writes the last state of each touched record: one statement for each kind to put, one to remove. */
export async function writeBodies(db: Queryable, siteId: string, bodies: Bodies): Promise<void> {
  for (const [record, byId] of bodies) {
    const put = [...byId.values()].filter((body) => body !== undefined)
    const gone = [...byId].filter(([, body]) => body === undefined).map(([id]) => id)
    if (put.length > 0) {
      await db.query(
        `insert into ${tableOf(record)} (site_id, id, body) select $1, body ->> 'id', body from jsonb_array_elements($2::jsonb) as given (body)
         on conflict (site_id, id) do update set body = excluded.body`,
        [siteId, JSON.stringify(put)],
      )
    }
    if (gone.length > 0) await db.query(`delete from ${tableOf(record)} where site_id = $1 and id = any($2)`, [siteId, gone])
  }
}

/** A query of every record of the site ($1): kind and body. */
export const ALL_RECORDS = recordNames
  .map((name) => `select '${name}' as record, id, body from ${tableOf(name)} where site_id = $1`)
  .join(' union all ')
