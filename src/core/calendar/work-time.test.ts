import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Shift } from '../records/shift.ts'
import { expandShifts } from './expand.ts'
import { compileCalendars, finishAfter, type Interval, nextWorking, startBefore, workedBefore } from './work-time.ts'

const MONDAY = Date.UTC(2026, 4, 4)
const DAY = 86_400
const HOUR = 3600
const SPAN = { originMs: MONDAY, endMs: MONDAY + 28 * DAY * 1000 }

function shift(startTime: string, endTime: string, more: Partial<Shift> = {}): Shift {
  return { id: 's', calendarId: 'c', name: 's', days: ['mon', 'tue', 'wed', 'thu', 'fri'], startTime, endTime, working: true, ...more }
}

/** `fri 16:00` in the first week. */
function at(text: string): number {
  const [day, clock] = text.split(' ') as [string, string]
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(day) * DAY + hours * HOUR + minutes * 60
}

const dayShift = compileCalendars([expandShifts([shift('08:00', '16:00')], 'UTC', SPAN)], 28 * DAY)

test('backward from Friday 16:00: the last start of each step', () => {
  const op30 = startBefore(dayShift, 0, at('fri 16:00'), 3 * HOUR)
  const op20 = startBefore(dayShift, 0, op30, 6 * HOUR)
  const op10 = startBefore(dayShift, 0, op20, 4 * HOUR)
  assert.deepEqual([op30, op20, op10], [at('fri 13:00'), at('thu 15:00'), at('thu 11:00')])
})

test('forward from Monday 08:00: work carries over the night', () => {
  const op10 = finishAfter(dayShift, 0, at('mon 08:00'), 4 * HOUR)
  const op20 = finishAfter(dayShift, 0, op10, 6 * HOUR)
  const op30 = finishAfter(dayShift, 0, op20, 3 * HOUR)
  assert.deepEqual([op10, op20, op30], [at('mon 12:00'), at('tue 10:00'), at('tue 13:00')])
})

test('a night shift is an hour shorter when the clocks go forward and longer when they go back', () => {
  const night = [shift('22:00', '06:00', { days: ['sat'] })]
  const minutesOf = (zone: string, date: string) => {
    const originMs = Date.parse(`${date}T12:00:00Z`)
    return expandShifts(night, zone, { originMs, endMs: originMs + DAY * 1000 }).map((each) => (each.to - each.from) / 60)
  }
  assert.deepEqual(minutesOf('Europe/Berlin', '2026-03-28'), [420])
  assert.deepEqual(minutesOf('Europe/Berlin', '2026-10-24'), [540])
  assert.deepEqual(minutesOf('America/New_York', '2026-03-07'), [420])
})

test('a break and a holiday are taken out; a worked Saturday of smaller precedence is put in', () => {
  const shifts = [
    shift('06:00', '14:00', { precedence: 5 }),
    shift('10:00', '10:30', { precedence: 5, working: false }),
    shift('00:00', '24:00', { precedence: 4, working: false, validFrom: '2026-05-05', validUntil: '2026-05-05' }),
    shift('06:00', '12:00', { precedence: 1, days: ['sat'], validFrom: '2026-05-09', validUntil: '2026-05-09' }),
  ]
  const hours = expandShifts(shifts, 'UTC', { originMs: MONDAY, endMs: MONDAY + 7 * DAY * 1000 }).map((each) => [
    each.from / HOUR,
    each.to / HOUR,
  ])
  assert.deepEqual(hours, [
    [6, 10],
    [10.5, 14],
    [54, 58],
    [58.5, 62],
    [78, 82],
    [82.5, 86],
    [102, 106],
    [106.5, 110],
    [126, 132],
  ])
})

test('past the horizon the last week repeats', () => {
  assert.equal(finishAfter(dayShift, 0, 40 * 7 * DAY + at('fri 15:00'), 2 * HOUR), 41 * 7 * DAY + at('mon 09:00'))
  assert.equal(nextWorking(dayShift, 0, 40 * 7 * DAY + at('sat 03:00')), 41 * 7 * DAY + at('mon 08:00'))
  assert.equal(startBefore(dayShift, 0, 41 * 7 * DAY + at('mon 09:00'), 2 * HOUR), 40 * 7 * DAY + at('fri 15:00'))
})

const intervals: fc.Arbitrary<Interval[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 60 })
  .map((pairs) => {
    let t = 0
    return pairs.map(([gap, length]) => {
      const from = t + gap * 600
      t = from + length * 600
      return { from, to: t }
    })
  })

/** Second by second would be slow; minute by minute is slow enough to be obvious. */
function slowFinish(open: readonly Interval[], start: number, work: number): number {
  let left = work
  for (const each of open) {
    const from = Math.max(each.from, start)
    if (from >= each.to) continue
    if (left <= each.to - from) return from + left
    left -= each.to - from
  }
  return Number.POSITIVE_INFINITY
}

test('finish and start agree with walking along the intervals', () => {
  fc.assert(
    fc.property(intervals, fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 100_000 }), (open, start, work) => {
      const calendars = compileCalendars([open], Math.max(7 * DAY, open.at(-1)!.to))
      const slow = slowFinish(open, start, work)
      fc.pre(slow !== Number.POSITIVE_INFINITY)
      const finish = finishAfter(calendars, 0, start, work)
      assert.equal(finish, slow)
      assert.equal(workedBefore(calendars, 0, finish) - workedBefore(calendars, 0, start), work)
      const latest = startBefore(calendars, 0, finish, work)
      assert.ok(latest >= nextWorking(calendars, 0, start))
      assert.equal(finishAfter(calendars, 0, latest, work), finish)
      assert.ok(finishAfter(calendars, 0, latest + 1, work) > finish)
    }),
  )
})

test('starting later never ends earlier, and more work never ends earlier', () => {
  fc.assert(
    fc.property(
      intervals,
      fc.integer({ min: 0, max: 5_000_000 }),
      fc.integer({ min: 0, max: 9_000 }),
      fc.integer({ min: 0, max: 90_000 }),
      (open, start, later, work) => {
        const calendars = compileCalendars([open], Math.max(7 * DAY, open.at(-1)!.to))
        assert.ok(finishAfter(calendars, 0, start + later, work) >= finishAfter(calendars, 0, start, work))
        assert.ok(finishAfter(calendars, 0, start, work + later) >= finishAfter(calendars, 0, start, work))
      },
    ),
  )
})
