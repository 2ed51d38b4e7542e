/** Open disruptions side by side, in a plant of two lines that share nothing but the paint shop. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moneyText } from '../values/money.ts'
import { said } from '../values/said.ts'
import type { MoneyTotals } from './answer.ts'
import type { DisruptionStanding } from './page-answer.ts'
import { askPlant, expected } from './plant-answers.fixture.ts'
import { timeText } from './plant-text.fixture.ts'

/** Pumps are welded and painted for Brunnen, shafts are turned for Hafen; Guss supplies the casings, Stahl the bars. */
const WORKS = `
  now 2026-05-04 08:00
  center weld
  unit weld-1 in weld
  center paint
  unit paint-1 in paint
  center turn
  unit turn-1 in turn
  material casing, bought, by guss, lead 5d
  material bar, bought, by stahl, lead 5d
  material pump, made
  step pump 10 at weld, run 1h
  step pump 20 at paint, run 1h
  bill pump takes 1 casing
  material shaft, made
  step shaft 10 at turn, run 1h
  bill shaft takes 1 bar
  purchase P1 4 casing, at Mon 12:00, from guss
  purchase P2 4 bar, at Mon 12:00, from stahl
  order W1 4 pump, for line A
  order W2 4 shaft, for line B
  line A 4 pump, for brunnen, due Mon 22:00, price EUR 1000
  line B 4 shaft, for hafen, due Mon 18:00, price EUR 600
`

function moneyOf(totals: MoneyTotals): string {
  return `${totals.lines} ${totals.lines === 1 ? 'line' : 'lines'} ${totals.revenue.map((each) => moneyText(each)).join()}`.trim()
}

function standingText(
  { disruption, place, totals, alone, worst, insideSlack, tightest, mustEndBy, path }: DisruptionStanding,
  now: DisruptionStanding['mustEndBy'],
): string {
  const hours = (seconds: number | null) => (seconds === null ? 'unknown' : `${seconds / 3600}h`)
  return [
    `${disruption.id} at ${place?.kind} ${place?.id}`,
    `all ${moneyOf(totals)}`,
    `alone ${moneyOf(alone)}`,
    ...(worst === null ? [] : [`worst ${worst.salesOrderLineId} of ${worst.customer.id} ${hours(worst.delaySeconds)}`]),
    ...(tightest === null ? [] : [`${insideSlack} inside slack, tightest ${tightest.salesOrderLineId} ${hours(tightest.slackSeconds)}`]),
    ...(mustEndBy === null || now === null ? [] : [`must end by ${timeText(mustEndBy, now)}`]),
    ...path.map(({ linkId, effect }) => `${linkId.replaceAll(/\w+:/g, '')} ${effect}`),
  ].join(', ')
}

function standingsOf(plant: string): string {
  const { view } = askPlant(plant)
  return view
    .standings()
    .map((each) => standingText(each, view.at))
    .join('\n')
}

test('a stop and a late delivery on different lines each light their own way, the dearer first', () => {
  assert.equal(
    standingsOf(`${WORKS}\n move P2, to Tue 12:00\n down weld-1, until Tue 12:00`),
    expected(`
      down weld-1 at workUnit weld-1, all 1 line 1000.00 EUR, alone 1 line 1000.00 EUR, worst A of brunnen 24h, paint>brunnen late, weld>paint late
      move P2 at supplier stahl, all 1 line 600.00 EUR, alone 1 line 600.00 EUR, worst B of hafen 24h, stahl>turn late, turn>hafen late
    `),
  )
})

test('what stays inside the slack is told with what is left of it, and costs nobody anything', () => {
  assert.equal(
    standingsOf(`${WORKS}\n down weld-1, until Mon 13:00`),
    expected(`
      down weld-1 at workUnit weld-1, all 0 lines, alone 0 lines, 1 inside slack, tightest A 1h, paint>brunnen slack, weld>paint slack
    `),
  )
})

test('a delay that waits for nobody lights nothing', () => {
  assert.equal(standingsOf(`${WORKS}\n down paint-1, until Mon 10:00`), 'down paint-1 at workUnit paint-1, all 0 lines, alone 0 lines')
})

test('a promise behind a queue is reached over the work that stands before it', () => {
  const plant = `${WORKS}
    material frame, made
    step frame 10 at paint, run 1h
    order W3 4 frame, for line C
    line C 4 frame, for nachbar, due Tue 03:00, price EUR 100`
  // Paint takes the frames at once and the pumps after them; a stop of paint delays both.
  assert.equal(
    standingsOf(`${plant}\n down paint-1, until Mon 23:00`),
    expected(`
      down paint-1 at workUnit paint-1, all 1 line 1000.00 EUR, alone 1 line 1000.00 EUR, worst A of brunnen 11h, 1 inside slack, tightest C 0h, paint>brunnen late, paint>nachbar slack
    `),
  )
})

test('two causes that each would be enough: both show the line, neither alone, and each its own way', () => {
  assert.equal(
    standingsOf(`${WORKS}\n move P1, to Tue 12:00\n down weld-1, until Tue 12:00`),
    expected(`
      down weld-1 at workUnit weld-1, all 1 line 1000.00 EUR, alone 0 lines, worst A of brunnen 24h, paint>brunnen late, weld>paint late
      move P1 at supplier guss, all 1 line 1000.00 EUR, alone 0 lines, worst A of brunnen 24h, guss>weld late, paint>brunnen late, weld>paint late
    `),
  )
})

test('a stop without a known end says until when it does no harm', () => {
  assert.equal(
    standingsOf(`${WORKS}\n down weld-1`),
    expected(`
      down weld-1 at workUnit weld-1, all 1 line 1000.00 EUR, alone 1 line 1000.00 EUR, worst A of brunnen unknown, must end by Mon 14:00, paint>brunnen late, weld>paint late
    `),
  )
})

test('a promise that is late anyway lights its way as such, and counts among those that become later still', () => {
  const plant = `${WORKS.replace('due Mon 22:00', 'due Mon 09:00')}\n down weld-1, until Tue 12:00`
  assert.equal(
    standingsOf(plant),
    expected(`
      down weld-1 at workUnit weld-1, all 0 lines 0.00 EUR, alone 0 lines 0.00 EUR, worst A of brunnen 24h, paint>brunnen later, weld>paint later
    `),
  )
  assert.equal(askPlant(plant).view.standings()[0]?.laterStill, 1)
})

test('a lost signal delays nothing, and says whose promises run through what nobody sees', () => {
  const { view } = askPlant(`${WORKS}\n silent weld-1`)
  const [standing] = view.standings()
  assert.deepEqual([standing?.totals.lines, standing?.path, standing?.place?.id], [0, [], 'weld-1'])
  assert.deepEqual(standing?.notes, [said('not-heard-of', { workUnit: 'weld-1' }), said('runs-through', { promises: 1, customers: 1 })])
  const answer = view.impact(standing!.disruption)
  assert.ok(answer.ok)
  assert.deepEqual([answer.value.late, answer.value.insideSlack, view.counts.openDisruptions], [[], [], 1])
})

test('a disruption of what the plant does not hold stands last and says why it counts for nothing', () => {
  const { view } = askPlant(`${WORKS}\n hold L-7\n down weld-1, until Tue 12:00`)
  const [first, last] = view.standings()
  assert.deepEqual([first?.disruption.id, last?.disruption.id, last?.place], ['down weld-1', 'hold L-7', null])
  assert.deepEqual([last?.notes[0]?.code, last?.notes[0]?.facts.code], ['left-out', 'target-not-found'])
})
