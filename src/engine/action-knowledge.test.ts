/** Somebody waits for a better sequence, and the plant does not wait for them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '../core/values/result.ts'
import { inTurns } from './action-knowledge.ts'
import { handTimer } from './plant.fixture.ts'

test('long work gives the thread back every few milliseconds, goes on where it was, and answers in the end', async () => {
  const timer = handTimer()
  let tried = 0
  // A millisecond passes whenever the time is asked for, which is once for each step.
  function* looking() {
    for (; tried < 200; tried++) yield
    return ok('found')
  }
  let found: unknown
  const answer = inTurns(looking(), timer).then((result) => {
    found = result
  })
  const turns: number[] = []
  while (found === undefined) {
    turns.push(tried)
    assert.ok(timer.waiting <= 1)
    timer.run()
    await new Promise(setImmediate)
  }
  await answer
  assert.deepEqual(found, ok('found'))
  assert.ok(turns.length > 5, `the thread was given back ${turns.length} times`)
  assert.ok(
    turns.every((each, k) => each > (turns[k - 1] ?? 0) && each - (turns[k - 1] ?? 0) <= 26),
    `after ${turns.join(', ')} steps`,
  )
})
