/** Changes that many people make at once, on the real store: few transactions, every answer its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startEngine } from '../src/engine/engine.ts'
import { added, foundry, planner, tinyView } from '../src/engine/plant.fixture.ts'
import { storeOfSuite } from '../src/store/store.fixture.ts'
import { realClock, realTimer } from './api-server.fixture.ts'

const opened = storeOfSuite()

test('a hundred changes at once cost a few transactions, in the order in which they came', async () => {
  const { store, sql } = opened()
  const writer = await store.siteStore('foundry')
  const engine = await startEngine({ site: 'foundry', store: writer, build: tinyView, clock: realClock, timer: realTimer })
  await engine.change(foundry, planner)

  const names = Array.from({ length: 100 }, (_, n) => ({ id: `c-${n}`, name: n === 40 ? '' : `Customer ${n}` }))
  const answers = await Promise.all(names.map((body) => engine.change([added('customer', body)], planner)))
  assert.deepEqual(
    answers.map((answer) => (answer.ok ? answer.value.seq : answer.problem.code)),
    names.map((_, n) => (n < 40 ? n + 2 : n === 40 ? 'record-invalid' : n + 1)),
  )
  const { rows } = await sql.query(`select count(*) as entries, count(distinct xmin::text) as transactions from journal where seq > 1`)
  assert.equal(Number(rows[0].entries), 99)
  assert.ok(Number(rows[0].transactions) <= 3, `${rows[0].transactions} transactions`)
  assert.equal((await engine.status()).records.customer, 101)
  assert.equal((await store.verify('foundry')).differenceCount, 0)
  await engine.stop()
  await writer.close()
})

test('what only the store refuses reaches whoever asked as what it is, and the others are taken', async () => {
  const { store, sql } = opened()
  const writer = await store.siteStore('mill')
  const engine = await startEngine({ site: 'mill', store: writer, build: tinyView, clock: realClock, timer: realTimer })
  await engine.change(foundry, planner)
  // Somebody wrote beside us, as only another program with the database's password can: our model does not know it.
  await sql.query(`insert into customer (site_id, id, body) values ('mill', 'depot', '{"id":"depot","name":"Depot"}')`)
  const answers = await Promise.all(['a', 'depot', 'b'].map((id) => engine.change([added('customer', { id, name: 'New' })], planner)))
  assert.deepEqual(
    answers.map((answer) => (answer.ok ? 'taken' : answer.problem.code)),
    ['taken', 'record-changed', 'taken'],
  )
  await sql.query('update journal_head set epoch = epoch + 1 where site_id = $1', ['mill'])
  const refused = await engine.change([added('customer', { id: 'c', name: 'New' })], planner)
  assert.equal(!refused.ok && refused.problem.code, 'writer-lock-lost')
  await engine.stop()
  await writer.close()
})
