/** Brings the tables to the version of this program: each migration once, in order, under a lock. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Queryable } from './connect.ts'
import { inTransaction } from './connect.ts'
import { LOCKS } from './locks.ts'
import { storeProblem } from './store-problem.ts'

export interface Migration {
  readonly version: number
  /** The name of its file, as `0001-journal.sql`. */
  readonly name: string
  readonly sql: string
}

const FOLDER = new URL('./migrations/', import.meta.url)

/** The migrations of this program, in order. A file that was released once never changes again. */
export async function migrationsOfProgram(): Promise<readonly Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => ({ version: Number(name.slice(0, 4)), name, sql: await readFile(new URL(name, FOLDER), 'utf8') })),
  )
}

interface Applied {
  readonly version: number
  readonly name: string
  readonly checksum: string
}

/**
 * Applies what is missing and returns the names applied; a second call applies nothing.
 * Rejects with `database-newer` or `migration-changed` rather than guess.
 */
export async function migrate(client: Queryable, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query('select pg_advisory_lock($1, 0)', [LOCKS.migration])
  try {
    await client.query(
      'create table if not exists migration (version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
    )
    const { rows: applied } = await client.query<Applied>('select version, name, checksum from migration order by version')
    refuseOtherHistory(applied, migrations)
    const missing = migrations.filter(({ version }) => !applied.some((each) => each.version === version))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.query('select pg_advisory_unlock($1, 0)', [LOCKS.migration]).catch(() => undefined)
  }
}

function refuseOtherHistory(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const { version, name, checksum } of applied) {
    const known = migrations.find((each) => each.version === version)
    if (known === undefined) {
      const next = 'Start the newer version of Throughline that was used last, or point it at another data folder or database.'
      throw storeProblem('database-newer', ['The database was made by a newer version of Throughline.', next], { migration: name })
    }
    if (checksumOf(known.sql) !== checksum) {
      const next = 'Restore the migration file as it was released, and put what is new into a new file.'
      throw storeProblem('migration-changed', ['A migration is not the one that made this database.', next], { migration: known.name })
    }
  }
}

async function apply(client: Queryable, { version, name, sql }: Migration): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(sql)
    await client.query('insert into migration (version, name, checksum) values ($1, $2, $3)', [version, name, checksumOf(sql)])
  })
}

/** Line ends don't count: a checkout may turn them. */
function checksumOf(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}
