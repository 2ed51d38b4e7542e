/** Late work behind late work: a station waits for neither of them longer than its patience, and takes what is there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, expected } from './plant-answers.fixture.ts'

/** Two orders of one casting stand one behind the other on the lathe, and four of bar that lies there. */
const LATHE = `
  now 2026-05-04 08:00
  center turn
  unit turn-1 in turn
  material casting, bought, by guss, lead 5d
  material bar, bought, by stahl, lead 5d
  material wheel, made
  material shaft, made
  step wheel 10 at turn, run 1h
  step shaft 10 at turn, run 1h
  bill wheel takes 1 casting
  bill shaft takes 1 bar
  stock 40 bar
  purchase P1 8 casting, at Mon 08:00, from guss
  order W1 4 wheel, for line A
  order W2 4 wheel, for line B
  order W3 4 shaft, for line C
  order W4 4 shaft, for line D
  line A 4 wheel, for brunnen, due Mon 13:00, price EUR 1000
  line B 4 wheel, for quell, due Mon 17:00, price EUR 1000
  line C 4 shaft, for brunnen, due Mon 21:00, price EUR 1000
  line D 4 shaft, for quell, due d1 01:00, price EUR 1000
`

function promisesOf(plant: string): string {
  const { items } = askPlant(plant).view.promises({ offset: 0, limit: 10 })
  return [...items]
    .sort((a, b) => (a.salesOrderLineId < b.salesOrderLineId ? -1 : 1))
    .map(({ salesOrderLineId, projectedAt, late }) => `${salesOrderLineId} ${projectedAt?.slice(5, 16)}${late ? ' late' : ''}`)
    .join('\n')
}

test('castings come three days late: both orders of wheels are, and no shaft waits for them', () => {
  assert.equal(
    promisesOf(LATHE),
    expected(`
      A 05-04T12:00
      B 05-04T16:00
      C 05-04T20:00
      D 05-05T00:00
    `),
  )
  assert.equal(
    promisesOf(`${LATHE}\n move P1, to Thu 08:00`),
    expected(`
      A 05-07T12:00 late
      B 05-07T16:00 late
      C 05-04T12:00
      D 05-04T16:00
    `),
  )
})

test('castings for one order come a day late and for the next a fortnight: what stands behind both waits for neither', () => {
  const plant = LATHE.replace(
    'purchase P1 8 casting, at Mon 08:00, from guss',
    'purchase P1 4 casting, at Mon 08:00, for order W1\n purchase P2 4 casting, at Mon 08:00, for order W2',
  )
    .replace('order W3 4 shaft', 'order W3 22 shaft')
    .replace('line C 4 shaft, for brunnen, due Mon 21:00', 'line C 22 shaft, for brunnen, due d1 11:00')
    .replace('due Mon 17:00', 'due d1 15:00')
    .replace('due d1 01:00', 'due d1 20:00')
  assert.equal(
    promisesOf(`${plant}\n move P1, to Tue 08:00\n move P2, to d14 08:00`),
    expected(`
      A 05-05T12:00 late
      B 05-18T12:00 late
      C 05-05T06:00
      D 05-05T10:00
    `),
  )
})
