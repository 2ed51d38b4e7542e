/** The tables: made once, in order, and saying what the records say. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type AnyRecord, definitionOf, recordNames } from '../core/records/all.ts'
import { type FieldKind, snakeCase } from '../core/records/define.ts'
import { connect } from './connect.ts'
import { migrate, migrationsOfProgram } from './migrate.ts'
import { added, PLANNER, problemCode, storeOfSuite } from './store.fixture.ts'

const INSTANT = '2026-05-08T06:00:00.125Z'

/** A value of each kind of field, and the columns that SQL readers find it in. */
function exampleOf(
  kind: FieldKind,
  column: string,
): { readonly value: unknown; readonly columns: Readonly<Record<string, readonly [type: string, value: unknown]>> } {
  const one = (value: unknown, type: string, seen: unknown = value) => ({ value, columns: { [column]: [type, seen] as const } })
  switch (kind.type) {
    case 'text':
    case 'ref':
      return one(`some ${column}`, 'text')
    case 'choice':
      return one(kind.values[0], 'text')
    case 'refs':
      return one(['A', 'B'], 'jsonb')
    case 'choices':
      return one([...kind.values], 'jsonb')
    case 'number':
      return one(0.25, 'double precision')
    case 'integer':
      return one(7, 'bigint')
    case 'flag':
      return one(true, 'boolean')
    case 'structured':
      return one(kind.example, 'jsonb')
    case 'instant':
      return one(INSTANT, 'timestamp with time zone', new Date(INSTANT))
    case 'localDate':
      return one('2026-05-08', 'text')
    case 'localTime':
      return one('06:00', 'text')
    case 'zone':
      return one('Europe/Berlin', 'text')
    case 'unit':
      return one('KGM', 'text')
    case 'currency':
      return one('EUR', 'text')
    case 'quantity':
      return {
        value: { value: 2.5, unit: 'KGM' },
        columns: { [`${column}_value`]: ['double precision', 2.5], [`${column}_unit`]: ['text', 'KGM'] },
      }
    case 'money':
      return {
        value: { amount: 123_456, scale: 2, currency: 'EUR' },
        columns: {
          [`${column}_amount`]: ['bigint', 123_456],
          [`${column}_scale`]: ['integer', 2],
          [`${column}_currency`]: ['text', 'EUR'],
        },
      }
  }
}

const OWN_COLUMNS = { site_id: 'text', id: 'text', body: 'jsonb', mapping: 'text' }

describe('the tables of the records', () => {
  const suite = storeOfSuite()

  for (const name of recordNames) {
    const definition = definitionOf(name)
    const examples = Object.entries(definition.fields).map(([field, { kind }]) => ({ field, ...exampleOf(kind, snakeCase(field)) }))
    const columns = examples.flatMap((example) => Object.entries(example.columns))

    it(`hold every field of ${name}, as its definition says`, async () => {
      const { store, sql } = suite()
      const { rows } = await sql.query<{ name: string; type: string }>(
        'select column_name as name, data_type as type from information_schema.columns where table_name = $1',
        [definition.table],
      )
      assert.deepEqual(
        Object.fromEntries(rows.map((row) => [row.name, row.type])),
        { ...OWN_COLUMNS, ...Object.fromEntries(columns.map(([column, [type]]) => [column, type])) },
        `The fields of ${name} and the columns of "${definition.table}" differ: add a migration that adds or drops the generated columns.`,
      )
      const body = { id: 'full', ...Object.fromEntries(examples.map(({ field, value }) => [field, value])) } as unknown as AnyRecord
      const writer = await store.siteStore('full')
      await writer.append([added(name, body)], PLANNER)
      await writer.close()
      const { rows: seen } = await sql.query(`select * from "${definition.table}" where site_id = 'full'`)
      assert.deepEqual(seen[0], {
        site_id: 'full',
        id: 'full',
        body,
        mapping: null,
        ...Object.fromEntries(columns.map(([column, [, value]]) => [column, value])),
      })
    })
  }
})

describe('migrations', () => {
  const suite = storeOfSuite()

  it('are numbered from one without a gap', async () => {
    const migrations = await migrationsOfProgram()
    assert.deepEqual(
      migrations.map(({ version }) => version),
      migrations.map((_, i) => i + 1),
    )
  })

  it('are applied once, also by processes that start at the same time', async () => {
    const { sql, target } = suite()
    await sql.query('create database fresh')
    const fresh = { ...target, config: { ...target.config, database: 'fresh' } }
    const clients = await Promise.all([connect(fresh), connect(fresh), connect(fresh)])
    const migrations = await migrationsOfProgram()
    const applied = await Promise.all(clients.map((client) => migrate(client, migrations)))
    assert.deepEqual(
      applied.flat(),
      migrations.map(({ name }) => name),
    )
    await Promise.all(clients.map((client) => client.end()))
  })

  it('leave nothing of one that fails', async () => {
    const { sql } = suite()
    const migrations = await migrationsOfProgram()
    const broken = { version: 9999, name: '9999-broken.sql', sql: 'create table half (n integer); select 1 / 0;' }
    await assert.rejects(migrate(sql, [...migrations, broken]), /division by zero/)
    const { rows } = await sql.query(`select to_regclass('half') as half`)
    assert.deepEqual(rows, [{ half: null }])
    assert.deepEqual(await migrate(sql, migrations), [])
  })

  it('refuse a database that a newer program made, and one that another history made', async () => {
    const { sql } = suite()
    const migrations = await migrationsOfProgram()
    assert.equal(await problemCode(migrate(sql, migrations.slice(0, -1))), 'database-newer')
    const edited = migrations.map((each) => (each.version === 1 ? { ...each, sql: `${each.sql}-- edited\n` } : each))
    assert.equal(await problemCode(migrate(sql, edited)), 'migration-changed')
    const turned = migrations.map((each) => ({ ...each, sql: each.sql.replaceAll('\n', '\r\n') }))
    assert.deepEqual(await migrate(sql, turned), [])
  })
})
