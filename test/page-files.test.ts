/** The pages as the server sends them: one document for every address, files for ever, and a policy that lets nothing else in. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Served, served } from './api-server.fixture.ts'

const SCRIPT = 'console.log("a page of the foundry")\n'

/** A server with a small page in a folder of its own. */
async function withPages(t: TestContext): Promise<Served> {
  const pages = await mkdtemp(join(tmpdir(), 'pages-'))
  t.after(() => rm(pages, { recursive: true }))
  await mkdir(join(pages, 'assets'))
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Foundry</title>')
  await writeFile(join(pages, 'assets', 'index-1a2b.js'), SCRIPT)
  await writeFile(join(pages, 'assets', 'index-1a2b.js.gz'), gzipSync(SCRIPT))
  return served(t, { pages })
}

for (const path of ['/', '/promises/4711-10?role=sales', '/trace/lot/L%2F7']) {
  test(`${path} shows the page`, async (t) => {
    const { ask } = await withPages(t)
    const { status, headers, text } = await ask('GET', path)
    assert.equal(status, 200)
    assert.match(String(headers['content-type']), /^text\/html/)
    assert.match(text, /Foundry/)
    assert.equal(headers['cache-control'], 'no-cache')
  })
}

test('the page may ask this server and nobody else', async (t) => {
  const { ask } = await withPages(t)
  const policy = String((await ask('GET', '/')).headers['content-security-policy'])
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /script-src 'self';/)
  assert.match(policy, /connect-src 'self'/)
  assert.doesNotMatch(policy, /https?:|\*/)
})

test('a file whose name holds its hash is kept for a year, and comes compressed to whoever can read that', async (t) => {
  const { ask } = await withPages(t)
  const plain = await ask('GET', '/assets/index-1a2b.js')
  assert.equal(plain.text, SCRIPT)
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
  const packed = await ask('GET', '/assets/index-1a2b.js', { headers: { 'accept-encoding': 'gzip' } })
  assert.equal(packed.headers['content-encoding'], 'gzip')
  assert.match(String(packed.headers['content-type']), /javascript/)
})

test('a file that is not there is a problem and not the page', async (t) => {
  const { ask } = await withPages(t)
  const { status, body } = await ask('GET', '/assets/index-gone.js')
  assert.equal(status, 404)
  assert.equal(body.code, 'route-not-found')
})

test('nothing outside of the folder is sent', async (t) => {
  const { ask } = await withPages(t)
  for (const path of ['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
    const { text } = await ask('GET', path)
    assert.doesNotMatch(text, /"dependencies"/)
  }
})

test('paths of the API stay what they are', async (t) => {
  const { ask } = await withPages(t)
  const missing = await ask('GET', '/api/v1/nothing')
  assert.equal(missing.status, 404)
  assert.equal(missing.body.code, 'route-not-found')
  assert.match(String(missing.headers['content-security-policy']), /^default-src 'none'; frame-ancestors 'none'$/)
  assert.equal((await ask('POST', '/api/v1/status', { body: {} })).status, 405)
  assert.equal((await ask('POST', '/promises', { body: {} })).status, 404)
})
