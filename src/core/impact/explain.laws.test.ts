/** Explanations add up, in every plant: no time is left out of a chain and none is told twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Model } from '../chain/model.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import type { ChainLink } from './answer.ts'
import { buildPlantView } from './build.ts'
import { disruptionIn, disruptions } from './random-disruption.fixture.ts'
import { NOW, plants, withDisruptions } from './random-plant.fixture.ts'

const viewOf = (model: Model) => buildPlantView(model, { now: NOW })
const seconds = (from: Instant, to: Instant) => (instantToMs(to) - instantToMs(from)) / 1000
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** Every link ends where the next begins, the last at the promise, and its parts are all of its time. */
function assertWhole(chain: readonly ChainLink[], projectedAt: Instant | null): void {
  chain.forEach((link, k) => {
    assert.equal(link.toAt, k + 1 < chain.length ? chain[k + 1]?.fromAt : projectedAt, `link ${k} of ${JSON.stringify(chain)}`)
    if (link.fromAt === null || link.toAt === null) return
    assert.equal(sum(Object.values(link.parts)), seconds(link.fromAt, link.toAt), `parts of ${JSON.stringify(link)}`)
    assert.ok(Object.values(link.parts).every((part) => part >= 0))
  })
}

const added = (chain: readonly ChainLink[]) => sum(chain.map((link) => link.addedSeconds))

test('the links of an impact add up to the delay of each promise', () => {
  fc.assert(
    fc.property(plants(), fc.array(disruptions, { minLength: 1, maxLength: 3 }), fc.boolean(), (model, list, recorded) => {
      const stated = list.map((parts, k) =>
        disruptionIn(model, `D${k}`, { ...parts, starts: recorded ? Math.min(0, parts.starts) : parts.starts }),
      )
      const view = viewOf(withDisruptions(model, recorded ? stated : stated.slice(1)))
      const answer = stated[0] === undefined ? undefined : view.impact(stated[0])
      if (answer?.ok !== true) return
      for (const each of [...answer.value.late, ...answer.value.insideSlack]) {
        assertWhole(each.chain, each.projectedAfter)
        if (each.delaySeconds !== null)
          assert.equal(added(each.chain), each.delaySeconds, `${each.salesOrderLineId} ${JSON.stringify(each.chain)}`)
      }
    }),
    { numRuns: 150 },
  )
})

test('the links of a promise add up to its delay by all that is open', () => {
  fc.assert(
    fc.property(plants(), fc.array(disruptions, { maxLength: 3 }), (model, list) => {
      const stated = list.map((parts, k) => disruptionIn(model, `D${k}`, { ...parts, starts: Math.min(0, parts.starts) }))
      const undisturbed = viewOf(model)
      const view = viewOf(withDisruptions(model, stated))
      for (const each of view.promises({ offset: 0, limit: 1000 }).items) {
        assertWhole(each.chain, each.projectedAt)
        const before = undisturbed.promise(each.salesOrderLineId)?.projectedAt ?? null
        if (each.projectedAt !== null && before !== null)
          assert.equal(added(each.chain), seconds(before, each.projectedAt), `${each.salesOrderLineId} ${JSON.stringify(each.chain)}`)
      }
    }),
    { numRuns: 150 },
  )
})
