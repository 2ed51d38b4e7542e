/** Times as people write and read them, across daylight saving. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationText, momentOf, momentText, secondsOf } from './moment.ts'

test('lengths of time in days, hours and minutes', () => {
  assert.deepEqual(
    ['6h', '90min', '5d', '1d12h', '1.5h', '2 h 30 min'].map((text) => secondsOf(text, 'for')),
    [21_600, 5400, 432_000, 129_600, 5400, 9000],
  )
  for (const wrong of ['', '6', 'h', '6 weeks', '-3h', '0h']) assert.throws(() => secondsOf(wrong, 'for'), /not a length of time/, wrong)
})

test('a local time is meant in the zone of the plant, in summer and in winter', () => {
  assert.equal(momentOf('2026-05-08T06:00', 'Europe/Berlin', 'at'), '2026-05-08T04:00:00.000Z')
  assert.equal(momentOf('2026-12-08 06:00', 'Europe/Berlin', 'at'), '2026-12-08T05:00:00.000Z')
  assert.equal(momentOf('2026-05-08', 'America/Chicago', 'at'), '2026-05-08T05:00:00.000Z')
  assert.equal(momentOf('2026-05-08T06:00:00+02:00', 'America/Chicago', 'at'), '2026-05-08T04:00:00.000Z')
  for (const wrong of ['2026-02-30', 'tomorrow', '08.05.2026', '2026-05-08T25:00']) {
    assert.throws(() => momentOf(wrong, 'Europe/Berlin', 'at'), /not a date or a time/, wrong)
  }
})

test('a moment is shown in the zone of the plant, and a missing one as not known', () => {
  assert.equal(momentText(momentOf('2026-05-08T06:00', 'Europe/Berlin', 'at'), 'Europe/Berlin'), '2026-05-08 06:00')
  assert.equal(momentText(null, 'Europe/Berlin'), 'not known')
})

test('a length of time is shown in its two largest units', () => {
  assert.deepEqual([0, 20, 60, 5400, -7200, 90_000, 273_600].map(durationText), [
    '0 min',
    'under a minute',
    '1 min',
    '1 h 30 min',
    '2 h',
    '1 d 1 h',
    '3 d 4 h',
  ])
})
