/** The example company is put into a real store, found there again, set back when its work has run out, and never put beside a plant of one's own. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import { type Instant, instantFromMs, instantToMs } from '../core/values/instant.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { EXAMPLE_SITE, type PreparedExample, prepareExample, readExampleMemory, writeExampleMemory } from './example-plant.ts'

const HOUR = 3_600_000
const MORNING = '2026-05-06T08:00:00.000Z' as Instant
const later = (instant: Instant, hours: number): Instant => instantFromMs(instantToMs(instant) + hours * HOUR)

let dataDir = ''
let store: Store
before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-example-'))
  store = await openStore({ dataDir })
})
after(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function prepare(now: Instant): Promise<PreparedExample> {
  const prepared = await prepareExample({ store, dataDir, now })
  assert.ok(prepared.ok, prepared.ok ? '' : JSON.stringify(prepared.problem))
  return prepared.value
}

async function records(kind: RecordName): Promise<ReadonlyMap<string, AnyRecord>> {
  const found = new Map<string, AnyRecord>()
  for await (const { record, body } of store.reader(EXAMPLE_SITE).loadRecords()) if (record === kind) found.set(body.id, body)
  return found
}

test('an empty store gets the whole company, its people among them', async () => {
  const prepared = await prepare(MORNING)
  assert.deepEqual(prepared, { site: EXAMPLE_SITE, imported: true, importedAt: MORNING, plantTime: MORNING, speed: 10 })
  assert.equal((await records('workUnit')).size, 30)
  assert.equal((await records('person')).size, 60)
  const rejects = await store.imports(EXAMPLE_SITE).openRejects({ after: 0, limit: 100 })
  assert.deepEqual(
    rejects.map(({ file, problem }) => `${file} ${problem.code}`),
    ['purchase-lines.csv import.unknown-unit', 'stock.csv import.negative', 'sales-lines.csv reference-dangles'],
  )
})

test('started again soon, it is left as it is, and its time goes on where it was', async () => {
  const there = later(MORNING, 6)
  await writeExampleMemory(dataDir, { importedAt: MORNING, plantTime: there, speed: 30 })
  const again = await prepare(later(MORNING, 1))
  assert.deepEqual(again, { site: EXAMPLE_SITE, imported: false, importedAt: MORNING, plantTime: there, speed: 30 })
  assert.equal((await prepare(later(MORNING, 9))).plantTime, later(MORNING, 9), 'time never runs backwards, and waits for nobody')
})

test('a day later it is set back: orders are as in the files, and what the floor told is gone', async () => {
  const writer = await store.siteStore(EXAMPLE_SITE)
  const [line] = [...(await records('salesOrderLine')).values()].filter((each) => 'status' in each && each.status === 'open')
  assert.ok(line !== undefined)
  const state = { id: 'mill-1', workUnitId: 'mill-1', state: 'down', since: MORNING, observedAt: MORNING } as const
  const stop = { id: 'stop-mill-1', kind: 'workUnitDown', workUnitId: 'mill-1', startAt: MORNING } as const
  await writer.append(
    [
      {
        type: 'updated',
        record: 'salesOrderLine',
        id: line.id,
        from: line,
        to: { ...line, status: 'shipped', shippedAt: MORNING } as AnyRecord,
      },
      { type: 'added', record: 'workUnitState', id: state.id, to: state },
      { type: 'added', record: 'disruption', id: stop.id, to: stop },
    ],
    { by: 'floor', source: 'test' },
  )
  await writer.close()
  const nextDay = later(MORNING, 24)
  const back = await prepare(nextDay)
  assert.equal(back.imported, true)
  assert.equal((await readExampleMemory(dataDir))?.importedAt, nextDay)
  assert.equal((await records('workUnitState')).size, 0)
  const disruptions = await records('disruption')
  assert.equal(disruptions.has('stop-mill-1'), false)
  assert.ok(disruptions.size > 200, 'repairs of the last ninety days are still on record')
  const lineNow = (await records('salesOrderLine')).get(line.id)
  assert.ok(lineNow !== undefined && 'status' in lineNow && lineNow.status === 'open')
})

test('beside a plant of somebody’s own it is refused, and says what to do', async () => {
  const writer = await store.siteStore('own-plant')
  await writer.append([{ type: 'added', record: 'area', id: 'hall', to: { id: 'hall', name: 'Hall' } }], { by: 'planner', source: 'test' })
  await writer.close()
  const refused = await prepareExample({ store, dataDir, now: MORNING })
  assert.equal(refused.ok ? '' : refused.problem.code, 'example-beside-plant')
})
