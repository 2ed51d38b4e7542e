/** What helps against a disruption, in plants that can be worked by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whatHelps } from './asked-plant.fixture.ts'

/** The constraint makes 30 units an hour, each worth EUR 45; 60 of them are due when the day ends. */
const CONSTRAINT = `
  hours day mon-fri 08:00-16:00
  center press, hours day, overtime costs EUR 200
  unit press-1 in press
  material part, made
  order 1 240 part, for line A
  operation 1 10 at press, run 2min, on press-1
  line A 240 part, due Mon 16:00, price EUR 21600, cost EUR 10800
`

test('two hours of the constraint are lost: EUR 10,800 of contribution are late, and EUR 400 of overtime keep them', () => {
  const { items, exposure } = whatHelps(`${CONSTRAINT.replace('due Mon 16:00', 'due Mon 18:00')}\ndown press-1, named D, until Mon 10:00`)
  assert.equal(exposure, '10800.00 EUR')
  assert.deepEqual(items('overtime'), [
    'overtime: works-longer, saves 10800.00 EUR, costs 400.00 EUR, net 10400.00 EUR, keeps 1, A comes from Tue 10:00 to Mon 18:00, high',
  ])
})

test('30 units an hour at EUR 45 for 2 hours: EUR 2,700 are at risk, and what is lost is the EUR 400 that make them up', () => {
  const { items, exposure } = whatHelps(`
    hours day mon-fri 08:00-16:00
    center press, hours day, overtime costs EUR 200
    unit press-1 in press
    material part, made
    order 1 180 part, for line A
    order 2 60 part, for line B
    operation 1 10 at press, run 2min, on press-1
    operation 2 10 at press, run 2min, on press-1
    line A 180 part, due Mon 16:00, price EUR 16200, cost EUR 8100
    line B 60 part, due Mon 18:00, price EUR 5400, cost EUR 2700
    down press-1, named D, until Mon 10:00
  `)
  assert.equal(exposure, '2700.00 EUR')
  assert.deepEqual(
    items('overtime')[0],
    'overtime: works-longer, saves 2700.00 EUR, costs 400.00 EUR, net 2300.00 EUR, keeps 1, B comes from Tue 10:00 to Mon 18:00, high',
  )
})

test('longer hours against a stop also keep a promise that is late without it: that is told apart, and is no part of what ranks them', () => {
  const { items, exposure } = whatHelps(`
    hours day mon-fri 08:00-16:00
    center press, hours day, overtime costs EUR 200
    unit press-1 in press
    material part, made
    order 1 240 part, for line A
    order 2 60 part, for line B
    operation 1 10 at press, run 2min, on press-1, rank 1
    operation 2 10 at press, run 2min, on press-1, rank 2
    line A 240 part, due Mon 18:00, price EUR 21600, cost EUR 10800
    line B 60 part, due Mon 20:00, price EUR 5400, cost EUR 2700
    down press-1, named D, until Mon 10:00
  `)
  assert.equal(exposure, '10800.00 EUR')
  assert.deepEqual(items('overtime'), [
    'overtime: works-longer, saves 10800.00 EUR, costs 400.00 EUR, net 10400.00 EUR, keeps 1, A comes from Tue 10:00 to Mon 18:00, B comes from Tue 12:00 to Tue 10:00, high',
    'overtime: works-longer, saves 10800.00 EUR, besides 2700.00 EUR, costs 800.00 EUR, net 10000.00 EUR, keeps 2, A comes from Tue 10:00 to Mon 18:00, B comes from Tue 12:00 to Mon 20:00, high',
  ])
})

test('a stop of 2 hours before a buffer of 90 minutes starves the constraint for half an hour: EUR 675', () => {
  const { exposure } = whatHelps(`
    hours day mon-fri 08:00-16:00
    center saw, hours day
    center press, hours day
    unit saw-1 in saw
    unit press-1 in press
    material part, made
    order 1 45 part, for line A
    order 2 180 part, for line B
    order 3 15 part, for line C
    operation 1 10 at press, run 2min, on press-1, rank 1
    operation 2 10 at saw, work 1s, on saw-1
    operation 2 20 at press, run 2min, on press-1, rank 2
    operation 3 10 at press, run 2min, on press-1, rank 3
    line A 45 part, due Mon 16:00, price EUR 4050, cost EUR 2025
    line B 180 part, due Tue 16:00, price EUR 16200, cost EUR 8100
    line C 15 part, due Mon 16:00, price EUR 1350, cost EUR 675
    down saw-1, named D, until Mon 10:00
  `)
  assert.equal(exposure, '675.00 EUR')
})

const TWO_MILLS = `
  hours day mon-fri 08:00-16:00
  center milling, hours day, an hour costs EUR 60
  unit mill-1 in milling
  unit mill-2 in milling
  material shaft, made
  order 1 10 shaft, for line A
  order 2 10 shaft, for line B
  operation 1 10 at milling, work 6h, on mill-1
  operation 2 10 at milling, work 6h, on mill-2
  line A 10 shaft, due Mon 16:00, price EUR 5000, cost EUR 2000
  line B 10 shaft, due Tue 16:00, price EUR 1000, cost EUR 400
  down mill-1, named D, until Tue 12:00
`

test('nothing can be said about another unit where none is stated', () => {
  const { items, notes } = whatHelps(TWO_MILLS)
  assert.deepEqual(items('alternateUnit'), [])
  assert.ok(notes.includes('no-other-unit-stated, operations 1'))
})

test('the other mill takes it first; the order that stands there comes later and still in time', () => {
  const { items, answer } = whatHelps(TWO_MILLS.replace('6h, on mill-1', '6h, on mill-1 mill-2'))
  assert.equal(
    items('alternateUnit')[0],
    'alternateUnit: run-on-other-unit, saves 3000.00 EUR, costs 0.00 EUR, net 3000.00 EUR, keeps 1, A comes from Tue 18:00 to Mon 14:00, B goes from Mon 14:00 to Tue 12:00, high'.replace(
      'Tue 18:00',
      'Wed 10:00',
    ),
  )
  assert.equal(answer.items[0]?.ownerRole, 'planner')
  assert.deepEqual(answer.items[0]?.moves, [
    { type: 'runOn', operationId: '1-10-at-milling', workUnitId: 'mill-2', beforeOperationId: '2-10-at-milling' },
  ])
})

test('a promise inside its slack needs no countermeasure', () => {
  const { answer, notes } = whatHelps(TWO_MILLS.replace('due Mon 16:00', 'due d9'))
  assert.deepEqual([answer.items.length, notes], [0, ['no-promise-is-late-by-it']])
})

test('a repair without a known end must end by the last moment at which the promise still holds', () => {
  const { answer } = whatHelps(TWO_MILLS.replace(', until Tue 12:00', ''))
  const repair = answer.items.find((each) => each.kind === 'repairFirst')
  assert.deepEqual([repair?.byAt, repair?.promisesKept, repair?.cost.total], ['2026-05-04T10:00:00.000Z', 1, null])
})

const BOUGHT = `
  supplier western, sooner by 4d, for each line EUR 350
  supplier eastern
  material pump, made
  material seal, bought, lead 10d, by western
  bill pump takes 1 seal
  purchase P0 10 seal, ordered d-20, at d-18, received d-17, from eastern, price EUR 120
  purchase P9 10 seal, ordered d-30, at d-20, received d-19, from western, price EUR 100
  purchase P1 10 seal, at d2, from western, for order 1
  purchase P2 10 seal, at d3, from western, for order 2
  order 1 10 pump, for line A
  order 2 10 pump, for line B
  line A 10 pump, due d4, price EUR 9000, cost EUR 4000
  line B 10 pump, due d12, price EUR 2000, cost EUR 1000
  move P1, named D, to d8
`

test('a late delivery: sooner by its supplier, from another one at another price, or the delivery of an order that has time', () => {
  const { items, exposure } = whatHelps(BOUGHT)
  assert.equal(exposure, '5000.00 EUR')
  assert.deepEqual(items('expedite'), [
    'expedite: delivered-sooner, saves 5000.00 EUR, costs 350.00 EUR, net 4650.00 EUR, keeps 1, A comes from d8 to d4, medium',
  ])
  assert.deepEqual(items('buyElsewhere'), [
    'buyElsewhere: bought-elsewhere, saves 5000.00 EUR, costs 20.00 EUR, net 4980.00 EUR, keeps 1, A comes from d8 to Thu 08:00, medium',
  ])
  assert.deepEqual(items('useOtherLot'), [
    'useOtherLot: uses-supply-of-others, saves 5000.00 EUR, costs 0.00 EUR, net 5000.00 EUR, keeps 1, A comes from d8 to d3, B goes from d3 to d8, high',
  ])
})

test('a supplier that states no time by which it can be sooner, and a price that nobody has recorded', () => {
  const { notes, answer } = whatHelps(BOUGHT.replace('sooner by 4d, ', '').replace(', price EUR 120', ''))
  assert.ok(notes.includes('expedite-not-stated, purchaseOrderLineId P1, supplierId western'))
  const elsewhere = answer.items.find((each) => each.kind === 'buyElsewhere')
  assert.equal(elsewhere?.cost.total, null)
  assert.deepEqual(
    elsewhere?.cost.parts.map(({ what }) => what.code),
    ['price-difference-unknown'],
  )
})

test('what is lost is money: a countermeasure that breaks a dearer promise than it keeps is not offered', () => {
  const { items } = whatHelps(BOUGHT.replace('due d12, price EUR 2000, cost EUR 1000', 'due d3, price EUR 20000, cost EUR 1000'))
  assert.deepEqual(items('useOtherLot'), [])
})

test('a shift without enough qualified people: one more person brings its share of the capacity back', () => {
  const { items, answer } = whatHelps(`
    hours day mon-fri 08:00-16:00
    center welding, hours day
    unit weld-1 in welding
    material frame, made
    order 1 10 frame, for line A
    operation 1 10 at welding, work 6h, on weld-1
    line A 10 frame, due Mon 16:00, price EUR 5000, cost EUR 2000
    gap welding, named D, skill weld, people 2, rate 0, from Mon 08:00, until Mon 16:00
  `)
  assert.deepEqual(items('movePerson').slice(0, 1), [
    'movePerson: qualified-people-more, saves 3000.00 EUR, costs nobody knows, net 3000.00 EUR, keeps 1, A comes from Tue 14:00 to Mon 14:00, medium',
  ])
  assert.deepEqual([answer.items[0]?.ownerRole, answer.items[0]?.moves.length], ['teamLead', 2])
})

test('an order that is made for two promises is split: the late one is made first', () => {
  const { items } = whatHelps(`
    hours day mon-fri 08:00-16:00
    center milling, hours day
    unit mill-1 in milling
    material shaft, made
    order 1 20 shaft
    operation 1 10 at milling, run 30min
    line A 4 shaft, due Tue 12:00, price EUR 5000, cost EUR 2000
    line B 16 shaft, due d9, price EUR 1000, cost EUR 400
    down mill-1, named D, until Mon 16:00
  `)
  assert.equal(
    items('splitLot')[0]?.includes('saves 3000.00 EUR, costs 0.00 EUR, net 3000.00 EUR, keeps 1, A comes from Wed 10:00 to Tue 10:00'),
    true,
    items().join('\n'),
  )
})

test('the lot of a line that has time for one order, and what is bought elsewhere for the other: together both promises hold', () => {
  const { answer, items } = whatHelps(`
    supplier western
    supplier eastern
    material pump, made
    material seal, bought, lead 10d, by western
    bill pump takes 1 seal
    purchase P0 10 seal, ordered d-20, at d-18, received d-17, from eastern, price EUR 120
    purchase P9 10 seal, ordered d-30, at d-20, received d-19, from western, price EUR 100
    purchase P1 20 seal, at d2, from western
    lot L1 10 seal, for line X
    order 1 10 pump, for line A
    order 2 10 pump, for line B
    line A 10 pump, due d4, price EUR 9000, cost EUR 4000
    line B 10 pump, due d4, price EUR 7000, cost EUR 4000
    line X 10 seal, due d20, price EUR 2000, cost EUR 1000
    move P1, named D, to d8
  `)
  assert.deepEqual(
    answer.items.slice(0, 2).map(({ what, promisesKept }) => [what.code, promisesKept]),
    [
      ['several-together', 2],
      ['uses-supply-of-others', 1],
    ],
    items().join('\n'),
  )
})

test('of a lot of which a part is scrapped, the rest leaves in time', () => {
  const { items, exposure } = whatHelps(`
    now 2026-05-04 08:00
    center milling
    unit mill in milling
    material gear, made
    step gear 10 at milling, run 1h
    order W1 10 gear, for line A
    operation W1/10 at milling, run 1h
    order W2 10 gear, for line B
    operation W2/10 at milling, run 1h
    line A 10 gear, due Mon 19:00, price EUR 1000, cost EUR 400
    line B 10 gear, due d2, price EUR 700, cost EUR 400
    scrap 4 of W1, named D
  `)
  assert.equal(exposure, '600.00 EUR')
  assert.deepEqual(items('shipPart'), [
    'shipPart: shipped-in-parts, saves 360.00 EUR, costs nobody knows, net 360.00 EUR, keeps 0, A comes from Tue 08:00 to Tue 08:00, medium',
  ])
})

test('what was tried in vain is named', () => {
  assert.deepEqual(whatHelps(TWO_MILLS).notes, ['no-other-unit-stated, operations 1', 'tried-without-gain, tried 7, kind1 overtime'])
})
