/** The temporary tables of one import, and how rows get into them without passing through memory as a whole. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { RejectedRow, StagedRow } from '../../engine/ports.ts'
import type { Queryable } from '../connect.ts'

/**
 * staged_row: the good rows in the order in which they came. staged_reject: what is set aside, `stage` saying by which
 * step. staged_removal: records that the import no longer states. All of them go with the connection.
 */
export async function createStaging(db: Queryable): Promise<void> {
  await db.query(`
    create temp table staged_row (n bigint not null, record text not null, id text not null, file text not null, line integer not null, body jsonb not null);
    create temp table staged_reject (
      n bigint generated always as identity, record text, record_id text, file text not null, line integer not null,
      field text, problem jsonb not null, raw jsonb not null, body jsonb, stage text not null
    );
    create temp table staged_removal (record text not null, id text not null, primary key (record, id));
  `)
}

/** Copies good rows; `firstN` is the number of the first of them. */
export async function copyRows(client: pg.Client, rows: readonly StagedRow[], firstN: number): Promise<void> {
  await copyLines(
    client,
    'copy staged_row (n, record, id, file, line, body) from stdin',
    rows.map(({ record, body, file, line }, i) => [firstN + i, record, body.id, file, line, JSON.stringify(body)]),
  )
}

/** Copies rows that were set aside before they came here. */
export async function copyRejects(client: pg.Client, rows: readonly RejectedRow[]): Promise<void> {
  await copyLines(
    client,
    'copy staged_reject (record, record_id, file, line, field, problem, raw, stage) from stdin',
    rows.map((row) => [
      row.record,
      row.recordId,
      row.file,
      row.line,
      row.column,
      JSON.stringify(row.problem),
      JSON.stringify(row.raw),
      'read',
    ]),
  )
}

/** Lines that go to the socket at once. */
const LINES_PER_CHUNK = 500

/** COPY in its text form: tabs between the values, `\N` for null. */
export async function copyLines(client: pg.Client, sql: string, rows: readonly (readonly (string | number | null)[])[]): Promise<void> {
  if (rows.length === 0) return
  await pipeline(Readable.from(chunksOf(rows)), client.query(copyFrom(sql)))
}

function* chunksOf(rows: readonly (readonly (string | number | null)[])[]): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += LINES_PER_CHUNK) {
    const lines = rows.slice(at, at + LINES_PER_CHUNK).map((values) => `${values.map(copyText).join('\t')}\n`)
    yield Buffer.from(lines.join(''), 'utf8')
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function copyText(value: string | number | null): string {
  if (value === null) return '\\N'
  return typeof value === 'number' ? String(value) : value.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] ?? letter)
}
