/** Bars go where the trial puts them, none is lost, and none is there twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schedule, ScheduleBar, ScheduleRow } from '../../../src/core/impact/page-answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { UnitCode } from '../../../src/core/values/quantity.ts'
import { changedSchedule } from './changed-schedule.ts'

const at = (hour: number): Instant => `2026-05-08T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant

const bar = (id: string, from: number, to: number): ScheduleBar => ({
  id,
  workOrderId: id.split('-')[0] ?? id,
  sequence: 20,
  name: null,
  material: { kind: 'material', id: 'bowl', name: 'Bowl' },
  quantity: { value: 10, unit: 'EA' as UnitCode },
  completed: null,
  fromAt: at(from),
  toAt: at(to),
  setupSeconds: 0,
  standing: 'planned',
  promise: null,
  late: false,
})

const row = (unit: string, bars: readonly ScheduleBar[]): ScheduleRow => ({
  workUnit: { kind: 'workUnit', id: unit, name: unit },
  workCenter: { kind: 'workCenter', id: 'weld', name: 'Welding' },
  bars,
  closed: [],
  disturbed: [],
})

const schedule: Schedule = {
  at: at(6),
  fromAt: at(6),
  toAt: at(18),
  rows: [row('weld-1', [bar('7000-20', 6, 8)]), row('weld-2', [bar('7001-20', 7, 9), bar('7002-20', 9, 11)])],
  leftOut: 0,
}

test('an operation that moves stands on its new unit at its new time; the others stay', () => {
  const moved = {
    operationId: '7001-20',
    workOrderId: '7001',
    workUnitBefore: 'weld-2',
    workUnitAfter: 'weld-1',
    fromBefore: at(7),
    fromAfter: at(8),
    toBefore: at(9),
    toAfter: at(10),
  }
  const { schedule: after, changed } = changedSchedule(schedule, [moved])
  assert.deepEqual(
    after.rows.map(({ bars }) => bars.map(({ id, fromAt }) => `${id} ${fromAt.slice(11, 13)}`)),
    [['7000-20 06', '7001-20 08'], ['7002-20 09']],
  )
  assert.deepEqual([...changed], ['7001-20'])
})

test('an operation that the schedule does not show is left to the list', () => {
  const elsewhere = {
    operationId: '9000-10',
    workOrderId: '9000',
    workUnitBefore: 'weld-1',
    workUnitAfter: 'weld-2',
    fromBefore: null,
    fromAfter: null,
    toBefore: null,
    toAfter: null,
  }
  const { schedule: after, changed } = changedSchedule(schedule, [elsewhere])
  assert.deepEqual(after, schedule)
  assert.equal(changed.size, 0)
})
