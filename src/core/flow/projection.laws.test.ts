import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { buildPlan } from './plan.ts'
import type { ParameterChange } from './plan-change.ts'
import { Projection } from './projection.ts'
import { planInputs, randomChanges } from './random-plan.fixture.ts'
import { requiredFinish } from './required.ts'

const seeds = fc.array(fc.integer(), { minLength: 1, maxLength: 6 })

/** The same parameters, every node computed anew. */
function fromScratch(projection: Projection): Projection {
  const fresh = new Projection(projection.network)
  fresh.duration.set(projection.duration)
  fresh.release.set(projection.release)
  fresh.off.set(projection.off)
  projection.disturbed.forEach((each, s) => {
    fresh.disturbed[s] = each
  })
  fresh.projectAll()
  return fresh
}

function sameTimes(a: Projection, b: Projection): void {
  assert.deepEqual(a.start, b.start)
  assert.deepEqual(a.finish, b.finish)
}

test('propagating a history of changes gives what computing everything anew gives', () => {
  fc.assert(
    fc.property(planInputs, seeds, (input, history) => {
      const { projection } = buildPlan(input)
      for (const seed of history) {
        projection.apply(randomChanges(projection, seed))
        sameTimes(projection, fromScratch(projection))
      }
    }),
    { numRuns: 400 },
  )
})

test('an overlay shows what applying would give, and leaves no trace', () => {
  fc.assert(
    fc.property(planInputs, seeds, (input, history) => {
      const { projection } = buildPlan(input)
      for (const seed of history) {
        const before = { start: projection.start.slice(), finish: projection.finish.slice() }
        const changes = randomChanges(projection, seed)
        const shown = projection.overlay(changes, (moved) => {
          for (let k = 0; k < moved.count; k++) {
            const node = moved.log[3 * k]!
            assert.deepEqual([moved.log[3 * k + 1], moved.log[3 * k + 2]], [before.start[node], before.finish[node]])
          }
          return { start: projection.start.slice(), finish: projection.finish.slice() }
        })
        assert.deepEqual({ start: projection.start, finish: projection.finish }, before)
        projection.apply(changes)
        assert.deepEqual({ start: projection.start, finish: projection.finish }, shown)
      }
    }),
    { numRuns: 200 },
  )
})

test('a change that is taken back leaves no trace', () => {
  fc.assert(
    fc.property(planInputs, fc.integer(), (input, seed) => {
      const { projection } = buildPlan(input)
      const start = projection.start.slice()
      const finish = projection.finish.slice()
      projection.apply(randomChanges(projection, seed))
      projection.apply([
        ...Array.from(
          projection.duration,
          (_, node): ParameterChange => ({ type: 'duration', node, seconds: projection.network.duration[node]! }),
        ),
        ...Array.from(projection.release, (_, node): ParameterChange => ({ type: 'release', node, at: projection.network.release[node]! })),
        ...Array.from(projection.off, (_, node): ParameterChange => ({ type: 'off', node, off: false })),
        ...projection.disturbed.map((_, station): ParameterChange => ({ type: 'station', station, disturbed: [] })),
      ])
      assert.deepEqual(projection.start, start)
      assert.deepEqual(projection.finish, finish)
    }),
    { numRuns: 200 },
  )
})

test('where stations wait as long as it takes, more capacity never delays anything', () => {
  fc.assert(
    fc.property(planInputs, fc.integer(), fc.nat(), (input, seed, pick) => {
      const projection = new Projection(buildPlan(input).network, Number.POSITIVE_INFINITY)
      projection.apply(randomChanges(projection, seed))
      const before = projection.finish.slice()
      const node = projection.network.operationCount === 0 ? 0 : pick % projection.network.operationCount
      const relief: ParameterChange[] = [
        { type: 'station', station: pick % projection.disturbed.length, disturbed: [] },
        { type: 'duration', node, seconds: projection.duration[node]! >> 1 },
        { type: 'release', node, at: Math.min(projection.release[node]!, input.now) },
      ]
      for (const each of relief) {
        projection.overlay([each], () => {
          projection.finish.forEach((finish, i) => {
            assert.ok(finish <= before[i]!, `node ${i} moved from ${before[i]} to ${finish}`)
          })
        })
      }
    }),
    { numRuns: 300 },
  )
})

test('where stations wait as long as it takes, a delay within the slack of an operation breaks no promise', () => {
  fc.assert(
    fc.property(planInputs, fc.integer(), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (input, seed, pick, share) => {
      const { network } = buildPlan(input)
      // A station that takes what stands behind changes who waits for whom: slack tells of the sequence as it is.
      const projection = new Projection(network, Number.POSITIVE_INFINITY)
      fc.pre(network.operationCount > 0)
      projection.apply(randomChanges(projection, seed))
      const due = (line: number) => input.lines[line]!.due
      const required = requiredFinish(projection, due)
      const node = pick % network.operationCount
      const finish = projection.finish[node]!
      fc.pre(finish < UNKNOWN_TIME && projection.off[node] === 0 && required[node]! < UNKNOWN_TIME)
      const slack = required[node]! - finish
      assert.ok(slack >= 0, 'a promise asks for no more than it gets')
      const later = projection.start[node]! + Math.floor(slack * share)
      const lateness = () => input.lines.map((line, l) => Math.max(0, projection.finish[network.operationCount + l]! - line.due))
      const before = lateness()
      projection.overlay([{ type: 'release', node, at: later }], () => {
        if (projection.finish[node]! > required[node]!) return // Closed hours made more of the delay than was given.
        lateness().forEach((late, line) => {
          assert.ok(late <= before[line]!, `line ${line} became later by ${late - before[line]!} s`)
        })
      })
    }),
    { numRuns: 400 },
  )
})

test('the dispatch starts every operation exactly once', () => {
  fc.assert(
    fc.property(planInputs, (input) => {
      const { sequence, arcs } = buildPlan(input)
      assert.deepEqual(
        Int32Array.from(sequence.order).sort(),
        Int32Array.from({ length: arcs.operationCount }, (_, k) => k),
      )
    }),
  )
})

test('a station that has nothing else to do waits, and one that has takes what stands behind', () => {
  fc.assert(
    fc.property(planInputs, fc.nat(), (input, pick) => {
      const { projection, network } = buildPlan(input)
      fc.pre(network.operationCount > 0)
      const late = pick % network.operationCount
      const behind = network.nextOnStation[late]!
      const before = projection.finish.slice()
      const ready = projection.start[late]! + 30 * 86_400
      projection.overlay([{ type: 'release', node: late, at: ready }], () => {
        assert.ok(projection.start[late]! >= ready)
        if (behind < 0 || projection.start[behind]! >= ready) return
        assert.ok(projection.isPassed(late), 'what stands behind starts first only where the late work was passed over')
        assert.ok(projection.finish[behind]! <= Math.max(before[behind]!, ready), 'it does not wait for the late work')
      })
    }),
  )
})
