/** Mails as a real SMTP server gets them, over a real connection. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailChannel } from './mail.ts'
import { outgoing } from './outgoing.fixture.ts'
import { smtpServer } from './smtp-server.fixture.ts'

test('a message arrives as one mail: in words with umlauts, from whom it is configured, marked as sent by a program', async (t) => {
  const server = await smtpServer(t)
  const channel = mailChannel({ url: server.url, from: 'Throughline <plant@works.example>' })
  t.after(() => channel.close())
  assert.ok((await channel.send(outgoing())).ok)
  const [mail] = server.mails
  assert.deepEqual([mail?.from, mail?.to], ['plant@works.example', ['anna@works.example']])
  assert.equal(mail?.header('Subject'), 'Schweißer 2 steht: 2 Zusagen')
  assert.equal(mail?.header('Auto-Submitted'), 'auto-generated')
  assert.equal(mail?.header('Content-Language'), 'de')
  assert.equal(
    mail?.text(),
    [
      'Schweißer 2 steht, seit Fr., 8. Mai, 08:05; ein Grund ist nicht verzeichnet.',
      'Das Ende ist nicht bekannt.',
      '',
      'Den Entwurf an den Kunden lesen.',
      '',
      'https://plant.example/disruptions/D-1',
    ].join('\n'),
  )
})

test('all messages of one cause are one thread; one that is sent again is the same mail', async (t) => {
  const server = await smtpServer(t)
  const channel = mailChannel({ url: server.url, from: 'plant@works.example' })
  t.after(() => channel.close())
  await channel.send(outgoing())
  await channel.send(outgoing())
  await channel.send(outgoing({ id: 'another' }))
  const [first, again, other] = server.mails
  assert.equal(first?.header('Message-ID'), again?.header('Message-ID'))
  assert.notEqual(first?.header('Message-ID'), other?.header('Message-ID'))
  assert.equal(first?.header('References'), other?.header('References'))
})

test('a name can not bring headers of its own into a mail', async (t) => {
  const server = await smtpServer(t)
  const channel = mailChannel({ url: server.url, from: 'plant@works.example' })
  t.after(() => channel.close())
  await channel.send(outgoing({ subject: 'Weld 2\r\nBcc: everyone@works.example\r\n is down' }))
  assert.deepEqual(server.mails[0]?.to, ['anna@works.example'])
  assert.equal(server.mails[0]?.header('Bcc'), undefined)
})

test('a server that refuses says why, without the address; one that is not there is a problem and no crash', async (t) => {
  const server = await smtpServer(t)
  server.refuse = '550 5.1.1 <anna@works.example>: no such mailbox'
  const channel = mailChannel({ url: server.url, from: 'plant@works.example' })
  t.after(() => channel.close())
  const refused = await channel.send(outgoing())
  assert.ok(!refused.ok)
  assert.match(String(refused.problem.facts.reason), /550 5\.1\.1/)
  assert.doesNotMatch(String(refused.problem.facts.reason), /anna/)
  const nobody = mailChannel({ url: 'smtp://127.0.0.1:1', from: 'plant@works.example' })
  const unreachable = await nobody.send(outgoing())
  assert.equal(!unreachable.ok && unreachable.problem.code, 'delivery-failed')
})
