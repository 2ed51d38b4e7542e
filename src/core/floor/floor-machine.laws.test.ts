/** What holds of a work unit whatever its signals say, in whatever order and however often they say it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FloorFact, StateSpan } from './fact.ts'
import { at, SIX_MS, secondsOf, shop } from './floor-plant.fixture.ts'
import { isUnobserved } from './unit-machine.ts'

interface Told {
  readonly seconds: number
  readonly role: 'state' | 'goodCount' | 'reason' | 'runningOrder'
  readonly value: string | number | null
}

const words = fc.constantFrom('producing', 'down', 'stopped', 'setup', 'idle', 'HOMING', null)

/** A day of a welder: words, reasons, orders, and a counter that only grows; no two values of one signal at one instant. */
const days: fc.Arbitrary<readonly Told[]> = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 400 }),
      word: fc.option(words, { freq: 2 }),
      made: fc.option(fc.nat(5), { freq: 2 }),
      reason: fc.option(fc.constantFrom('electrode', 'wire', ''), { freq: 1 }),
      order: fc.option(fc.constantFrom('A/10', 'B/20', ''), { freq: 1 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((steps) => {
    let [seconds, counter] = [0, 100]
    const told: Told[] = [{ seconds: 0, role: 'goodCount', value: counter }]
    for (const { gap, word, made, reason, order } of steps) {
      seconds += gap
      if (word !== null) told.push({ seconds, role: 'state', value: word })
      if (made !== null) {
        counter += made
        told.push({ seconds, role: 'goodCount', value: counter })
      }
      if (reason !== null) told.push({ seconds, role: 'reason', value: reason })
      if (order !== null) told.push({ seconds, role: 'runningOrder', value: order })
    }
    return told
  })

function after(readings: readonly Told[]): {
  readonly last: FloorFact | undefined
  readonly facts: readonly FloorFact[]
  readonly spans: readonly StateSpan[]
} {
  const floor = shop()
  for (const { role, seconds, value } of readings) {
    floor.tell(role, seconds, value)
    floor.drain()
  }
  return { last: floor.now(), facts: floor.facts, spans: floor.spans }
}

test('a stream in which any reading comes again, at once or late, says what it says without', () => {
  fc.assert(
    fc.property(days, fc.array(fc.tuple(fc.nat(), fc.nat(20)), { maxLength: 30 }), (told, again) => {
      const repeated = told.map((reading, k) => ({ reading, place: k, nth: 0 }))
      for (const [nth, [which, later]] of again.entries()) {
        const k = which % told.length
        repeated.push({ reading: told[k] as Told, place: k + later, nth: nth + 1 })
      }
      repeated.sort((a, b) => a.place - b.place || a.nth - b.nth)
      const [plain, noisy] = [after(told), after(repeated.map(({ reading }) => reading))]
      assert.deepEqual(noisy.last, plain.last)
      assert.deepEqual(noisy.spans, plain.spans)
    }),
  )
})

test('in whatever order readings come behind the first count, the last word and the total are those of the ordered stream', () => {
  fc.assert(
    fc.property(
      days.chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray(told.slice(1), { minLength: told.length - 1 }))),
      ([told, shuffled]) => {
        const [plain, mixed] = [after(told).last, after([told[0] as Told, ...shuffled]).last]
        assert.deepEqual(
          [mixed?.state, mixed?.goodTotal, mixed?.goodCounter, mixed?.runningOrder],
          [plain?.state, plain?.goodTotal, plain?.goodCounter, plain?.runningOrder],
        )
      },
    ),
  )
})

test('totals never shrink and states never begin before the ones that they follow, whatever counters do', () => {
  const wild = fc.array(
    fc.record({
      seconds: fc.nat(5000),
      role: fc.constantFrom('state', 'goodCount', 'lost'),
      word: words,
      count: fc.oneof(fc.nat(1000), fc.constantFrom(Number.NaN, -1)),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(wild, (steps) => {
      const floor = shop()
      for (const { seconds, role, word, count } of steps) {
        if (role === 'lost') floor.machine.lost('hall/', at(seconds))
        else floor.tell(role, seconds, role === 'state' ? word : count)
        floor.drain()
      }
      for (const [k, fact] of floor.facts.entries()) {
        const before = floor.facts[k - 1]
        assert.ok(before === undefined || fact.since >= before.since)
        assert.ok((fact.goodTotal ?? 0) >= (before?.goodTotal ?? 0))
      }
    }),
  )
})

test('spans follow each other without a gap: observed and unobserved time are all the time there was', () => {
  fc.assert(
    fc.property(days, (told) => {
      const { spans, last, facts } = after(told)
      const [first] = facts
      if (first === undefined || last === undefined) return
      let from = first.since
      const time = { observed: 0, unobserved: 0 }
      for (const { state, fromAt, toAt } of spans) {
        assert.equal(fromAt, from)
        time[isUnobserved(state) ? 'unobserved' : 'observed'] += secondsOf(toAt) - secondsOf(fromAt)
        from = toAt
      }
      assert.equal(last.since, from)
      assert.equal(time.observed + time.unobserved, (Date.parse(last.since) - SIX_MS) / 1000 - secondsOf(first.since))
    }),
  )
})
