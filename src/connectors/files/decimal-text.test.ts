/** Numbers and money as plants write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { moneyText } from '../../core/values/money.ts'
import { parseMoney, parseNumber, plainNumbers } from './decimal-text.ts'

const german = { decimal: ',', thousands: '.' } as const

test('numbers are read with the marks that the mapping states', () => {
  const read = (text: string, format = plainNumbers as Parameters<typeof parseNumber>[1]) => {
    const number = parseNumber(text, format)
    return number.ok ? number.value : number.problem.code
  }
  assert.equal(read('1234.5'), 1234.5)
  assert.equal(read('+7'), 7)
  assert.equal(read('.5'), 0.5)
  assert.equal(read('1e3'), 1000)
  assert.equal(read('1.234.567,89', german), 1234567.89)
  assert.equal(read('12,5', german), 12.5)
  assert.equal(read('100,00-', german), -100)
  assert.equal(read("1'250.75", { decimal: '.', thousands: "'" }), 1250.75)
  assert.equal(read('1\u202f250', { decimal: ',', thousands: ' ' }), 1250)
})

test('a number with another mark than stated is never guessed at', () => {
  for (const [text, format] of [
    ['1,5', plainNumbers],
    ['1,234', plainNumbers],
    ['1.5', { decimal: ',' }],
    ['12.34', german],
    ['1.23.456', german],
  ] as const) {
    const number = parseNumber(text, format)
    assert.equal(number.ok ? number.value : number.problem.code, 'import.wrong-decimal-mark', text)
  }
  for (const text of ['', 'n/a', '12 kg', '--3', '0x10', 'Infinity']) {
    const number = parseNumber(text, plainNumbers)
    assert.equal(number.ok ? number.value : number.problem.code, 'import.not-a-number', text)
  }
})

test('money is exact to the last minor unit, whatever the amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), fc.integer({ min: 1, max: 4 }), (units, scale) => {
      const digits = String(Math.abs(units)).padStart(scale + 1, '0')
      const text = `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
      const money = parseMoney({ text, format: plainNumbers, scale, currency: 'EUR' })
      assert.deepEqual(money, { ok: true, value: { amount: units === 0 ? 0 : units, scale, currency: 'EUR' } })
    }),
  )
})

test('a price for one unit becomes the price of the line without a rounding', () => {
  const line = parseMoney({ text: '0.1', times: '3', format: plainNumbers, scale: 2, currency: 'USD' })
  assert.deepEqual(line, { ok: true, value: { amount: 30, scale: 2, currency: 'USD' } })
  const half = parseMoney({ text: '19,99', times: '2,5', format: german, scale: 3, currency: 'EUR' })
  assert.ok(half.ok)
  assert.equal(moneyText(half.value, 3), '49.975 EUR')
})

test('an amount with more decimals than the scale is refused, not rounded', () => {
  const fine = parseMoney({ text: '2024.9940', format: plainNumbers, scale: 2, currency: 'USD' })
  assert.equal(fine.ok ? '' : fine.problem.code, 'import.money-too-fine')
  assert.ok(parseMoney({ text: '2024.9900', format: plainNumbers, scale: 2, currency: 'USD' }).ok)
  const large = parseMoney({ text: '99999999999999999', format: plainNumbers, scale: 2, currency: 'USD' })
  assert.equal(large.ok ? '' : large.problem.code, 'import.money-too-large')
})
