/** Every bar of the schedule can be reached without a pointer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schedule, ScheduleRow } from '../../../src/core/impact/page-answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { layoutGantt } from './gantt-layout.ts'
import { type Selection, selectionAfter } from './gantt-selection.ts'

const hour = (n: number): Instant => new Date(Date.UTC(2026, 4, 4, n)).toISOString() as Instant

function row(unit: string, starts: readonly number[]): ScheduleRow {
  const bars = starts.map((from) => ({ id: `${unit}@${from}`, fromAt: hour(from), toAt: hour(from + 1), standing: 'planned' }))
  return {
    workUnit: { kind: 'workUnit', id: unit, name: unit },
    workCenter: { kind: 'workCenter', id: 'mill', name: 'mill' },
    bars,
    closed: [],
    disturbed: [],
  } as unknown as ScheduleRow
}

const schedule: Schedule = {
  at: hour(0),
  fromAt: hour(0),
  toAt: hour(24),
  rows: [row('m1', [1, 5, 9]), row('m2', []), row('m3', [6, 8])],
  leftOut: 0,
}
const layout = layoutGantt(schedule)
const walk = (keys: readonly string[]): Selection | undefined => {
  let here: Selection | undefined
  for (const key of keys) here = selectionAfter(layout, here, key) ?? here
  return here
}

test('any key begins at the first row, and the arrows go along it by time', () => {
  assert.deepEqual(walk(['ArrowRight']), { unitId: 'm1', barId: 'm1@1' })
  assert.deepEqual(walk(['ArrowRight', 'ArrowRight', 'ArrowRight']), { unitId: 'm1', barId: 'm1@9' })
  assert.deepEqual(walk(['ArrowRight', 'ArrowLeft']), { unitId: 'm1', barId: 'm1@1' })
})

test('down leads through a row without work, and then to the bar at the nearest time', () => {
  assert.deepEqual(walk(['x', 'ArrowRight', 'ArrowDown']), { unitId: 'm2', barId: undefined })
  assert.deepEqual(walk(['x', 'ArrowDown', 'ArrowDown']), { unitId: 'm3', barId: 'm3@6' })
  assert.deepEqual(walk(['x', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']), { unitId: 'm1', barId: 'm1@1' })
})

test('an empty schedule leads nowhere', () => {
  assert.equal(selectionAfter(layoutGantt({ ...schedule, rows: [] }), undefined, 'ArrowDown'), undefined)
})
