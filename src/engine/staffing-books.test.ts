/** A welding shop whose shifts lack a certified welder: the gap acts on the plan before it begins, changes with what is known, and ends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Disruption } from '../core/records/disruption.ts'
import type { Qualification } from '../core/records/qualification.ts'
import { added, type MemoryStore, memoryStore, planner } from './plant.fixture.ts'
import { minute, minutesOf, WELDING, type WeldShop, weldShopOn } from './weld-shop.fixture.ts'

const HOURS = 60
const CERTIFICATE = 'welding certificate'

/** Two welders on the early shift, one on the late; the certificate of the second ran out yesterday. */
const PEOPLE: readonly Change[] = [
  added('requirement', { id: 'R', workCenterId: 'welding', skill: 'weld', levelMinimum: 3, headcount: 2, certificate: CERTIFICATE }),
  ...['ana', 'ben', 'cem'].flatMap((id) => [
    added('person', { id, name: id }),
    added('qualification', { id: `${id}/weld`, personId: id, skill: 'weld', level: 3 }),
  ]),
  added('qualification', certificate('ana', 30 * 24 * HOURS)),
  added('qualification', certificate('ben', -24 * HOURS)),
  added('qualification', certificate('cem', 30 * 24 * HOURS)),
  ...['ana', 'ben'].map((id) => roster(id, 0, 8 * HOURS)),
  roster('cem', 8 * HOURS, 16 * HOURS),
]

function certificate(personId: string, until: number): Qualification {
  return { id: `${personId}/c`, personId, skill: CERTIFICATE, level: 3, kind: 'certificate', validUntil: minute(until) }
}

function roster(personId: string, from: number, to: number): Change {
  return added('roster', {
    ...{ id: `${personId}/${from}`, personId, workCenterId: 'welding' },
    ...{ startAt: minute(from), endAt: minute(to) },
  })
}

const EARLY = 'gap-welding-weld-20260504T060000'
const LATE = 'gap-welding-weld-20260504T140000'

async function shopWith(people: readonly Change[]): Promise<WeldShop> {
  return weldShopOn(memoryStore([...WELDING, ...people]), { worksAgreement: true })
}

/** As an import of the personnel system writes them; the engine then looks at it. */
async function imported({ engine, store }: WeldShop, ...changes: readonly Change[]): Promise<void> {
  await engine.writeOutside(() => store.append(changes, planner))
}

async function passed(shop: WeldShop, minutes: number): Promise<void> {
  await shop.pass(minutes)
  // What a tick writes is written when everything that waits has had its turn.
  await new Promise((resolve) => setImmediate(resolve))
}

function renewed(from: Qualification, until: number): Change {
  return { type: 'updated', record: 'qualification', id: from.id, from, to: { ...from, validUntil: minute(until) } }
}

/** What these books wrote, entry by entry; others write beside them. */
const written = ({ store }: { readonly store: MemoryStore }): readonly string[] =>
  store.entries
    .filter(({ cause }) => cause.by === 'staffing')
    .map(({ changes }) => changes.map(({ type, id }) => `${type} ${id}`).join(', '))

const gap = async (shop: WeldShop, id: string): Promise<string> => {
  const { missing, rate, startAt, endAt, closedAt } = (await shop.one('disruption', id)) as Disruption
  return `${missing} missing, ${rate} of the capacity, ${minutesOf(startAt)}-${minutesOf(endAt)}, closed ${minutesOf(closedAt)}`
}

test('a shift that lacks welders is a disruption before it begins, and a promise is late by it', async () => {
  const shop = await shopWith(PEOPLE)
  assert.deepEqual(written(shop), [`added ${EARLY}, added ${LATE}`])
  assert.equal(await gap(shop, EARLY), '1 missing, 0.5 of the capacity, 0-480, closed null')
  assert.equal(await gap(shop, LATE), '1 missing, 0.5 of the capacity, 480-960, closed null')
  const { workCenterId, skill, kind } = (await shop.one('disruption', EARLY)) as Disruption
  assert.deepEqual([kind, workCenterId, skill], ['qualificationMissing', 'welding', 'weld'])
  // An hour of work takes two at half of the capacity; it was promised for half past seven.
  assert.deepEqual(await shop.promise(), [120, true])
})

test('a renewed certificate closes it at once, and everything is well again; one that is withdrawn opens it again', async () => {
  const shop = await shopWith(PEOPLE)
  const old = certificate('ben', -24 * HOURS)
  await imported(shop, renewed(old, 90 * 24 * HOURS))
  await passed(shop, 5)
  assert.deepEqual(written(shop).slice(1), [`updated ${EARLY}`])
  assert.equal(await gap(shop, EARLY), '0 missing, 1 of the capacity, 0-480, closed 5')
  assert.deepEqual(await shop.promise(), [65, false])
  await imported(shop, renewed(certificate('ben', 90 * 24 * HOURS), -24 * HOURS))
  await passed(shop, 6)
  assert.equal(await gap(shop, EARLY), '1 missing, 0.5 of the capacity, 0-480, closed null')
})

test('a welder who was arranged for by an action counts before any roster says so, until the action is undone', async () => {
  const shop = await shopWith(PEOPLE)
  const { engine } = shop
  const actionId = 'act-1'
  const moves = [{ type: 'staff', workCenterId: 'welding', skill: 'weld', fromAt: minute(0), toAt: minute(8 * HOURS) }] as const
  const decided = async (command: Parameters<typeof engine.decide>[0]) => assert.ok((await engine.decide(command, planner)).ok)
  await decided({ type: 'propose', actionId, kind: 'movePerson', ownerRole: 'teamLead', disruptionId: EARLY, moves })
  await decided({ type: 'take', actionId })
  await passed(shop, 6)
  await passed(shop, 20)
  assert.match(await gap(shop, EARLY), /^0 missing, 1 of the capacity, 0-480, closed \d+$/)
  assert.deepEqual((await shop.promise())[1], false)
  await decided({ type: 'undo', actionId })
  await passed(shop, 21)
  assert.equal(await gap(shop, EARLY), '1 missing, 0.5 of the capacity, 0-480, closed null')
})

test('a whole import is one entry, and what stays the same is not written', async () => {
  const shop = await shopWith(PEOPLE)
  const rosters = [1, 2, 3].flatMap((day) => ['ana', 'ben'].map((id) => roster(id, day * 24 * HOURS, (day * 24 + 8) * HOURS)))
  await imported(shop, ...rosters.slice(0, 3))
  await imported(shop, ...rosters.slice(3))
  await passed(shop, 5)
  const ids = [5, 6, 7].map((day) => `added gap-welding-weld-2026050${day}T060000`)
  assert.deepEqual(written(shop).slice(1), [ids.join(', ')])
  for (const minutes of [6, 20, 40, 60]) await passed(shop, minutes)
  assert.equal(written(shop).length, 2)
})

test('a welder who comes an hour later changes the gap', async () => {
  const shop = await shopWith(PEOPLE)
  const [away] = PEOPLE.filter(({ id }) => id === 'ana/0')
  assert.ok(away?.type === 'added')
  await imported(shop, {
    type: 'updated',
    record: 'roster',
    id: away.id,
    from: away.to,
    to: { ...away.to, startAt: minute(60) } as AnyRecord,
  })
  await passed(shop, 5)
  // Without a calendar the shifts are those of the rosters: the first hour is a shift of its own now.
  assert.equal(await gap(shop, EARLY), '2 missing, 0 of the capacity, 0-60, closed null')
  assert.equal(await gap(shop, 'gap-welding-weld-20260504T070000'), '1 missing, 0.5 of the capacity, 60-480, closed null')
})

test('a gap ends with its shift', async () => {
  const shop = await shopWith(PEOPLE)
  await passed(shop, 479)
  assert.match(await gap(shop, EARLY), /closed null/)
  await passed(shop, 481)
  assert.equal(await gap(shop, EARLY), '1 missing, 0.5 of the capacity, 0-480, closed 480')
  assert.match(await gap(shop, LATE), /closed null/)
})

test('what a person closes stays closed, over a restart as well', async () => {
  const shop = await shopWith(PEOPLE)
  const from = (await shop.one('disruption', EARLY)) as Disruption
  const closed = { ...from, closedAt: minute(3) }
  assert.ok((await shop.engine.change([{ type: 'updated', record: 'disruption', id: EARLY, from, to: closed }], planner)).ok)
  await passed(shop, 30)
  assert.match(await gap(shop, EARLY), /1 missing.*closed 3/)
  const again = await shop.restart()
  assert.equal(written(shop).length, 1)
  assert.match(await gap(again, EARLY), /closed 3/)
})

test('a plant without people claims nothing, whatever it asks for', async () => {
  const asking: readonly RecordName[] = ['requirement']
  const shop = await shopWith(PEOPLE.filter(({ record }) => asking.includes(record)))
  await passed(shop, 30)
  assert.deepEqual(written(shop), [])
})

test('an agreement that is withdrawn ends every claim: nothing new is written, and what is open is over with its shift', async () => {
  const before = await shopWith(PEOPLE)
  await before.engine.stop()
  const shop = await weldShopOn(before.store)
  await passed(shop, 30)
  assert.equal(written(shop).length, 1)
  await passed(shop, 500)
  assert.deepEqual(written(shop).slice(1), [`updated ${EARLY}`])
  assert.equal(await gap(shop, EARLY), '1 missing, 0.5 of the capacity, 0-480, closed 480')
})
