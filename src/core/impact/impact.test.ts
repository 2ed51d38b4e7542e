/** What disruptions do to promises, in plants small enough to be checked by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, expected } from './plant-answers.fixture.ts'

const MILL = `
  now 2026-05-04 08:00
  center milling
  unit mill in milling
  material gear, made
  step gear 10 at milling, run 1h
  order W1 10 gear, for line A
  operation W1/10 at milling, run 1h
  order W2 10 gear, for line B
  operation W2/10 at milling, run 1h
  line A 10 gear, due d1, price EUR 500
  line B 10 gear, due d2, price EUR 700
`

test('a stop without a known end leaves dates unknown, and says by when it must end; asking leaves no trace', () => {
  const plant = askPlant(MILL)
  const answer = expected(`
    late: B from Tue 04:00 to unknown, must end by Tue 03:59, revenue 700.00 EUR
    late: A from Mon 18:00 to unknown, must end by Mon 13:59, revenue 500.00 EUR
    total: 2 lines, 2 orders, 1 customers, revenue 1200.00 EUR
  `)
  assert.equal(plant.impact('down mill'), answer)
  assert.equal(plant.impact('down mill'), answer)
  assert.equal(
    plant.promises(),
    expected(`
      A due d1, projected Mon 18:00, 6h of slack
      B due d2, projected Tue 04:00, 20h of slack
    `),
  )
})

test('what replaces scrap waits for the machine that is down, whichever was recorded first', () => {
  const both = ['down mill, until Wed 08:00', 'scrap 5 of W1']
  const answers = [both, both.toReversed()].map((list) => askPlant(`${MILL}\n${list.join('\n')}`).promises())
  assert.equal(answers[0], answers[1])
  assert.equal(answers[0]?.split(',')[1], ' projected Thu 09:00')
})
