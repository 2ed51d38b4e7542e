/** Keys move a bar where a hand would drag it, and nowhere where there is no place. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schedule, ScheduleBar } from '../../../src/core/impact/page-answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { UnitCode } from '../../../src/core/values/quantity.ts'
import { nudgedTo } from './nudge.ts'

const at = (hour: number): Instant => `2026-05-08T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant
const bar = (id: string, from: number, standing: ScheduleBar['standing'] = 'planned'): ScheduleBar => ({
  id,
  workOrderId: id,
  sequence: 10,
  name: null,
  material: { kind: 'material', id: 'bowl', name: 'Bowl' },
  quantity: { value: 1, unit: 'EA' as UnitCode },
  completed: null,
  fromAt: at(from),
  toAt: at(from + 1),
  setupSeconds: 0,
  standing,
  promise: null,
  late: false,
})
const row = (unit: string, center: string, bars: readonly ScheduleBar[]) => ({
  workUnit: { kind: 'workUnit', id: unit, name: unit } as const,
  workCenter: { kind: 'workCenter', id: center, name: center } as const,
  bars,
  closed: [],
  disturbed: [],
})
const [running, first, second] = [bar('running', 6, 'running'), bar('first', 8), bar('second', 10)]
const schedule: Schedule = {
  at: at(6),
  fromAt: at(0),
  toAt: at(20),
  rows: [row('weld-1', 'weld', [running, first, second]), row('weld-2', 'weld', []), row('test-1', 'test', [])],
  leftOut: 0,
}

test('right is behind the next planned work, or an hour later; left is before the planned work ahead', () => {
  assert.deepEqual(nudgedTo(schedule, first, 'ArrowRight'), { unitId: 'weld-1', atMs: Date.parse(at(10)) })
  assert.deepEqual(nudgedTo(schedule, second, 'ArrowRight'), { unitId: 'weld-1', atMs: Date.parse(at(11)) })
  assert.deepEqual(nudgedTo(schedule, second, 'ArrowLeft'), { unitId: 'weld-1', atMs: Date.parse(at(8)) })
  assert.equal(nudgedTo(schedule, first, 'ArrowLeft'), undefined, 'what runs is not passed over')
})

test('down is the next unit of the work center, and no further', () => {
  assert.deepEqual(nudgedTo(schedule, first, 'ArrowDown'), { unitId: 'weld-2', atMs: Date.parse(at(8)) })
  assert.equal(nudgedTo(schedule, first, 'ArrowUp'), undefined)
})
