/** The floor in its thread: the same port, facts that arrive, a mapping that is followed, and a crash after which it goes on by itself. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '../core/values/result.ts'
import { stopServer } from '../store/embedded/server.ts'
import { at, shownSpan, signal, stateWord, type TestEngine, testEngine } from './floor.fixture.ts'
import { type FloorHost, startFloorHost } from './floor-host.ts'

const worker = new URL('./test-floor-worker.fixture.ts', import.meta.url)

async function hosted(t: TestContext): Promise<{ readonly host: FloorHost; readonly engine: TestEngine; readonly reports: Problem[] }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-floor-'))
  let host: FloorHost | undefined
  t.after(async () => {
    await host?.stop()
    // A thread that crashed has not said goodbye, and the server waits for nobody.
    await stopServer(join(dataDir, 'postgres'))
    await rm(dataDir, { recursive: true })
  })
  const state = signal('hall/weld:State', 'state', { vocabulary: 'welder' })
  const engine = testEngine([
    ['signal', state],
    ['stateWord', stateWord('run', 'producing')],
  ])
  const reports: Problem[] = []
  host = await startFloorHost({
    worker,
    workerData: { dataDir, crashAt: 2 },
    engine,
    reports: engine,
    report: (problem) => reports.push(problem),
    restartAfterMs: 1,
  })
  return { host, engine, reports }
}

test('questions, facts and the mapping cross the thread boundary', async (t) => {
  const { host, engine } = await hosted(t)
  while (engine.heard.length === 0) await sleep(10)
  assert.deepEqual(engine.heard, ['weld-2 producing'])
  const status = await host.floor.status()
  assert.deepEqual([status.brokerUrl, status.signals, status.unmapped], ['mqtt://127.0.0.1:1883', 1, 0])
  assert.deepEqual((await host.floor.spans({ from: at(0), to: at(3600) })).map(shownSpan), ['weld-2 producing 10-3600'])
  engine.post({ type: 'added', record: 'signal', id: 'force', to: signal('hall/weld:Force', 'reading') })
  while ((await host.floor.signals({ offset: 0, limit: 10, only: 'mapped' })).total < 2) await sleep(10)
  const [value] = await host.floor.history({ address: 'hall/weld:State', from: at(0), to: at(3600), limit: 10 })
  assert.deepEqual(value, { at: at(10), value: 'run', quality: 'good' })
  assert.deepEqual(await host.floor.setAside(10), [])
})

test('a crash is reported, questions meanwhile are told, and the floor comes back by itself', async (t) => {
  const { host, engine, reports } = await hosted(t)
  while (engine.heard.length === 0) await sleep(10)
  const force = signal('hall/weld:Force', 'reading')
  engine.post({ type: 'added', record: 'signal', id: 'force', to: force })
  engine.post()
  while (reports.length === 0) await sleep(5)
  assert.deepEqual(
    reports.map(({ code, facts }) => [code, facts.reason]),
    [['floor-crashed', 'exit code 3']],
  )
  await assert.rejects(host.floor.status(), (error: Error) => (error.cause as Problem).code === 'floor-restarting')
  engine.post()
  const answered = () =>
    host.floor.signals({ offset: 0, limit: 10 }).then(
      ({ items }) => items,
      () => undefined,
    )
  let items = await answered()
  while (items === undefined) {
    await sleep(10)
    items = await answered()
  }
  assert.deepEqual(
    items.map(({ address, value }) => [address, value]),
    [
      ['hall/weld:Force', null],
      ['hall/weld:State', 'run'],
    ],
  )
})

test('a floor that can not start at all says why and is not tried again', async () => {
  const engine = testEngine([])
  const started = startFloorHost({ worker, workerData: { dataDir: 'nowhere' }, engine, reports: engine, report: () => undefined })
  await assert.rejects(started, /store could not be opened/)
})
