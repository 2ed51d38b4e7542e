import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../src/core/values/instant.ts'
import { anchorOf, plantNow } from './plant-time.ts'

const AT = '2026-05-04T06:00:00.000Z' as Instant
const WALL = Date.parse('2026-05-04T06:00:02.000Z')

test('a real plant runs as fast as we do', () => {
  const anchor = anchorOf({ at: AT, speed: undefined, steadyMs: 1000, wallMs: WALL })
  assert.equal(plantNow(anchor, 31_000), '2026-05-04T06:00:30.000Z')
})

test('at 60 times its speed an example company is half an hour on after half a minute', () => {
  const anchor = anchorOf({ at: AT, speed: 60, steadyMs: 1000, wallMs: WALL })
  assert.equal(plantNow(anchor, 31_000), '2026-05-04T06:30:00.000Z')
})

test('a plan of another day stands still', () => {
  const anchor = anchorOf({ at: AT, speed: undefined, steadyMs: 1000, wallMs: WALL + 86_400_000 })
  assert.equal(plantNow(anchor, 31_000), AT)
})
