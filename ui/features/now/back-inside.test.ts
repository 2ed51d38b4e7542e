/** What sales may tell as good news: a promise that was late by something that is over, and is in time now. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Notice } from '../../../src/core/records/notice.ts'
import { backInside } from './back-inside.ts'

const NOW = '2026-05-08T12:00:00.000Z'
const promise = (salesOrderLineId: string, late: boolean, projectedAt: string | null = NOW): PromiseAnswer =>
  ({ salesOrderLineId, late, projectedAt }) as unknown as PromiseAnswer
const notice = (occasion: Notice['occasion'], at: string, lines?: readonly string[]): Notice =>
  ({ id: `${occasion}-${at}`, occasion, at, facts: { lines } }) as unknown as Notice

test('promises that a cause made late which is over are told once they are in time, each once', () => {
  const over = notice('over', '2026-05-08T10:00:00.000Z', ['SO-1', 'SO-2', 'SO-3'])
  const again = notice('over', '2026-05-08T11:00:00.000Z', ['SO-1'])
  const back = backInside([over, again], [promise('SO-1', false), promise('SO-2', true), promise('SO-3', false, null)], Date.parse(NOW))
  assert.deepEqual(
    back.map(({ salesOrderLineId }) => salesOrderLineId),
    ['SO-1'],
  )
})

test('what still lasts, is older than a day or names no promises is no news', () => {
  const told = [
    notice('reached', '2026-05-08T10:00:00.000Z', ['SO-1']),
    notice('over', '2026-05-07T10:00:00.000Z', ['SO-1']),
    notice('over', '2026-05-08T10:00:00.000Z'),
  ]
  assert.deepEqual(backInside(told, [promise('SO-1', false)], Date.parse(NOW)), [])
})
