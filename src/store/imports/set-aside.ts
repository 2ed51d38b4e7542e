/** Rows that can't be imported as they are: keys that come twice and references that point at nothing. */
import type { RecordName } from '../../core/records/all.ts'
import type { Queryable } from '../connect.ts'
import { type ReferenceField, referenceFields, tableOf } from '../record-tables.ts'

/** The record's fields as text: what is shown of a row that only the store set aside. */
const RAW = `(select jsonb_object_agg(key, case jsonb_typeof(value) when 'string' then value #>> '{}' else value::text end) from jsonb_each(body))`

/** Keeps the first row of each kind and id, and sets the others aside with the place of the first. */
export async function setDuplicatesAside(db: Queryable): Promise<void> {
  await db.query(`
    with ranked as (
      select n, record, id, file, line, body, row_number() over same as rank, first_value(file) over same as first_file, first_value(line) over same as first_line
      from staged_row window same as (partition by record, id order by n)
    ), gone as (
      delete from staged_row using ranked where staged_row.n = ranked.n and ranked.rank > 1
    )
    insert into staged_reject (record, record_id, file, line, field, problem, raw, body, stage)
    select record, id, file, line, 'id', jsonb_build_object(
        'code', 'duplicate-key',
        'message', 'The same key comes twice in this import; the first row was kept.',
        'next', 'Remove one of the two rows, or give this one a key of its own.',
        'facts', jsonb_build_object('record', record, 'id', id, 'firstFile', first_file, 'firstLine', first_line)
      ), ${RAW}, body, 'preview'
    from ranked where rank > 1 order by n`)
}

/** How a row's reference is read: the field itself, or each entry of a list. */
function referenceSource({ field, many }: ReferenceField): string {
  return many
    ? `cross join lateral jsonb_array_elements_text(s.body -> '${field}') as ref (target)`
    : `cross join lateral (select s.body ->> '${field}') as ref (target)`
}

/**
 * Sets rows aside whose references point neither into this import nor into the site, until nothing dangles any more:
 * a row that was set aside may have been the target of another.
 */
export async function setDanglingAside(db: Queryable, siteId: string): Promise<void> {
  let shrunk: ReadonlySet<RecordName> | undefined
  for (;;) {
    const lost = new Set<RecordName>()
    for (const reference of referenceFields) {
      if (shrunk !== undefined && !shrunk.has(reference.to)) continue
      if ((await setAsideBy(db, siteId, reference)) > 0) lost.add(reference.record)
    }
    if (lost.size === 0) return
    shrunk = lost
  }
}

async function setAsideBy(db: Queryable, siteId: string, reference: ReferenceField): Promise<number> {
  const { record, field, to } = reference
  const { rowCount } = await db.query(
    `with dangling as (
       select distinct on (s.n) s.n, ref.target from staged_row s ${referenceSource(reference)}
       where s.record = '${record}' and s.body ? '${field}'
         and not exists (select from staged_row t where t.record = '${to}' and t.id = ref.target)
         and not exists (select from ${tableOf(to)} t where t.site_id = $1 and t.id = ref.target)
       order by s.n
     ), gone as (
       delete from staged_row using dangling where staged_row.n = dangling.n
       returning staged_row.n, staged_row.record, staged_row.id, staged_row.file, staged_row.line, staged_row.body, dangling.target
     )
     insert into staged_reject (record, record_id, file, line, field, problem, raw, body, stage)
     select record, id, file, line, '${field}', jsonb_build_object(
         'code', 'reference-dangles',
         'message', 'The row refers to a record that is neither in this import nor in the site.',
         'next', 'Import the record that is missing, or correct the reference; this row is kept and can be tried again.',
         'facts', jsonb_build_object('record', record, 'id', id, 'field', '${field}', 'refersTo', '${to}', 'value', target)
       ), ${RAW}, body, 'preview'
     from gone order by n`,
    [siteId],
  )
  return rowCount ?? 0
}
