/** Money before and after, and which promise is told first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PromiseShift } from '../../../src/core/actions/answer.ts'
import { money } from '../../../src/core/values/money.ts'
import { effectOf, isMore, lessMoney, shiftsByEffect, trialWorth } from './trial-money.ts'

const shift = (id: string, late: readonly [boolean, boolean], shiftSeconds: number | null): PromiseShift => ({
  salesOrderLineId: id,
  orderId: id,
  customer: { kind: 'customer', id: 'aqua-norte', name: 'Aqua Norte' },
  dueAt: null,
  beforeAt: null,
  afterAt: null,
  shiftSeconds,
  lateBefore: late[0],
  lateAfter: late[1],
  exposureBefore: { revenue: null, contribution: null, penalty: null },
  exposureAfter: { revenue: null, contribution: null, penalty: null },
})

test('less at risk is positive, more is negative, and each currency stands for itself', () => {
  assert.deepEqual(lessMoney([money(50_000, 'EUR'), money(900, 'USD')], [money(8_000, 'EUR'), money(900, 'USD')]), [money(42_000, 'EUR')])
  const more = lessMoney([], [money(8_000, 'EUR')])
  assert.deepEqual(more, [money(-8_000, 'EUR')])
  assert.equal(isMore(more), true)
  assert.equal(isMore(lessMoney([money(1, 'EUR')], [])), false)
})

test('what changes are worth is contribution and penalties less the cost; revenue where nothing else is recorded', () => {
  const sums = (revenue: number, contribution: number) => ({
    revenue: [money(revenue, 'EUR')],
    contribution: contribution === 0 ? [] : [money(contribution, 'EUR')],
    penalty: [],
  })
  const free = { total: null, parts: [] }
  const paid = { total: money(500, 'EUR'), parts: [] }
  assert.deepEqual(trialWorth({ exposureBefore: sums(90_000, 40_000), exposureAfter: sums(20_000, 10_000), cost: paid }), {
    less: [money(29_500, 'EUR')],
    of: 'contribution',
  })
  assert.deepEqual(trialWorth({ exposureBefore: sums(90_000, 0), exposureAfter: sums(20_000, 0), cost: free }), {
    less: [money(70_000, 'EUR')],
    of: 'revenue',
  })
})

test('a promise that breaks comes before one that is kept, and both before those that only move', () => {
  const shifts = [
    shift('earlier', [false, false], -3600),
    shift('kept', [true, false], -7200),
    shift('later', [true, true], 600),
    shift('breaks', [false, true], 300),
    shift('unknown', [true, true], null),
  ]
  assert.deepEqual(
    shiftsByEffect({ shifts }).map((each) => [each.salesOrderLineId, effectOf(each)]),
    ['breaks', 'kept', 'unknown', 'later', 'earlier'].map((each) => [each, each]),
  )
})
