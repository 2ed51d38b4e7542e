/** Rows that imports set aside: kept until a later import brings them right, and listed meanwhile. */
import type { RecordName } from '../../core/records/all.ts'
import type { Problem } from '../../core/values/result.ts'
import type { RejectedRow } from '../../engine/ports.ts'
import type { Queryable } from '../connect.ts'

interface RejectRow {
  readonly n: number
  readonly record: RecordName | null
  readonly record_id: string | null
  readonly file: string
  readonly line: number
  readonly field: string | null
  readonly problem: Problem
  readonly raw: Readonly<Record<string, string>>
}

export type NumberedReject = RejectedRow & { readonly n: number }

export interface RejectPage {
  readonly after: number
  readonly limit: number
}

function rejectOf({ n, record, record_id, file, line, field, problem, raw }: RejectRow): NumberedReject {
  return { n, record, recordId: record_id, file, line, column: field, problem, raw }
}

/** What the import under way on this connection set aside. */
export async function stagedRejects(db: Queryable, { after, limit }: RejectPage): Promise<readonly NumberedReject[]> {
  const { rows } = await db.query<RejectRow>(
    'select n, record, record_id, file, line, field, problem, raw from staged_reject where n > $1 order by n limit $2',
    [after, limit],
  )
  return rows.map(rejectOf)
}

/** What applied imports of the site set aside and no later import has brought right. */
export async function openRejects(db: Queryable, siteId: string, { after, limit }: RejectPage): Promise<readonly NumberedReject[]> {
  const { rows } = await db.query<RejectRow>(
    `select reject_id as n, record, record_id, file, line, field, problem, raw from import_reject
     where site_id = $1 and resolved_at is null and reject_id > $2 order by reject_id limit $3`,
    [siteId, after, limit],
  )
  return rows.map(rejectOf)
}

interface KeptImport {
  readonly siteId: string
  readonly importId: string
  readonly mapping: string
  readonly covers: readonly RecordName[]
}

/**
 * Keeps what this import set aside. Earlier rows are settled when this import brings their record, and replaced when the
 * same mapping sets the record aside again or states its kind completely.
 */
export async function keepRejects(db: Queryable, { siteId, importId, mapping, covers }: KeptImport): Promise<void> {
  await db.query(
    `update import_reject k set resolved_at = now(), resolved_by = $2
     where k.site_id = $1 and k.resolved_at is null and (
       exists (select from staged_row s where s.record = k.record and s.id = k.record_id)
       or (k.mapping = $3 and (k.record = any($4) or (k.record is null and $5)
         or exists (select from staged_reject s where s.record = k.record and s.record_id = k.record_id))))`,
    [siteId, importId, mapping, covers, covers.length > 0],
  )
  await db.query(
    `insert into import_reject (site_id, import_id, mapping, record, record_id, file, line, field, problem, raw, body)
     select $1, $2, $3, record, record_id, file, line, field, problem, raw, body from staged_reject order by n`,
    [siteId, importId, mapping],
  )
}

/** Stages the kept rows of a mapping again that have a whole record; the others need their file. Returns how many. */
export async function stageKept(db: Queryable, siteId: string, mapping: string): Promise<number> {
  const { rowCount } = await db.query(
    `insert into staged_row (n, record, id, file, line, body)
     select reject_id, record, record_id, file, line, body from import_reject where site_id = $1 and mapping = $2 and resolved_at is null and body is not null`,
    [siteId, mapping],
  )
  return rowCount ?? 0
}
