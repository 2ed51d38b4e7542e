/** The rows and bars of the Gantt picture, and what lies under a finger. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schedule, ScheduleBar, ScheduleRow } from '../../../src/core/impact/page-answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { barAt, CENTER_HEADING, LANE, layoutGantt, spanPixels } from './gantt-layout.ts'

const hour = (n: number): Instant => new Date(Date.UTC(2026, 4, 4, n)).toISOString() as Instant

function bar(id: string, from: number, to: number | null): ScheduleBar {
  return { id, fromAt: hour(from), toAt: to === null ? null : hour(to) } as ScheduleBar
}

function row(unit: string, center: string, bars: readonly ScheduleBar[]): ScheduleRow {
  const workUnit = { kind: 'workUnit', id: unit, name: unit } as const
  const workCenter = { kind: 'workCenter', id: center, name: center } as const
  return { workUnit, workCenter, bars, closed: [], disturbed: [] }
}

const schedule = (rows: readonly ScheduleRow[]): Schedule => ({ at: hour(0), fromAt: hour(0), toAt: hour(24), rows, leftOut: 0 })
const window = { fromMs: Date.parse(hour(0)), toMs: Date.parse(hour(24)) }

test('units of a work center stand together under one heading', () => {
  const { rows } = layoutGantt(schedule([row('mill-1', 'mill', []), row('weld-1', 'weld', []), row('mill-2', 'mill', [])]))
  assert.deepEqual(
    rows.map(({ row: each, firstOfCenter }) => [each.workUnit.id, firstOfCenter]),
    [
      ['mill-1', true],
      ['mill-2', false],
      ['weld-1', true],
    ],
  )
})

test('an oven that takes two orders at once shows them below each other, and a third where the first has ended', () => {
  const { rows } = layoutGantt(schedule([row('oven', 'paint', [bar('a', 0, 4), bar('b', 2, 6), bar('c', 4, 5)])]))
  assert.deepEqual(
    rows[0]?.bars.map((each) => [each.bar.id, each.lane]),
    [
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ],
  )
})

test('a bar without a known end lasts to the edge', () => {
  const { rows } = layoutGantt(schedule([row('mill-1', 'mill', [bar('a', 3, null)])]))
  assert.equal(rows[0]?.bars[0]?.toMs, Date.parse(hour(24)))
})

test('the bar under a point is found, and nothing between bars', () => {
  const layout = layoutGantt(schedule([row('oven', 'paint', [bar('a', 0, 6), bar('b', 3, 12)])]))
  const at = (x: number, y: number) => barAt(layout, { x, y }, { window, width: 240 })?.bar.bar.id
  assert.equal(at(40, CENTER_HEADING + LANE / 2), 'a')
  assert.equal(at(40, CENTER_HEADING + LANE * 1.5), 'b')
  assert.equal(at(200, CENTER_HEADING + LANE / 2), undefined)
  assert.equal(at(40, 4), undefined)
})

test('a short operation stays visible, one out of sight is not drawn', () => {
  assert.deepEqual(spanPixels({ fromMs: window.fromMs, toMs: window.fromMs + 1000 }, window, 240), { x: 0, width: 2 })
  assert.equal(spanPixels({ fromMs: window.toMs + 1, toMs: window.toMs + 2 }, window, 240), undefined)
})
