/** The words of an answer: every kind of trouble, and what is not known said as such. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AffectedPromise, ChainLink, ImpactAnswer } from '../core/impact/answer.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import { money } from '../core/values/money.ts'
import type { UnitCode } from '../core/values/quantity.ts'
import { said } from '../core/values/said.ts'
import { capableText, impactText } from './impact-text.ts'
import { disruptionText, type Naming } from './impact-text-disruption.ts'

const NAMES: Readonly<Record<string, string>> = { 'C-1': 'Harbour Authority (C-1)', 'P-100': 'Pump 100 (P-100)', w2: 'Welder 2 (w2)' }
const naming: Naming = { zone: 'Europe/Berlin', called: (_, id) => NAMES[id] ?? id }
const at = (text: string): Instant => instantFromMs(Date.parse(text))
const pieces = (value: number) => ({ value, unit: 'EA' as UnitCode })
const start = at('2026-05-08T04:00:00Z')

test('each kind of trouble is one sentence, and an end that nobody knows is said so', () => {
  const troubles: readonly Omit<Disruption, 'id' | 'startAt'>[] = [
    { kind: 'workUnitDown', workUnitId: 'w2' },
    { kind: 'workUnitSlow', workCenterId: 'weld', rate: 0.8, endAt: at('2026-05-08T10:00:00Z') },
    { kind: 'scrap', workOrderId: '4711', quantity: pieces(12), sequence: 20, reason: 'Paint process failed' },
    { kind: 'lotHeld', lotId: 'L-7' },
    { kind: 'purchaseMoved', purchaseOrderLineId: 'PO-88/1', newAt: at('2026-05-13T10:00:00Z') },
    { kind: 'orderCancelled', salesOrderLineId: 'SO-1/1' },
    { kind: 'orderChanged', workOrderId: '4711', quantity: pieces(8) },
    { kind: 'workUnitDown', workUnitId: 'w2', expectedEndAt: at('2026-05-08T09:00:00Z') },
    { kind: 'signalLost', workUnitId: 'w2' },
  ]
  assert.deepEqual(
    troubles.map((each) => disruptionText({ id: 'x', startAt: start, ...each }, naming)),
    [
      'Welder 2 (w2) is down from 2026-05-08 06:00 until nobody knows when.',
      'weld runs at 80 % of its rate from 2026-05-08 06:00 to 2026-05-08 12:00.',
      'Work order 4711 scraps 12 pieces at operation 20. Recorded reason: Paint process failed.',
      'Lot L-7 is held from 2026-05-08 06:00 until nobody knows when.',
      'Purchase order line PO-88/1 moves to 2026-05-13 12:00.',
      'Sales order line SO-1/1 is cancelled.',
      'Work order 4711 changes to 8 pieces.',
      'Welder 2 (w2) is down from 2026-05-08 06:00 to about 2026-05-08 11:00, as likely as not.',
      'Nothing is heard of Welder 2 (w2) from 2026-05-08 06:00 on.',
    ],
  )
})

const promise: AffectedPromise = {
  salesOrderLineId: 'SO-1/1',
  orderId: 'SO-1',
  customerId: 'C-1',
  materialId: 'P-100',
  quantity: pieces(2),
  requestedAt: null,
  firstConfirmedAt: null,
  confirmedAt: at('2026-05-08T08:00:00Z'),
  projectedBefore: at('2026-05-08T08:00:00Z'),
  projectedAfter: null,
  projectedP90After: null,
  slackSeconds: null,
  slackBeforeSeconds: 0,
  delaySeconds: null,
  late: true,
  lateBefore: false,
  shortQuantity: pieces(1),
  mustEndBy: at('2026-05-08T05:30:00Z'),
  exposure: { revenue: money(24_005_000, 'EUR', 4), contribution: null, penalty: money(0, 'EUR') },
  chain: [],
  pegs: [],
  unknowns: [said('date-waits-for-end')],
}

const answer: ImpactAnswer = {
  disruption: { id: 'x', kind: 'workUnitDown', startAt: start, workUnitId: 'w2' },
  at: start,
  late: [promise],
  insideSlack: [],
  totals: { lines: 1, orders: 1, customers: 1, revenue: [money(24_005_000, 'EUR', 4)], contribution: [], penalty: [] },
  laterStill: 0,
  lateAnyway: 3,
  notes: [said('zone-assumed', { zone: 'Europe/Berlin' })],
}

test('an answer begins with what happened and who is late, then the money, the last moment, and what is not known', () => {
  const text = impactText(answer, naming)
  assert.ok(
    text.startsWith(
      'Welder 2 (w2) is down from 2026-05-08 06:00 until nobody knows when. Now is taken as 2026-05-08 06:00 (Europe/Berlin).',
    ),
  )
  for (const sentence of [
    '1 promise has no date any more, in 1 order of 1 customer: 2,400.50 EUR of revenue.',
    'Harbour Authority (C-1): 2 pieces of Pump 100 (P-100) on order SO-1 has no date any more, 2,400.50 EUR of revenue.',
    '1 piece of it is short.',
    'It holds if the disruption ends by 2026-05-08 07:30.',
    '3 promises are late without it; that is not counted here.',
    "Not known: Its date can't be known while the disruption has no known end.",
    'Note: The source states no time zone; its dates were read as Europe/Berlin.',
  ]) {
    assert.ok(text.includes(sentence), `${sentence}\n---\n${text}`)
  }
})

const NO_TIME = { workSeconds: 0, setupSeconds: 0, closedSeconds: 0, disruptedSeconds: 0, queueSeconds: 0, waitSeconds: 0 }

/** A link of 6 h on Welder 2, unless stated otherwise. */
function link(stated: Partial<ChainLink>): ChainLink {
  return {
    kind: 'operation',
    id: '4711/10',
    workOrderId: '4711',
    workUnitId: 'w2',
    fromAt: start,
    toAt: at('2026-05-08T10:00:00Z'),
    parts: { ...NO_TIME, workSeconds: 21_600 },
    addedSeconds: 0,
    boundBy: 'previous operation',
    ...stated,
  }
}

/** A delivery that is there at 12:00, unless stated otherwise. */
function supplyLink(stated: Partial<ChainLink>): ChainLink {
  const toAt = at('2026-05-08T10:00:00Z')
  return { kind: 'purchaseOrderLine', id: 'PO-1', fromAt: start, toAt, parts: NO_TIME, addedSeconds: 0, boundBy: 'date', ...stated }
}

test('a stop without a known end says where the dates end to be known, and how much slack there was', () => {
  const endless = { toAt: null, parts: NO_TIME }
  const chain = [link({}), link(endless), link({ ...endless, fromAt: null, workUnitId: 'w3' })]
  const waits = { ...promise, chain, mustEndBy: null, slackBeforeSeconds: 9000 }
  const text = impactText({ ...answer, late: [waits] }, naming)
  assert.match(
    text,
    /\n {2}It had 2 h 30 min of slack\.\n {2}because Welder 2 \(w2\) is down, work order 4711, until nobody knows when\n\n/,
  )
  assert.match(
    impactText({ ...answer, late: [{ ...waits, slackBeforeSeconds: 0 }] }, naming),
    /It had no slack: any delay on its way makes it late\./,
  )
})

test('a delivery without a date is named with its supplier and the last moment', () => {
  const delivery = supplyLink({ id: 'PO-88/1', materialId: 'P-100', supplierId: 'S-1', toAt: null })
  const disruption: Disruption = { id: 'x', kind: 'purchaseMoved', startAt: start, purchaseOrderLineId: 'PO-88/1' }
  const text = impactText({ ...answer, disruption, late: [{ ...promise, chain: [delivery] }] }, naming)
  assert.match(text, /It holds if the delivery comes by 2026-05-08 07:30\./)
  assert.match(text, /because purchase order line PO-88\/1 of Pump 100 \(P-100\) from S-1 has no known date\n/)
})

test('what becomes late is told apart from what was late already, each with its own money', () => {
  const dated = { ...promise, projectedAfter: at('2026-05-08T14:00:00Z'), slackSeconds: -21_600, delaySeconds: 21_600, unknowns: [] }
  const large = { revenue: money(694_650_000, 'EUR', 4), contribution: null, penalty: null }
  const already = { ...dated, lateBefore: true, exposure: { revenue: null, contribution: null, penalty: money(1_250, 'EUR') } }
  const text = impactText({ ...answer, late: [{ ...dated, exposure: large }, already, { ...already, customerId: 'C-2' }] }, naming)
  assert.match(text, /1 promise becomes late, in 1 order of 1 customer: 69,465\.00 EUR of revenue\.\n/)
  assert.match(text, /2 promises that were late already become later, in 1 order of 2 customers: 25\.00 EUR of penalties\.\n/)
})

test('links that take time back are told, so that the links add up to the delay', () => {
  const chain = [link({ id: '4711/5', addedSeconds: 36_000 }), link({}), link({}), link({ id: '4711/20', addedSeconds: -14_400 })]
  const dated = { ...promise, projectedAfter: at('2026-05-08T14:00:00Z'), slackSeconds: -21_600, delaySeconds: 21_600, chain }
  const text = impactText({ ...answer, late: [dated] }, naming)
  assert.match(text, /is 6 h late and moves by 6 h,/)
  assert.deepEqual(
    [...text.matchAll(/\((adds|takes back) ([^)]*)\)/g)].map(([, way, time]) => `${way} ${time}`),
    ['adds 10 h', 'takes back 4 h'],
  )
})

test('promises that are reached without harm are not called late, and those that were late already are said to be', () => {
  const reached = { ...promise, late: false, projectedAfter: promise.projectedBefore, slackSeconds: 0, delaySeconds: 0, unknowns: [] }
  const others = [reached, { ...reached, late: true, lateBefore: true }]
  const text = impactText({ ...answer, late: [], insideSlack: others }, naming)
  assert.match(text, /No promise becomes late by it, or later\./)
  assert.match(text, /2 promises are reached without becoming late by it, or later; 1 of them was late already:/)
})

test('a date that can be promised names what is free, what is bought and what is made', () => {
  const parts = { ...NO_TIME, waitSeconds: 21_600 }
  const chain = [
    supplyLink({ kind: 'stock', id: 'bin-7', materialId: 'H-1', toAt: start, found: 'rule' }),
    supplyLink({ kind: 'assumedPurchase', id: 'H-2', materialId: 'H-2', parts, found: 'assumed' }),
    link({ id: 'P-100/10', materialId: 'P-100', found: 'assumed' }),
  ]
  const text = capableText({ materialId: 'P-100', quantity: pieces(2), promisedAt: at('2026-05-08T10:00:00Z'), chain, notes: [] }, naming)
  assert.equal(
    text,
    [
      '2 pieces of Pump 100 (P-100) can be promised for 2026-05-08 12:00 (Europe/Berlin).',
      '  H-1: stock bin-7 is free now',
      '  H-2: bought, 6 h until 2026-05-08 12:00',
      '  Pump 100 (P-100): made on Welder 2 (w2), 6 h until 2026-05-08 12:00',
    ].join('\n'),
  )
})

test('a disruption that reaches nobody says so', () => {
  const none = {
    ...answer,
    late: [],
    laterStill: 0,
    lateAnyway: 0,
    notes: [],
    totals: { lines: 0, orders: 0, customers: 0, revenue: [], contribution: [], penalty: [] },
  }
  assert.match(impactText(none, naming), /No promise moves\.$/)
})
