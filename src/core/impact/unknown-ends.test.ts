/** What is not known is said so, and what nothing can move any more is not counted as at risk. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said } from '../values/said.ts'
import { askPlant } from './plant-answers.fixture.ts'
import { readDisruption } from './plant-text.fixture.ts'

/** Eight hours of work wait for a delivery that is there on Tuesday. */
const PRESS = `
  now 2026-05-04 08:00
  center pressing
  unit press in pressing
  material ring, made
  material bar, bought
  bill ring takes 1 bar
  step ring 10 at pressing, run 1h
  purchase PO 8 bar, at Tue 08:00, from mill
  order W 8 ring, for line A
  operation W/10 at pressing, run 1h
  line A 8 ring, due Wed 08:00, price EUR 900
`

function answerOf(text: string, disruption: string) {
  const { view } = askPlant(text)
  const answer = view.impact(readDisruption(disruption, view.at))
  assert.ok(answer.ok)
  return answer.value
}

test('a delivery without a date says by when it must come, and that nobody knows when it does', () => {
  const answer = answerOf(PRESS, 'move PO')
  const [late] = answer.late
  assert.equal(answer.late.length, 1)
  // Eight hours of work before Wednesday 08:00 begin at midnight.
  assert.equal(late?.mustEndBy, '2026-05-06T00:00:00.000Z')
  assert.deepEqual(late?.unknowns, [said('date-waits-for-delivery')])
  assert.deepEqual(answer.notes[0], said('delivery-unknown'))
})

test('the deadline of a delivery is the last that holds', () => {
  assert.equal(answerOf(PRESS, 'move PO, to Wed 00:00').late.length, 0)
  assert.equal(answerOf(PRESS, 'move PO, to Wed 00:02').late.length, 1)
})

test('a promise whose goods were ready before now is no money at risk, and says that its shipping is not recorded', () => {
  const { view } = askPlant(`
    now 2026-05-14 08:00
    center pressing
    unit press in pressing
    material ring, made
    order W 8 ring, for line A, completed, until d-4
    line A 8 ring, due d-8, price EUR 900
  `)
  assert.equal(view.counts.latePromises, 0)
  const promise = view.promise('A')
  assert.equal(promise?.exposure.revenue, null)
  assert.deepEqual(promise?.unknowns, [said('ready-not-shipped')])
})

test('an overdue promise that stock could serve is still late', () => {
  const { view } = askPlant(`
    now 2026-05-14 08:00
    material ring, bought
    stock 8 ring
    line A 8 ring, due d-8, price EUR 900
  `)
  assert.equal(view.counts.latePromises, 1)
  assert.equal(view.promise('A')?.exposure.revenue?.amount, 90_000)
})

test('a question about a moment at which nothing is left to do says so', () => {
  const text = 'now 2030-01-01 08:00\ncenter pressing\nunit press in pressing'
  assert.deepEqual(answerOf(text, 'down press, until 2030-01-02').notes[0], said('nothing-ahead'))
  assert.ok(answerOf(PRESS, 'down press, until Mon 09:00').notes.every(({ code }) => code !== 'nothing-ahead'))
})

test('a stop without an end takes no penalty back from a promise that was late already', () => {
  const late = PRESS.replace('due Wed 08:00', 'due Mon 08:00').replace('price EUR 900', 'price EUR 900, penalty 1%')
  const [promise] = answerOf(late, 'down press').late
  assert.equal(promise?.lateBefore, true)
  assert.equal(promise?.exposure.penalty?.amount, 0)
})

test('a stop of two hours that pushes work past the night has lost two hours, not the night', () => {
  const { view } = askPlant(PRESS.replace('unit press in pressing', 'hours day mon-fri 08:00-16:00\n  unit press in pressing, hours day'))
  const answer = view.impact(readDisruption('down press, from Tue 10:00, until Tue 12:00', view.at))
  assert.ok(answer.ok)
  const link = answer.value.late[0]?.chain.find((each) => each.id === 'W/10')
  assert.equal(link?.addedSeconds, 18 * 3600)
  assert.deepEqual(link?.parts, {
    workSeconds: 8 * 3600,
    setupSeconds: 0,
    closedSeconds: 16 * 3600,
    disruptedSeconds: 2 * 3600,
    queueSeconds: 0,
    waitSeconds: 0,
  })
})

/** The ring needs four bars of the lot; new ones take five days. */
const LOT = PRESS.replace('material bar, bought', 'material bar, bought, lead 5d').replace(
  'purchase PO 8 bar, at Tue 08:00, from mill',
  'lot L 8 bar',
)

test('a lot that is held and made up for is not said to be waited for', () => {
  const plant = askPlant(LOT)
  assert.equal(
    plant.chain('A', 'hold L'),
    'assumedWorkOrder replacement Mon 08:00 to Sat 08:00, 5d wait, adds 5d\noperation W/10 on press Sat 08:00 to Sat 16:00, 8h work',
  )
  assert.match(plant.chain('A', 'hold L, until Wed 08:00'), /^lot L Mon 08:00 to Wed 08:00, 2d wait, adds 2d\n/)
})

test('a work order that is put off is the reason itself, not a replacement', () => {
  assert.match(askPlant(PRESS).chain('A', 'change W, start Wed 08:00'), /^workOrder W Mon 08:00 to Wed 08:00, 2d wait, adds 1d\n/)
})
