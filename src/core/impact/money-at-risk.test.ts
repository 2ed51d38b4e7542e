/** What lateness costs, worked by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, expected } from './plant-answers.fixture.ts'

const FIFTEEN_UNITS = `
  material gear, bought
  purchase P1 15 gear, at d5
  line A 15 gear, due d5, price EUR 1200, cost EUR 750, penalty 0.5% a day, grace 2 days, cap 5%
`

test('6 days late: 4 days beyond the grace at 0.5 % of 15 units at EUR 80', () => {
  assert.equal(
    askPlant(FIFTEEN_UNITS).impact('move P1, to d11'),
    expected(`
      late: A from d5 to d11, 6d late, revenue 1200.00 EUR, contribution 450.00 EUR, penalty 24.00 EUR
      total: 1 lines, 1 orders, 1 customers, revenue 1200.00 EUR, contribution 450.00 EUR, penalty 24.00 EUR
    `),
  )
})

test('20 days late: the cap of 5 % holds the penalty', () => {
  assert.equal(
    askPlant(FIFTEEN_UNITS).impact('move P1, to d25').split('\n')[0],
    'late: A from d5 to d25, 20d late, revenue 1200.00 EUR, contribution 450.00 EUR, penalty 60.00 EUR',
  )
})

test('a promise that was late anyway is charged for the added days alone', () => {
  const plant = askPlant(FIFTEEN_UNITS.replace('at d5', 'at d11'))
  assert.equal(
    plant.impact('move P1, to d12'),
    expected(`
      late: A from d11 to d12, 7d late, revenue 0.00 EUR, contribution 0.00 EUR, penalty 6.00 EUR
      total: 0 lines, 0 orders, 0 customers, revenue 0.00 EUR, contribution 0.00 EUR, penalty 6.00 EUR
      later still: 1
      late anyway: 1
    `),
  )
})

test('a cost in another currency than the price gives no contribution, for no rate is guessed', () => {
  assert.equal(
    askPlant(FIFTEEN_UNITS.replace('cost EUR', 'cost USD')).impact('move P1, to d11').split('\n')[0],
    'late: A from d5 to d11, 6d late, revenue 1200.00 EUR, penalty 24.00 EUR',
  )
})
