/** Accounts and sessions as the database keeps them. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Instant } from '../core/values/instant.ts'
import type { AccountSession } from '../engine/ports.ts'
import { storeOfSuite } from './store.fixture.ts'

describe('accounts', () => {
  const suite = storeOfSuite()

  it('begin without an owner; the first one is found by name, whatever its case', async () => {
    const { accounts } = suite().store
    assert.equal(await accounts.anyOwner(), false)
    const made = await accounts.create({ name: 'Änne', role: 'owner', passwordHash: '$argon2id$one' })
    assert.ok(made.ok)
    assert.equal(await accounts.anyOwner(), true)
    assert.deepEqual(await accounts.findByName('äNNE'), { id: made.value.id, name: 'Änne', role: 'owner', passwordHash: '$argon2id$one' })
    assert.equal(await accounts.findByName('Anne'), undefined)
  })

  it('have one name each', async () => {
    const { accounts } = suite().store
    await accounts.create({ name: 'Berta', role: 'planner', passwordHash: 'first' })
    const second = await accounts.create({ name: 'BERTA', role: 'owner', passwordHash: 'second' })
    assert.equal(second.ok ? 'made' : second.problem.code, 'account-exists')
    assert.equal((await accounts.findByName('berta'))?.passwordHash, 'first')
  })

  it('have sessions that are used, revoked, and gone once they are over', async () => {
    const { accounts } = suite().store
    const made = await accounts.create({ name: 'Carl', role: 'operator', passwordHash: 'hash' })
    assert.ok(made.ok)
    const session = (tokenHash: string, createdAt: string, expiresAt: string): AccountSession => ({
      tokenHash,
      accountId: made.value.id,
      createdAt: createdAt as Instant,
      usedAt: createdAt as Instant,
      expiresAt: expiresAt as Instant,
    })
    const old = session('old', '2026-05-08T06:00:00.000Z', '2026-05-08T18:00:00.000Z')
    await accounts.saveSession(old)
    assert.deepEqual(await accounts.findSession('old'), { session: old, account: made.value })
    await accounts.touchSession('old', '2026-05-08T07:00:00.000Z' as Instant)
    assert.equal((await accounts.findSession('old'))?.session.usedAt, '2026-05-08T07:00:00.000Z')
    await accounts.saveSession(session('new', '2026-05-09T06:00:00.000Z', '2026-05-09T18:00:00.000Z'))
    assert.equal(await accounts.findSession('old'), undefined)
    await accounts.revokeSession('new')
    assert.equal(await accounts.findSession('new'), undefined)
  })

  it('go with their sessions; the last owner stays, also when two owners remove each other at the same time', async () => {
    const { accounts } = suite().store
    const removed = async (name: string) => {
      const answer = await accounts.remove(name)
      return answer.ok ? 'gone' : answer.problem.code
    }
    const at = '2026-05-08T06:00:00.000Z' as Instant
    const dora = await accounts.create({ name: 'Dora', role: 'owner', passwordHash: 'hash' })
    assert.ok(dora.ok)
    await accounts.saveSession({ tokenHash: 'of-dora', accountId: dora.value.id, createdAt: at, usedAt: at, expiresAt: at })
    assert.equal(await removed('nobody'), 'account-unknown')
    assert.deepEqual((await Promise.all([removed('dora'), removed('änne')])).sort(), ['gone', 'owner-last'])
    assert.equal(await accounts.anyOwner(), true)
    if ((await accounts.findByName('Dora')) === undefined) assert.equal(await accounts.findSession('of-dora'), undefined)
  })
})
