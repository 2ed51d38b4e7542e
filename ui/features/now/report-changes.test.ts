/** An operator's taps become the changes that the journal keeps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import type { Operation } from '../../../src/core/records/operation.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { Quantity, UnitCode } from '../../../src/core/values/quantity.ts'
import { goodPieces, reasonOfStop, scrappedPieces, usualReasons } from './report-changes.ts'

const pieces = (value: number): Quantity => ({ value, unit: 'EA' as UnitCode })
const now = '2026-05-04T06:00:00.000Z' as Instant
const weld: Operation = { id: 'wo-7/20', workOrderId: 'wo-7', sequence: 20, workCenterId: 'weld', completed: pieces(4) }
const stop = (workUnitId: string, reason?: string): Disruption => ({
  id: `stop-${workUnitId}-${reason}`,
  kind: 'workUnitDown',
  startAt: now,
  workUnitId,
  ...(reason === undefined ? {} : { reason }),
})

test('good pieces are added to those before, from the record as it was read', () => {
  const [change] = goodPieces(weld, 2, pieces(12))
  assert.deepEqual(change, { type: 'updated', record: 'operation', id: 'wo-7/20', from: weld, to: { ...weld, completed: pieces(6) } })
})

test('nobody can report more than was ordered, and what changes nothing is not sent', () => {
  assert.deepEqual(goodPieces(weld, 20, pieces(12))[0], {
    type: 'updated',
    record: 'operation',
    id: 'wo-7/20',
    from: weld,
    to: { ...weld, completed: pieces(12) },
  })
  assert.deepEqual(goodPieces({ ...weld, completed: pieces(12) }, 1, pieces(12)), [])
})

test('scrap without a reason claims none', () => {
  const [change] = scrappedPieces(weld, { id: 'scrap-1', quantity: pieces(1), at: now, reason: undefined })
  assert.deepEqual(change, {
    type: 'added',
    record: 'disruption',
    id: 'scrap-1',
    to: { id: 'scrap-1', kind: 'scrap', startAt: now, workOrderId: 'wo-7', sequence: 20, quantity: pieces(1) },
  })
})

test('a reason is added to the stop that is told of', () => {
  const before = stop('weld-2')
  assert.deepEqual(reasonOfStop(before, 'Wire feed'), [
    { type: 'updated', record: 'disruption', id: before.id, from: before, to: { ...before, reason: 'Wire feed' } },
  ])
})

test("a unit's own reasons come first, then those of the plant", () => {
  const recorded = [
    stop('weld-2', 'Wire feed'),
    stop('mill-1', 'Coolant'),
    stop('mill-1', 'Coolant'),
    stop('mill-1'),
    stop('weld-2', 'Torch'),
  ]
  assert.deepEqual(usualReasons(recorded, 'weld-2', 3), ['Torch', 'Wire feed', 'Coolant'])
  assert.deepEqual(usualReasons([], 'weld-2', 3), [])
})
