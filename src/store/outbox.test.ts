/** Messages on their way to people, as the database keeps them: each once, with every failure, until they are delivered. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Notice } from '../core/records/notice.ts'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import type { Subscription } from '../engine/message-ports.ts'
import { storeOfSuite } from './store.fixture.ts'

const NOON = Date.parse('2026-05-08T12:00:00Z')
const minute = (minutes: number): Instant => instantFromMs(NOON + minutes * 60_000)

const NOTICE: Notice = {
  ...{ id: 'n1', role: 'sales', occasion: 'reached', at: minute(0), disruptionId: 'D' },
  facts: {
    ...{ kind: 'workUnitDown', placeId: 'weld', place: 'Weld', sinceAt: minute(0), untilAt: null, reason: null, promises: 1, orders: 1 },
    ...{ customers: 1, customerNames: ['Harbour'], insideSlack: 0, money: { revenue: [], contribution: [], penalty: [] }, mustEndBy: null },
    ...{ verdict: null, saved: null, byAt: null, others: [] },
  },
}
const MAIL: Subscription = { id: 'mail:sales:a@works.example', channel: 'mail', role: 'sales', language: 'de', address: 'a@works.example' }
const HOOK: Subscription = { id: 'webhook:sales', channel: 'webhook', role: 'sales', language: 'en', address: 'chat' }

describe('the outbox', () => {
  const suite = storeOfSuite()
  const both = [MAIL, HOOK].map((subscription) => ({ notice: NOTICE, subscription, madeAt: minute(0) }))
  const due = (site: string, at: number) => suite().store.outbox.due(site, { channel: 'mail', now: minute(at), limit: 10 })

  it('takes a notice for each subscription once, with how far the journal was read', async () => {
    const { outbox } = suite().store
    assert.equal(await outbox.head('once'), undefined)
    await outbox.put('once', 7, both)
    await outbox.put('once', 7, both)
    await outbox.put('once', 5, [])
    assert.equal(await outbox.head('once'), 7)
    const [delivery, ...more] = await due('once', 0)
    assert.deepEqual([delivery?.notice, delivery?.subscription, delivery?.attempts, more.length], [NOTICE, MAIL, 0, 0])
    assert.deepEqual(await due('other', 0), [])
  })

  it('keeps neither notice nor head when one of them can not be kept', async () => {
    const { outbox } = suite().store
    const broken = { ...MAIL, address: null as unknown as string }
    await assert.rejects(outbox.put('whole', 3, [...both, { notice: { ...NOTICE, id: 'n2' }, subscription: broken, madeAt: minute(0) }]))
    assert.equal(await outbox.head('whole'), undefined)
    assert.deepEqual(await due('whole', 0), [])
  })

  it('tries again when it is time, with the reason in words; what was given up stays to be seen', async () => {
    const { outbox } = suite().store
    await outbox.put('tries', 1, both)
    const [delivery] = await due('tries', 0)
    assert.ok(delivery)
    await outbox.failed(delivery.n, { at: minute(0), error: 'The mail server did not answer.', nextTryAt: minute(1) })
    assert.deepEqual(await due('tries', 0.5), [])
    assert.equal((await due('tries', 1))[0]?.attempts, 1)
    assert.deepEqual((await outbox.counts('tries'))[0], {
      ...{ channel: 'mail', delivered: 0, waiting: 1, failing: 1, givenUp: 0, lastDeliveredAt: null },
      ...{ lastError: 'The mail server did not answer.', nextTryAt: minute(1) },
    })
    await outbox.failed(delivery.n, { at: minute(1), error: 'Nobody has this address.', nextTryAt: null })
    assert.deepEqual(await due('tries', 9999), [])
    const [mail] = await outbox.counts('tries')
    assert.deepEqual([mail?.waiting, mail?.givenUp, mail?.lastError], [0, 1, 'Nobody has this address.'])
  })

  it('is done with what was delivered', async () => {
    const { outbox } = suite().store
    await outbox.put('done', 1, both)
    assert.equal(await outbox.nextTryAt('done'), minute(0))
    for (const channel of ['mail', 'webhook'] as const) {
      const [delivery] = await outbox.due('done', { channel, now: minute(0), limit: 1 })
      await outbox.delivered(delivery?.n ?? -1, minute(2))
    }
    assert.equal(await outbox.nextTryAt('done'), undefined)
    assert.deepEqual(
      (await outbox.counts('done')).map(({ channel, delivered, waiting, lastDeliveredAt }) => [
        channel,
        delivered,
        waiting,
        lastDeliveredAt,
      ]),
      [
        ['mail', 1, 0, minute(2)],
        ['webhook', 1, 0, minute(2)],
      ],
    )
  })
})

describe('browsers that asked for messages', () => {
  const suite = storeOfSuite()
  const browser = { endpoint: 'https://push.example/a', role: 'sales', language: 'de', p256dh: 'key', auth: 'secret' } as const

  it('are kept once, with what they asked for last, until they are removed', async () => {
    const { pushSubscriptions } = suite().store
    await pushSubscriptions.put('works', browser, minute(0))
    await pushSubscriptions.put('works', { ...browser, role: 'planner', language: 'es' }, minute(1))
    assert.deepEqual(await pushSubscriptions.all('works'), [{ ...browser, role: 'planner', language: 'es' }])
    assert.deepEqual(await pushSubscriptions.all('other'), [])
    await pushSubscriptions.remove('works', browser.endpoint)
    assert.deepEqual(await pushSubscriptions.all('works'), [])
  })
})
