/** Work at another place: where it would go, and what of its own and of others' time that changes, setups included. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildPlan, type Plan } from './plan.ts'
import { NONE } from './plan-input.ts'
import { Projection } from './projection.ts'
import { planInputs, randomRearrangement } from './random-plan.fixture.ts'
import { differenceOf, sequenceState } from './sequence-difference.ts'
import { insertPlaces, readyAt, rearrangementOf } from './work-places.ts'

const seeds = fc.array(fc.integer(), { minLength: 1, maxLength: 4 })

function placesOf(projection: Projection, seed: number) {
  return randomRearrangement(projection, seed).places
}

/** How long every operation takes with its setup, counted along each sequence from its first work on, as the dispatch sets up. */
function secondsByHand({ draft, network, input }: Plan, { sequence }: Projection): number[] {
  const seconds = new Array<number>(network.operationCount).fill(0)
  const own = (node: number) => network.operationOf[node]!
  const work = (node: number, efficiency: number) => Math.ceil(draft.opWork.data[own(node)]! / efficiency)
  for (let node = 0; node < network.operationCount; node++) {
    const station = input.stations[sequence.station[node]!]
    const same = station !== undefined && station.setupGroup >= 0 && station.setupGroup === draft.opSetupGroup.data[own(node)]
    seconds[node] = work(node, station?.efficiency ?? 1) + (same && !station.finite ? 0 : draft.opSetup.data[own(node)]!)
  }
  input.stations.forEach((station, s) => {
    if (!station.finite) return
    const list: number[] = []
    for (let node = sequence.lastOnStation[s]!; node >= 0; node = sequence.previousOnStation[node]!) list.unshift(node)
    let setUpFor = station.setupGroup
    for (const node of list) {
      const group = draft.opSetupGroup.data[own(node)]!
      seconds[node] = work(node, station.efficiency) + (group >= 0 && group === setUpFor ? 0 : draft.opSetup.data[own(node)]!)
      if (group >= 0) setUpFor = group
    }
  })
  return seconds
}

test('work takes as long at its new place as it would take there in a plan, and so does what stands behind', () => {
  let moved = 0
  fc.assert(
    fc.property(planInputs, seeds, (input, history) => {
      const plan = buildPlan(input)
      const { projection, network } = plan
      for (const seed of history) {
        if (projection.rearrange(rearrangementOf(plan, projection, placesOf(projection, seed)))) moved++
        assert.deepEqual([...projection.duration.subarray(0, network.operationCount)], secondsByHand(plan, projection))
      }
    }),
    { numRuns: 300 },
  )
  assert.ok(moved > 100, `only ${moved} moved`)
})

test('work that stays where it is changes nothing', () => {
  fc.assert(
    fc.property(planInputs, fc.nat(), (input, pick) => {
      const plan = buildPlan(input)
      const { projection, network } = plan
      fc.pre(network.operationCount > 0)
      const node = pick % network.operationCount
      const { places, changes } = rearrangementOf(plan, projection, [
        { node, station: network.station[node]!, before: network.nextOnStation[node]! },
      ])
      assert.deepEqual(changes, [])
      assert.equal(
        projection.overlayRearranged({ places, changes }, ({ count }) => count),
        0,
      )
    }),
  )
})

test('the way from one state of the sequences to another leads there, and leaves as many as it can where they are', () => {
  fc.assert(
    fc.property(planInputs, seeds, (input, history) => {
      const plan = buildPlan(input)
      const { projection, network } = plan
      const start = sequenceState(projection)
      const touched = new Set<number>()
      for (const seed of history) {
        const places = placesOf(projection, seed)
        if (projection.rearrange(rearrangementOf(plan, projection, places))) for (const { node } of places) touched.add(node)
      }
      const end = sequenceState(projection)
      const way = differenceOf(start, end)
      assert.ok(way.places.length <= touched.size, `${way.places.length} places for ${touched.size} that were moved`)
      const again = new Projection(network)
      assert.ok(again.rearrange(way))
      assert.deepEqual(sequenceState(again), end)
      assert.ok(projection.rearrange(differenceOf(end, start)))
      assert.deepEqual(sequenceState(projection), start)
      assert.deepEqual(projection.finish, buildPlan(input).projection.finish)
    }),
    { numRuns: 200 },
  )
})

test('work goes before nothing that runs or starts before it is ready, and in a gap it keeps nobody waiting', () => {
  fc.assert(
    fc.property(planInputs, fc.nat(), fc.nat(), (input, pickNode, pickStation) => {
      const plan = buildPlan(input)
      const { projection, network } = plan
      fc.pre(network.operationCount > 0)
      const node = pickNode % network.operationCount
      const station = pickStation % network.stationFinite.length
      const isFixed = (other: number) => projection.start[other]! <= input.now
      const places = insertPlaces(projection, { node, station, seconds: network.duration[node]! }, isFixed)
      for (const before of places) {
        if (before === NONE) continue
        assert.equal(network.station[before], station)
        assert.ok(!isFixed(before))
        assert.ok(projection.start[before]! >= readyAt(projection, node))
        assert.notEqual(before, network.station[node] === station ? network.nextOnStation[node] : NONE)
      }
      const gap = places[1]
      const from = network.station[node]
      if (gap === undefined || gap === NONE || from === station) return
      const was = projection.start[gap]!
      const done = projection.finish[node]!
      // Only the gap is asked about: its work takes as long there as was said.
      projection.overlayRearranged({ places: [{ node, station, before: gap }], changes: [] }, () => {
        assert.ok(projection.finish[node]! <= Math.max(was, projection.start[gap]!))
        // What is done later than before keeps what waits for it waiting, wherever that stands.
        if (projection.finish[node]! > done) return
        assert.equal(projection.start[gap], Math.min(was, projection.start[gap]!), 'what stands behind a gap is not kept waiting')
      })
    }),
    { numRuns: 300 },
  )
})

test('work that is to go before other work which is to go before it has no place, and neither have any random places that the projection refuses', () => {
  let refused = 0
  fc.assert(
    fc.property(planInputs, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }), (input, picks) => {
      const plan = buildPlan(input)
      const { projection, network } = plan
      fc.pre(network.operationCount > 1)
      const node = (pick: number) => pick % network.operationCount
      const places = picks.map(([which, ahead, after]) => {
        const before = after % 4 === 0 ? NONE : node(ahead)
        return { node: node(which), station: network.station[before === NONE ? node(which) : before]!, before }
      })
      const circle = [...places, ...places.map(({ node: before, station, before: each }) => ({ node: each, station, before }))].filter(
        (each) => each.node >= 0,
      )
      for (const some of [places, circle]) {
        const { changes } = rearrangementOf(plan, projection, some)
        const taken = projection.overlayRearranged({ places: some, changes }, () => true)
        if (taken === undefined) refused++
      }
    }),
    { numRuns: 300 },
  )
  assert.ok(refused > 100, `only ${refused} refused`)
})
