/** From a machine's message on a real broker to facts, spans and history in a real store: the floor's own thread, as the server runs it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import mqtt from 'mqtt'
import { type Broker, startBroker } from '../broker/start-broker.ts'
import { type MetricToWrite, writePayload } from '../connectors/sparkplug/payload-writer.ts'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'
import type { Floor } from '../engine/floor-ports.ts'
import { shownSpan, signal, stateWord, type TestEngine, testEngine } from './floor.fixture.ts'
import { type FloorHost, startFloorHost } from './floor-host.ts'
import type { FloorWorkerData } from './floor-worker.ts'
import { sharedClock } from './plant-clock.ts'

const worker = new URL('./floor-worker.ts', import.meta.url)
/** A quarter of an hour ago, so that what the welder tells is neither late nor ahead. */
const STARTED_MS = Math.floor(Date.now() / 1000) * 1000 - 900_000
const at = (seconds: number): Instant => instantFromMs(STARTED_MS + seconds * 1000)

async function until<T>(ask: () => Promise<T> | T, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (isSo(answer)) return answer
    await sleep(10)
  }
}

const STATE = signal('hall/cell/weld-2:State', 'state', { vocabulary: 'welder' })
const GOOD = signal('hall/cell/weld-2:Good', 'goodCount')

const weldingShop = (): TestEngine =>
  testEngine([
    ['workUnit', { id: 'weld-2', name: 'Weld 2', workCenterId: 'welding', microStopSeconds: 30 }],
    ['signal', STATE],
    ['signal', GOOD],
    ['stateWord', stateWord('run', 'producing')],
    ['stateWord', stateWord('fault', 'down')],
  ])

/** The cell of the welder: an edge node of one device, whose data carries aliases alone. */
interface Cell {
  born(): Promise<void>
  state(seconds: number, word: string): Promise<void>
  good(seconds: number, count: number): Promise<void>
  leave(): Promise<void>
}

async function cellOn(brokerUrl: string): Promise<Cell> {
  const client = await mqtt.connectAsync(brokerUrl, { clean: true })
  let seq = 0
  const send = async (verb: string, metrics: readonly MetricToWrite[], seconds = 0): Promise<void> => {
    const topic = `spBv1.0/hall/${verb}/cell${verb.startsWith('D') ? '/weld-2' : ''}`
    await client.publishAsync(topic, writePayload({ timestampMs: STARTED_MS + seconds * 1000, metrics, seq: seq++ % 256 }))
  }
  const metric = (alias: number, value: string | number, seconds: number): MetricToWrite => ({
    alias,
    value,
    type: typeof value === 'string' ? 'String' : 'Int32',
    timestampMs: STARTED_MS + seconds * 1000,
    declared: false,
  })
  return {
    async born() {
      seq = 0
      await send('NBIRTH', [{ name: 'bdSeq', type: 'UInt64', value: 0, timestampMs: STARTED_MS }])
      await send('DBIRTH', [
        { ...metric(1, 'run', 0), name: 'State', declared: true },
        { ...metric(2, 100, 0), name: 'Good', declared: true },
        { ...metric(3, 20, 0), name: 'Temperature', declared: true },
      ])
    },
    state: (seconds, word) => send('DDATA', [metric(1, word, seconds)], seconds),
    good: (seconds, count) => send('DDATA', [metric(2, count, seconds)], seconds),
    leave: async () => {
      await client.endAsync()
    },
  }
}

interface Plant {
  broker: Broker
  readonly engine: TestEngine
  readonly reports: Problem[]
  start(): Promise<FloorHost>
  /** Ends with the test. */
  cell(): Promise<Cell>
}

async function plantOf(t: TestContext): Promise<Plant> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-floor-'))
  const broker = await startBroker({ address: '127.0.0.1', port: 0 })
  const [hosts, cells, reports]: [FloorHost[], Cell[], Problem[]] = [[], [], []]
  const engine = weldingShop()
  t.after(async () => {
    for (const cell of cells) await cell.leave()
    for (const host of hosts) await host.stop()
    await plant.broker.stop()
    await rm(dataDir, { recursive: true })
  })
  const workerData: FloorWorkerData = {
    site: 'plant',
    dataDir,
    clock: sharedClock(),
    connection: { url: broker.url, protocol: 4, tier: 0, hostId: 'throughline' },
    brokerUrl: broker.url,
    historyDays: 30,
  }
  const plant: Plant = {
    broker,
    engine,
    reports,
    async start() {
      const host = await startFloorHost({ worker, workerData, engine, reports: engine, report: (problem) => reports.push(problem) })
      hosts.push(host)
      return host
    },
    async cell() {
      const cell = await cellOn(broker.url)
      cells.push(cell)
      return cell
    },
  }
  return plant
}

const heard = (engine: TestEngine, fact: string) =>
  until(
    () => engine.heard.at(-1),
    (last) => last === fact,
  )

const kept = (floor: Floor, address: string) => floor.history({ address, from: at(-60), to: at(901), limit: 100 })

test('a welder that runs, counts and stops on Sparkplug becomes facts, spans and history', async (t) => {
  const { engine, start, cell, broker } = await plantOf(t)
  const { floor } = await start()
  const weld = await cell()
  await weld.born()
  await heard(engine, 'weld-2 producing 0')
  await weld.good(60, 105)
  await heard(engine, 'weld-2 producing 5')
  await weld.state(120, 'fault')
  await heard(engine, 'weld-2 down 5')
  const status = await until(
    () => floor.status(),
    ({ history }) => history.waiting === 0,
  )
  assert.deepEqual([status.brokerUrl, status.signals >= 3, status.history.problem], [broker.url, true, null])
  assert.equal(status.connections[0]?.state, 'connected')
  const spans = await floor.spans({ from: at(0), to: at(901), workUnitId: 'weld-2' })
  assert.equal(shownSpan(spans[0] as (typeof spans)[0]).split(' ')[1], 'producing')
  assert.deepEqual(
    spans.map(({ state, fromAt }) => [state, fromAt]),
    [
      ['producing', at(0)],
      ['down', at(120)],
    ],
  )
  assert.deepEqual(
    (await kept(floor, GOOD.address)).map(({ at: when, value }) => [when, value]),
    [
      [at(0), 100],
      [at(60), 105],
    ],
  )
  const unmapped = await floor.signals({ offset: 0, limit: 10, only: 'unmapped', text: 'temperature' })
  assert.deepEqual([unmapped.items[0]?.address, unmapped.items[0]?.value], ['hall/cell/weld-2:Temperature', '20'])
})

test('a signal that is mapped while the machine runs is read at once, without a restart', async (t) => {
  const { engine, start, cell } = await plantOf(t)
  engine.post({ type: 'removed', record: 'signal', id: STATE.id, from: STATE })
  const { floor } = await start()
  await (await cell()).born()
  await until(
    () => floor.signals({ offset: 0, limit: 10, only: 'unmapped', text: 'state' }),
    ({ total }) => total === 1,
  )
  engine.post({ type: 'added', record: 'signal', id: STATE.id, to: STATE })
  await until(
    () => engine.heard.at(-1),
    (last) => last?.startsWith('weld-2 producing') === true,
  )
  const { items } = await floor.signals({ offset: 0, limit: 10, text: 'state' })
  assert.deepEqual([items[0]?.mapping, typeof items[0]?.appliedAt], [STATE, 'string'])
})

test('after a restart of ours the machine is understood without a birth, and nothing is counted twice', async (t) => {
  const { engine, start, cell } = await plantOf(t)
  const first = await start()
  const weld = await cell()
  await weld.born()
  await weld.good(60, 105)
  await heard(engine, 'weld-2 producing 5')
  await first.stop()
  // What the engine made of the facts, as it stands in its records.
  const state = {
    id: 'weld-2',
    workUnitId: 'weld-2',
    state: 'producing',
    since: at(0),
    observedAt: at(60),
    goodCounter: 105,
    goodTotal: 5,
  } as const
  engine.post({ type: 'added', record: 'workUnitState', id: 'weld-2', to: state })
  const second = await start()
  await weld.good(120, 107)
  await heard(engine, 'weld-2 offline 7')
  await weld.state(121, 'run')
  await heard(engine, 'weld-2 producing 7')
  assert.deepEqual((await kept(second.floor, GOOD.address)).map(({ value }) => value).slice(-2), [105, 107])
})

test('a broker that goes away leaves the machine unobserved, never down, and its counts go on when it is back', async (t) => {
  const plant = await plantOf(t)
  const { engine } = plant
  const { floor } = await plant.start()
  const weld = await plant.cell()
  await weld.born()
  await weld.good(60, 105)
  await heard(engine, 'weld-2 producing 5')
  await plant.broker.stop()
  await heard(engine, 'weld-2 offline 5')
  const away = await until(
    () => floor.status(),
    ({ connections }) => connections[0]?.state === 'failed',
  )
  assert.ok(away.silent >= 3 && away.connections[0]?.problem?.next !== undefined)
  plant.broker = await startBroker({ address: '127.0.0.1', port: Number(new URL(plant.broker.url).port) })
  await until(
    () => floor.status(),
    ({ connections }) => connections[0]?.state === 'connected',
  )
  const again = await plant.cell()
  await again.state(300, 'run')
  await again.good(301, 111)
  await heard(engine, 'weld-2 producing 11')
  assert.ok(!engine.heard.some((fact) => fact.includes('down')))
})
