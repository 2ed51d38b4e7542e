/** Questions about the floor over HTTP: what is asked arrives, what is answered is whole, and without machines it says so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { served } from './api-server.fixture.ts'
import { quietFloor, quietSignals, quietSpan, quietStatus } from './quiet-floor.fixture.ts'

const FROM = '2026-05-04T00:00:00.000Z'
const TO = '2026-05-05T00:00:00.000Z'

test('every question about the floor is answered as the floor answers it', async (t) => {
  const asked: unknown[] = []
  const { ask } = await served(t, { floor: quietFloor(asked) })
  assert.deepEqual((await ask('GET', '/api/v1/floor/status')).body, quietStatus)
  assert.deepEqual((await ask('GET', '/api/v1/floor/signals?only=unmapped&text=press&limit=10&offset=20')).body, {
    total: 2,
    items: quietSignals,
  })
  const address = encodeURIComponent('hall/press/ram:force')
  const history = await ask('GET', `/api/v1/floor/history?address=${address}&from=${FROM}&to=${TO}&limit=3`)
  assert.deepEqual(
    history.body.items.map((each: { readonly value: unknown }) => each.value),
    [12.5, '9007199254740993', null],
  )
  assert.deepEqual((await ask('GET', `/api/v1/floor/spans?from=${FROM}&to=${TO}&workUnitId=press`)).body, { items: [quietSpan] })
  assert.equal((await ask('GET', '/api/v1/floor/set-aside')).body.items[0].payloadHex, '08ff')
  assert.deepEqual(asked, [
    { offset: 20, limit: 10, only: 'unmapped', text: 'press' },
    { address: 'hall/press/ram:force', from: FROM, to: TO, limit: 3 },
    { from: FROM, to: TO, workUnitId: 'press' },
    100,
  ])
})

test('a time that ends before it begins, or a year of spans, is refused with the way out', async (t) => {
  const { ask } = await served(t, { floor: quietFloor() })
  const backwards = await ask('GET', `/api/v1/floor/history?address=a&from=${TO}&to=${FROM}`)
  assert.deepEqual([backwards.status, backwards.body.code], [422, 'range-impossible'])
  const year = await ask('GET', `/api/v1/floor/spans?from=${FROM}&to=2027-05-04T00:00:00.000Z`)
  assert.deepEqual([year.status, year.body.next], [422, 'Ask for 31 days at most.'])
  assert.equal((await ask('GET', '/api/v1/floor/spans?from=yesterday&to=today')).status, 400)
})

test('without machines the floor says so, and what to do', async (t) => {
  const { ask } = await served(t)
  const answer = await ask('GET', '/api/v1/floor/status')
  assert.deepEqual([answer.status, answer.body.code], [503, 'floor-none'])
  assert.match(answer.body.next, /Import a site/)
})
