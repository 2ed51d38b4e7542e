/** Every failure is told in one shape, says what to do next, and tells nothing of the inside. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { problemDetails } from '../src/api/contract/problem.ts'
import type { RunningEngine } from '../src/engine/engine.ts'
import { memoryStore } from '../src/engine/plant.fixture.ts'
import { type Answer, type Served, served } from './api-server.fixture.ts'

function check(answer: Answer, status: number, code: string): void {
  assert.deepEqual([answer.status, answer.body?.code], [status, code], answer.text)
  assert.equal(answer.headers['content-type'], 'application/problem+json')
  assert.equal(answer.body.status, status)
  assert.equal(answer.body.type, `urn:throughline:problem:${code}`)
  assert.ok(answer.body.next.length > 0)
  problemDetails.parse(answer.body)
}

const harbour = { id: 'harbour', name: 'Harbour Cranes' }
const changes = (...all: readonly object[]) => ({ body: { changes: all } })

test('each kind of failure has its status and its code', async (t) => {
  const { ask } = await served(t)
  const cases: readonly (readonly [() => Promise<Answer>, number, string])[] = [
    [() => ask('GET', '/api/v1/nowhere'), 404, 'route-not-found'],
    [() => ask('GET', '/'), 404, 'route-not-found'],
    [() => ask('GET', '/api/v1/customers/nobody'), 404, 'record-not-found'],
    [() => ask('GET', '/api/v1/promises/nothing'), 404, 'record-not-found'],
    [() => ask('GET', '/api/v1/disruptions/nothing/impact'), 404, 'record-not-found'],
    [() => ask('GET', '/api/v1/work-orders/WO-9/touches'), 404, 'work-order-not-found'],
    [() => ask('GET', '/api/v1/imports/none'), 404, 'import-not-found'],
    [() => ask('POST', '/api/v1/imports/none/apply'), 404, 'import-not-found'],
    [() => ask('GET', '/api/v1/people'), 404, 'route-not-found'],
    [() => ask('DELETE', '/api/v1/customers/harbour'), 405, 'method-not-allowed'],
    [() => ask('GET', '/api/v1/changes'), 405, 'method-not-allowed'],
    [() => ask('GET', '/api/v1/customers?limit=0'), 400, 'request-invalid'],
    [() => ask('GET', '/api/v1/customers?offset=3'), 400, 'request-invalid'],
    [() => ask('GET', `/api/v1/customers/${'x'.repeat(201)}`), 400, 'request-invalid'],
    [() => ask('GET', '/api/v1/customers/%E0%A4%A'), 400, 'request-invalid'],
    [() => ask('POST', '/api/v1/changes', { body: { changes: [] } }), 400, 'request-invalid'],
    [() => ask('POST', '/api/v1/changes', { raw: '{"changes":' }), 400, 'body-unreadable'],
    [() => ask('POST', '/api/v1/changes', { raw: '{"__proto__":{}}' }), 400, 'body-unreadable'],
    [() => ask('POST', '/api/v1/changes', { raw: 'changes', headers: { 'content-type': 'text/plain' } }), 415, 'media-type-unsupported'],
    [
      () => ask('POST', '/api/v1/changes', { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'media-type-unsupported',
    ],
    [() => ask('POST', '/api/v1/changes', { raw: `"${'x'.repeat(1024 * 1024)}"` }), 413, 'body-too-large'],
    [
      () => ask('POST', '/api/v1/changes', changes({ type: 'added', record: 'customer', id: 'harbour', to: harbour })),
      409,
      'record-exists',
    ],
    [
      () =>
        ask(
          'POST',
          '/api/v1/changes',
          changes({ type: 'updated', record: 'customer', id: 'harbour', from: { ...harbour, name: 'H' }, to: harbour }),
        ),
      409,
      'record-changed',
    ],
    [
      () => ask('POST', '/api/v1/changes', changes({ type: 'removed', record: 'customer', id: 'harbour', from: harbour })),
      409,
      'record-in-use',
    ],
    [
      () =>
        ask(
          'POST',
          '/api/v1/changes',
          changes({ type: 'added', record: 'workUnit', id: 'm', to: { id: 'm', name: 'M', workCenterId: 'none' } }),
        ),
      422,
      'reference-dangles',
    ],
    [
      () => ask('POST', '/api/v1/changes', changes({ type: 'added', record: 'customer', id: 'c', to: { id: 'c', name: '' } })),
      422,
      'record-invalid',
    ],
  ]
  for (const [answer, status, code] of cases) check(await answer(), status, code)
})

test('a request of the wrong shape is told each place that is wrong', async (t) => {
  const { ask } = await served(t)
  const answer = await ask('POST', '/api/v1/capable-to-promise', { body: { materialId: '', quantity: { value: -1, unit: 'BUSHEL' } } })
  check(answer, 400, 'request-invalid')
  assert.deepEqual(answer.body.errors.map(({ at }: { at: string }) => at).sort(), [
    'body/materialId',
    'body/quantity/unit',
    'body/quantity/value',
  ])
})

test('a path that exists names the methods that it has', async (t) => {
  const { ask } = await served(t)
  assert.equal((await ask('POST', '/api/v1/customers')).headers.allow, 'GET, HEAD')
  assert.equal((await ask('PUT', '/api/v1/session', { body: {} })).headers.allow, 'POST, GET, HEAD, DELETE')
  assert.equal((await ask('HEAD', '/api/v1/customers')).status, 200)
})

function broken(served: Served, error: Error): RunningEngine {
  return {
    ...served.engine,
    get: async () => Promise.reject(error),
    promises: async () => ({ total: 1, items: [{ secret: 'inside' } as never], view: null as never }),
  }
}

test('our own mistake gets an id that the log holds too, and nothing else gets out', async (t) => {
  const whole = await served(t)
  const { ask, logged } = await served(t, { engine: broken(whole, new Error('password=hunter2 at 10.0.0.7')) })
  for (const path of ['/api/v1/customers/harbour', '/api/v1/promises']) {
    const answer = await ask('GET', path)
    check(answer, 500, 'internal-error')
    assert.doesNotMatch(answer.text, /hunter2|inside|secret|stack|node_modules/)
    const line = logged.at(-1)
    assert.equal(line?.errorId, answer.body.facts.errorId)
    assert.ok(String(line?.stack).length > 0)
  }
})

test('an engine that starts again is a short wait, not a mistake', async (t) => {
  const whole = await served(t)
  const cause = {
    code: 'engine-restarting',
    message: 'The engine of this site is starting again.',
    next: 'Try again in a few seconds.',
    facts: {},
  }
  const { ask, logged } = await served(t, { engine: broken(whole, new Error(cause.message, { cause })) })
  const answer = await ask('GET', '/api/v1/customers/harbour')
  check(answer, 503, 'engine-restarting')
  assert.equal(answer.headers['retry-after'], '2')
  assert.deepEqual(logged, [])
})

test('a store that does not confirm is told as such, with what to do', async (t) => {
  const store = memoryStore()
  const { ask } = await served(t, { store })
  store.failNext(false)
  check(
    await ask('POST', '/api/v1/changes', changes({ type: 'added', record: 'customer', id: 'c', to: { id: 'c', name: 'C' } })),
    503,
    'store-unavailable',
  )
})

test('bytes that are no HTTP are answered and the connection is closed', async (t) => {
  const { url } = await served(t)
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write('\u0016\u0003\u0001 not http\r\n\r\n'))
    let heard = ''
    socket.setEncoding('utf8').on('data', (chunk) => (heard += String(chunk)))
    socket.on('close', () => resolve(heard)).on('error', reject)
  })
  assert.match(text, /^HTTP\/1\.1 400 /)
  assert.match(text, /application\/problem\+json/)
  assert.equal(JSON.parse(text.slice(text.indexOf('{'))).code, 'request-unreadable')
})

test('answers carry the headers that keep them out of frames, caches and guesses, and no name of the software', async (t) => {
  const { ask } = await served(t)
  for (const path of ['/api/v1/status', '/api/v1/nowhere', '/api/docs']) {
    const { headers } = await ask('GET', path)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.deepEqual(
      [headers['x-content-type-options'], headers['x-frame-options'], headers['referrer-policy']],
      ['nosniff', 'DENY', 'no-referrer'],
    )
    assert.deepEqual([headers['x-powered-by'], headers.server, headers['access-control-allow-origin']], [undefined, undefined, undefined])
  }
})
