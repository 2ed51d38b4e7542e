/** Work at other places and stations that work longer: as if the plan had been made so, and without a trace afterwards. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildPlan } from './plan.ts'
import { Projection } from './projection.ts'
import { planInputs, randomChanges, randomRearrangement } from './random-plan.fixture.ts'
import { timesFromScratch } from './scratch-network.fixture.ts'

const seeds = fc.array(fc.integer(), { minLength: 1, maxLength: 5 })

/** Everything that a projection is, its private arrays included. */
function stateOf(projection: Projection): unknown {
  const {
    network: _,
    log: _log,
    freeLog: _freeLog,
    dirty: _dirty,
    order,
    touched: _touched,
    anyPassed: _passed,
    ...rest
  } = projection as never as Record<string, object>
  const { network: _network, search: _search, seen: _seen, ...sequence } = (order ?? {}) as Record<string, object>
  return structuredClone({ ...rest, sequence: order === undefined ? 'as in the network' : sequence })
}

function timesOf({ start, finish }: Projection) {
  return { start: start.slice(), finish: finish.slice() }
}

test('work at other places gives what a network made with that sequence and those calendars gives, and a circle is refused', () => {
  let refused = 0
  let shown = 0
  fc.assert(
    fc.property(planInputs, seeds, (input, history) => {
      const projection = new Projection(buildPlan(input).network, Number.POSITIVE_INFINITY)
      for (const seed of history) {
        const way = randomRearrangement(projection, seed)
        const expected = timesFromScratch(projection, way)
        const seen = projection.overlayRearranged(way, () => timesOf(projection))
        assert.deepEqual(seen, expected)
        if (seen === undefined) refused++
        else shown++
        projection.apply(randomChanges(projection, seed + 1))
      }
    }),
    { numRuns: 400 },
  )
  assert.ok(refused > 20 && shown > 200, `${refused} refused, ${shown} shown: too few of one of them to mean anything`)
})

test('what was looked at leaves no trace, ranks included', () => {
  fc.assert(
    fc.property(planInputs, seeds, (input, history) => {
      const { projection } = buildPlan(input)
      // The first look makes the arrays that all later ones use.
      projection.overlayRearranged(randomRearrangement(projection, 1), () => undefined)
      for (const seed of history) {
        const before = stateOf(projection)
        projection.overlayRearranged(randomRearrangement(projection, seed), () => undefined)
        assert.deepEqual(stateOf(projection), before)
        projection.apply(randomChanges(projection, seed + 1))
      }
    }),
    { numRuns: 150 },
  )
})

test('a history of rearrangements, with stops and late work that is passed over, gives what computing every node anew gives', () => {
  fc.assert(
    fc.property(planInputs, seeds, (input, history) => {
      const { projection } = buildPlan(input)
      for (const seed of history) {
        const way = randomRearrangement(projection, seed)
        const looked = projection.overlayRearranged(way, () => timesOf(projection))
        assert.equal(projection.rearrange(way), looked !== undefined)
        if (looked !== undefined) assert.deepEqual(timesOf(projection), looked)
        projection.apply(randomChanges(projection, seed + 1))
        const incremental = timesOf(projection)
        projection.projectAll()
        assert.deepEqual(timesOf(projection), incremental)
      }
    }),
    { numRuns: 300 },
  )
})

test('a place that is not on its station, and two places for one node, are refused', () => {
  fc.assert(
    fc.property(planInputs, (input) => {
      const { projection, network } = buildPlan(input)
      const node = network.previousOnStation.findIndex((before) => before >= 0)
      fc.pre(node >= 0)
      const station = network.station[node]!
      const before = stateOf(projection)
      const elsewhere = network.station.findIndex((each, other) => other < network.operationCount && each !== station)
      if (elsewhere >= 0) assert.equal(projection.rearrange({ places: [{ node, station, before: elsewhere }], changes: [] }), false)
      const twice = [0, 1].map(() => ({ node, station, before: network.nextOnStation[node]! }))
      assert.equal(projection.rearrange({ places: twice, changes: [] }), false)
      projection.overlayRearranged({ places: [], changes: [] }, () => undefined)
      assert.deepEqual({ ...(stateOf(projection) as object), sequence: 0 }, { ...(before as object), sequence: 0 })
    }),
    { numRuns: 60 },
  )
})
