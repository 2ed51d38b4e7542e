/** Dates as files write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Instant } from '../../core/values/instant.ts'
import { compileDateFormat, dayText, isoDate, placeDate, readDate, relativeFormat } from './date-text.ts'

function read(text: string, format?: string): string {
  const reader = format === undefined ? isoDate : compileDateFormat(format)
  if (reader === undefined) return 'no format'
  const date = readDate(text, [reader])
  if (!date.ok) return date.problem.code
  return placeDate(date.value, { zone: 'UTC', plusDays: 0, timeOfDay: { hour: 0, minute: 0 } }).at
}

test('dates are read in the formats that files use', () => {
  assert.equal(read('2026-05-08'), '2026-05-08T00:00:00.000Z')
  assert.equal(read('2026-05-08 14:30'), '2026-05-08T14:30:00.000Z')
  assert.equal(read('2026-05-08T14:30:15.25Z'), '2026-05-08T14:30:15.250Z')
  assert.equal(read('2026-05-08T14:30:00+02:00'), '2026-05-08T12:30:00.000Z')
  assert.equal(read('08.05.2026', 'DD.MM.YYYY'), '2026-05-08T00:00:00.000Z')
  assert.equal(read('8.5.2026 6:05', 'D.M.YYYY H:mm'), '2026-05-08T06:05:00.000Z')
  assert.equal(read('05/08/2026 12:15 AM', 'MM/DD/YYYY hh:mm A'), '2026-05-08T00:15:00.000Z')
  assert.equal(read('05/08/2026 2:15 pm', 'MM/DD/YYYY h:mm A'), '2026-05-08T14:15:00.000Z')
  assert.equal(read('20260508', 'YYYYMMDD'), '2026-05-08T00:00:00.000Z')
})

test('relative dates count from the local day of the import', () => {
  const berlin = 'Europe/Berlin'
  // Half past eleven in the evening in UTC is half past twelve of the next day in Berlin.
  const format = relativeFormat('2026-03-26T23:30:00.000Z' as Instant, berlin)
  const at = (text: string): string => {
    const date = readDate(text, [format])
    return date.ok ? placeDate(date.value, { zone: berlin, plusDays: 0, timeOfDay: { hour: 17, minute: 0 } }).at : date.problem.code
  }
  assert.equal(at('0d 06:30'), '2026-03-27T05:30:00.000Z')
  assert.equal(at('-12d 14:00'), '2026-03-15T13:00:00.000Z')
  assert.equal(at('+3d 14:00'), '2026-03-30T12:00:00.000Z', 'the same time of day behind the change to daylight saving')
  assert.equal(at('+3d'), '2026-03-30T15:00:00.000Z', 'the time of day that the mapping states')
  assert.equal(at('+400d'), '2027-05-01T15:00:00.000Z')
  assert.equal(at('0d 24:10'), 'import.impossible-date')
  for (const text of ['3 days', '+3 d', '+3d 1:00', 'd']) assert.equal(at(text), 'import.unknown-date-format', text)
})

test('a date that does not exist is told apart from a format that is not known', () => {
  for (const text of [
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '0000-00-00',
    '0001-01-01',
    '2026-05-08 24:01',
    '2026-05-08 12:60',
  ]) {
    assert.equal(read(text), 'import.impossible-date', text)
  }
  assert.equal(read('30.02.2026', 'DD.MM.YYYY'), 'import.impossible-date')
  assert.equal(read('08/05/2026', 'DD.MM.YYYY'), 'import.unknown-date-format')
  assert.equal(read('soon'), 'import.unknown-date-format')
  assert.equal(read('2026', 'YYYY'), 'no format')
})

test('local times follow daylight saving, and say where it skips or repeats them', () => {
  const berlin = (text: string, plusDays = 0) => {
    const date = readDate(text, [isoDate])
    assert.ok(date.ok)
    return placeDate(date.value, { zone: 'Europe/Berlin', plusDays, timeOfDay: { hour: 17, minute: 0 } })
  }
  assert.deepEqual(berlin('2026-01-15 06:00'), { at: '2026-01-15T05:00:00.000Z', daylightSaving: null })
  assert.deepEqual(berlin('2026-07-15 06:00'), { at: '2026-07-15T04:00:00.000Z', daylightSaving: null })
  assert.deepEqual(berlin('2026-03-29 02:30'), { at: '2026-03-29T01:30:00.000Z', daylightSaving: 'skipped' })
  assert.deepEqual(berlin('2026-10-25 02:30'), { at: '2026-10-25T00:30:00.000Z', daylightSaving: 'repeated' })
  assert.deepEqual(berlin('2026-10-25T02:30:00+01:00'), { at: '2026-10-25T01:30:00.000Z', daylightSaving: null })
  assert.equal(berlin('2026-05-08').at, '2026-05-08T15:00:00.000Z', 'a day without a time takes the stated time of day')
  assert.equal(berlin('2026-03-28 06:00', 1).at, '2026-03-29T04:00:00.000Z', 'a day later is the same local time')
})

test('every day of the calendar survives being written and read', () => {
  const days = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(days, (day) => {
      const german = `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
      const reader = compileDateFormat('DD.MM.YYYY')
      assert.ok(reader)
      const date = readDate(german, [reader])
      assert.ok(date.ok)
      assert.equal(dayText(date.value), day)
    }),
  )
})
