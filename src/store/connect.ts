/** Connections to PostgreSQL: how they are opened, what they return, and transactions on them. */
import pg from 'pg'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import { asStoreProblem } from './store-problem.ts'

/** Which database, and how to name it to people without its password. */
export interface Target {
  readonly config: pg.ClientConfig
  readonly name: string
}

/** Whatever runs SQL: a pool for single statements, a client where the connection matters. */
export type Queryable = Pick<pg.ClientBase, 'query'>

const INT8_OID = 20

/** Counts and sequence numbers stay below 2^53, so that they are numbers here and not text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
}

/** Connections for short reads and for what must not hold up the writers. */
const POOL_SIZE_MAX = 6

export function openPool(target: Target): pg.Pool {
  const pool = new pg.Pool({ ...target.config, types, max: POOL_SIZE_MAX, keepAlive: true })
  pool.on('error', () => {
    // An idle connection that breaks leaves the pool by itself; whoever asks next gets a new one or the reason.
  })
  return pool
}

/** One connection of its own. Rejects with a `StoreProblem`; the caller ends it. */
export async function connect(target: Target): Promise<pg.Client> {
  const client = new pg.Client({ ...target.config, types, keepAlive: true })
  client.on('error', () => {
    // The query under way, or the next one, rejects with the reason.
  })
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw asStoreProblem(error)
  }
}

/** Ends a connection that may be broken already. */
export async function endQuietly(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined)
}

/** Runs `work` between BEGIN and COMMIT; rolls back when it fails. `mode` follows BEGIN. */
export async function inTransaction<T>(client: Queryable, work: () => Promise<T>, mode = ''): Promise<T> {
  await client.query(`begin ${mode}`)
  let result: T
  try {
    result = await work()
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  await client.query('commit')
  return result
}

/** One consistent look at the database, whoever else writes meanwhile. */
export const SNAPSHOT = 'isolation level repeatable read'

/** The rows of a query, a page at a time, so that memory stays bounded. Runs in a transaction of its own on `client`. */
export async function* readInPages<Row extends pg.QueryResultRow>(
  client: Queryable,
  sql: string,
  values: readonly unknown[],
): AsyncGenerator<Row> {
  await client.query(`begin ${SNAPSHOT} read only`)
  try {
    await client.query(`declare pages no scroll cursor for ${sql}`, [...values])
    for (;;) {
      const page = await client.query<Row>('fetch 2000 from pages')
      yield* page.rows
      if (page.rows.length === 0) break
    }
  } finally {
    await client.query('rollback').catch(() => undefined)
  }
}

/** A timestamp of the database as the instant that records and entries speak. */
export function instantOf(date: Date): Instant {
  return instantFromMs(date.getTime())
}
