/** What a chat tool or a program gets, over real HTTP, and how it can tell that it is from here. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { outgoing, postOffice } from './outgoing.fixture.ts'
import { SIGNATURE_HEADER, webhookChannel } from './webhook.ts'

const SECRET = 'known-to-both-sides'
const NOW_MS = Date.parse('2026-05-08T06:06:00Z')

test('a message is one post: text for a chat, facts for a program, signed with the time', async (t) => {
  const office = await postOffice(t)
  const channel = webhookChannel({ url: office.url, secret: SECRET, nowMs: () => NOW_MS })
  assert.ok((await channel.send(outgoing())).ok)
  const [posted] = office.got
  assert.ok(posted)
  const [, sentAt, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(posted.headers[SIGNATURE_HEADER])) ?? []
  assert.equal(Number(sentAt), NOW_MS / 1000)
  assert.equal(
    signature,
    createHmac('sha256', SECRET)
      .update(`${sentAt}.${posted.body.toString('utf8')}`)
      .digest('hex'),
  )
  const body = JSON.parse(posted.body.toString('utf8'))
  assert.equal(posted.headers['content-type'], 'application/json')
  assert.match(body.text, /^Schweißer 2 steht: 2 Zusagen\n\nSchweißer 2 steht, seit/)
  assert.deepEqual([body.role, body.occasion, body.disruptionId, body.actionId, body.facts.promises], ['sales', 'reached', 'D-1', null, 2])
})

test('a server that fails, sends elsewhere or is gone is a problem that says so', async (t) => {
  const office = await postOffice(t)
  const channel = webhookChannel({ url: office.url, secret: SECRET, nowMs: () => NOW_MS })
  for (const status of [500, 302, 404]) {
    office.answer.status = status
    const sent = await channel.send(outgoing())
    assert.ok(!sent.ok)
    assert.deepEqual([sent.problem.code, sent.problem.facts.reason], ['delivery-failed', `The server answered ${status}.`])
  }
  assert.equal(office.got.length, 3)
  const nobody = await webhookChannel({ url: 'http://127.0.0.1:1/', secret: SECRET, nowMs: () => NOW_MS }).send(outgoing())
  assert.match(String(!nobody.ok && nobody.problem.facts.reason), /ECONNREFUSED|bad port/)
})
