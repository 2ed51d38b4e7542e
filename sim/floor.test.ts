/** The simulated floor as a listener on the real broker hears it, by the real connector: births, work, and every trouble with its recovery. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Broker, startBroker } from '../src/broker/start-broker.ts'
import { type SparkplugSource, startSparkplug } from '../src/connectors/sparkplug/start-sparkplug.ts'
import { type Instant, instantFromMs, instantToMs } from '../src/core/values/instant.ts'
import type { FloorSink, Reading } from '../src/engine/floor-ports.ts'
import { chanceOf } from './chance.ts'
import { Floor } from './floor.ts'
import { Office } from './office.ts'
import { clientOf, examplePlant } from './plant-client.fixture.ts'
import type { PlantClient } from './plant-client.ts'
import { type TargetFinder, targetFinder } from './targets.ts'
import { type TroubleMaker, troubleMaker } from './troubles.ts'

const MINUTE = 60_000
const START = instantToMs('2026-05-06T08:00:00.000Z' as Instant)

/** What came out of the connector, by address, and what was lost. */
class Ear implements FloorSink {
  readonly addresses: string[] = []
  readonly heard = new Map<string, Reading[]>()
  readonly lostPrefixes: string[] = []
  readonly aside: string[] = []

  series(address: string): number {
    const known = this.addresses.indexOf(address)
    return known >= 0 ? known : this.addresses.push(address) - 1
  }

  readings(batch: readonly Reading[]): void {
    for (const reading of batch) {
      const address = this.addresses[reading.series] ?? ''
      this.heard.set(address, [...(this.heard.get(address) ?? []), reading])
    }
  }

  lost(addressPrefix: string): void {
    this.lostPrefixes.push(addressPrefix)
  }

  setAside({ reason }: { readonly reason: string }): void {
    this.aside.push(reason)
  }

  last(address: string): Reading['value'] | undefined {
    return this.heard.get(address)?.at(-1)?.value
  }
}

let broker: Broker
let ear: Ear
let source: SparkplugSource
let client: PlantClient
let floor: Floor
let troubles: TroubleMaker
let finder: TargetFinder
let nowMs = START

before(async () => {
  broker = await startBroker({ address: '127.0.0.1', port: 0 })
  ear = new Ear()
  source = await startSparkplug({ name: 'floor', url: broker.url, tier: 0, sink: ear, clock: () => nowMs, memory: {} })
  const plantMs = (): number => nowMs
  client = clientOf(await examplePlant(instantFromMs(START)), plantMs)
  const office = new Office({ client, plantMs, chance: chanceOf(3) })
  floor = new Floor({ client, brokerUrl: broker.url, plantMs, seed: 3, onWork: () => undefined })
  finder = targetFinder({ client, floor, plantMs })
  troubles = troubleMaker({ client, floor, office, finder, plantMs })
  await office.start()
  await floor.start()
  await floor.assign()
  floor.tick()
  await floor.connect()
})

after(async () => {
  await floor.stop()
  await source.stop()
  await broker.stop()
})

/** Plant time goes on, and the machines with it. */
function pass(minutes: number): void {
  nowMs += minutes * MINUTE
  floor.tick()
}

async function heard(what: () => boolean, saying: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (what()) return
    await sleep(10)
  }
  assert.fail(`nobody heard: ${saying}`)
}

/** A unit that works on something, in an area whose state words are plain. */
const worker = (): string => {
  const found = floor.runningOrders().find(({ unitId }) => unitId.startsWith('mill') && floor.machine(unitId)?.state === 'producing')
  assert.ok(found !== undefined, 'some machining center works')
  return found.unitId
}

test('all 30 machines are born with every signal that the plant maps, and most of them work', async () => {
  const signals = await client.list('signal')
  await heard(() => signals.every(({ address }) => ear.heard.has(address)), 'a birth of every signal')
  const producing = signals.filter(
    ({ role, address }) => role === 'state' && ['PRODUCING', 'SETUP', '6', '3'].includes(String(ear.last(address))),
  )
  assert.ok(producing.length >= 18, `${producing.length} of 30 work`)
  assert.deepEqual(ear.aside, [])
})

test('each machine that works says on which operation of the plan it does', async () => {
  const operations = new Map((await client.list('operation')).map((each) => [each.id, each]))
  const running = floor.runningOrders()
  assert.ok(running.length >= 18)
  for (const { unitId, operation } of running) {
    const area = (await client.list('signal')).find((each) => each.workUnitId === unitId && each.role === 'runningOrder')
    assert.equal(ear.last(area?.address ?? ''), `${operation.workOrderId}/${operation.sequence}`)
    assert.ok(operations.has(operation.id))
  }
  assert.equal(new Set(running.map(({ operation }) => operation.id)).size, running.length, 'nobody works on the work of another')
})

test('pieces are counted in plant time', async () => {
  pass(8 * 60)
  await heard(
    () => [...ear.heard].some(([address, readings]) => address.endsWith(':Good') && Number(readings.at(-1)?.value) > 0),
    'a piece',
  )
  for (const [address, readings] of ear.heard) {
    if (address.endsWith(':Good')) for (const { atMs } of readings) assert.ok(atMs >= START && atMs <= nowMs, address)
  }
  assert.equal(
    source.status().nodes.reduce((sum, { gaps }) => sum + gaps, 0),
    0,
  )
  await floor.assign()
  pass(1)
})

test('a machine that is stopped says so, says why some minutes later, and works again when it is repaired', async () => {
  const unit = worker()
  const address = (metric: string): string => `pumps/machining/${unit}:${metric}`
  assert.ok((await troubles.make('stopMachine', unit)).ok)
  pass(1)
  await heard(() => ear.last(address('State')) === 'DOWN', 'DOWN')
  pass(10)
  await heard(() => String(ear.last(address('Stop reason')) ?? '') !== '', 'a reason')
  assert.equal(troubles.standing()[0]?.target, unit)
  assert.ok((await troubles.recover('stopMachine')).ok)
  pass(1)
  await heard(() => ear.last(address('State')) !== 'DOWN', 'work again')
  assert.equal(ear.last(address('Stop reason')), '')
  assert.deepEqual(troubles.standing(), [])
})

test('a slow machine tells half its rate, and its whole rate when it is well again', async () => {
  const unit = worker()
  assert.ok((await troubles.make('slowMachine', unit)).ok)
  pass(1)
  await heard(() => ear.last(`pumps/machining/${unit}:Rate`) === 0.5, 'half the rate')
  await troubles.recover('slowMachine', unit)
  pass(1)
  await heard(() => ear.last(`pumps/machining/${unit}:Rate`) === 1, 'the whole rate')
})

test('scrap makes the rejects of the running order jump', async () => {
  const running = floor.runningOrders().find(({ unitId }) => (floor.machine(unitId)?.piecesLeft ?? 0) > 0)
  assert.ok(running !== undefined)
  const address =
    (await client.list('signal')).find((each) => each.workUnitId === running.unitId && each.role === 'rejectCount')?.address ?? ''
  const before = Number(ear.last(address))
  assert.ok((await troubles.make('scrapLot', running.operation.workOrderId)).ok)
  pass(1)
  await heard(() => Number(ear.last(address)) > before, 'rejects')
  assert.ok((await troubles.recover('scrapLot')).ok)
})

test('a lost signal is a death of its device alone; found again, it is born with what holds now', async () => {
  assert.ok((await troubles.make('loseSignal', 'turn-2')).ok)
  await heard(() => ear.lostPrefixes.some((prefix) => prefix.startsWith('pumps/machining/turn-2')), 'a death')
  assert.ok(
    ear.lostPrefixes.every((prefix) => prefix.includes('turn-2')),
    ear.lostPrefixes.join(' '),
  )
  const known = ear.heard.get('pumps/machining/turn-2:State')?.length ?? 0
  pass(30)
  await troubles.recover('loseSignal')
  await heard(() => (ear.heard.get('pumps/machining/turn-2:State')?.length ?? 0) > known, 'a birth')
  assert.equal(ear.heard.get('pumps/machining/turn-2:State')?.at(-1)?.quality, 'good')
})

test('a late supplier announces a new date in the records, and takes it back', async () => {
  const line = (await client.list('purchaseOrderLine')).find((each) => each.status === 'open' && each.workOrderId !== undefined)
  assert.ok(line !== undefined)
  assert.ok((await troubles.make('lateSupplier', line.id)).ok)
  const told = (await client.list('disruption')).find(
    (each) => each.purchaseOrderLineId === line.id && each.reason === 'Announced by the supplier',
  )
  assert.equal(told?.kind, 'purchaseMoved')
  assert.ok((told?.newAt ?? '') > line.promisedAt)
  await troubles.recover('lateSupplier')
  assert.equal((await client.get('disruption', told?.id ?? ''))?.closedAt, instantFromMs(nowMs))
})

test('left to choose, trouble finds what shows most: no other machine breaks more promises', async () => {
  for (let questions = 0; questions < 20; questions++) await finder.look(10)
  const chosen = finder.best('stopMachine')
  const breaks = async (workUnitId: string): Promise<number> => {
    const [startAt, endAt] = [instantFromMs(nowMs), instantFromMs(nowMs + 16 * 3_600_000)]
    const answer = await client.impact({ id: 'what-if', kind: 'workUnitDown', workUnitId, startAt, endAt })
    return answer?.late.filter(({ lateBefore }) => !lateBefore).length ?? 0
  }
  const units = await client.list('workUnit')
  const most = Math.max(...(await Promise.all(units.map(({ id }) => breaks(id)))))
  assert.ok(most > 0, 'a machine that stops for two shifts breaks promises')
  assert.equal(await breaks(chosen?.target ?? ''), most)
  assert.equal(chosen?.targetName, units.find(({ id }) => id === chosen?.target)?.name)
  for (const trouble of ['slowMachine', 'scrapLot', 'lateSupplier', 'loseSignal'] as const)
    assert.ok(finder.best(trouble) !== undefined, trouble)
})

test('a target that is not there is refused with what to do', async () => {
  const refused = await troubles.make('stopMachine', 'lathe-99')
  assert.equal(refused.ok ? '' : refused.problem.code, 'example-target-unknown')
})
