/** Telling the engine: everything, in order, and one work unit that is refused holds up no other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FloorFact } from '../core/floor/fact.ts'
import { failed, ok, type Problem } from '../core/values/result.ts'
import { at } from './floor.fixture.ts'
import { FactReporter } from './floor-facts.ts'

const fact = (workUnitId: string, seconds: number, state: FloorFact['state'] = 'producing'): FloorFact => ({
  workUnitId,
  state,
  since: at(seconds),
  observedAt: at(seconds),
})

const REFUSED: Problem = { code: 'reference-unknown', message: 'There is no such work unit.', next: 'Add it.', facts: {} }

test('a work unit that the engine does not know holds up no other, and is told once it is known', async () => {
  const [taken, troubles]: [string[], Problem[]] = [[], []]
  let known = false
  const report = async (facts: readonly FloorFact[]) => {
    if (!known && facts.some(({ workUnitId }) => workUnitId === 'ghost')) return failed<{ seq: number }>(REFUSED)
    taken.push(...facts.map(({ workUnitId, state }) => `${workUnitId} ${state}`))
    return ok({ seq: 1 })
  }
  const reporter = new FactReporter({ report }, (problem) => troubles.push(problem))
  reporter.add([fact('weld-2', 0), fact('ghost', 0)])
  reporter.add([fact('weld-2', 10, 'down')])
  while (taken.length < 2) await sleep(5)
  assert.deepEqual(taken, ['weld-2 producing', 'weld-2 down'])
  assert.deepEqual(troubles, [REFUSED])
  reporter.add([fact('weld-2', 20), fact('ghost', 20, 'down')])
  while (taken.length < 3) await sleep(5)
  assert.equal(taken[2], 'weld-2 producing')
  known = true
  while (taken.length < 5) await sleep(5)
  assert.deepEqual(taken.slice(3), ['ghost producing', 'ghost down'])
  await reporter.stop()
})

test('facts that come while others are on their way are told after them', async () => {
  const taken: string[] = []
  const first = Promise.withResolvers<void>()
  const reporter = new FactReporter(
    {
      async report(facts) {
        if (taken.length === 0) await first.promise
        taken.push(facts.map(({ state }) => state).join(' '))
        return ok({ seq: 1 })
      },
    },
    () => assert.fail('nothing was refused'),
  )
  reporter.add([fact('weld-2', 0)])
  for (const [second, state] of (['down', 'producing', 'down'] as const).entries()) reporter.add([fact('weld-2', second + 1, state)])
  first.resolve()
  while (taken.length < 2) await sleep(5)
  assert.deepEqual(taken, ['producing', 'down producing down'])
  await reporter.stop()
})
