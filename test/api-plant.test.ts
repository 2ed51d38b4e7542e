/** What the API tells of the plant, over real HTTP. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { added } from '../src/engine/plant.fixture.ts'
import { served } from './api-server.fixture.ts'

const planner = { by: 'planner', source: 'test' }

test('lists page by id and tell every record once, whatever its id holds', async (t) => {
  const { ask, engine } = await served(t)
  const ids = ['ä/ö', 'a b', '100%', '?x=1', '..', 'ordinary', '日本']
  await engine.change(
    ids.map((id) => added('customer', { id, name: 'C' })),
    planner,
  )
  const told: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await ask('GET', `/api/v1/customers?limit=2${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`)
    told.push(...body.items.map(({ id }: { id: string }) => id))
    next = body.next
  }
  assert.deepEqual(told, [...ids, 'harbour', 'railyard'].sort())
  for (const id of ids.filter((id) => id !== '..'))
    assert.equal((await ask('GET', `/api/v1/customers/${encodeURIComponent(id)}`)).body.id, id)
})

test('a stop is recorded by a change set; its impact and the promises follow', async (t) => {
  const { ask } = await served(t)
  const stop = {
    id: 'D-1',
    kind: 'workUnitDown',
    workUnitId: 'mill-1',
    startAt: '2026-05-04T06:00:00.000Z',
    endAt: '2026-05-04T12:00:00.000Z',
  }
  const whatIf = await ask('POST', '/api/v1/impact', { body: { disruption: { ...stop, id: 'what-if' }, at: '2026-05-04T06:00:00.000Z' } })
  assert.deepEqual([whatIf.status, whatIf.body.at], [200, '2026-05-04T06:00:00.000Z'])
  assert.equal((await ask('GET', '/api/v1/disruptions')).body.items.length, 0)

  const entry = await ask('POST', '/api/v1/changes', { body: { changes: [{ type: 'added', record: 'disruption', id: 'D-1', to: stop }] } })
  assert.deepEqual([entry.status, entry.body.seq, entry.body.cause], [201, 2, { by: 'local', source: 'api' }])
  assert.deepEqual((await ask('GET', '/api/v1/disruptions/D-1')).body, stop)
  assert.deepEqual((await ask('GET', '/api/v1/disruptions/D-1/impact')).body.disruption, stop)
  const journal = await ask('GET', '/api/v1/journal?after=1')
  assert.deepEqual([journal.body.items.length, journal.body.next, journal.body.lastSeq], [1, 2, 2])
})

test('promises are told with the projection that they come from', async (t) => {
  const { ask } = await served(t)
  const all = await ask('GET', '/api/v1/promises')
  assert.deepEqual([all.body.total, all.body.view.seq, all.body.view.building], [2, 1, false])
  assert.equal((await ask('GET', '/api/v1/promises?customerId=harbour')).body.items[0].salesOrderLineId, 'SO-1')
  assert.equal((await ask('GET', '/api/v1/promises?late=true&offset=1')).body.items.length, 1)
  assert.equal((await ask('GET', '/api/v1/promises/SO-2')).body.customerId, 'railyard')
})

test('a work order leads to its customers, a new order to its date', async (t) => {
  const { ask } = await served(t)
  const touched = await ask('GET', '/api/v1/work-orders/WO-1/touches')
  assert.deepEqual(
    touched.body.lines.map(({ customerId }: { customerId: string }) => customerId),
    ['harbour'],
  )
  const body = { materialId: 'bracket', quantity: { value: 4, unit: 'EA' }, at: '2026-05-04T06:00:00.000Z' }
  assert.equal((await ask('POST', '/api/v1/capable-to-promise', { body })).body.promisedAt, '2026-05-05T06:00:00.000Z')
})

test('records about people are in no list, no document and no journal page', async (t) => {
  const { ask, engine, store } = await served(t)
  await engine.writeOutside(() =>
    store.append([added('person', { id: 'p-1', name: 'Somebody' }), added('customer', { id: 'depot', name: 'Depot' })], planner),
  )
  const journal = await ask('GET', '/api/v1/journal?after=1')
  assert.deepEqual(
    journal.body.items[0].changes.map(({ id }: { id: string }) => id),
    ['depot'],
  )
  for (const path of ['people', 'qualifications', 'rosters', 'assignments', 'people/p-1', 'assignments/A-1', 'trace/person/p-1'])
    assert.equal((await ask('GET', `/api/v1/${path}`)).status, 404, path)
  assert.deepEqual((await ask('GET', '/api/v1/search?q=somebody')).body.items, [])
  const { schemas } = (await ask('GET', '/api/v1/openapi.json')).body.components
  assert.deepEqual(
    Object.keys(schemas).filter((name) => /^(Person|Qualification|Roster|Assignment)/.test(name)),
    [],
  )
})

test('health and status answer, and a template is a CSV file', async (t) => {
  const { ask } = await served(t)
  assert.deepEqual((await ask('GET', '/api/v1/health/live')).body, { status: 'live' })
  assert.deepEqual((await ask('GET', '/api/v1/health/ready')).body, { status: 'ready' })
  const status = (await ask('GET', '/api/v1/status')).body
  assert.deepEqual([status.site, status.seq, status.records.customer, status.viewProblem], ['foundry', 1, 2, null])
  const template = await ask('GET', '/api/v1/import-templates/customer')
  assert.deepEqual(
    [template.text, template.headers['content-type'], template.headers['content-disposition']],
    ['id,name\r\n', 'text/csv; charset=utf-8', 'attachment; filename="customer.csv"'],
  )
})

test('an import begins, and what is missing says so', async (t) => {
  const { ask } = await served(t)
  const begun = await ask('POST', '/api/v1/imports', { body: { folder: 'erp', mapping: 'erp/mapping.yaml' } })
  assert.deepEqual([begun.status, begun.body.stage], [202, 'reading'])
  assert.deepEqual((await ask('GET', '/api/v1/imports')).body, { items: [] })
  assert.deepEqual((await ask('GET', '/api/v1/imports/new/rejected')).body, { items: [], next: null })
  assert.equal((await ask('POST', '/api/v1/imports/old/discard')).body.code, 'import-not-found')
})
