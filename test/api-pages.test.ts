/** What pages ask, over HTTP: the ranking of disruptions, the chain, the schedule, the floor, the search, the trace. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { startApi } from '../src/api/server.ts'
import { buildPlantView } from '../src/core/impact/build.ts'
import { readPlant } from '../src/core/impact/plant-text.fixture.ts'
import type { Change } from '../src/core/records/change.ts'
import { startEngine } from '../src/engine/engine.ts'
import { memoryStore } from '../src/engine/plant.fixture.ts'
import { asking, heldImports, memoryAccounts, realClock, realTimer, type Served } from './api-server.fixture.ts'
import { memoryPeople } from './people-data.fixture.ts'

/** One welder with an order before it, and a bench; the welder stands. */
const WORKS = `
  now 2026-05-04 08:00
  center weld
  unit weld-1 in weld
  center bench
  unit bench-1 in bench
  material pump, made
  step pump 10 at weld, run 1h
  step pump 20 at bench, run 1h
  purchase P1 4 pump, at d20, from guss
  order W1 4 pump, for line A
  line A 4 pump, for brunnen, due Mon 18:00, price EUR 1000
  customer brunnen, called Brunnen AG
  state weld-1 down, since Mon 07:30, observed Mon 07:55
  down weld-1, from Mon 07:30, expected Mon 12:00, latest Mon 20:00, basis twelve stops of this welder, named stop
`

async function servedWorks(t: TestContext): Promise<Served['ask']> {
  const { model, now } = readPlant(WORKS)
  const changes = Object.entries(model.byKind).flatMap(([record, bodies]) =>
    [...bodies.values()].map((to): Change => ({ type: 'added', record: record as Change['record'], id: to.id, to })),
  )
  const store = memoryStore(changes)
  const engine = await startEngine({ site: 'works', store, build: buildPlantView, clock: realClock, timer: realTimer, planAt: now })
  const started = await startApi({
    engine,
    accounts: memoryAccounts(),
    people: memoryPeople(),
    imports: heldImports(),
    templateOf: () => '',
    clock: realClock,
    log: ({ reason }) => assert.fail(String(reason)),
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
  })
  assert.ok(started.ok)
  t.after(async () => {
    await started.value.stop()
    await engine.stop()
  })
  return asking(started.value.url)
}

test('every page gets its answer, with the age of the projection that it comes from', async (t) => {
  const ask = await servedWorks(t)
  const { items, view } = (await ask('GET', '/api/v1/standings')).body
  assert.deepEqual(
    [
      items[0].disruption.id,
      items[0].place.name,
      items[0].totals.revenue[0].amount,
      items[0].path.map(({ linkId }: { linkId: string }) => linkId),
    ],
    ['stop', 'weld-1', 100_000, ['workCenter:bench>customer:brunnen', 'workCenter:weld>workCenter:bench']],
  )
  assert.deepEqual([view.seq, view.at], [1, '2026-05-04T08:00:00.000Z'])
  const chain = (await ask('GET', '/api/v1/chain')).body
  assert.deepEqual(
    chain.columns.map(({ kind }: { kind: string }) => kind),
    ['supplier', 'workCenter', 'workCenter', 'customer'],
  )
  const lit = new Set(items[0].path.map(({ linkId }: { linkId: string }) => linkId))
  assert.equal(chain.flows.filter(({ id }: { id: string }) => lit.has(id)).length, lit.size)
  const floor = (await ask('GET', '/api/v1/floor')).body
  assert.deepEqual(
    floor.items.map((unit: { workUnit: { id: string }; state: { state: string } | null; latePromises: number }) => [
      unit.workUnit.id,
      unit.state?.state ?? null,
      unit.latePromises,
    ]),
    [
      ['bench-1', null, 1],
      ['weld-1', 'down', 1],
    ],
  )
})

test('the schedule tells all units or the named ones, and refuses a time that ends before it starts', async (t) => {
  const ask = await servedWorks(t)
  const range = 'from=2026-05-04T00:00:00.000Z&to=2026-05-05T00:00:00.000Z'
  const rows = async (more: string) =>
    (await ask('GET', `/api/v1/schedule?${range}${more}`)).body.rows.map((row: { workUnit: { id: string }; bars: unknown[] }) => [
      row.workUnit.id,
      row.bars.length,
    ])
  assert.deepEqual(await rows(''), [
    ['bench-1', 1],
    ['weld-1', 1],
  ])
  assert.deepEqual(await rows('&workUnitId=weld-1'), [['weld-1', 1]])
  assert.deepEqual((await rows('&workUnitId=weld-1&workUnitId=bench-1')).length, 2)
  const back = await ask('GET', '/api/v1/schedule?from=2026-05-05T00:00:00.000Z&to=2026-05-04T00:00:00.000Z')
  assert.deepEqual([back.status, back.body.code], [422, 'range-impossible'])
})

test('things are found, and followed to whom they matter; what is not there is said so', async (t) => {
  const ask = await servedWorks(t)
  const found = (await ask('GET', '/api/v1/search?q=BRUNNEN')).body.items
  assert.deepEqual(found, [{ thing: { kind: 'customer', id: 'brunnen', name: 'Brunnen AG' }, detail: null }])
  const trace = (await ask('GET', '/api/v1/trace/workOrder/W1')).body
  assert.deepEqual(
    trace.downstream.map(({ thing }: { thing: { id: string } }) => thing.id),
    ['A', 'brunnen'],
  )
  const missing = await ask('GET', '/api/v1/trace/lot/L9')
  assert.deepEqual([missing.status, missing.body.code], [404, 'record-not-found'])
  assert.equal((await ask('GET', '/api/v1/trace/planet/x')).status, 400)
})

test('promises carry the date that is met as often as not, and the one that is met nine times in ten', async (t) => {
  const ask = await servedWorks(t)
  const promise = (await ask('GET', '/api/v1/promises/A')).body
  assert.deepEqual([promise.projectedAt, promise.projectedP90At], ['2026-05-04T20:00:00.000Z', '2026-05-05T04:00:00.000Z'])
  const impact = (await ask('GET', '/api/v1/disruptions/stop/impact')).body
  assert.equal(impact.late[0].projectedP90After, '2026-05-05T04:00:00.000Z')
  assert.ok(impact.notes.some(({ facts }: { facts: { basis?: string } }) => facts.basis?.includes('twelve stops of this welder')))
})

test('the floor shows a state as soon as it is journaled', async (t) => {
  const ask = await servedWorks(t)
  const state = {
    id: 'bench-1',
    workUnitId: 'bench-1',
    state: 'producing',
    since: '2026-05-04T07:59:00.000Z',
    observedAt: '2026-05-04T07:59:00.000Z',
  }
  assert.equal(
    (await ask('POST', '/api/v1/changes', { body: { changes: [{ type: 'added', record: 'workUnitState', id: state.id, to: state }] } }))
      .status,
    201,
  )
  const { items } = (await ask('GET', '/api/v1/floor')).body
  assert.equal(items[0].state.state, 'producing')
})
