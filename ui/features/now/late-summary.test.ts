/** What is late, added up without counting anything twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { Money } from '../../../src/core/values/money.ts'
import { dueWithin, summarizeLate } from './late-summary.ts'

const promise = (line: string, late: boolean, revenue: Money | null): PromiseAnswer =>
  ({
    salesOrderLineId: line,
    orderId: line.split('/')[0],
    customerId: 'brunnen',
    late,
    exposure: { revenue, contribution: null, penalty: null },
  }) as unknown as PromiseAnswer
const euro = (amount: number, scale = 2): Money => ({ amount, scale, currency: 'EUR' })

test('two lines of one order, one told twice, one in time, one without a price', () => {
  const first = promise('1042/1', true, euro(1_000_00))
  const summary = summarizeLate([
    first,
    first,
    promise('1042/2', true, euro(5, 0)),
    promise('1043/1', false, euro(9)),
    promise('1044/1', true, null),
  ])
  assert.deepEqual(
    [summary.lines, summary.orders, summary.customers, summary.withoutPrice, summary.revenue],
    [3, 2, 1, 1, [euro(1_005_00)]],
  )
})

test('currencies have no common sum', () => {
  const dollars: Money = { amount: 7, scale: 2, currency: 'USD' }
  assert.deepEqual(summarizeLate([promise('1', true, dollars), promise('2', true, euro(3))]).revenue, [euro(3), dollars])
})

test('this week holds what was due before and not what is due later', () => {
  const due = (at: string | null) => ({ ...promise('1', true, null), confirmedAt: at as Instant | null })
  const now = '2026-05-04T06:00:00.000Z' as Instant
  const kept = dueWithin([due('2026-05-01T06:00:00.000Z'), due('2026-05-12T06:00:00.000Z'), due(null)], now, 7)
  assert.deepEqual(
    kept.map(({ confirmedAt }) => confirmedAt),
    ['2026-05-01T06:00:00.000Z'],
  )
})
