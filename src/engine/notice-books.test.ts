/** The engine tells roles of what it found by itself: in the journal, once, over restarts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordByName } from '../core/records/all.ts'
import { decide, settled, shopWithPrices, stopped } from './action-shop.fixture.ts'
import type { WeldShop } from './weld-shop.fixture.ts'
import { minutesOf } from './weld-shop.fixture.ts'

type Notice = RecordByName['notice']

async function noticesOf({ engine }: Pick<WeldShop, 'engine'>): Promise<readonly Notice[]> {
  return (await engine.list('notice', { limit: 1000 })) as readonly Notice[]
}

const brief = (all: readonly Notice[]): readonly string[] =>
  all.map(({ role, occasion, at }) => `${role} ${occasion} ${minutesOf(at)}`).sort()

test('a stop that makes frames late is told a minute later, once to each role, with the promise and its money', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await settled(shop, 20.5)
  assert.deepEqual(await noticesOf(shop), [])
  await settled(shop, 21.5)
  const told = await noticesOf(shop)
  assert.deepEqual(told.map(({ role }) => role).sort(), ['maintenance', 'operator', 'planner', 'plantManager', 'sales', 'teamLead'])
  const [first] = told
  assert.deepEqual(
    [first?.disruptionId, first?.facts.place, first?.facts.reason, first?.facts.promises, first?.facts.customerNames],
    [disruptionId, 'Weld 2', 'electrode', 1, ['Harbour Cranes']],
  )
  assert.equal(first?.facts.lines?.length, 1)
  assert.deepEqual(first?.facts.money.revenue, [{ amount: 100_000, scale: 2, currency: 'EUR' }])
  const entry = shop.store.entries.at(-1)
  assert.deepEqual([entry?.cause.by, entry?.changes.length], ['notices', 6])
  await settled(shop, 22.5)
  assert.equal((await noticesOf(shop)).length, 6)
})

test('after a restart nobody hears it again; when the welder runs they hear that it is over', async () => {
  const { shop } = await stopped(await shopWithPrices())
  await settled(shop, 21.5)
  const again = await shop.restart()
  await settled(again, 23)
  assert.equal((await noticesOf(again)).length, 6)
  await again.say(30, { state: 'producing', runningOrder: '4711/10', goodCount: 102, rejectCount: 0 })
  await settled(again, 31)
  assert.equal(brief(await noticesOf(again)).filter((line) => line.endsWith('over 31')).length, 6)
})

test('a planner who is asked hears it with the next tick; after a quarter of an hour the plant manager does', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { type: 'propose', actionId: 'A', kind: 'check', ownerRole: 'planner', disruptionId, moves: [], what: 'Look at it' })
  await settled(shop, 20.5)
  assert.deepEqual(brief(await noticesOf(shop)), ['planner asked 20.5'])
  await settled(shop, 34)
  await settled(shop, 36)
  const told = (await noticesOf(shop)).filter(({ actionId }) => actionId === 'A')
  assert.deepEqual(brief(told), ['planner asked 20.5', 'plantManager escalated 36'])
  assert.deepEqual([told[0]?.facts.kind, told[0]?.facts.reason, told[0]?.facts.promises], ['check', 'Look at it', 1])
})
