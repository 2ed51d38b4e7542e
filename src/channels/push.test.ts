/** What a browser gets by web push: a real request to a push service on loopback, decrypted as a browser does it. */
import assert from 'node:assert/strict'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { test } from 'node:test'
import { outgoing, postOffice } from './outgoing.fixture.ts'
import { newPushKeys, pushChannel } from './push.ts'

/** A browser's side: its keys, and how it reads a message (RFC 8291 with the coding of RFC 8188). */
function browser() {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys()
  const auth = randomBytes(16)
  return {
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    read(body: Buffer): string {
      const salt = body.subarray(0, 16)
      const keyLength = body.readUInt8(20)
      const theirs = body.subarray(21, 21 + keyLength)
      const sealed = body.subarray(21 + keyLength)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs])
      const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), auth, info, 32))
      const key = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16))
      const nonce = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12))
      const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
    },
  }
}

/** The claims of a signed token, once its signature holds under the public key of the server. */
function claimsOf(authorization: string, publicKey: string) {
  const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  assert.equal(key, publicKey)
  const [header = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const holds = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  assert.ok(holds)
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
}

test('a message reaches the browser that subscribed, and nobody on the way can read it', async (t) => {
  const office = await postOffice(t)
  const [keys, reader] = [newPushKeys(), browser()]
  const channel = pushChannel({ keys, contact: 'mailto:plant@works.example', keysOf: async () => reader.keys })
  assert.ok((await channel.send(outgoing({ address: office.url }))).ok)
  const [posted] = office.got
  assert.ok(posted)
  assert.equal(posted.headers['content-encoding'], 'aes128gcm')
  assert.equal(posted.headers.urgency, 'high')
  assert.doesNotMatch(posted.body.toString('latin1'), /Zusagen/)
  const shown = JSON.parse(reader.read(posted.body))
  assert.deepEqual([shown.title, shown.link, shown.tag], ['Schweißer 2 steht: 2 Zusagen', 'https://plant.example/disruptions/D-1', 'D-1'])
  assert.match(shown.text, /Das Ende ist nicht bekannt\. Den Entwurf an den Kunden lesen\.$/)
  const { aud, sub } = claimsOf(String(posted.headers.authorization), keys.publicKey)
  assert.deepEqual([aud, sub], [new URL(office.url).origin, 'mailto:plant@works.example'])
})

test('a browser that is gone need not be tried again; one whose keys are none is told in words', async (t) => {
  const office = await postOffice(t)
  office.answer.status = 410
  const reader = browser()
  const options = { keys: newPushKeys(), contact: 'mailto:plant@works.example' }
  const code = async (keysOf: Parameters<typeof pushChannel>[0]['keysOf']) => {
    const sent = await pushChannel({ ...options, keysOf }).send(outgoing({ address: office.url }))
    return sent.ok ? 'sent' : sent.problem.code
  }
  assert.equal(await code(async () => reader.keys), 'address-gone')
  assert.equal(await code(async () => undefined), 'address-gone')
  assert.equal(await code(async () => ({ p256dh: 'none', auth: 'none' })), 'delivery-failed')
})
