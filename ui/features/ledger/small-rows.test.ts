/** What of the ledger is too little for a row of its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { money } from '../../../src/core/values/money.ts'
import { smallAndTold } from './small-rows.ts'

const row = (cents: readonly number[], promisesKept = 0) => ({
  saved: { revenue: [], contribution: cents.map((amount) => money(amount, 'EUR')), penalty: [] },
  promisesKept,
})

test('cents are left out, also lost ones; what kept a promise, came to nothing or to a whole euro is told', () => {
  const [some, lost, kept, nothing, whole] = [row([12]), row([-99]), row([12], 1), row([]), row([100])]
  const [small, told] = smallAndTold([some, lost, kept, nothing, whole])
  assert.deepEqual(small, [some, lost])
  assert.deepEqual(told, [kept, nothing, whole])
})
