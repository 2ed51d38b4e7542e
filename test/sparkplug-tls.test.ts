/** TLS to a broker that asks for a client certificate: the right one gets in, and each wrong thing is told apart. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startSparkplug } from '../src/connectors/sparkplug/start-sparkplug.ts'
import { skipWithoutMosquitto, startMosquitto } from './sparkplug-brokers.fixture.ts'
import { keptSink } from './sparkplug-sink.fixture.ts'

const skip = skipWithoutMosquitto || (existsSync('/usr/bin/openssl') ? false : 'openssl is not installed: apt-get install openssl')

/** A certificate of that name, signed by `ca` or by itself. */
function certify(folder: string, name: string, ca?: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const subject = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', `/CN=${name}`, '-keyout', `${name}.key`]
  if (ca === undefined) {
    openssl('req', '-x509', '-days', '2', ...subject, '-out', `${name}.crt`)
    return
  }
  openssl('req', '-new', ...subject, '-out', `${name}.csr`)
  const signed = [
    '-in',
    `${name}.csr`,
    '-CA',
    `${ca}.crt`,
    '-CAkey',
    `${ca}.key`,
    '-CAcreateserial',
    '-extfile',
    'names',
    '-out',
    `${name}.crt`,
  ]
  openssl('x509', '-req', '-days', '2', ...signed)
}

test('a client certificate opens the door, and nothing less does', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-tls-'))
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  certify(folder, 'authority')
  certify(folder, 'stranger')
  for (const name of ['broker', 'floor']) certify(folder, name, 'authority')
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  const broker = await startMosquitto({
    settings: [
      'allow_anonymous false',
      `cafile ${join(folder, 'authority.crt')}`,
      `certfile ${join(folder, 'broker.crt')}`,
      `keyfile ${join(folder, 'broker.key')}`,
      'require_certificate true',
      'use_identity_as_username true',
    ],
  })
  const [ca, cert, key] = [await read('authority.crt'), await read('floor.crt'), await read('floor.key')]
  /** How an attempt with these credentials went. */
  const attempt = async (credentials: { readonly ca?: string; readonly cert?: string; readonly key?: string }, protocol: 4 | 5 = 4) => {
    const url = broker.url.replace('mqtt:', 'mqtts:')
    const source = await startSparkplug({
      url,
      protocol,
      ...credentials,
      name: 'tls',
      tier: 1,
      sink: keptSink(),
      clock: Date.now,
      memory: {},
    })
    const { state, problem } = source.status()
    await source.stop()
    return problem?.code ?? state
  }
  assert.equal(await attempt({ ca, cert, key }), 'connected')
  assert.equal(await attempt({ ca, cert, key }, 5), 'connected')
  assert.equal(await attempt({ cert, key }), 'mqtt-tls-failed', 'an authority that nobody trusts')
  const [strangersCert, strangersKey] = [await read('stranger.crt'), await read('stranger.key')]
  assert.match(await attempt({ ca, cert: strangersCert, key: strangersKey }), /^mqtt-(tls-failed|unreachable)$/)
  assert.match(await attempt({ ca }), /^mqtt-(tls-failed|unreachable)$/)
  await broker.stop()
  await rm(folder, { recursive: true })
})
