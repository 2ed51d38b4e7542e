/** What a person reads off the plant's clock and writes into a field is the same instant, also around a change of clocks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Instant, instantFromMs } from '../../src/core/values/instant.ts'
import { instantAtWall, wallTime } from './zone-clock.ts'

const MINUTE = 60_000

test('a time is read and written in the zone of the plant', () => {
  assert.equal(wallTime('2026-05-08T06:00:00.000Z' as Instant, 'Europe/Berlin'), '2026-05-08T08:00')
  assert.equal(instantAtWall('2026-05-08T08:00', 'Europe/Berlin'), '2026-05-08T06:00:00.000Z')
  assert.equal(instantAtWall('2026-01-08T08:00', 'America/Chicago'), '2026-01-08T14:00:00.000Z')
})

test('an hour that the clocks leave out is the one that they would have shown; one that comes twice is the first', () => {
  assert.equal(instantAtWall('2026-03-29T02:30', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z')
  assert.equal(instantAtWall('2026-10-25T02:30', 'Europe/Berlin'), '2026-10-25T00:30:00.000Z')
})

test('what is not a time is none', () => {
  for (const text of ['', 'tomorrow', '2026-05-08', '2026-13-40T08:00']) assert.equal(instantAtWall(text, 'Europe/Berlin'), undefined)
})

test('writing what was read gives a clock that shows the same', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC')
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }), zones, (ms, zone) => {
      const at = instantFromMs(Math.floor(ms / MINUTE) * MINUTE)
      const again = instantAtWall(wallTime(at, zone), zone)
      assert.ok(again !== undefined)
      assert.equal(wallTime(again, zone), wallTime(at, zone))
    }),
  )
})
