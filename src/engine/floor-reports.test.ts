/** A welder's shift, from what its signals say to what the plant promises: progress, stops and their ends, silences, rejects, restarts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from './plant.fixture.ts'
import { minute, minutesOf, recorded, WELDING, type WeldShop, weldShop, weldShopOn } from './weld-shop.fixture.ts'

const withHistory = () => weldShopOn(memoryStore([...WELDING, ...recorded(40, 60, 90)]))

async function begun(shop: WeldShop): Promise<WeldShop> {
  await shop.say(0, { state: 'producing', runningOrder: '4711/10', goodCount: 100, rejectCount: 0 })
  return shop
}

const shown = async (shop: WeldShop, id = '4711/10') => {
  const { status, completed, scrapped, actualStartAt, actualEndAt } = (await shop.one('operation', id)) ?? {}
  return [status, completed?.value ?? 0, scrapped?.value ?? 0, minutesOf(actualStartAt), minutesOf(actualEndAt)]
}

/** Three stops for the same reason that lasted longer than two minutes. */
const FOR_ELECTRODE = {
  code: 'from-stops-of-unit-for',
  facts: { stops: 3, workUnitId: 'weld-2', reason: 'electrode', lastedSeconds: 120, stillOpen: 0 },
}

test('Weld 2 stops: its end is expected from its history, a promise is late, and all is well when it runs again', async () => {
  const shop = await begun(await withHistory())
  await shop.pass(12)
  await shop.say(12, { goodCount: 102 })
  assert.deepEqual(await shop.promise(), [60, false])
  await shop.say(20, { state: 'down', reason: 'electrode' })
  const stop = await shop.open('workUnitDown')
  assert.deepEqual(
    [stop?.id, stop?.workUnitId, minutesOf(stop?.startAt), minutesOf(stop?.expectedEndAt), stop?.latestEndAt],
    ['stop-weld-2-20260504T062000', 'weld-2', 20, 80, undefined],
  )
  assert.deepEqual(stop?.endRestsOn, [{ ...FOR_ELECTRODE, facts: { ...FOR_ELECTRODE.facts, lastedSeconds: null } }])
  const [ready, late] = await shop.promise()
  assert.ok(late && ready !== null && ready > 90)
  await shop.say(35, { state: 'producing', reason: '' })
  assert.deepEqual(await shop.trouble(), ['workUnitDown 20-35: electrode'])
  assert.deepEqual(await shop.promise(), [83, false])
})

test('every piece that is counted shortens what is left, and the promise moves', async () => {
  const shop = await begun(await weldShop())
  assert.deepEqual(await shop.promise(), [60, false])
  await shop.pass(12)
  await shop.say(12, { goodCount: 105 })
  assert.deepEqual(await shown(shop), ['running', 5, 0, 0, null])
  assert.deepEqual(await shop.promise(), [42, false])
})

test('the last piece completes the operation, and the last operation its order', async () => {
  const shop = await begun(await weldShop())
  await shop.say(50, { goodCount: 109 })
  await shop.say(55, { rejectCount: 1 })
  assert.deepEqual(await shown(shop), ['completed', 9, 1, 0, 55])
  assert.equal((await shop.one('workOrder', '4711'))?.status, 'running')
  await shop.say(60, { runningOrder: '4712/10' })
  await shop.say(61, { goodCount: 114 })
  assert.deepEqual(await shown(shop, '4712/10'), ['completed', 5, 0, 60, 61])
  const order = await shop.one('workOrder', '4712')
  assert.deepEqual([order?.status, order?.completed?.value, minutesOf(order?.actualEndAt)], ['completed', 5, 61])
  // More than was ordered is there all the same.
  await shop.say(70, { goodCount: 115 })
  await shop.pass(71)
  assert.deepEqual(await shown(shop, '4712/10'), ['completed', 6, 0, 60, 61])
})

test('what is told twice, or by a machine that begins again at zero, is booked once', async () => {
  const shop = await begun(await weldShop())
  await shop.say(10, { goodCount: 103 })
  await shop.tellAgain()
  await shop.pass(10)
  assert.deepEqual(await shown(shop), ['running', 3, 0, 0, null])
  await shop.say(20, { goodCount: 1 })
  await shop.pass(20)
  assert.deepEqual(await shown(shop), ['running', 4, 0, 0, null])
})

test('after a restart in the middle nothing is counted twice, and what was made meanwhile is not lost', async () => {
  const before = await begun(await weldShop())
  await before.say(6, { goodCount: 101 })
  await before.say(7, { goodCount: 102 })
  // The last progress was held back; an engine that ends books it.
  const shop = await before.restart()
  assert.deepEqual(await shown(shop), ['running', 2, 0, 0, null])
  await shop.say(20, { state: 'producing', runningOrder: '4711/10', goodCount: 104 })
  await shop.pass(20)
  assert.deepEqual(await shown(shop), ['running', 4, 0, 0, null])
})

test('progress alone is journaled once between two looks at the clock, and at once where something begins or ends', async () => {
  const shop = await begun(await weldShop())
  const entries = () => shop.store.entries.length
  const start = entries()
  for (let piece = 1; piece < 10; piece++) await shop.say(piece, { goodCount: 100 + piece, rate: 0.95 + piece / 100 })
  assert.equal(entries(), start)
  await shop.pass(9)
  assert.equal(entries(), start + 1)
  assert.deepEqual((await shown(shop)).slice(0, 2), ['running', 9])
  await shop.say(10, { goodCount: 110 })
  assert.deepEqual(await shown(shop), ['completed', 10, 0, 0, 10])
})

test('without a running order pieces go to what runs on the unit, else to what the projection has next there', async () => {
  const shop = await weldShop()
  await shop.say(5, { state: 'setup', goodCount: 0 })
  assert.deepEqual(await shown(shop), ['running', 0, 0, 5, null])
  await shop.say(12, { state: 'producing', goodCount: 2 })
  assert.deepEqual(await shown(shop), ['running', 2, 0, 5, null])
  assert.equal((await shop.one('workUnitState', 'weld-2'))?.workOrderId, undefined)
})

test('what a unit leaves for another order waits for its rest, and what earlier operations lost is not waited for', async () => {
  const shop = await begun(await weldShop())
  await shop.say(12, { goodCount: 102 })
  await shop.say(13, { runningOrder: '4712/10' })
  assert.deepEqual((await shown(shop)).slice(0, 2), ['held', 2])
  await shop.say(20, { runningOrder: '4711/10', goodCount: 103 })
  assert.deepEqual((await shown(shop, '4712/10')).slice(0, 2), ['held', 0])
  await shop.say(30, { goodCount: 109, rejectCount: 1 })
  assert.deepEqual((await shown(shop)).slice(0, 3), ['completed', 9, 1])
  await shop.say(31, { runningOrder: '4711/20' })
  await shop.say(40, { goodCount: 118 })
  await shop.pass(40)
  assert.deepEqual((await shown(shop, '4711/20')).slice(0, 2), ['running', 9])
  await shop.say(41, { runningOrder: '4712/10' })
  assert.deepEqual((await shown(shop, '4711/20')).slice(0, 2), ['completed', 9])
  assert.equal((await shop.one('workOrder', '4711'))?.status, 'completed')
})

test('a micro-stop is a span and no disruption; a stop that lasts is one from its beginning', async () => {
  const shop = await begun(await weldShop())
  await shop.say(10, { state: 'stopped' })
  await shop.pass(14)
  assert.deepEqual(await shop.trouble(), [])
  await shop.pass(15)
  assert.deepEqual(await shop.trouble(), ['workUnitDown 10-'])
  await shop.say(18, { state: 'producing' })
  await shop.say(30, { state: 'stopped' })
  await shop.say(33, { state: 'producing' })
  await shop.pass(60)
  assert.deepEqual(await shop.trouble(), ['workUnitDown 10-18'])
})

test('waiting, setting up, standing idle and planned maintenance are no disruptions', async () => {
  const shop = await begun(await weldShop())
  for (const [k, state] of ['waiting', 'setup', 'idle', 'maintenance', 'nonProduction'].entries()) {
    await shop.say(10 + k * 60, { state })
    await shop.pass(65 + k * 60)
  }
  assert.deepEqual(await shop.trouble(), [])
})

test('a welder in maintenance is still being mended; a reason that comes later is the reason, and moves the expected end', async () => {
  const shop = await begun(await weldShopOn(memoryStore([...WELDING, ...recorded(40, 60, 90)])))
  await shop.say(20, { state: 'held' })
  const basis = async () => (await shop.open('workUnitDown'))?.endRestsOn?.map(({ code }) => code)
  assert.deepEqual(await basis(), ['from-stops-of-unit'])
  await shop.say(25, { state: 'maintenance', reason: 'electrode' })
  assert.equal((await shop.open('workUnitDown'))?.reason, undefined)
  await shop.say(30, { state: 'down', reason: 'electrode' })
  assert.deepEqual(await basis(), ['from-stops-of-unit-for'])
  assert.deepEqual(await shop.trouble(), ['workUnitDown 20-: electrode'])
})

test('an expected end that has passed is expected anew, until nothing on record lasted as long', async () => {
  const shop = await begun(await weldShopOn(memoryStore([...WELDING, ...recorded(40, 60, 70, 80, 90)])))
  await shop.say(20, { state: 'down' })
  assert.equal(minutesOf((await shop.open('workUnitDown'))?.expectedEndAt), 90)
  await shop.pass(20 + 65)
  assert.equal(minutesOf((await shop.open('workUnitDown'))?.expectedEndAt), 90)
  await shop.pass(20 + 71)
  const stop = await shop.open('workUnitDown')
  assert.deepEqual([stop?.expectedEndAt, stop?.endRestsOn], [undefined, undefined])
})

test('a lost signal is no downtime: it is told after a minute, and a stop that was open stays open and says that nobody sees it', async () => {
  const shop = await begun(await withHistory())
  await shop.lose(10)
  await shop.pass(10.9)
  assert.deepEqual(await shop.trouble(), [])
  await shop.pass(11)
  assert.deepEqual(await shop.trouble(), ['signalLost 10-'])
  await shop.say(15, { state: 'producing' })
  await shop.say(20, { state: 'down', reason: 'electrode' })
  await shop.lose(22)
  await shop.pass(30)
  assert.deepEqual(await shop.trouble(), ['signalLost 10-15', 'signalLost 22-', 'workUnitDown 20-: electrode'])
  const unseen = { code: 'end-not-heard-of', facts: {} }
  assert.deepEqual((await shop.open('workUnitDown'))?.endRestsOn, [FOR_ELECTRODE, unseen])
  await shop.say(31, { state: 'down' })
  assert.deepEqual((await shop.open('workUnitDown'))?.endRestsOn?.at(-1)?.code, 'from-stops-of-unit-for')
  await shop.say(40, { state: 'producing' })
  assert.deepEqual(await shop.trouble(), ['signalLost 10-15', 'signalLost 22-31', 'workUnitDown 20-40: electrode'])
})

test('a welder that chatters is one stop until it has been steady for a minute', async () => {
  const shop = await begun(await weldShop())
  for (let k = 0; k < 5; k++) await shop.say(10 + k / 6, { state: k % 2 === 0 ? 'down' : 'producing' })
  await shop.say(11, { state: 'producing' })
  await shop.pass(11.5)
  assert.deepEqual(await shop.trouble(), ['workUnitDown 10-'])
  await shop.pass(12.2)
  assert.deepEqual(await shop.trouble(), ['workUnitDown 10-11'])
})

test('a welder that is slow for a minute is a disruption with its rate; it ends when the speed is back, not at its edge', async () => {
  const shop = await begun(await weldShop())
  await shop.say(10, { rate: 0.7 })
  await shop.pass(10.5)
  await shop.say(10.6, { rate: 0.95 })
  await shop.say(20, { rate: 0.7 })
  await shop.pass(20.9)
  assert.deepEqual(await shop.trouble(), [])
  await shop.pass(21)
  assert.deepEqual([await shop.trouble(), (await shop.open('workUnitSlow'))?.rate], [['workUnitSlow 20-'], 0.7])
  await shop.say(22, { rate: 0.68 })
  await shop.pass(22)
  assert.equal((await shop.open('workUnitSlow'))?.rate, 0.7)
  await shop.say(23, { rate: 0.5 })
  await shop.pass(23)
  assert.equal((await shop.open('workUnitSlow'))?.rate, 0.5)
  await shop.say(24, { rate: 0.92 })
  await shop.pass(25)
  assert.deepEqual(await shop.trouble(), ['workUnitSlow 20-'])
  await shop.say(26, { rate: 0.97 })
  await shop.pass(26)
  assert.deepEqual(await shop.trouble(), ['workUnitSlow 20-26'])
})

test('rejects are one loss for each operation of an order, whatever number of times they come', async () => {
  const shop = await begun(await weldShop())
  await shop.say(10, { rejectCount: 1 })
  await shop.say(20, { rejectCount: 3 })
  const scrap = await shop.open('scrap')
  assert.deepEqual(
    [scrap?.id, scrap?.workOrderId, scrap?.sequence, scrap?.quantity, minutesOf(scrap?.startAt)],
    ['scrap-4711-10', '4711', 10, { value: 3, unit: 'EA' }, 10],
  )
  assert.deepEqual((await shown(shop)).slice(0, 3), ['running', 0, 3])
})

test('what a person has closed while it lasts stays closed, and the next stop is a new one', async () => {
  const shop = await begun(await weldShop())
  await shop.say(20, { state: 'down' })
  const stop = await shop.open('workUnitDown')
  assert.ok(stop)
  const closed = { type: 'updated', record: 'disruption', id: stop.id, from: stop, to: { ...stop, closedAt: minute(25) } } as const
  assert.ok((await shop.engine.change([closed], { by: 'planner', source: 'test' })).ok)
  await shop.pass(40)
  assert.deepEqual(await shop.trouble(), ['workUnitDown 20-25'])
  await shop.say(41, { state: 'producing' })
  await shop.say(60, { state: 'down' })
  assert.deepEqual(await shop.trouble(), ['workUnitDown 20-25', 'workUnitDown 60-'])
})
