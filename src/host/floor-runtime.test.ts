/** The floor at work on a real store: mapped live, written in batches, surviving an outage and a restart without losing or doubling anything. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '../core/values/result.ts'
import { openStore, type Store } from '../store/open-store.ts'
import {
  at,
  breakable,
  MONDAY_MS,
  shownSpan,
  signal,
  stateWord,
  type TestEngine,
  type TestMachine,
  testEngine,
  testMachine,
} from './floor.fixture.ts'
import { type FloorRuntime, type FloorRuntimeOptions, startFloorRuntime } from './floor-runtime.ts'

const STATE = signal('hall/weld:State', 'state', { vocabulary: 'welder' })
const COUNT = signal('hall/weld:Good', 'goodCount')
const FORCE = signal('hall/weld:Force', 'reading', { deadband: 1 })
const WORDS = [stateWord('run', 'producing'), stateWord('fault', 'down')]
const SHIFT_SECONDS = 8 * 3600

/** Asks again until the answer is as it should be; the test runner ends what never becomes so. */
async function until<T>(ask: () => Promise<T> | T, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (isSo(answer)) return answer
    await sleep(10)
  }
}

const weldingShop = () =>
  testEngine([
    ['workUnit', { id: 'weld-2', name: 'Weld 2', workCenterId: 'welding' }],
    ...[STATE, COUNT, FORCE].map((each) => ['signal', each] as const),
    ...WORDS.map((each) => ['stateWord', each] as const),
  ])

describe('the floor', () => {
  let store: Store
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-floor-'))
    store = await openStore({ dataDir: folder })
  })
  after(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  /** A floor at the end of the shift, with one machine on it; ends with its test unless the test ends it. */
  async function floorOf(t: TestContext, site: string, engine: TestEngine, more: Partial<FloorRuntimeOptions> = {}) {
    const troubles: Problem[] = []
    const runtime: FloorRuntime = await startFloorRuntime({
      store: store.readings(site),
      engine,
      reports: engine,
      nowMs: () => MONDAY_MS + SHIFT_SECONDS * 1000,
      historyDays: 30,
      brokerUrl: null,
      onTrouble: (problem) => troubles.push(problem),
      ...more,
    })
    let ended: Promise<void> | undefined
    const stop = () => {
      ended ??= runtime.stop()
      return ended
    }
    t.after(stop)
    let machine = undefined as TestMachine | undefined
    await runtime.connect(async (sink) => {
      machine = testMachine(sink)
      return machine
    })
    const kept = (address: string) => runtime.floor.history({ address, from: at(-1), to: at(SHIFT_SECONDS), limit: 1000 })
    const written = () =>
      until(
        () => runtime.floor.status(),
        ({ history }) => history.waiting === 0 && history.kept > 0,
      )
    return { runtime, floor: runtime.floor, machine: machine as TestMachine, troubles, stop, kept, written }
  }

  it('turns what a welder says into facts, spans and history', async (t) => {
    const engine = weldingShop()
    const { floor, machine, kept, written } = await floorOf(t, 'shift', engine)
    machine.tell('hall/weld:State', 0, 'run')
    machine.tell('hall/weld:Good', 1, 100)
    machine.tell('hall/weld:Good', 60, 103)
    machine.tell('hall/weld:State', 100, 'fault')
    await until(
      () => engine.heard.at(-1),
      (last) => last === 'weld-2 down 3',
    )
    await written()
    assert.deepEqual(
      (await kept('hall/weld:Good')).map(({ at: when, value }) => [when, value]),
      [
        [at(1), 100],
        [at(60), 103],
      ],
    )
    assert.deepEqual((await floor.spans({ from: at(0), to: at(SHIFT_SECONDS) })).map(shownSpan), [
      'weld-2 producing 0-100',
      `weld-2 down 100-${SHIFT_SECONDS}`,
    ])
    assert.deepEqual(await floor.spans({ from: at(0), to: at(SHIFT_SECONDS), workUnitId: 'weld-3' }), [])
  })

  it('keeps of each signal what its mapping declares, and counts what it leaves out', async (t) => {
    const { floor, machine, kept, written } = await floorOf(t, 'deadband', weldingShop())
    for (const [second, force] of [10, 10.5, 10.9, 11, 11.2, 9.9].entries()) machine.tell('hall/weld:Force', second, force)
    machine.tell('hall/weld:Force', 6, 9.9, { quality: 'uncertain' })
    for (const [second, count] of [7, 7, 7, 8].entries()) machine.tell('hall/weld:Good', second, count)
    machine.tell('hall/weld:Temperature', 3, 400)
    machine.tell('hall/weld:Force', 3 * 86_400, 1)
    machine.tell('hall/weld:Force', -31 * 86_400, 1)
    const { history, signals, unmapped } = await written()
    assert.deepEqual(
      (await kept('hall/weld:Force')).map(({ value, quality }) => `${value} ${quality}`),
      ['10 good', '11 good', '9.9 good', '9.9 uncertain'],
    )
    assert.deepEqual(
      (await kept('hall/weld:Good')).map(({ value }) => value),
      [7, 8],
    )
    assert.deepEqual(await kept('hall/weld:Temperature'), [])
    assert.deepEqual([history.decimated, history.outOfTime, signals, unmapped], [5, 2, 3, 1])
    const unread = await floor.signals({ offset: 0, limit: 10, only: 'unmapped' })
    assert.deepEqual(
      unread.items.map(({ address, value, mapping }) => [address, value, mapping]),
      [['hall/weld:Temperature', '400', null]],
    )
  })

  it('reads a signal as soon as somebody says what it means, and tells since when', async (t) => {
    const engine = testEngine(WORDS.map((each) => ['stateWord', each] as const))
    const { runtime, floor, machine, kept, written } = await floorOf(t, 'mapping', engine)
    machine.tell('hall/weld:State', 50, 'fault')
    const before = await floor.signals({ offset: 0, limit: 10 })
    assert.deepEqual([before.items[0]?.mapping, before.items[0]?.appliedAt], [null, null])
    runtime.committed(engine.post({ type: 'added', record: 'signal', id: STATE.id, to: STATE }))
    await until(
      () => engine.heard.at(-1),
      (last) => last === 'weld-2 down',
    )
    const [mapped] = (await floor.signals({ offset: 0, limit: 10, only: 'mapped', text: 'STATE' })).items
    assert.deepEqual([mapped?.mapping, mapped?.appliedAt], [STATE, at(SHIFT_SECONDS)])
    const word = stateWord('fault', 'maintenance')
    runtime.committed(engine.post({ type: 'updated', record: 'stateWord', id: word.id, from: stateWord('fault', 'down'), to: word }))
    let second = 60
    await until(
      () => {
        machine.tell('hall/weld:State', second++, 'fault')
        return engine.heard.at(-1)
      },
      (last) => last === 'weld-2 maintenance',
    )
    await written()
    assert.deepEqual(
      (await kept('hall/weld:State')).map(({ at: when }) => when),
      [at(60)],
    )
    runtime.committed(engine.post({ type: 'removed', record: 'signal', id: STATE.id, from: STATE }))
    await until(
      async () => (await floor.signals({ offset: 0, limit: 10 })).items[0],
      (item) => item?.mapping === null,
    )
  })

  it('follows the mapping again after the engine was away', async (t) => {
    const engine = testEngine([])
    const { runtime, floor, troubles } = await floorOf(t, 'engine away', engine)
    engine.away = true
    runtime.committed(engine.post({ type: 'added', record: 'signal', id: STATE.id, to: STATE }))
    await until(
      () => troubles.length,
      (count) => count > 0,
    )
    assert.equal(troubles[0]?.code, 'mapping-not-followed')
    engine.away = false
    const { items } = await until(
      () => floor.signals({ offset: 0, limit: 10 }),
      ({ total }) => total === 1,
    )
    assert.deepEqual([items[0]?.address, items[0]?.quality, items[0]?.count], ['hall/weld:State', 'stale', 0])
  })

  it('loses nothing while the store is away, says so, and tells the engine only what is durable', async (t) => {
    const engine = weldingShop()
    const readings = breakable(store.readings('outage'))
    const { floor, machine, troubles, kept, written } = await floorOf(t, 'outage', engine, { store: readings })
    machine.tell('hall/weld:Good', 0, 1)
    await written()
    readings.away = true
    machine.tell('hall/weld:State', 1, 'run')
    for (let n = 2; n <= 500; n++) machine.tell('hall/weld:Good', n, n)
    const { history } = await until(
      () => floor.status(),
      (status) => status.history.problem !== null,
    )
    assert.equal(history.problem?.code, 'readings-not-written')
    assert.ok(history.waiting > 0)
    assert.deepEqual([engine.heard, troubles.map(({ code }) => code)], [[], ['readings-not-written']])
    readings.away = false
    await until(
      () => engine.heard.at(-1),
      (last) => last === 'weld-2 producing 499',
    )
    const after = await written()
    assert.deepEqual([after.history.problem, after.history.dropped, after.history.kept], [null, 0, 501])
    assert.equal((await kept('hall/weld:Good')).length, 500)
  })

  it('drops the oldest plain readings when too many wait, counts them, and keeps every state and count', async (t) => {
    const readings = breakable(store.readings('full'))
    const { floor, machine, kept } = await floorOf(t, 'full', weldingShop(), { store: readings, waitingMax: 1000 })
    readings.away = true
    for (let n = 0; n < 3000; n++) {
      machine.tell('hall/weld:Force', n, n * 2)
      machine.tell('hall/weld:Good', n, n)
    }
    const { dropped } = (await floor.status()).history
    assert.ok(dropped >= 1000 && dropped <= 2010, `${dropped} dropped`)
    readings.away = false
    await until(
      () => floor.status(),
      ({ history }) => history.waiting === 0,
    )
    assert.equal((await floor.history({ address: 'hall/weld:Good', from: at(0), to: at(5000), limit: 5000 })).length, 3000)
    assert.equal((await kept('hall/weld:Force')).at(-1)?.value, 5998)
  })

  it('tells the engine again what it did not take, in order and without steps that say nothing', async (t) => {
    const engine = weldingShop()
    engine.away = true
    const { machine, troubles, written } = await floorOf(t, 'facts', engine)
    machine.tell('hall/weld:State', 0, 'run')
    for (let n = 1; n <= 5; n++) machine.tell('hall/weld:Good', n, n)
    await written()
    machine.tell('hall/weld:State', 10, 'fault')
    await until(
      () => troubles.length,
      (count) => count > 0,
    )
    engine.away = false
    await until(
      () => engine.heard.at(-1),
      (last) => last === 'weld-2 down 4',
    )
    assert.deepEqual(engine.heard, ['weld-2 producing 4', 'weld-2 down 4'])
    assert.deepEqual(
      troubles.map(({ code }) => code),
      ['engine-restarting'],
    )
  })

  it('goes on after a restart where it was: last values, what connectors remember, and no count twice', async (t) => {
    const first = await floorOf(t, 'restart', weldingShop())
    await first.runtime.connect(async (sink) => ({ ...testMachine(sink), remember: () => ({ birth: new Uint8Array([1, 2]) }) }))
    first.machine.tell('hall/weld:State', 0, 'run')
    first.machine.tell('hall/weld:Good', 1, 10)
    first.machine.tell('hall/weld:Temperature', 1, 400)
    await first.stop()
    const engine = weldingShop()
    const state = {
      id: 'weld-2',
      workUnitId: 'weld-2',
      state: 'producing',
      since: at(0),
      observedAt: at(1),
      goodCounter: 10,
      goodTotal: 40,
    } as const
    engine.post({ type: 'added', record: 'workUnitState', id: 'weld-2', to: state })
    const second = await floorOf(t, 'restart', engine)
    let remembered: Readonly<Record<string, Uint8Array>> = {}
    await second.runtime.connect(async (sink, memory) => {
      remembered = memory
      return testMachine(sink)
    })
    assert.deepEqual(remembered, { birth: new Uint8Array([1, 2]) })
    const { items } = await second.floor.signals({ offset: 0, limit: 10 })
    assert.deepEqual(
      items.map(({ address, value, at: when }) => [address, value, when]),
      [
        ['hall/weld:Force', null, null],
        ['hall/weld:Good', '10', at(1)],
        ['hall/weld:State', 'run', at(0)],
        ['hall/weld:Temperature', '400', at(1)],
      ],
    )
    second.machine.tell('hall/weld:Good', 20, 12)
    await until(
      () => engine.heard.at(-1),
      (last) => last === 'weld-2 offline 42',
    )
    second.machine.tell('hall/weld:State', 30, 'run')
    await until(
      () => engine.heard.at(-1),
      (last) => last === 'weld-2 producing 42',
    )
    assert.deepEqual((await second.floor.spans({ from: at(0), to: at(100) })).map(shownSpan), [
      'weld-2 producing 0-1',
      'weld-2 offline 1-30',
      `weld-2 producing 30-${SHIFT_SECONDS}`,
    ])
  })

  it('shows what was lost as stale with its last value, and never as a stop', async (t) => {
    const engine = weldingShop()
    const { floor, machine, kept, written } = await floorOf(t, 'lost', engine)
    machine.tell('hall/weld:State', 0, 'run')
    machine.tell('hall/press:Force', 0, 5)
    machine.sink.lost('hall/weld', at(30), 'the edge node died')
    machine.sink.setAside({ topic: 'spBv1.0/hall/NDATA/weld', payload: new Uint8Array([8]), reason: 'cut off', at: at(31) })
    await until(
      () => engine.heard.at(-1),
      (last) => last === 'weld-2 offline',
    )
    const { silent } = await written()
    assert.equal(silent, 1)
    const { items } = await floor.signals({ offset: 0, limit: 10, text: 'weld:State' })
    assert.deepEqual([items[0]?.value, items[0]?.quality, items[0]?.at], ['run', 'stale', at(0)])
    assert.deepEqual(
      (await kept('hall/weld:State')).map(({ value, quality }) => [value, quality]),
      [
        ['run', 'good'],
        ['run', 'stale'],
      ],
    )
    const aside = await until(
      () => floor.setAside(10),
      (messages) => messages.length > 0,
    )
    assert.deepEqual(aside, [{ topic: 'spBv1.0/hall/NDATA/weld', reason: 'cut off', at: at(31), payloadHex: '08' }])
  })
})
