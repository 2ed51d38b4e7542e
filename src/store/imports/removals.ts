/** Records that a complete import no longer states: which of them go, and why the others stay. */
import type { RecordName } from '../../core/records/all.ts'
import type { Queryable } from '../connect.ts'
import { columnOf, type ReferenceField, rankOf, referenceFields, tableOf } from '../record-tables.ts'

interface Source {
  readonly siteId: string
  readonly mapping: string
  readonly folder: string
}

/**
 * Fills staged_removal: records of this mapping and of the kinds in `covers` that no row states any more. One whose row
 * was set aside stays, for its row is there and only wrong; so does one that something which stays refers to.
 */
export async function planRemovals(db: Queryable, source: Source, covers: readonly RecordName[]): Promise<void> {
  await db.query('truncate staged_removal')
  await db.query(`delete from staged_reject where stage = 'removal'`)
  for (const record of covers) {
    if (await hasUnknownRow(db, record)) await keepAll(db, source, record)
    else await addMissing(db, source, record)
  }
  await db.query('analyze staged_removal')
  await keepReferenced(db, source, covers)
}

/** Whether a row was set aside that may be any record of the kind. */
async function hasUnknownRow(db: Queryable, record: RecordName): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select exists (select from staged_reject where stage <> 'removal' and record_id is null and (record is null or record = $1)) as found`,
    [record],
  )
  return rows[0]?.found ?? false
}

function missing(record: RecordName): string {
  return `select '${record}' as record, r.id from ${tableOf(record)} r
    where r.site_id = $1 and r.mapping = $2
      and not exists (select from staged_row s where s.record = '${record}' and s.id = r.id)
      and not exists (select from staged_reject s where s.record = '${record}' and s.record_id = r.id)`
}

async function addMissing(db: Queryable, { siteId, mapping }: Source, record: RecordName): Promise<void> {
  await db.query(`insert into staged_removal (record, id) ${missing(record)}`, [siteId, mapping])
}

/** A row without a readable key may be any of the missing records, so that none of them can be said to be gone. */
async function keepAll(db: Queryable, { siteId, mapping, folder }: Source, record: RecordName): Promise<void> {
  await db.query(
    `insert into staged_reject (record, record_id, file, line, problem, raw, stage)
     select '${record}', null, $3, 0, jsonb_build_object(
         'code', 'removals-held-back',
         'message', 'Records that are no longer in the source were kept, because a row without a readable key may be one of them.',
         'next', 'Correct the rows without a key and import again.',
         'facts', jsonb_build_object('record', '${record}', 'kept', count(*))
       ), '{}', 'removal'
     from (${missing(record)}) as kept having count(*) > 0`,
    [siteId, mapping, folder],
  )
}

/** Takes records out of the removals that something which stays refers to, until every one left can go. */
async function keepReferenced(db: Queryable, source: Source, covers: readonly RecordName[]): Promise<void> {
  const references = referenceFields.filter(({ to }) => covers.includes(to))
  for (;;) {
    let kept = 0
    for (const reference of references) kept += await keepReferencedBy(db, source, reference)
    if (kept === 0) return
  }
}

async function keepReferencedBy(db: Queryable, { siteId, folder }: Source, reference: ReferenceField): Promise<number> {
  const { record, field, to } = reference
  const { rowCount } = await db.query(
    `with kept as (
       delete from staged_removal gone using (${stayingReferences(reference)}) as staying
       where gone.record = '${to}' and gone.id = staying.target returning gone.id, staying.id as by
     )
     insert into staged_reject (record, record_id, file, line, field, problem, raw, stage)
     select '${to}', id, $2, 0, null, jsonb_build_object(
         'code', 'still-referred-to',
         'message', 'The record is no longer in the source, but one that stays refers to it; it was kept.',
         'next', 'Correct the record that refers to it, or remove that one as well.',
         'facts', jsonb_build_object('record', '${to}', 'id', id, 'byRecord', '${record}', 'byField', '${field}', 'byId', min(by))
       ), '{}', 'removal'
     from kept group by id order by id`,
    [siteId, folder],
  )
  return rowCount ?? 0
}

/** The references from records as they will be: rows of this import, and stored records that it neither states nor removes. */
function stayingReferences({ record, field, many }: ReferenceField): string {
  const column = columnOf(field)
  const stored = many
    ? `cross join lateral jsonb_array_elements_text(r.${column}) as ref (target)`
    : `cross join lateral (select r.${column}) as ref (target)`
  const staged = many
    ? `cross join lateral jsonb_array_elements_text(s.body -> '${field}') as ref (target)`
    : `cross join lateral (select s.body ->> '${field}') as ref (target)`
  return `
    select r.id, ref.target from ${tableOf(record)} r ${stored}
    where r.site_id = $1 and r.${column} is not null
      and not exists (select from staged_row s where s.record = '${record}' and s.id = r.id)
      and not exists (select from staged_removal g where g.record = '${record}' and g.id = r.id)
    union all
    select s.id, ref.target from staged_row s ${staged} where s.record = '${record}' and s.body ? '${field}'`
}

/** How many records of each kind go. */
export async function countRemovals(db: Queryable): Promise<ReadonlyMap<RecordName, number>> {
  const { rows } = await db.query<{ record: RecordName; count: number }>(
    'select record, count(*) as count from staged_removal group by record',
  )
  return new Map(rows.sort((a, b) => rankOf(a.record) - rankOf(b.record)).map(({ record, count }) => [record, count]))
}
