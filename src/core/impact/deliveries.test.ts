/** A late supplier is told of by what hangs on it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moneyText } from '../values/money.ts'
import { askPlant, expected } from './plant-answers.fixture.ts'

/** Castings and seals go into pumps, motors into units; the spare gaskets go nowhere. */
const WORKS = `
  now 2026-05-04 08:00
  center weld
  unit weld-1 in weld
  material casing, bought, by guss, lead 5d
  material seal, bought, by dicht, lead 5d
  material gasket, bought, by dicht, lead 5d
  material pump, made
  step pump 10 at weld, run 1h
  bill pump takes 1 casing
  bill pump takes 1 seal
  purchase P1 4 casing, at Tue 12:00, from guss
  purchase P2 4 seal, at Mon 09:00, from dicht
  purchase P3 9 gasket, at d-1 12:00, from dicht
  order W1 4 pump, for line A
  line A 4 pump, for brunnen, due Tue 14:00, price EUR 1000
`

function deliveriesOf(plant: string): string {
  return askPlant(plant)
    .view.deliveries()
    .map(({ purchaseOrderLineId, supplier, bite, overdueSeconds, promises, first, atRisk }) =>
      [
        `${purchaseOrderLineId} from ${supplier?.id} ${bite}`,
        ...(overdueSeconds > 0 ? [`${overdueSeconds / 3600}h overdue`] : []),
        ...(promises > 0 ? [`${promises} behind it`] : []),
        ...first.map(
          ({ salesOrderLineId, customer, slackSeconds }) => `${salesOrderLineId} of ${customer.id} ${(slackSeconds ?? 0) / 3600}h`,
        ),
        ...atRisk.map((each) => moneyText(each)),
      ].join(', '),
    )
    .join('\n')
}

test('castings that hold up a pump come before gaskets that are a day late and hold up nothing', () => {
  assert.equal(
    deliveriesOf(WORKS),
    expected(`
      P1 from guss bites, 1 behind it, A of brunnen -2h, 1000.00 EUR
      P3 from dicht free, 20h overdue
      P2 from dicht free
    `),
  )
})

test('where the promise holds, the delivery that sets its date is said to bind it, with the slack that is left', () => {
  assert.match(deliveriesOf(WORKS.replace('due Tue 14:00', 'due Tue 18:00')), /^P1 from guss binds, 1 behind it, A of brunnen 2h$/m)
})

test('a delivery that was moved binds by its new date', () => {
  assert.match(deliveriesOf(`${WORKS}\n move P2, to Wed 08:00`), /^P2 from dicht bites, 1 behind it, A of brunnen -22h, 1000.00 EUR$/m)
})

test('a delivery that was moved is not overdue by the date that it had, and says what moved it and to when', () => {
  const { view } = askPlant(`${WORKS}\n move P3, named D, to Wed 08:00`)
  const gaskets = view.deliveries().find(({ purchaseOrderLineId }) => purchaseOrderLineId === 'P3')
  assert.deepEqual([gaskets?.moved?.disruptionId, gaskets?.overdueSeconds], ['D', 0])
  assert.ok(gaskets?.moved?.newAt)
})
