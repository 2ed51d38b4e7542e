/** The dates of a promise on one line. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../../src/core/values/instant.ts'
import { layoutDates } from './date-line.ts'

const day = (n: number): Instant => new Date(Date.UTC(2026, 4, n)).toISOString() as Instant
const dates = { requestedAt: day(8), confirmedAt: day(9), projectedAt: day(11), projectedP90At: day(13) }

test('dates stand in their order, the band behind the projected one, and late is said', () => {
  const { marks, band, gap } = layoutDates(dates, day(4), 0.1)
  assert.deepEqual(
    marks.map(({ kind }) => kind),
    ['now', 'asked', 'confirmed', 'projected'],
  )
  assert.ok(band !== null && band.from < band.to && band.to <= 1)
  assert.equal(gap?.late, true)
})

test('where nothing is uncertain there is no band', () => {
  assert.equal(layoutDates({ ...dates, projectedP90At: day(11) }, day(4), 0.1).band, null)
})

test('labels of dates that lie close stand in different rows', () => {
  const { marks } = layoutDates({ ...dates, projectedAt: day(9) }, day(4), 0.3)
  assert.equal(new Set(marks.filter(({ kind }) => kind !== 'now').map(({ row }) => row)).size, 3)
})

test('a date that is not known has no mark, and no gap is claimed', () => {
  const { marks, gap } = layoutDates({ ...dates, projectedAt: null, projectedP90At: null }, day(4), 0.1)
  assert.ok(marks.every(({ kind }) => kind !== 'projected'))
  assert.equal(gap, null)
})
