/** What must hold for disruptions that come and go, in every plant and every history. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Model } from '../chain/model.ts'
import { buildPlantView } from './build.ts'
import { impactOf } from './compare.ts'
import { type Effect, effectOf } from './contributions.ts'
import { LivePlan } from './live-plan.ts'
import { type DisruptionParts, disruptionIn, disruptions } from './random-disruption.fixture.ts'
import { NOW, plants, shuffled, withDisruptions } from './random-plant.fixture.ts'
import { buildSitePlan } from './site-plan.ts'

const SLOTS = ['D1', 'D2', 'D3', 'D4']
/** Steps of a history: a disruption begins in a slot, in place of the one that is there, or the slot's disruption ends. */
const histories = fc.array(fc.record({ slot: fc.constantFrom(...SLOTS), begins: fc.option(disruptions, { freq: 3 }) }), {
  minLength: 1,
  maxLength: 6,
})

const livePlan = (model: Model) => new LivePlan(buildSitePlan(model, NOW))

/** Effects of disruptions on the plan as it was built; those that the engine refuses are left out. */
function effectsIn(model: Model): (id: string, parts: DisruptionParts) => Effect | undefined {
  const { site } = livePlan(model)
  return (id, parts) => {
    const effect = effectOf(site, disruptionIn(model, id, parts))
    return effect.ok ? effect.value : undefined
  }
}

function times({ projection }: LivePlan) {
  const { start, finish, duration, release, off, disturbed } = projection
  return {
    start: [...start],
    finish: [...finish],
    duration: [...duration],
    release: [...release],
    off: [...off],
    disturbed: [...disturbed],
  }
}

test('after any history a live plan stands where one stands that was built with what is still open', () => {
  fc.assert(
    fc.property(plants(), histories, (model, history) => {
      const live = livePlan(model)
      const effectIn = effectsIn(model)
      const open = new Map<string, Effect>()
      for (const { slot, begins } of history) {
        const effect = begins === null ? undefined : effectIn(slot, begins)
        if (begins === null) {
          live.end(slot)
          open.delete(slot)
        } else if (effect !== undefined) {
          live.begin(slot, effect)
          open.set(slot, effect)
        }
      }
      const fresh = livePlan(model)
      for (const [id, effect] of open) fresh.begin(id, effect)
      assert.deepEqual(times(live), times(fresh))
      fresh.projection.projectAll()
      assert.deepEqual(times(live), times(fresh))
    }),
    { numRuns: 120 },
  )
})

test('a disruption that ends leaves no trace, and looking at one changes nothing', () => {
  fc.assert(
    fc.property(plants(), fc.array(disruptions, { minLength: 1, maxLength: 4 }), (model, list) => {
      const live = livePlan(model)
      const untouched = times(live)
      const effectIn = effectsIn(model)
      list.forEach((parts, k) => {
        const before = times(live)
        impactOf(live, disruptionIn(model, `D${k}`, parts))
        assert.deepEqual(times(live), before)
        const effect = effectIn(`D${k}`, parts)
        if (effect === undefined) return
        live.begin(`D${k}`, effect)
        const during = times(live)
        impactOf(live, disruptionIn(model, `D${k}`, parts))
        assert.deepEqual(times(live), during)
        live.end(`D${k}`)
        assert.deepEqual(times(live), before)
        live.begin(`D${k}`, effect)
      })
      for (const id of live.open) live.end(id)
      assert.deepEqual(times(live), untouched)
    }),
    { numRuns: 100 },
  )
})

/** Everything that a view says. */
function everything(model: Model, ask: readonly DisruptionParts[]) {
  const view = buildPlantView(model, { now: NOW })
  return {
    counts: view.counts,
    promises: view.promises({ offset: 0, limit: 100 }),
    impacts: [...model.byKind.disruption.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((each) => view.impact(each)),
    asked: ask.map((parts, k) => view.impact(disruptionIn(model, `asked ${k}`, parts))),
    touches: [...model.byKind.workOrder.keys()].sort().map((id) => view.touches(id)),
    promised: [...model.byKind.material.values()]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, unit }) => view.capableToPromise(id, { value: 7, unit })),
  }
}

test('the same records give the same answers, in whatever order they came', () => {
  fc.assert(
    fc.property(plants(), fc.array(disruptions, { maxLength: 4 }), disruptions, fc.nat(), (model, list, asked, salt) => {
      const disrupted = withDisruptions(
        model,
        list.map((parts, k) => disruptionIn(model, `D${k}`, parts)),
      )
      assert.deepEqual(everything(shuffled(disrupted, salt), [asked]), everything(disrupted, [asked]))
    }),
    { numRuns: 100 },
  )
})
