/** The routes of the example company: with one, without one, and for whom. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantFromMs } from '../src/core/values/instant.ts'
import { failed, ok } from '../src/core/values/result.ts'
import type { Example, ExampleState, TroubleStanding } from '../src/engine/example-ports.ts'
import { served } from './api-server.fixture.ts'

/** A company with one machine, which is all that the routes need to know. */
function smallCompany(): Example {
  let speed = 10
  let troubles: readonly TroubleStanding[] = []
  const state = async (): Promise<ExampleState> => ({
    name: 'Small Works',
    speed,
    plantTime: instantFromMs(0),
    running: true,
    troubles,
    targets: [{ trouble: 'stopMachine', target: 'mill-1', targetName: 'Mill 1' }],
  })
  return {
    state,
    async make(trouble, target = 'mill-1') {
      if (target !== 'mill-1')
        return failed({ code: 'example-target-unknown', message: 'There is no such target.', next: 'Leave it out.', facts: { target } })
      troubles = [...troubles, { trouble, target, targetName: 'Mill 1', since: instantFromMs(0) }]
      return ok(await state())
    },
    async recover(trouble) {
      troubles = troubles.filter((each) => each.trouble !== trouble)
      return ok(await state())
    },
    async setSpeed(next) {
      speed = next
      return ok(await state())
    },
  }
}

test('trouble is made, shows in the state, and is ended', async (t) => {
  const { ask } = await served(t, { example: smallCompany() })
  const made = await ask('POST', '/api/v1/example/trouble', { body: { trouble: 'stopMachine' } })
  assert.equal(made.status, 200)
  assert.deepEqual(
    made.body.state.troubles.map((each: TroubleStanding) => `${each.trouble} ${each.target}`),
    ['stopMachine mill-1'],
  )
  assert.deepEqual((await ask('GET', '/api/v1/example')).body, made.body)
  const ended = await ask('POST', '/api/v1/example/recovery', { body: { trouble: 'stopMachine' } })
  assert.deepEqual(ended.body.state.troubles, [])
})

test('time runs at one to sixty times, and at nothing else', async (t) => {
  const { ask } = await served(t, { example: smallCompany() })
  assert.equal((await ask('POST', '/api/v1/example/speed', { body: { speed: 60 } })).body.state.speed, 60)
  for (const speed of [0, 61, 'fast']) assert.equal((await ask('POST', '/api/v1/example/speed', { body: { speed } })).status, 400)
})

test('what is not there is refused: a trouble that nobody knows, and a target', async (t) => {
  const { ask } = await served(t, { example: smallCompany() })
  assert.equal((await ask('POST', '/api/v1/example/trouble', { body: { trouble: 'earthquake' } })).status, 400)
  const refused = await ask('POST', '/api/v1/example/trouble', { body: { trouble: 'stopMachine', target: 'mill-9' } })
  assert.equal(refused.status, 404)
  assert.equal(refused.body.code, 'example-target-unknown')
})

test('without an example company the state is null, and trouble is refused with how to get one', async (t) => {
  const { ask } = await served(t)
  assert.deepEqual((await ask('GET', '/api/v1/example')).body, { state: null })
  for (const [path, body] of [
    ['trouble', { trouble: 'stopMachine' }],
    ['recovery', { trouble: 'stopMachine' }],
    ['speed', { speed: 10 }],
  ] as const) {
    const refused = await ask('POST', `/api/v1/example/${path}`, { body })
    assert.equal(refused.status, 409)
    assert.equal(refused.body.code, 'example-not-running')
    assert.match(refused.body.next, /--example/)
  }
})
