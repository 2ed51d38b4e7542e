import assert from 'node:assert/strict'
import { test } from 'node:test'
import { money } from '../values/money.ts'
import { byThroughputPerMinute, fillConstraint, lossCost, type Product, starvedHours, throughputOf } from './throughput.ts'

const eur = (euros: number) => money(euros * 100, 'EUR')

test('two hours of a constraint that makes 30 an hour at EUR 45 each cost EUR 2,700', () => {
  assert.deepEqual(lossCost({ hours: 2, unitsPerHour: 30, throughputPerUnit: eur(45) }), eur(2700))
})

test('two hours elsewhere cost what outlasts the 90 minutes of work that wait before the constraint: EUR 675', () => {
  assert.deepEqual(lossCost({ hours: starvedHours(2, 1.5), unitsPerHour: 30, throughputPerUnit: eur(45) }), eur(675))
  assert.deepEqual(lossCost({ hours: starvedHours(1, 1.5), unitsPerHour: 30, throughputPerUnit: eur(45) }), eur(0))
})

test('a loss costs no more than making it up: overtime for EUR 400', () => {
  assert.deepEqual(lossCost({ hours: 2, unitsPerHour: 30, throughputPerUnit: eur(45), recoveryCost: eur(400) }), eur(400))
  assert.deepEqual(lossCost({ hours: 2, unitsPerHour: 30, throughputPerUnit: eur(45), recoveryCost: eur(4000) }), eur(2700))
})

/** Goldratt's factory: 2,400 minutes of the constraint a week, operating expense of 6,000. P sells at 90 with 45 of material, Q at 100 with 40. */
const P: Product = { name: 'P', throughputPerUnit: throughputOf(eur(90), eur(45)), constraintMinutes: 15, demand: 100 }
const Q: Product = { name: 'Q', throughputPerUnit: throughputOf(eur(100), eur(40)), constraintMinutes: 30, demand: 50 }
const OPERATING_EXPENSE = eur(6000)

test('what earns most for a minute of the constraint comes first: 100 P and 30 Q, a profit of 300', () => {
  const mix = fillConstraint(byThroughputPerMinute([Q, P]), 2400)
  assert.deepEqual(mix.units, { P: 100, Q: 30 })
  assert.deepEqual(throughputOf(mix.throughput, OPERATING_EXPENSE), eur(300))
})

test('what earns most for a piece first: 60 P and 50 Q, a loss of 300', () => {
  const mix = fillConstraint([Q, P], 2400)
  assert.deepEqual(mix.units, { Q: 50, P: 60 })
  assert.deepEqual(throughputOf(mix.throughput, OPERATING_EXPENSE), eur(-300))
})
