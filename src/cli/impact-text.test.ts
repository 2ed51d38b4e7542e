/** The words of an answer: every kind of trouble, and what is not known said as such. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AffectedPromise, ImpactAnswer } from '../core/impact/answer.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import { money } from '../core/values/money.ts'
import type { UnitCode } from '../core/values/quantity.ts'
import { disruptionText, impactText, type Naming } from './impact-text.ts'

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
  ]
  assert.deepEqual(
    troubles.map((each) => disruptionText({ id: 'x', startAt: start, ...each }, naming)),
    [
      'Welder 2 (w2) is down from 2026-05-08 06:00 until nobody knows when.',
      'weld runs at 80 % of its rate from 2026-05-08 06:00 to 2026-05-08 12:00.',
      'Work order 4711 scraps 12 pieces at operation 20. Recorded reason: Paint process failed.',
      'Lot L-7 is held from 2026-05-08 06:00 until nobody knows when.',
      'Purchase order line PO-88/1 moves to 2026-05-13 12:00.',
      'Order SO-1/1 is cancelled.',
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
  slackSeconds: null,
  delaySeconds: null,
  late: true,
  lateBefore: false,
  shortQuantity: pieces(1),
  mustEndBy: at('2026-05-08T05:30:00Z'),
  exposure: { revenue: money(24_005_000, 'EUR', 4), contribution: null, penalty: money(0, 'EUR') },
  chain: [],
  pegs: [],
  unknowns: ['When Welder 2 runs again.'],
}

const answer: ImpactAnswer = {
  disruption: { id: 'x', kind: 'workUnitDown', startAt: start, workUnitId: 'w2' },
  at: start,
  late: [promise],
  insideSlack: [],
  totals: { lines: 1, orders: 1, customers: 1, revenue: [money(24_005_000, 'EUR', 4)], contribution: [], penalty: [] },
  lateAnyway: 3,
  notes: ['The source states no time zone.'],
}

test('an answer begins with what happened and who is late, then the money, the last moment, and what is not known', () => {
  const text = impactText(answer, naming)
  assert.ok(
    text.startsWith(
      'Welder 2 (w2) is down from 2026-05-08 06:00 until nobody knows when. Now is taken as 2026-05-08 06:00 (Europe/Berlin).',
    ),
  )
  for (const sentence of [
    '1 promise in 1 order of 1 customer becomes late or later, with 2400.50 EUR of revenue.',
    'Harbour Authority (C-1): 2 pieces of Pump 100 (P-100) on order SO-1 has no date any more, 2400.50 EUR of revenue.',
    '1 piece of it is short.',
    'It holds if the disruption ends by 2026-05-08 07:30.',
    '3 promises were late without it; nothing of that is counted here.',
    'Not known: When Welder 2 runs again.',
    'Note: The source states no time zone.',
  ]) {
    assert.ok(text.includes(sentence), `${sentence}\n---\n${text}`)
  }
})

test('a disruption that reaches nobody says so', () => {
  const none = {
    ...answer,
    late: [],
    lateAnyway: 0,
    notes: [],
    totals: { lines: 0, orders: 0, customers: 0, revenue: [], contribution: [], penalty: [] },
  }
  assert.match(impactText(none, naming), /No promise moves\.$/)
})
