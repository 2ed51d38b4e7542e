/** What disruptions do to promises, in plants small enough to be checked by hand. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said } from '../values/said.ts'
import { askPlant, expected } from './plant-answers.fixture.ts'
import { readDisruption } from './plant-text.fixture.ts'

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
    late: B from Tue 04:00 to unknown, must end by Tue 04:00, revenue 700.00 EUR
    late: A from Mon 18:00 to unknown, must end by Mon 14:00, revenue 500.00 EUR
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

test('a promise that was late anyway is made worse by an earlier date alone', () => {
  // Ten hours of work can't be done by then, so the promise gives way to the other, which can be kept.
  const plant = askPlant(MILL.replace('due d1', 'due Mon 12:00'))
  assert.equal(
    plant.impact('change-line A, due Mon 10:00'),
    expected(`
      late: A from Tue 04:00 to Tue 04:00, 18h late, revenue 0.00 EUR
      total: 0 lines, 0 orders, 0 customers, revenue 0.00 EUR
      later still: 1
      late anyway: 1
    `),
  )
})

test('a promise without a date is never late, so a stop without an end exposes nothing of it', () => {
  const plant = askPlant(`${MILL.replace('due d1, ', '')}\ndown mill`)
  assert.equal(plant.promises().split('\n')[0], 'A due unknown, projected unknown')
  assert.equal(plant.impact('down mill').includes('A from Mon 18:00 to unknown, revenue'), false)
})

test('many promises behind one stop: every deadline that is given is the last that holds', () => {
  const orders = Array.from(
    { length: 40 },
    (_, k) => `
    order V${k} 1 gear, for line Z${k}
    operation V${k}/10 at milling, run 1h
    line Z${k} 1 gear, due d${3 + k}, price EUR ${1000 - k}
  `,
  )
  const plant = askPlant(`${MILL}\n${orders.join('\n')}`)
  const given = [...plant.impact('down mill').matchAll(/(Z\d+) .* must end by ([^,]+),/g)]
  assert.ok(given.length > 5)
  for (const [, line, time] of given) {
    const lateAfter = (minutes: number) => plant.impact(`down mill, until ${addMinutes(time ?? '', minutes)}`).includes(`late: ${line} `)
    assert.deepEqual([lateAfter(0), lateAfter(2)], [false, true], `${line} by ${time}`)
  }
})

/** `d9 14:59` and two minutes are `d9 15:01`; no deadline of these tests lies just before midnight. */
function addMinutes(time: string, minutes: number): string {
  const [day = '', clock = '00:00'] = time.split(' ')
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const total = hour * 60 + minute + minutes
  return `${day} ${Math.floor(total / 60)}:${total % 60}`
}

test('work orders that are made for each other in a circle are told of, and still have dates', () => {
  const plant = askPlant(`
    center assembly
    unit bench in assembly
    material frame, made, lead 1d
    material wheel, made, lead 1d
    bill frame takes 2 wheel
    bill wheel takes 1 frame
    order F 5 frame, for order W
    operation F/10 at assembly, work 2h
    order W 5 wheel, for order F
    operation W/10 at assembly, work 1h
    line A 5 frame, due d3
  `)
  assert.equal(plant.promises().includes('unknown'), false)
  assert.match(plant.notes(), /bill-loop-cut (frame → wheel|wheel → frame)/)
})

test('an order that is made for itself is told of, and still has dates', () => {
  const plant = askPlant(`
    center assembly
    material frame, made, lead 1d
    bill frame takes 1 frame
    order F 5 frame, for order F
    operation F/10 at assembly, work 2h
    line A 5 frame, due d3
  `)
  assert.equal(plant.promises().includes('unknown'), false)
  assert.notEqual(plant.notes(), '')
})

test('a long queue is cut off in the explanation, and what arose before it still counts', () => {
  const queue = Array.from(
    { length: 450 },
    (_, k) => `
    order V${k} 1 gear
    operation V${k}/10 at milling, work 1h, rank ${k}
  `,
  )
  const plant = askPlant(`${MILL.replace('W1/10 at milling, run 1h', 'W1/10 at milling, run 1h, rank 900')}\n${queue.join('\n')}`)
  const links = plant.chain('A', 'down mill, until Mon 18:00').split('\n')
  assert.ok(links.length <= 400)
  assert.match(links[0] ?? '', /adds 10h$/)
  assert.equal(links.filter((link) => /adds|absorbs/.test(link)).length, 1)
})

test('a stop is blamed for what it keeps from replacing a loss', () => {
  const text = `${MILL}\ndown mill, until Wed 08:00\nscrap 5 of W1`
  assert.equal(
    askPlant(text).promises().split('\n')[0],
    'A due d1, projected Thu 09:00, 2d 9h late, revenue 500.00 EUR, alone 2d by down mill, alone 15h by scrap 5 of W1',
  )
})

test('a new order is not promised from a lot that is held, and from a delivery only when it now comes', () => {
  const text = `
    material part, bought, lead 20d
    lot L1 30 part
    purchase P1 30 part, at d3
  `
  assert.equal(askPlant(text).canPromise(30, 'part'), 'Mon 08:00, lot L1 Mon 08:00')
  assert.equal(askPlant(`${text}\nhold L1`).canPromise(30, 'part'), 'd3, purchaseOrderLine P1 d3')
  assert.equal(askPlant(`${text}\nhold L1\nmove P1, to d8`).canPromise(30, 'part'), 'd8, purchaseOrderLine P1 d8')
  assert.equal(askPlant(`${text}\nhold L1\nmove P1`).canPromise(30, 'part'), 'd20 08:00, assumedPurchase part d20 08:00')
  assert.equal(askPlant(`${text}\nhold L1, until Tue 12:00`).canPromise(30, 'part'), 'Tue 12:00, lot L1 Tue 12:00')
})

test('a machine takes other work while a delivery is hours late, and waits where it comes soon', () => {
  const text = (moved: string) => `${MILL}
    material blank, bought, lead 30d
    bill gear takes 1 blank
    lot L 10 blank, for order W2
    purchase P 10 blank, at Mon 08:00, for order W1
    move P, to ${moved}`
  const long = askPlant(text('Tue 20:00')).view
  assert.deepEqual([long.promise('A')?.late, long.promise('B')?.late, long.promise('B')?.unknowns], [true, false, []])
  const short = askPlant(text('Mon 11:00').replace('line B 10 gear, due d2', 'line B 10 gear, due Tue 05:00')).view
  assert.deepEqual([short.promise('B')?.late, short.promise('B')?.unknowns], [true, [KEPT]])
  const answer = short.impact(readDisruption('move P, to Mon 11:00', short.at))
  assert.ok(answer.ok)
  assert.deepEqual(answer.value.notes[0], said('sequence-kept-for-late', KEPT.facts))
})

const KEPT = said('sequence-kept', { place: 'mill', workOrderId: 'W1' })
