/** What becomes of the list of changes when an address is opened, a bar is dropped, or the order is changed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { afterDrop, type Drop, movesOf, type PlacedBar, reordered, withMove } from './board-moves.ts'

const at = (hour: number): Instant => `2026-05-08T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant
const ms = (hour: number): number => Date.parse(at(hour))
const later: PlanMove = { type: 'startAt', operationId: '7001-20', at: at(9) }
const overtime: PlanMove = { type: 'openTime', workUnitId: 'weld-2', fromAt: at(18), toAt: at(20) }

test('an address gives its moves, and what is none is left out', () => {
  const mistyped = [{ type: 'startAt', operationId: '7001-20', at: 'tomorrow' }, { type: 'explode' }, 7, null, { type: 'toString' }]
  assert.deepEqual(movesOf([later, ...mistyped, overtime]), [later, overtime])
  assert.deepEqual(movesOf('startAt'), [])
  assert.deepEqual(movesOf(undefined), [])
})

test('whatever an address holds, it is read without harm, and reading it again changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const moves = movesOf(value)
      assert.deepEqual(movesOf(moves), moves)
    }),
  )
})

test('the later word on one delivery stands; overtime on two evenings is two moves', () => {
  const first: PlanMove = { type: 'deliver', purchaseOrderLineId: '4711-1', at: at(8) }
  const second: PlanMove = { type: 'deliver', purchaseOrderLineId: '4711-1', at: at(12) }
  assert.deepEqual(withMove(withMove([overtime], first), second), [overtime, second])
  const next: PlanMove = { ...overtime, fromAt: at(20), toAt: at(22) }
  assert.deepEqual(withMove([overtime], next), [overtime, next])
})

test('a move goes up and down, and not beyond the ends', () => {
  assert.deepEqual(reordered([later, overtime], 1, -1), [overtime, later])
  assert.deepEqual(reordered([later, overtime], 0, 1), [overtime, later])
  assert.deepEqual(reordered([later, overtime], 0, -1), [later, overtime])
  assert.deepEqual(reordered([later, overtime], 1, 1), [later, overtime])
})

const bars: readonly PlacedBar[] = [
  { operationId: '7000-20', fromMs: ms(6), movable: false },
  { operationId: '7002-20', fromMs: ms(8), movable: true },
  { operationId: '7003-20', fromMs: ms(11), movable: true },
]
const drop: Drop = { operationId: '7001-20', fromUnitId: 'weld-2', toUnitId: 'weld-1', fromMs: ms(9), atMs: ms(7), bars }

test('a bar that is dropped on another unit goes before the first planned work from there on', () => {
  assert.deepEqual(afterDrop([], drop), [{ type: 'runOn', operationId: '7001-20', workUnitId: 'weld-1', beforeOperationId: '7002-20' }])
  assert.deepEqual(afterDrop([], { ...drop, atMs: ms(12) }), [{ type: 'runOn', operationId: '7001-20', workUnitId: 'weld-1' }])
})

test('a bar that is dropped later on its own unit starts no earlier, and one that comes back to its place changes nothing', () => {
  const own = { ...drop, toUnitId: 'weld-2' }
  assert.deepEqual(afterDrop([], { ...own, atMs: ms(10) }), [{ type: 'startAt', operationId: '7001-20', at: at(10) }])
  assert.deepEqual(afterDrop([overtime], { ...own, atMs: own.fromMs }), [overtime])
})

test('a bar that is dropped behind other work of its unit changes places with it', () => {
  const own = { ...drop, fromUnitId: 'weld-1', fromMs: ms(7) }
  assert.deepEqual(afterDrop([], { ...own, atMs: ms(9) }), [
    { type: 'runOn', operationId: '7001-20', workUnitId: 'weld-1', beforeOperationId: '7003-20' },
  ])
})

test('what was said before about the operation makes way for where it was dropped last', () => {
  const dropped = afterDrop([later, overtime], drop)
  assert.deepEqual(
    dropped.map(({ type }) => type),
    ['openTime', 'runOn'],
  )
})
