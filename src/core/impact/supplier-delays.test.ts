/** How late a supplier usually is: from what it has delivered, in the later date of promises and beside its open deliveries. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from './plant-answers.fixture.ts'
import { timeText } from './plant-text.fixture.ts'

/** The forge promised each of these bars for the start of a day; they came so many hours later. Today is the fourth of May, eight o'clock. */
const received = (supplier: string, hours: readonly number[]) =>
  hours.map((late, k) => `purchase ${supplier}-${k} 1 bar, at d-${k + 3}, received ${hoursAfter(k + 3, late)}, from ${supplier}`).join('\n')

const hoursAfter = (daysAgo: number, hours: number) =>
  `d${Math.floor(hours / 24) - daysAgo} ${String(((hours % 24) + 24) % 24).padStart(2, '0')}:00`

const TEN = [0, -5, 3, 6, 0, 1, 0, 30, 10, 2]

const plant = (more: string) => `
  now 2026-05-04 08:00
  center milling
  unit mill in milling
  material bar, bought
  material gear, made
  bill gear takes 1 bar
  order W1 4 gear, for line A
  operation W1/10 at milling, work 2h, on mill
  line A 4 gear, due d3 00:00, price EUR 500, cost EUR 200
  ${more}`

const P1 = 'purchase P1 4 bar, at Tue 10:00, from forge, for order W1'

function datesOf(text: string): string {
  const { view } = askPlant(text)
  const promise = view.promise('A')
  assert.ok(promise)
  const notes = promise.unknowns.map(({ code }) => code).join(', ')
  return `${timeText(promise.projectedAt, view.at)}, ${timeText(promise.projectedP90At, view.at)}${notes === '' ? '' : `: ${notes}`}`
}

test('the later date of a promise counts its delivery as late as nine in ten of that supplier are', () => {
  assert.equal(datesOf(plant(`${P1}\n${received('forge', TEN)}`)), 'Tue 12:00, Tue 22:00: later-by-usual-delays')
})

test('eight deliveries are too few, and those of another supplier say nothing', () => {
  assert.equal(datesOf(plant(`${P1}\n${received('forge', TEN.slice(0, 8))}\n${received('mint', TEN)}`)), 'Tue 12:00, Tue 12:00')
})

test('deliveries of more than a year ago say nothing of today', () => {
  const old = received('forge', TEN).replaceAll(/d-(\d+)/g, (_, days) => `d-${Number(days) + 365}`)
  assert.equal(datesOf(plant(`${P1}\n${old}`)), 'Tue 12:00, Tue 12:00')
})

test('where nine in ten are in time, no date is later for it', () => {
  assert.equal(datesOf(plant(`${P1}\n${received('forge', [0, -5, -3, 0, 0, -20, 0, 0, -1, 9])}`)), 'Tue 12:00, Tue 12:00')
})

test('a delivery that is overdue is compared with those that were no sooner', () => {
  const overdue = P1.replace('Tue 10:00', 'Mon 04:00')
  const late = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
  // It is taken to come now, four hours late; of the ten that were later, nine had come by thirteen hours after their date.
  assert.equal(
    datesOf(plant(`${overdue}\n${received('forge', [...TEN.slice(0, 3), ...late])}`)),
    'Mon 10:00, Mon 19:00: later-by-usual-delays',
  )
})

test('a new date that the supplier has told is taken at its word', () => {
  assert.equal(datesOf(plant(`${P1}\n${received('forge', TEN)}\nmove P1, named moved, to Wed 10:00`)), 'Wed 12:00, Wed 12:00')
})

test('what lies in stock serves instead of a late delivery, in the later date too', () => {
  assert.equal(
    datesOf(plant(`${P1}\nlot L1 4 bar, from Tue 12:00\n${received('forge', TEN)}`)),
    'Tue 12:00, Tue 14:00: later-by-usual-delays',
  )
})

test('a buyer reads how late the supplier usually is beside the open delivery', () => {
  const { view } = askPlant(plant(`${P1}\npurchase P2 4 bar, at Wed 10:00, from mint\n${received('forge', TEN)}`))
  assert.deepEqual(
    view.deliveries().map(({ purchaseOrderLineId, usual }) => [purchaseOrderLineId, usual]),
    [
      ['P1', { code: 'supplier-usually-late', facts: { supplierId: 'forge', deliveries: 10, likelySeconds: 3600, latestSeconds: 36_000 } }],
      ['P2', null],
    ],
  )
})
