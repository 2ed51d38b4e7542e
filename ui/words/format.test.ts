import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Instant } from '../../src/core/values/instant.ts'
import type { UnitCode } from '../../src/core/values/quantity.ts'
import { kitDe } from '../kit/words-de.ts'
import { kitEn } from '../kit/words-en.ts'
import { kitEs } from '../kit/words-es.ts'
import { makeFormat } from './format.ts'

const zone = 'Europe/Berlin'
const english = makeFormat({ locale: 'en-GB', zone, year: 2026, words: kitEn })
const german = makeFormat({ locale: 'de-DE', zone, year: 2026, words: kitDe })
const spanish = makeFormat({ locale: 'es-ES', zone, year: 2026, words: kitEs })

/** Intl puts spaces that don't break where a person types plain ones. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

test('money is rounded for reading and exact on opening', () => {
  const risk = { amount: 4_121_817, scale: 2, currency: 'EUR' }
  assert.deepEqual(
    [english, german, spanish].map(({ money }) => plain(money(risk))),
    ['€41,200', '41.200 €', '41.200 €'],
  )
  assert.deepEqual(
    [english, german, spanish].map(({ moneyExact }) => plain(moneyExact(risk))),
    ['€41,218.17', '41.218,17 €', '41.218,17 €'],
  )
})

test('a price below ten keeps its cents, one with four decimals all of them, and an unknown currency its name', () => {
  assert.equal(plain(german.money({ amount: 475, scale: 2, currency: 'EUR' })), '4,75 €')
  assert.equal(plain(english.moneyExact({ amount: 12_345, scale: 4, currency: 'USD' })), 'US$1.2345')
  assert.equal(plain(english.money({ amount: 50_000, scale: 2, currency: 'points' })), '500 points')
})

test('dates are the plant’s, not the reader’s: half an hour before midnight in UTC is the next day in Berlin', () => {
  const at = '2026-11-26T23:30:00.000Z' as Instant
  assert.equal(plain(english.dateTime(at)), 'Fri 27 Nov, 00:30')
  assert.match(plain(german.dateTime(at)), /^Fr\.?, 27\. Nov\.?, 00:30$/)
})

test('another year is said', () => {
  assert.match(english.dateTime('2027-01-04T09:00:00.000Z' as Instant), /2027/)
})

test('durations are told in the two units that matter', () => {
  const told = [12, 720, 7800, 35_999, 136_800, 367_200, 86_400 * 3].map(english.duration)
  assert.deepEqual(told, ['12 s', '12 min', '2 h 10 min', '10 h', '38 h', '4 days 6 h', '3 days'])
  assert.equal(german.duration(86_400 * 3), '3 Tage')
  assert.equal(spanish.duration(367_200), '4 días 6 h')
})

test('a duration is never told as sixty of a smaller unit', () => {
  fc.assert(
    fc.property(fc.nat(86_400 * 400), (seconds) => {
      assert.doesNotMatch(english.duration(seconds), /\b60 (s|min)|days? 24 h/)
    }),
    { examples: [[59], [3599], [86_399], [3570], [259_199]] },
  )
})

test('how long ago it was is told in the words of the language', () => {
  const now = Date.parse('2026-11-23T10:00:00.000Z')
  const ago = '2026-11-23T09:48:00.000Z' as Instant
  assert.deepEqual(
    [english, german, spanish].map(({ relative }) => plain(relative(ago, now))),
    ['12 min ago', 'vor 12 min', 'hace 12 min'],
  )
  assert.equal(plain(english.relative('2026-11-23T13:00:00.000Z' as Instant, now)), 'in 3 h')
})

test('days are those of the calendar: tomorrow night is tomorrow, however many hours it is away', () => {
  const now = Date.parse('2026-11-23T08:00:00.000Z')
  const night = '2026-11-24T21:00:00.000Z' as Instant
  assert.deepEqual(
    [english, german, spanish].map(({ relative }) => relative(night, now)),
    ['tomorrow', 'morgen', 'mañana'],
  )
  assert.equal(plain(english.relative('2026-11-21T21:00:00.000Z' as Instant, now)), '35 h ago')
  assert.equal(plain(english.relative('2026-11-20T21:00:00.000Z' as Instant, now)), '3 days ago')
})

test('quantities carry their unit in the language of the reader', () => {
  const pumps = { value: 1240, unit: 'EA' as UnitCode }
  assert.deepEqual(
    [english, german, spanish].map(({ quantity }) => plain(quantity(pumps))),
    ['1,240 pcs', '1.240 Stk.', '1240 uds.'],
  )
  assert.equal(german.quantity({ value: 2.5, unit: 'KGM' as UnitCode }), '2,5 kg')
})
