/** Examples worked by hand, as planners' handbooks give them: the engine must find the same numbers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, expected } from '../impact/plant-answers.fixture.ts'
import { cumulativeAvailable, discreteAvailable } from './available-to-promise.ts'

const TWO_SUPPLIES = (first: string) => `
  material part, bought
  purchase S1 60 part, at ${first}
  purchase S2 50 part, at d15
  line D1 40 part, due d9
  line D2 50 part, due d12
  line D3 20 part, due d20
`

test('two supplies serve three demands in order of their due dates', () => {
  const plant = askPlant(TWO_SUPPLIES('d10'))
  assert.equal(
    plant.pegs(),
    expected(`
      D1 takes 40 part from S1, rule
      D2 takes 20 part from S1, rule
      D2 takes 30 part from S2, rule
      D3 takes 20 part from S2, rule
    `),
  )
  assert.equal(
    plant.promises(),
    expected(`
      D1 due d9, projected d10, 1d late
      D2 due d12, projected d15, 3d late
      D3 due d20, projected d15, 5d of slack
    `),
  )
})

test('the first supply moved to day 15 makes the first demand 6 days late and the second no later', () => {
  const plant = askPlant(TWO_SUPPLIES('d10'))
  assert.equal(
    plant.impact('move S1, to d15'),
    expected(`
      late: D1 from d10 to d15, 6d late
      total: 0 lines, 0 orders, 0 customers
      later still: 1
      late anyway: 2
    `),
  )
  assert.equal(
    askPlant(TWO_SUPPLIES('d15')).promises(),
    expected(`
      D1 due d9, projected d15, 6d late
      D2 due d12, projected d15, 3d late
      D3 due d20, projected d15, 5d of slack
    `),
  )
})

const PUMPS = `
  material pump, made
  material sub, made, lead 4d
  bill pump takes 2 sub
  center assembly
  center welding
  order pumps 50 pump, for line D1
  operation pumps/10 at assembly, work 4h
  order subs 100 sub, for order pumps
  operation subs/10 at welding, work 8h
  line D1 50 pump, due d2
`

test('thirty subassemblies lost, two in each pump: fifteen pumps short', () => {
  assert.equal(askPlant(PUMPS).impact('scrap 30 of subs').split('\n')[0], 'late: D1 from Mon 20:00 to Fri 12:00, 2d 12h late, 15 short')
})

test('subassemblies in stock stand in for those that are lost: no pump is short of what they cover', () => {
  const lost = (stock: number) => askPlant(`${PUMPS}\nstock ${stock} sub`).impact('scrap 30 of subs, at step 10').split('\n')[0]
  assert.equal(lost(30), 'total: 0 lines, 0 orders, 0 customers')
  assert.equal(lost(20), 'late: D1 from Mon 20:00 to Fri 12:00, 2d 12h late, 5 short')
})

const WEEK = `
  now 2026-05-04 08:00
  hours day mon-fri 08:00-16:00
  center c10, hours day
  center c20, hours day
  center c30, hours day
  unit m10 in c10
  unit m20 in c20
  unit m30 in c30
  material gear, made
  order W1 1 gear, for line D1
  operation W1/10 at c10, work 4h
  operation W1/20 at c20, work 6h
  operation W1/30 at c30, work 3h
  line D1 1 gear, due Fri 16:00
`

test('backward from Friday 16:00 through days of eight hours', () => {
  assert.equal(
    askPlant(WEEK).latestStarts(),
    expected(`
      W1/10 by Thu 11:00
      W1/20 by Thu 15:00
      W1/30 by Fri 13:00
    `),
  )
})

test('forward from Monday 08:00 through days of eight hours', () => {
  assert.equal(
    askPlant(WEEK).operations(),
    expected(`
      W1/10 on m10 Mon 08:00 to Mon 12:00
      W1/20 on m20 Mon 12:00 to Tue 10:00
      W1/30 on m30 Tue 10:00 to Tue 13:00
    `),
  )
})

test('finite: the second machine is taken on Tuesday morning', () => {
  const plant = askPlant(WEEK)
  assert.equal(
    plant.impact('down m20, from Tue 08:00, until Tue 12:00').split('\n')[0],
    'moves: D1 from Tue 13:00 to Wed 09:00, 2d 7h of slack',
  )
  assert.equal(
    askPlant(`${WEEK}
      hours m20 mon-fri 08:00-16:00
      hours m20 closed tue 08:00-12:00
      unit m20 in c20, hours m20
    `).operations(),
    expected(`
      W1/10 on m10 Mon 08:00 to Mon 12:00
      W1/20 on m20 Mon 12:00 to Tue 14:00
      W1/30 on m30 Tue 14:00 to Wed 09:00
    `),
  )
})

/** On hand 15, receipts of 40 in periods 1, 3, 5 and 7, orders of each period. */
const ORDERS = [18, 15, 27, 22, 10, 8, 6, 5]
const RECEIPTS = [40, 0, 40, 0, 40, 0, 40, 0]

test('discrete available to promise: a period that is oversold takes from the receipt before it', () => {
  assert.deepEqual(discreteAvailable(15, RECEIPTS, ORDERS), [13, null, 0, null, 22, null, 29, null])
})

test('cumulative available to promise looks ahead to the orders that are still to be served', () => {
  const flows = [
    { at: 0, quantity: 15 },
    ...RECEIPTS.map((quantity, k) => ({ at: k + 1, quantity })),
    ...ORDERS.map((quantity, k) => ({ at: k + 1, quantity: -quantity })),
  ]
  const byPeriod = cumulativeAvailable(flows).slice(1)
  assert.deepEqual(
    byPeriod.map(({ available }) => available),
    [13, 13, 13, 13, 35, 35, 64, 64],
  )
})

test('a new order is promised from what is available to promise, then from what can be bought', () => {
  const plant = askPlant(`
    material part, bought, lead 12d
    stock 15 part
    ${RECEIPTS.flatMap((quantity, k) => (quantity > 0 ? `purchase R${k + 1} ${quantity} part, at d${k + 1}` : [])).join('\n')}
    ${ORDERS.map((quantity, k) => `line O${k + 1} ${quantity} part, due d${k + 1}`).join('\n')}
  `)
  assert.equal(
    [13, 14, 35, 36, 64, 65].map((quantity) => plant.canPromise(quantity, 'part')).join('\n'),
    expected(`
      Mon 08:00, stock 15-part Mon 08:00
      d5, purchaseOrderLine R5 d5
      d5, purchaseOrderLine R5 d5
      d7, purchaseOrderLine R5 d5, purchaseOrderLine R7 d7
      d7, purchaseOrderLine R5 d5, purchaseOrderLine R7 d7
      d12 08:00, purchaseOrderLine R5 d5, purchaseOrderLine R7 d7, assumedPurchase part d12 08:00
    `),
  )
})

test('netting in lots of 50 with a safety stock of 10: 40 are missing in weeks 3 and 4, and 50 are received for each', () => {
  // The safety stock is a demand before all others.
  const plant = askPlant(`
    material part, bought, lead 7d, lots of 50
    stock 50 part
    purchase S1 100 part, at d14
    line safety 10 part, due d1
    line week1 40 part, due d7
    line week2 60 part, due d14
    line week3 80 part, due d21
    line week4 50 part, due d28
  `)
  assert.equal(
    plant.pegs(),
    expected(`
      safety takes 10 part from 50-part, rule
      week1 takes 40 part from 50-part, rule
      week2 takes 60 part from S1, rule
      week3 takes 40 part from assumed-purchase-1, assumed
      week3 takes 40 part from S1, rule
      week4 takes 10 part from assumed-purchase-1, assumed
      week4 takes 40 part from assumed-purchase-2, assumed
    `),
  )
  // What is left of the second receipt: 20 are on hand at the end, of which 10 are the safety stock.
  assert.equal(plant.canPromise(10, 'part'), 'd7 08:00, assumedPurchase assumed-purchase-2 d7 08:00')
})

test('critical ratio: due in 10 days with 8 to go is 1.25 and holds; due in 4 with 5 to go is 0.8 and is late', () => {
  const plant = askPlant(`
    now 2026-05-04 00:00
    material slow, bought, lead 8d
    material quick, bought, lead 5d
    line A 1 slow, due d10
    line B 1 quick, due d4
  `)
  assert.equal(
    plant.promises(),
    expected(`
      A due d10, projected d8, 2d of slack
      B due d4, projected d5, 1d late
    `),
  )
  assert.deepEqual([plant.criticalRatio('A'), plant.criticalRatio('B')], [1.25, 0.8])
})
