/** The engine in its thread: the same port, a readable crash, a restart that keeps what was acknowledged. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Problem } from '../core/values/result.ts'
import { added, planner } from '../engine/plant.fixture.ts'
import { type EngineHost, startEngineHost } from './engine-host.ts'

const worker = new URL('./test-worker.fixture.ts', import.meta.url)

async function hosted(t: TestContext, history = ''): Promise<{ readonly host: EngineHost; readonly reports: Problem[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-host-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const historyFile = join(folder, 'history')
  writeFileSync(historyFile, history)
  const reports: Problem[] = []
  const host = await startEngineHost({ worker, workerData: { historyFile }, report: (problem) => reports.push(problem), restartAfterMs: 1 })
  t.after(() => host.stop())
  return { host, reports }
}

test('questions, changes and refusals cross the thread boundary unchanged', async (t) => {
  const { engine } = (await hosted(t)).host
  const told: number[] = []
  const commit = new Promise<void>((resolve) => {
    engine.subscribe((seq) => {
      told.push(seq)
      resolve()
    })
  })
  const taken = await engine.change([added('customer', { id: 'depot', name: 'Depot' })], planner)
  assert.equal(taken.ok && taken.value.seq, 2)
  await commit
  assert.deepEqual(told, [2])
  assert.deepEqual(await engine.get('customer', 'depot'), { id: 'depot', name: 'Depot' })
  assert.equal(await engine.get('customer', 'nobody'), undefined)
  const refused = await engine.touches('WO-404')
  assert.equal(!refused.ok && refused.problem.code, 'work-order-not-found')
  assert.equal((await engine.status()).records.customer, 3)
})

test('each projection is told across the thread boundary, also the first one after a crash', async (t) => {
  const { engine } = (await hosted(t)).host
  const views: number[] = []
  const told = (seq: number) =>
    new Promise<void>((resolve) => {
      const leave = engine.subscribeViews((view) => {
        views.push(view.seq)
        if (view.seq !== seq) return
        leave()
        resolve()
      })
    })
  const second = told(2)
  await engine.change([added('customer', { id: 'depot', name: 'Depot' })], planner)
  await second
  assert.deepEqual(
    (await engine.search('depot', 5)).map(({ thing }) => thing.id),
    ['depot'],
  )
  assert.deepEqual((await engine.floor()).items.length > 0, true)
  const again = told(1)
  await assert.rejects(engine.change([added('customer', { id: 'boom', name: 'Boom' })], planner))
  await again
  assert.equal(await engine.trace('customer', 'nobody'), undefined)
})

test('a crash is reported, calls under way are told, and what was acknowledged is there again', async (t) => {
  const { host, reports } = await hosted(t)
  const { engine } = host
  await engine.change([added('customer', { id: 'depot', name: 'Depot' })], planner)
  const back = new Promise<void>((resolve) => engine.subscribe(() => resolve()))
  await assert.rejects(
    engine.change([added('customer', { id: 'boom', name: 'Boom' })], planner),
    (error: Error) => (error.cause as Problem).code === 'engine-restarting',
  )
  await back
  assert.equal((await engine.get('customer', 'depot'))?.id, 'depot')
  assert.equal(await engine.get('customer', 'boom'), undefined)
  assert.deepEqual(
    reports.map(({ code, facts }) => [code, facts.reason]),
    [['engine-crashed', 'exit code 3']],
  )
})

test('an engine that can not start at all says why and is not tried again', async (t) => {
  await assert.rejects(hosted(t, 'unreadable'), /store could not be opened/)
})
