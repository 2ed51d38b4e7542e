/** The log of the use of data about people, and the keys of kiosks, as the database keeps them. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Instant } from '../core/values/instant.ts'
import type { PeopleAccess } from '../engine/people-ports.ts'
import { storeOfSuite } from './store.fixture.ts'

const access = (at: string, more: Partial<PeopleAccess> = {}): PeopleAccess => ({
  ...{ at: at as Instant, account: 'anna', use: 'whoCanAct', about: 'workCenter/weld', people: 3, purpose: 'Who is qualified.' },
  ...more,
})

describe('data about people', () => {
  const suite = storeOfSuite()

  it('its use is told newest first, page by page, each site for itself', async () => {
    const { peopleAccess } = suite().store
    const first = access('2026-05-08T06:00:00.000Z')
    const second = access('2026-05-08T07:00:00.000Z', { use: 'whoWasChosen', about: 'action/A1', people: 1 })
    await peopleAccess.append('foundry', first)
    await peopleAccess.append('foundry', second)
    await peopleAccess.append('elsewhere', first)
    const [newest, ...none] = await peopleAccess.entries('foundry', { limit: 1 })
    assert.ok(newest)
    const { n, ...told } = newest
    assert.deepEqual([told, none], [second, []])
    const older = await peopleAccess.entries('foundry', { before: n, limit: 10 })
    assert.deepEqual(
      older.map(({ n: _n, ...each }) => each),
      [first],
    )
    assert.deepEqual(await peopleAccess.counts('foundry', '2026-05-08T06:30:00.000Z' as Instant), [
      { use: 'whoWasChosen', times: 1, lastAt: second.at },
    ])
  })

  it('its use is forgotten after a year, when the next is noted', async () => {
    const { peopleAccess } = suite().store
    await peopleAccess.append('mill', access('2025-05-08T06:00:00.000Z'))
    await peopleAccess.append('mill', access('2025-05-09T06:00:00.000Z'))
    await peopleAccess.append('mill', access('2026-05-08T12:00:00.000Z'))
    const kept = await peopleAccess.entries('mill', { limit: 10 })
    assert.deepEqual(
      kept.map(({ at }) => at),
      ['2026-05-08T12:00:00.000Z', '2025-05-09T06:00:00.000Z'],
    )
  })

  it('a badge is one person in a site, also when two are given it at the same time', async () => {
    const { kioskKeys } = suite().store
    const both = await Promise.all(
      ['ana', 'ben'].map((personId) => kioskKeys.put('foundry', { personId, badgeHash: 'same', pinHash: `of ${personId}` })),
    )
    assert.deepEqual(both.map((each) => (each.ok ? 'kept' : each.problem.code)).sort(), ['badge-taken', 'kept'])
    assert.ok((await kioskKeys.put('elsewhere', { personId: 'cem', badgeHash: 'same', pinHash: 'of cem' })).ok)
    assert.equal((await kioskKeys.find('elsewhere', 'same'))?.personId, 'cem')
  })

  it('another badge takes the place of the one before, and what is removed opens nothing', async () => {
    const { kioskKeys } = suite().store
    await kioskKeys.put('mill', { personId: 'ana', badgeHash: 'old', pinHash: 'one' })
    await kioskKeys.put('mill', { personId: 'ana', badgeHash: 'new', pinHash: 'two' })
    assert.equal(await kioskKeys.find('mill', 'old'), undefined)
    assert.deepEqual(await kioskKeys.find('mill', 'new'), { personId: 'ana', badgeHash: 'new', pinHash: 'two' })
    await kioskKeys.remove('mill', 'ana')
    assert.equal(await kioskKeys.find('mill', 'new'), undefined)
  })
})
