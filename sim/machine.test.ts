/** A simulated machine as whoever stands beside it would describe its day. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chanceOf } from './chance.ts'
import { Machine, type MachineTold, type Role } from './machine.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEAR = { reasons: ['Tool changer'], medianRepairMs: 3 * HOUR }
const JOB = { order: '4711/20', pieces: 6, setupMs: 30 * MINUTE, pieceMs: 40 * MINUTE }

const machine = (seed = 1): Machine => new Machine('mill-1', { chance: chanceOf(seed), wear: WEAR, atMs: 0 })
/** One whose chance never jams and never breaks anything. */
const steadyMachine = (): Machine =>
  new Machine('mill-1', { chance: { ...chanceOf(1), exponential: () => 1e12, next: () => 0.5 }, wear: WEAR, atMs: 0 })
const last = (told: readonly MachineTold[], role: Role): string | number | undefined => told.findLast((each) => each.role === role)?.value
const states = (told: readonly MachineTold[]): readonly (string | number)[] =>
  told.filter(({ role }) => role === 'state').map(({ value }) => value)

test('a machine tells its order, sets up, makes piece after piece, and ends idle without an order', () => {
  const mill = machine()
  mill.begin(JOB)
  const told = mill.advance(2 * DAY, [])
  assert.equal(told[0]?.role, 'runningOrder')
  assert.deepEqual(states(told).slice(0, 2), ['setup', 'producing'])
  assert.equal(Number(last(told, 'goodCount') ?? 0) + Number(last(told, 'rejectCount') ?? 0), 6)
  assert.equal(last(told, 'runningOrder'), '')
  assert.equal(states(told).at(-1), 'idle')
  assert.ok(mill.free)
})

test('the last piece is told before the order ends, so that it is counted for that order', () => {
  const mill = machine()
  mill.begin(JOB)
  const told = mill.advance(2 * DAY, [])
  const counted = told.findLast(({ role }) => role === 'goodCount' || role === 'rejectCount')?.atMs ?? 0
  const ended = told.findLast(({ role }) => role === 'runningOrder')?.atMs ?? 0
  assert.ok(counted < ended)
})

test('a machine that got stuck is down, tells why some minutes later, makes nothing, and goes on where it was', () => {
  const mill = machine()
  mill.begin({ ...JOB, setupMs: 0 })
  mill.advance(MINUTE, [])
  mill.getStuck()
  const stuck = mill.advance(9 * HOUR, [])
  assert.deepEqual(states(stuck), ['down'])
  const reason = stuck.find(({ role }) => role === 'reason')
  assert.equal(reason?.value, 'Tool changer')
  assert.equal(reason?.atMs, 7 * MINUTE)
  assert.equal(last(stuck, 'goodCount'), undefined)
  mill.recover()
  const after = mill.advance(9 * HOUR + 2 * DAY, [])
  assert.equal(last(after, 'reason') ?? '', '')
  assert.equal(Number(last(after, 'goodCount') ?? 0) + Number(last(after, 'rejectCount') ?? 0), 6)
})

test('half the rate takes twice as long, and is told', () => {
  const endOf = (rate: number): number => {
    const steady = steadyMachine()
    steady.setRate(rate)
    steady.begin({ ...JOB, setupMs: 0 })
    return steady.advance(DAY, []).findLast(({ role }) => role === 'goodCount')?.atMs ?? 0
  }
  assert.equal(endOf(1), 6 * 40 * MINUTE)
  assert.equal(endOf(0.5), 2 * 6 * 40 * MINUTE)
})

test('a machine rests in closed time and says that it is off shift, not down', () => {
  const mill = steadyMachine()
  mill.begin({ ...JOB, setupMs: 0 })
  const told = mill.advance(30 * HOUR, [{ fromMs: HOUR, toMs: 9 * HOUR }])
  const off = told.find(({ value }) => value === 'nonProduction')
  assert.equal(off?.atMs, HOUR)
  assert.ok(told.every(({ role, atMs }) => role !== 'goodCount' || atMs <= HOUR || atMs >= 9 * HOUR))
})

test('scrap jumps by what was asked for and never beyond what was left', () => {
  const mill = machine()
  mill.begin(JOB)
  mill.advance(MINUTE, [])
  assert.equal(mill.scrap(4), 4)
  assert.equal(last(mill.advance(2 * MINUTE, []), 'rejectCount'), 4)
  assert.equal(mill.scrap(9), 2)
  const told = mill.advance(3 * MINUTE, [])
  assert.equal(last(told, 'rejectCount'), 6)
  assert.equal(last(told, 'runningOrder'), '')
  assert.equal(mill.scrap(1), 0)
})

test('however its days go, pieces add up, time never runs back, and the same seed gives the same days', () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.nat(),
        pieces: fc.integer({ min: 1, max: 30 }),
        minutes: fc.integer({ min: 1, max: 300 }),
        steps: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 30 }),
      }),
      ({ seed, pieces, minutes, steps }) => {
        const days = (ticks: readonly number[]): readonly MachineTold[] => {
          const mill = machine(seed)
          mill.begin({ order: '1/10', pieces, setupMs: 10 * MINUTE, pieceMs: minutes * MINUTE })
          let atMs = 0
          const told = ticks.flatMap((tick) => {
            atMs += tick * MINUTE
            return mill.advance(atMs, [])
          })
          return [...told, ...mill.advance(atMs + 100 * DAY, [])]
        }
        const told = days(steps)
        assert.deepEqual(told, days([]), 'how often somebody looks makes no difference')
        assert.equal(Number(last(told, 'goodCount') ?? 0) + Number(last(told, 'rejectCount') ?? 0), pieces)
        assert.ok(told.every(({ atMs }, i) => i === 0 || atMs >= (told[i - 1]?.atMs ?? 0)))
      },
    ),
    { numRuns: 60 },
  )
})
