/** What must hold of countermeasures in every plant, over random plants and random disruptions. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Model } from '../../chain/model.ts'
import { buildPlantView } from '../../impact/build.ts'
import { exposureOf } from '../../impact/exposure.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { type DisruptionParts, disruptionIn, disruptions } from '../../impact/random-disruption.fixture.ts'
import { NOW, plants, shuffled, withDisruptions } from '../../impact/random-plant.fixture.ts'
import type { LineMoney, MoneySums } from '../../records/action-figures.ts'
import type { Countermeasure, CountermeasureAnswer } from '../answer.ts'
import { sumsLess, sumsOf } from '../line-money.ts'
import { changesOfMoves, undoChanges } from '../moves/changes-of-moves.ts'
import { patched } from '../rewind.ts'
import { countermeasuresFor } from './countermeasures.ts'
import { fixFirstOf } from './fix-first.ts'
import { lineStandings } from './line-gains.ts'
import { trialOf } from './trial.ts'

const planOf = (model: Model): LivePlan => buildPlantView(model, { now: NOW }).live

/** A plant in which two disruptions act now. */
interface Troubled {
  readonly model: Model
  readonly live: LivePlan
}

const begun = (parts: DisruptionParts): DisruptionParts => ({ ...parts, starts: -(Math.abs(parts.starts) % 20) - 1 })

const troubled: fc.Arbitrary<Troubled> = fc.tuple(plants(), disruptions, disruptions).map(([plant, one, two]) => {
  const model = withDisruptions(plant, [disruptionIn(plant, 'D1', begun(one)), disruptionIn(plant, 'D2', begun(two))])
  return { model, live: planOf(model) }
})

function answersOf({ live }: Troubled): CountermeasureAnswer[] {
  return live.open.flatMap((id) => {
    const found = countermeasuresFor(live, id, 50)
    return found.ok ? [found.value] : []
  })
}

/** How many countermeasures the laws were held to: a law over nothing says nothing. */
function holds(property: (troubled: Troubled, answer: CountermeasureAnswer, item: Countermeasure) => void, runs = 150): number {
  let items = 0
  fc.assert(
    fc.property(troubled, (plant) => {
      for (const answer of answersOf(plant)) {
        for (const item of answer.items) {
          items++
          property(plant, answer, item)
        }
      }
    }),
    { numRuns: runs },
  )
  return items
}

function finishes(live: LivePlan): readonly (readonly [string, number])[] {
  return [...lineStandings(live)].map(([id, { at }]) => [id, at])
}

function recordsOf(model: Model): object {
  return Object.fromEntries(Object.entries(model.byKind).map(([record, records]) => [record, Object.fromEntries(records)]))
}

test('taking a countermeasure and undoing it gives the same records and the same projection', () => {
  const items = holds(({ model, live }, _, { moves }) => {
    const changes = changesOfMoves(model, moves, { idPrefix: 'A1', at: NOW })
    assert.ok(changes.ok)
    const taken = patched(model, changes.value)
    const undone = undoChanges(taken, changes.value)
    assert.ok(undone.ok)
    const restored = patched(taken, undone.value)
    assert.deepEqual(recordsOf(restored), recordsOf(model))
    assert.deepEqual(finishes(planOf(restored)), finishes(live))
  })
  assert.ok(items > 10, `${items} countermeasures`)
})

/** Money on everything that is late by a full plan of its own; undefined where a date can't be known. */
function lateMoney(model: Model): MoneySums | undefined {
  const standings = [...lineStandings(planOf(model)).values()].filter(({ due }) => Number.isFinite(due))
  if (standings.some(({ at }) => !Number.isFinite(at))) return undefined
  return sumsOf(standings.map(({ record, at, due, ready }) => exposureOf(record, ready ? 0 : at - due)))
}

test('what a countermeasure saves is the difference of two plans of the whole site', () => {
  let compared = 0
  const items = holds(({ model, live }, _, item) => {
    const changes = changesOfMoves(model, item.moves, { idPrefix: 'A1', at: NOW })
    assert.ok(changes.ok)
    const [before, after] = [lateMoney(model), lateMoney(patched(model, changes.value))]
    if (before !== undefined && after !== undefined) {
      compared++
      assert.deepEqual(item.saved, sumsLess(before, after))
    }
    const trial = trialOf(live, item.moves)
    assert.ok(trial.ok)
    assert.deepEqual(sumsLess(trial.value.exposureBefore, trial.value.exposureAfter), item.saved)
    assert.deepEqual([trial.value.cost, trial.value.promisesKept], [item.cost, item.promisesKept])
  })
  assert.ok(compared > 5, `${compared} of ${items}`)
})

test('no countermeasure claims more than the exposure that is there', () => {
  holds(({ live }, _, item) => {
    const trial = trialOf(live, item.moves)
    assert.ok(trial.ok)
    const positive = (money: LineMoney['revenue']) => (money === null || money.amount < 0 ? null : money)
    const there = trial.value.shifts.map(({ exposureBefore: { revenue, contribution, penalty } }) => ({
      revenue,
      contribution: positive(contribution),
      penalty,
    }))
    const most = sumsOf(there)
    for (const part of ['revenue', 'penalty'] as const) {
      for (const claim of item.saved[part]) {
        const exposed = most[part].find(({ currency }) => currency === claim.currency)
        assert.ok(claim.amount <= (exposed?.amount ?? 0), `${part} ${claim.amount} of ${exposed?.amount}`)
      }
    }
  })
})

test('what is claimed for a disruption is never more than it exposes, and with what is claimed besides it is all that is saved', () => {
  const items = holds((_, { exposure }, { saved, ofThis, besides, promisesKept }) => {
    for (const part of ['revenue', 'penalty'] as const) {
      for (const claim of ofThis.saved[part]) {
        const exposed = exposure[part].find(({ currency }) => currency === claim.currency)
        assert.ok(claim.amount <= (exposed?.amount ?? 0), `${part} ${claim.amount} of ${exposed?.amount}`)
      }
    }
    assert.deepEqual(sumsLess(saved, ofThis.saved), besides)
    assert.ok(ofThis.promisesKept <= promisesKept)
  })
  assert.ok(items > 10, `${items} countermeasures`)
})

test('a disruption that makes no promise late is offered nothing', () => {
  fc.assert(
    fc.property(troubled, (plant) => {
      for (const { items, exposure, notes } of answersOf(plant)) {
        if (!notes.some(({ code }) => code === 'no-promise-is-late-by-it')) continue
        assert.deepEqual([items, exposure], [[], { revenue: [], contribution: [], penalty: [] }])
      }
    }),
    { numRuns: 150 },
  )
})

test('the same records give the same list in whatever order they came', () => {
  fc.assert(
    fc.property(troubled, fc.nat(1000), (plant, salt) => {
      const other = planOf(shuffled(plant.model, salt))
      for (const { disruption, items } of answersOf(plant)) {
        const found = countermeasuresFor(other, disruption.id, 50)
        assert.ok(found.ok)
        assert.deepEqual(found.value.items, items)
      }
    }),
    { numRuns: 100 },
  )
})

test('looking for countermeasures leaves no trace in the plan', () => {
  fc.assert(
    fc.property(troubled, (plant) => {
      const { projection } = plant.live
      const before = [projection.start.slice(), projection.finish.slice(), projection.release.slice(), projection.duration.slice()]
      answersOf(plant)
      fixFirstOf(plant.live)
      assert.deepEqual([projection.start, projection.finish, projection.release, projection.duration], before)
    }),
    { numRuns: 100 },
  )
})

test('the stop that is worth most an hour is the first to repair', () => {
  fc.assert(
    fc.property(troubled, ({ live }) => {
      const { items } = fixFirstOf(live)
      const known = items.flatMap(({ savedPerHour }) => (savedPerHour === null ? [] : [savedPerHour.amount]))
      assert.deepEqual(
        known,
        [...known].sort((a, b) => b - a),
      )
    }),
    { numRuns: 150 },
  )
})
