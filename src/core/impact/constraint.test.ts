/** Where time is short, what earns most for a piece may earn least for an hour. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moneyText } from '../values/money.ts'
import { askPlant, expected } from './plant-answers.fixture.ts'

/**
 * Goldratt's factory for a day (The Haystack Syndrome): P sells at 90 with 45 of material, Q at 100 with 40;
 * P takes a quarter of an hour at B, Q half an hour. Here 60 of Q and 40 of P are promised within two days.
 */
const FACTORY = `
  now 2026-05-04 08:00
  center A
  unit a-1 in A
  unit a-2 in A
  center B
  unit b-1 in B
  material P, made
  material Q, made
  step P 10 at A, run 0.1h
  step P 20 at B, run 0.25h
  step Q 10 at A, run 0.1h
  step Q 20 at B, run 0.5h
  order W1 40 P, for line ten
  order W2 60 Q, for line twenty
  line ten 40 P, for brunnen, due d2 08:00, price EUR 3600, cost EUR 1800
  line twenty 60 Q, for quell, due d2 08:00, price EUR 6000, cost EUR 2400
`

function constraintOf(plant: string, days = 2): string {
  const { workCenters, workCenter, anHour, promises, free, notes } = askPlant(plant).view.constraint(days)
  const hours = (seconds: number) => `${seconds / 3600}h`
  return [
    ...workCenters.map((each) => `${each.workCenter.id}: ${hours(each.askedSeconds)} of ${hours(each.openSeconds)}`),
    `an hour of ${workCenter?.id ?? 'none'} earns ${anHour === null ? 'unknown' : moneyText(anHour)}`,
    ...promises.map((each) => {
      const earns = each.anHour === null ? 'unknown' : `${moneyText(each.anHour)} an hour`
      return `${each.salesOrderLineId} of ${each.customer.id} takes ${hours(each.seconds)}, ${earns}`
    }),
    ...(free.promises > 0 ? [`beside it ${free.promises}, ${free.contribution.map(moneyText).join(', ')}`] : []),
    ...notes.map(({ code }) => code),
  ].join('\n')
}

test('the machine with the most work for its hours is the constraint, and what earns most on it comes first, though another earns more for a piece', () => {
  assert.equal(
    constraintOf(FACTORY),
    expected(`
      B: 40h of 48h
      A: 10h of 96h
      an hour of B earns 135.00 EUR
      ten of brunnen takes 10h, 180.00 EUR an hour
      twenty of quell takes 30h, 120.00 EUR an hour
    `),
  )
})

test('a stop takes its hours away from what is open', () => {
  assert.match(constraintOf(`${FACTORY}\n down b-1, until Mon 20:00`), /^B: 40h of 36h$/m)
})

test('of an order that serves two promises each takes its share, down to what its parts take', () => {
  const shared = FACTORY.replace('order W1 40 P, for line ten', 'order W1 40 P').replace(
    'line ten 40 P, for brunnen, due d2 08:00, price EUR 3600, cost EUR 1800',
    'line ten 10 P, for brunnen, due d2 08:00, price EUR 900, cost EUR 450\n line eleven 30 P, for quell, due d2 08:00, price EUR 2700',
  )
  assert.equal(
    constraintOf(shared),
    expected(`
      B: 40h of 48h
      A: 10h of 96h
      an hour of B earns 124.62 EUR
      ten of brunnen takes 2.5h, 180.00 EUR an hour
      twenty of quell takes 30h, 120.00 EUR an hour
      eleven of quell takes 7.5h, unknown
      contribution-not-stated
    `),
  )
})

test('what takes no time of the constraint earns beside it, and what is due later is not counted', () => {
  const beside = `${FACTORY}
    material R, made
    step R 10 at A, run 0.1h
    order W3 10 R, for line thirty
    line thirty 10 R, for quell, due d2 07:00, price EUR 500, cost EUR 200
    line forty 10 R, for quell, due d9 08:00, price EUR 500, cost EUR 200
  `
  assert.match(constraintOf(beside), /^beside it 1, 300 EUR$/m)
})

test('where nothing is promised there is no constraint', () => {
  const nothing = 'now 2026-05-04 08:00\n center A\n unit a-1 in A'
  assert.equal(constraintOf(nothing), 'an hour of none earns unknown\nno-work-center-is-asked')
})
