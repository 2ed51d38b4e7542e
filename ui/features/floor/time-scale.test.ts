/** The time axis: what stays where it is when it is zoomed, and days that are shorter or longer than others. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { askedRange, LONGEST_MS, midnightBefore, moved, pixelOf, SHORTEST_MS, ticksOf, zoomed } from './time-scale.ts'

const at = (text: string): number => Date.parse(text)
const week = { fromMs: at('2026-05-04T00:00:00Z'), toMs: at('2026-05-11T00:00:00Z') }

test('zooming keeps the instant under the pointer, within an hour and sixty days', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (factor, place) => {
      const next = zoomed(week, factor, place)
      const under = week.fromMs + place * (week.toMs - week.fromMs)
      assert.ok(Math.abs(pixelOf(under, next, 1000) - place * 1000) < 0.01)
      const span = next.toMs - next.fromMs
      assert.ok(span >= SHORTEST_MS - 1 && span <= LONGEST_MS + 1)
    }),
  )
})

test('moving goes later by a share of what is seen', () => {
  assert.deepEqual(moved(week, 1), { fromMs: week.toMs, toMs: week.toMs + 7 * 86_400_000 })
})

test('days begin at midnight of the plant, also when its clocks are changed', () => {
  assert.equal(midnightBefore(at('2026-03-29T10:00:00Z'), 'Europe/Berlin'), at('2026-03-28T23:00:00Z'))
  const spring = { fromMs: at('2026-03-27T23:00:00Z'), toMs: at('2026-03-30T22:00:00Z') }
  const days = ticksOf(spring, { width: 60, zone: 'Europe/Berlin', apart: 15 })
  assert.deepEqual(
    days.map(({ ms }) => new Date(ms).toISOString()),
    ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  )
})

test('lines of the axis never stand closer than was asked, however far it is zoomed', () => {
  for (const factor of [0.01, 0.05, 0.2, 1, 3, 8]) {
    const window = zoomed(week, factor, 0.5)
    const pixels = ticksOf(window, { width: 900, zone: 'America/New_York', apart: 60 }).map(({ ms }) => pixelOf(ms, window, 900))
    assert.ok(pixels.length > 0 && pixels.every((x, i) => i === 0 || x - (pixels[i - 1] ?? 0) >= 29), `${factor}: ${pixels}`)
  }
})

test('what is asked covers what is seen, and a small move asks nothing new', () => {
  const range = askedRange(week)
  assert.ok(Date.parse(range.from) < week.fromMs && Date.parse(range.to) > week.toMs)
  const asked = new Set(Array.from({ length: 100 }, (_, i) => JSON.stringify(askedRange(moved(week, i / 100)))))
  assert.ok(asked.size <= 6, `${asked.size} questions for a move by one screen`)
})
