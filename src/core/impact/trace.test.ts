/** Finding things, and following them to what they come from and to whom they go. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moneyText } from '../values/money.ts'
import type { ThingKind, TraceStep } from './page-answer.ts'
import { askPlant, expected } from './plant-answers.fixture.ts'
import { timeText } from './plant-text.fixture.ts'

const WORKS = `
  now 2026-05-04 08:00
  center weld
  unit weld-1 in weld
  center press
  unit press-1 in press
  material steel, bought, lead 1d
  material frame, made, called Rahmen für Müller
  material pump, made
  bill frame takes 2 steel
  bill pump takes 1 frame
  lot L1 6 steel
  purchase P1 4 steel, at Mon 10:00, from guss
  order F1 5 frame
  operation F1/10 at press, work 2h
  order W1 5 pump
  operation W1/10 at weld, work 3h
  line A 3 pump, for brunnen, order SO-1, due Mon 12:00, price EUR 1000, cost EUR 400
  line B 2 pump, for müllerhof, order SO-2, due d9, price EUR 300
  customer müllerhof, called Müllerhof
  line C 2 frame, for brunnen, order SO-1, due d9
`

function traceText(kind: ThingKind, id: string): string {
  const { view } = askPlant(WORKS)
  const trace = view.trace(kind, id)
  assert.ok(trace)
  const step = ({ thing, distance, quantity, at, late }: TraceStep) =>
    `${distance} ${thing.kind} ${thing.id}${quantity === null ? '' : ` ${quantity.value}`}${at === null ? '' : ` ${timeText(at, view.at)}`}${late ? ' late' : ''}`
  const { totals } = trace
  return [
    ...trace.upstream.map((each) => `from ${step(each)}`),
    ...trace.downstream.map((each) => `to ${step(each)}`),
    `total ${totals.lines} ${[...totals.revenue, ...totals.contribution].map((each) => moneyText(each)).join(' ')}`,
  ].join('\n')
}

test('a delivery is followed over both orders to the promises and customers that it serves', () => {
  assert.equal(
    traceText('purchaseOrderLine', 'P1'),
    expected(`
      from 1 supplier guss
      to 1 workOrder F1 4 Mon 12:00 late
      to 2 workOrder W1 5 Mon 15:00 late
      to 3 salesOrderLine A 3 Mon 15:00 late
      to 3 salesOrderLine B 2 Mon 15:00
      to 4 customer brunnen Mon 15:00 late
      to 4 customer müllerhof Mon 15:00
      total 2 1300.00 EUR 600.00 EUR
    `),
  )
})

test('a promise comes from its orders, their work units, lots, deliveries and suppliers', () => {
  assert.equal(
    traceText('salesOrderLine', 'A'),
    expected(`
      from 1 workOrder W1 3 Mon 15:00 late
      from 2 workOrder F1 5 Mon 12:00 late
      from 2 workUnit weld-1 Mon 15:00 late
      from 3 lot L1 6 Mon 08:00 late
      from 3 purchaseOrderLine P1 4 Mon 10:00 late
      from 3 workUnit press-1 Mon 12:00 late
      from 4 supplier guss
      to 1 customer brunnen Mon 15:00 late
      total 1 1000.00 EUR 600.00 EUR
    `),
  )
})

test('what nobody has ordered yet goes by its material and says so', () => {
  const { view } = askPlant(`${WORKS}
    line D 4 pump, for brunnen, order SO-9, due d20`)
  const notes = view.trace('salesOrderLine', 'D')?.upstream.map(({ thing, detail, note }) => `${thing.id}: ${note?.code ?? detail}`)
  assert.deepEqual(
    notes?.filter((each) => each.includes('-')),
    ['pump: no-order-makes-it-yet', 'frame: no-order-makes-it-yet', 'steel: not-bought-yet'],
  )
})

test('a work unit, a customer and a disruption are followed by what they work on, wait for and stop', () => {
  assert.match(traceText('workUnit', 'weld-1'), /^to 0 workOrder W1 5 Mon 15:00 late\nto 1 salesOrderLine A 3 /m)
  assert.match(traceText('supplier', 'guss'), /^to 0 purchaseOrderLine P1 4 Mon 10:00 late\nto 1 workOrder F1 4 /m)
  const { view } = askPlant(`${WORKS}\n down weld-1, named stop`)
  assert.deepEqual(view.trace('disruption', 'stop')?.downstream, view.trace('workUnit', 'weld-1')?.downstream)
  assert.deepEqual(view.trace('customer', 'brunnen')?.totals.lines, 2)
  assert.equal(view.trace('lot', 'L9'), undefined)
})

test('things are found by id and by name, without regard to case and accents, what is called so first', () => {
  const { view } = askPlant(WORKS)
  const found = (text: string) =>
    view.search(text, 3).map(({ thing, detail }) => `${thing.kind} ${thing.name}${detail === null ? '' : ` (${detail})`}`)
  assert.deepEqual(found('MULLER'), ['customer Müllerhof', 'material Rahmen für Müller'])
  assert.deepEqual(found('w1'), ['workOrder W1 (pump)'])
  assert.deepEqual(found('weld'), ['workCenter weld', 'workUnit weld-1 (weld)'])
  assert.deepEqual(found('  '), [])
})
