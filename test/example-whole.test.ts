/** The example company as a person meets it: the program is started, machines begin to speak, trouble is made and ended, time goes on where it was. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServing } from '../src/cli/pump-works.fixture.ts'
import type { DisruptionStanding } from '../src/core/impact/page-answer.ts'
import type { ExampleState } from '../src/engine/example-ports.ts'
import type { SignalStanding } from '../src/engine/floor-ports.ts'

let folder = ''
let server: Awaited<ReturnType<typeof startServing>>

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-example-'))
  await writeFile(join(folder, 'throughline.yaml'), 'mqtt:\n  listenPort: 0\n')
  server = await startServing(['--example', '--data', folder])
})
after(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function asked<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  assert.ok(response.ok, `${path}: ${response.status} ${response.ok ? '' : await response.text()}`)
  return (await response.json()) as T
}

async function example(): Promise<ExampleState> {
  const { state } = await asked<{ state: ExampleState | null }>('/example')
  assert.ok(state !== null)
  return state
}

/** The last value that the floor heard of one signal. */
async function value(address: string): Promise<string | null> {
  const page = await asked<{ items: readonly SignalStanding[] }>(`/floor/signals?limit=10&text=${encodeURIComponent(address)}`)
  const found = page.items.find((each) => each.address === address)
  return found?.quality === 'good' ? found.value : (found?.quality ?? null)
}

async function until(what: () => Promise<boolean>, saying: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await what()) return
    await sleep(100)
  }
  assert.fail(`it never came to this: ${saying}`)
}

test('the program starts with the example company, and its machines begin to work', async () => {
  assert.equal(server.site, 'example-pumps')
  await until(async () => (await example()).running, 'the simulator runs')
  await until(async () => {
    const { items } = await asked<{ items: readonly SignalStanding[] }>('/floor/signals?limit=100&text=Running')
    return items.filter(({ value: order }) => /^\d+\/\d+$/.test(order ?? '')).length >= 15
  }, 'most machines say which operation they work on')
})

test('a machine is stopped and repaired, another falls silent and is heard again', async () => {
  const state = 'pumps/machining/mill-3:State'
  await asked('/example/trouble', { trouble: 'stopMachine', target: 'mill-3' })
  await until(async () => (await value(state)) === 'DOWN', 'mill 3 says that it is down')
  const { troubles } = await example()
  assert.deepEqual(
    troubles.map(({ trouble, targetName }) => `${trouble} ${targetName}`),
    ['stopMachine Machining center 3'],
  )
  await asked('/example/recovery', { trouble: 'stopMachine' })
  await until(async () => (await value(state)) !== 'DOWN', 'mill 3 works again')
  await asked('/example/trouble', { trouble: 'loseSignal', target: 'turn-1' })
  await until(async () => (await value('pumps/machining/turn-1:State')) === 'stale', 'lathe 1 is no longer heard of')
  await asked('/example/recovery', { trouble: 'loseSignal', target: 'turn-1' })
  await until(async () => (await value('pumps/machining/turn-1:State')) !== 'stale', 'lathe 1 is heard of again')
})

test('a late supplier shows among the disruptions, and is gone when the date is kept after all', async () => {
  await until(async () => (await example()).targets.some(({ trouble }) => trouble === 'lateSupplier'), 'some delivery bites')
  const before = (await asked<{ items: readonly DisruptionStanding[] }>('/standings')).items.length
  const { state } = await asked<{ state: ExampleState }>('/example/trouble', { trouble: 'lateSupplier' })
  const target = state.troubles[0]?.target
  const shows = async (): Promise<boolean> => {
    const { items } = await asked<{ items: readonly DisruptionStanding[] }>('/standings')
    return items.some(({ disruption }) => disruption.purchaseOrderLineId === target && disruption.reason === 'Announced by the supplier')
  }
  await until(shows, 'the late delivery is ranked')
  await asked('/example/recovery', { trouble: 'lateSupplier' })
  await until(async () => !(await shows()), 'it is over')
  assert.ok(before >= 1, 'the supplier who was late from the beginning is there, too')
})

test('time runs as fast as it is told to, and goes on where it was when the program is started again', async () => {
  const { state } = await asked<{ state: ExampleState }>('/example/speed', { speed: 60 })
  assert.equal(state.speed, 60)
  const ended = (await example()).plantTime
  await server.stop()
  server = await startServing(['--example', '--data', folder])
  await until(async () => (await example()).running, 'the simulator runs again')
  const again = await example()
  assert.equal(again.speed, 60)
  assert.ok(again.plantTime >= ended, `${again.plantTime} is not before ${ended}`)
})
