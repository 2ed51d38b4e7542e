/** An operator chooses among reasons that were recorded before. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { usualReasons, usualScrapReasons } from './stop-reasons.ts'

const startAt = '2026-05-04T06:00:00.000Z' as Instant
const stop = (workUnitId: string, reason?: string): Disruption => ({
  id: `stop-${workUnitId}-${reason}`,
  kind: 'workUnitDown',
  startAt,
  workUnitId,
  ...(reason === undefined ? {} : { reason }),
})
const scrap = (workOrderId: string, reason: string): Disruption => ({
  id: `scrap-${workOrderId}`,
  kind: 'scrap',
  startAt,
  workOrderId,
  reason,
})

test("a unit's own reasons come first, then those of the plant", () => {
  const recorded = [
    stop('weld-2', 'Wire feed'),
    stop('mill-1', 'Coolant'),
    stop('mill-1', 'Coolant'),
    stop('mill-1'),
    stop('weld-2', 'Torch'),
    scrap('7001', 'Porosity'),
  ]
  assert.deepEqual(usualReasons(recorded, 'weld-2', 3), ['Torch', 'Wire feed', 'Coolant'])
  assert.deepEqual(usualReasons([], 'weld-2', 3), [])
})

test('scrap has reasons of its own', () => {
  const recorded = [stop('weld-2', 'Wire feed'), scrap('7001', 'Porosity'), scrap('7002', 'Crack'), scrap('7003', 'Crack')]
  assert.deepEqual(usualScrapReasons(recorded, '7001', 3), ['Porosity', 'Crack', 'dimension'])
  assert.deepEqual(usualScrapReasons([], '7001', 7), ['dimension', 'surface', 'material', 'setting', 'tool', 'handling', 'other'])
})
