/** Messages over HTTP: notices in the words of a role, the draft to a customer, how deliveries stand, and browsers that ask for messages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Notice } from '../src/core/records/notice.ts'
import { ok } from '../src/core/values/result.ts'
import type { MessagePost, PushSubscription } from '../src/engine/message-ports.ts'
import { added, foundry, MONDAY, memoryStore } from '../src/engine/plant.fixture.ts'
import { served } from './api-server.fixture.ts'

const NOTICE: Notice = {
  ...{ id: 'n1', role: 'sales', occasion: 'reached', at: MONDAY, disruptionId: 'D-1' },
  facts: {
    ...{
      kind: 'workUnitDown',
      placeId: 'mill-1',
      place: 'Mill 1',
      sinceAt: MONDAY,
      untilAt: null,
      reason: 'spindle',
      promises: 1,
      orders: 1,
    },
    ...{ customers: 1, customerNames: ['Railyard Works'], insideSlack: 0, money: { revenue: [], contribution: [], penalty: [] } },
    ...{ mustEndBy: null, verdict: null, saved: null, byAt: null, others: [] },
  },
}
const BROWSER = {
  endpoint: 'https://push.example/abc',
  role: 'sales',
  language: 'de',
  p256dh: 'B'.repeat(87),
  auth: 'a'.repeat(22),
} as const

/** A post office that keeps what browsers ask for. */
function heldPost(): MessagePost & { readonly browsers: PushSubscription[] } {
  const browsers: PushSubscription[] = []
  return {
    browsers,
    pushKey: 'public-key',
    status: async () => ({ channels: [], andon: null }),
    async subscribePush(subscription) {
      browsers.push(subscription)
      return ok(undefined)
    },
    async unsubscribePush(endpoint) {
      browsers.splice(0, browsers.length, ...browsers.filter((each) => each.endpoint !== endpoint))
    },
  }
}

test('a role reads what it was told in its words and the language that is asked for; no other role reads it', async (t) => {
  const { ask } = await served(t, { store: memoryStore([...foundry, added('notice', NOTICE)]) })
  const { body, status } = await ask('GET', '/api/v1/inbox/sales/messages?language=de')
  assert.equal(status, 200)
  assert.deepEqual(body.items, [
    {
      ...{
        noticeId: 'n1',
        role: 'sales',
        occasion: 'reached',
        at: MONDAY,
        disruptionId: 'D-1',
        actionId: null,
        language: 'de',
        more: null,
      },
      subject: 'Mill 1 steht: 1 Zusage',
      sentences: [
        'Mill 1 steht, seit Mo., 4. Mai, 08:00. Grund: spindle.',
        'Bestätigte Termine, die nicht halten: 1 Zusage für 1 Kunden (Railyard Works), Umsatz nicht bekannt.',
        'Das Ende ist nicht bekannt.',
      ],
      next: 'Den Entwurf an den Kunden lesen und senden, sobald der Termin sicher genug ist.',
    },
  ])
  assert.deepEqual((await ask('GET', '/api/v1/inbox/planner/messages')).body.items, [])
  assert.equal((await ask('GET', '/api/v1/inbox/boss/messages')).status, 400)
  assert.equal((await ask('GET', '/api/v1/inbox/sales/messages?language=fr')).status, 400)
})

test("a draft to a customer is in their country's language, with both dates and no money", async (t) => {
  const { ask, engine } = await served(t)
  const harbour = { id: 'railyard', name: 'Railyard Works' }
  const changed = await engine.change(
    [{ type: 'updated', record: 'customer', id: 'railyard', from: harbour, to: { ...harbour, country: 'ES' } }],
    { by: 'test', source: 'test' },
  )
  assert.ok(changed.ok)
  const { body } = await ask('GET', '/api/v1/promises/SO-2/customer-note')
  assert.equal(body.language, 'es')
  assert.match(
    body.text,
    /^Estimados señores de Railyard Works:\n\nSu pedido SO-2 \(Bracket\) estaba confirmado para el 4 de mayo de 2026\./,
  )
  assert.equal((await ask('GET', '/api/v1/promises/SO-2/customer-note?language=en')).body.subject, 'New date for your order SO-2')
  assert.equal((await ask('GET', '/api/v1/promises/nowhere/customer-note')).status, 404)
})

test('a browser asks for the messages of a role, and for no more of them', async (t) => {
  const messages = heldPost()
  const { ask } = await served(t, { messages })
  assert.deepEqual((await ask('GET', '/api/v1/push-key')).body, { key: 'public-key' })
  assert.equal((await ask('POST', '/api/v1/push-subscriptions', { body: BROWSER })).status, 204)
  assert.deepEqual(messages.browsers, [BROWSER])
  assert.equal((await ask('POST', '/api/v1/push-subscriptions/removals', { body: { endpoint: BROWSER.endpoint } })).status, 204)
  assert.deepEqual(messages.browsers, [])
})

test('the server is not sent into its own network: a push service has a name and speaks TLS', async (t) => {
  const { ask } = await served(t, { messages: heldPost() })
  for (const endpoint of ['http://push.example/a', 'https://127.0.0.1/a', 'https://[::1]/a', 'https://localhost/a', 'file:///etc/passwd'])
    assert.equal((await ask('POST', '/api/v1/push-subscriptions', { body: { ...BROWSER, endpoint } })).status, 400, endpoint)
})

test('a server without channels says that it sends none', async (t) => {
  const { ask } = await served(t)
  assert.deepEqual((await ask('GET', '/api/v1/push-key')).body, { key: null })
  const { status, body } = await ask('GET', '/api/v1/message-status')
  assert.deepEqual([status, body.code], [422, 'messages-none'])
})
