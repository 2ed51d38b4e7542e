/** A late supplier is told of by what hangs on it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChainLink, PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { PurchaseOrderLine } from '../../../src/core/records/purchase-order-line.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { purchaseEffects } from './purchase-effect.ts'

const day = (n: number): Instant => new Date(Date.UTC(2026, 4, n)).toISOString() as Instant
const bought = (id: string, promised: number, more: Partial<PurchaseOrderLine> = {}) =>
  ({ id, promisedAt: day(promised), ...more }) as PurchaseOrderLine
const promise = (id: string, slackSeconds: number, lines: readonly string[]) =>
  ({
    salesOrderLineId: id,
    slackSeconds,
    late: slackSeconds < 0,
    chain: lines.map((line) => ({ kind: 'purchaseOrderLine', id: line }) as ChainLink),
  }) as unknown as PromiseAnswer

test('castings that hold up a pump come before seals that are a week late and hold up nothing', () => {
  const lines = [bought('seals', 1), bought('castings', 7), bought('motors', 9)]
  const found = purchaseEffects(lines, [promise('1042', -3600, ['castings']), promise('1043', 7200, ['motors', 'castings'])], day(8))
  assert.deepEqual(
    found.map(({ line, bite, slackSeconds, overdueSeconds }) => [line.id, bite, slackSeconds, overdueSeconds]),
    [
      ['castings', 'bites', -3600, 86_400],
      ['motors', 'binds', 7200, 0],
      ['seals', 'free', null, 7 * 86_400],
    ],
  )
  assert.deepEqual(
    found[0]?.promises.map(({ salesOrderLineId }) => salesOrderLineId),
    ['1042', '1043'],
  )
})

test('what has arrived or was cancelled is no longer told of', () => {
  const lines = [
    bought('here', 1, { receivedAt: day(2) }),
    bought('gone', 1, { status: 'cancelled' }),
    bought('done', 1, { status: 'closed' }),
  ]
  assert.deepEqual(purchaseEffects(lines, [], day(8)), [])
})
