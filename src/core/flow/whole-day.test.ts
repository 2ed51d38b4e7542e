/** Promises for a day, where the source knows no times of day. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyModel, putRecord } from '../chain/model.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import { holdsUntil } from './whole-day.ts'

const at = (text: string): Instant => instantFromMs(Date.parse(text))

function holding(zone: string, datesWithoutTime: boolean): (promised: Instant) => Instant {
  const model = emptyModel()
  putRecord(model, 'site', { id: 'plant', name: 'Plant', zone, currency: 'EUR', datesWithoutTime })
  return holdsUntil(model)
}

test('a promise for a day holds until the day is over where the plant stands, also when its clocks change', () => {
  const berlin = holding('Europe/Berlin', true)
  assert.equal(berlin(at('2026-05-07T22:00:00Z')), at('2026-05-08T22:00:00Z'))
  assert.equal(berlin(at('2026-10-24T22:00:00Z')), at('2026-10-25T23:00:00Z'))
})

test('a promise for a time of day holds until then', () => {
  assert.equal(holding('Europe/Berlin', true)(at('2026-05-08T10:30:00Z')), at('2026-05-08T10:30:00Z'))
})

test('where the source knows times of day, midnight is one of them', () => {
  assert.equal(holding('Europe/Berlin', false)(at('2026-05-07T22:00:00Z')), at('2026-05-07T22:00:00Z'))
})
