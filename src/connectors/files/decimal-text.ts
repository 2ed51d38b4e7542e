/** Reads numbers and money as plants write them. Money goes from text to whole minor units without ever being a float. */
import { type Money, money } from '../../core/values/money.ts'
import { failed, ok, type Result } from '../../core/values/result.ts'

/** How a source writes numbers. Without `thousands` no grouping is accepted, for a guess would turn 1,234 into 1.234. */
export interface NumberFormat {
  readonly decimal: '.' | ','
  readonly thousands?: '.' | ',' | ' ' | "'" | undefined
}

/** The way numbers are written inside expressions, constants and JSON. */
export const plainNumbers: NumberFormat = { decimal: '.' }

const PLAIN = /^-?\d+(\.\d+)?$/
const EXACT = /^[-+]?(\d+\.?\d*|\.\d+)$/
const WITH_EXPONENT = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i

function wrongMark(text: string, format: NumberFormat): Result<never> {
  const next =
    'State `numbers: { decimal: , }` or `numbers: { decimal: ., thousands: , }` for this source as it writes them, or correct the cell.'
  const message = 'The number has another decimal or thousands mark than the mapping states.'
  return failed({
    code: 'import.wrong-decimal-mark',
    message,
    next,
    facts: { value: text, decimal: format.decimal, thousands: format.thousands ?? 'none' },
  })
}

function notANumber(text: string): Result<never> {
  const next = 'Correct the cell, list the text under `empty` if it stands for nothing, or take the number out of it with an expression.'
  return failed({ code: 'import.not-a-number', message: 'This is not a number.', next, facts: { value: text } })
}

/** `text` with a point as decimal mark and no grouping: `1.234,50` becomes `1234.50`. A minus may stand behind, as ERP lists print it. */
function plainDecimal(text: string, format: NumberFormat): Result<string> {
  if (format.decimal === '.' && PLAIN.test(text)) return ok(text)
  const spaced = text.replace(/[\u00a0\u2009\u202f]/g, ' ').trim()
  const signed = /^[^-+].*-$/.test(spaced) ? `-${spaced.slice(0, -1).trim()}` : spaced
  const [whole = '', ...rest] = signed.split(format.decimal)
  const decimals = rest.length === 0 ? '' : `.${rest.join(format.decimal)}`
  const grouped = format.thousands !== undefined && whole.includes(format.thousands)
  const ungroupedWhole = whole.includes('.') ? undefined : whole
  const digits = grouped ? ungrouped(whole, format.thousands ?? '') : ungroupedWhole
  if (digits !== undefined && WITH_EXPONENT.test(digits + decimals)) return ok(digits + decimals)
  return /^[-+]?\d[\d.,' ]*$/.test(signed) ? wrongMark(text, format) : notANumber(text)
}

/** The digits without their grouping, or undefined when the groups are not of three digits. */
function ungrouped(whole: string, mark: string): string | undefined {
  const [first = '', ...groups] = whole.split(mark)
  const good = /^[-+]?\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group))
  return good ? first + groups.join('') : undefined
}

/** A finite number, in whatever unit the field has. */
export function parseNumber(text: string, format: NumberFormat): Result<number> {
  const plain = plainDecimal(text, format)
  if (!plain.ok) return plain
  const value = Number(plain.value)
  return Number.isFinite(value) ? ok(value) : notANumber(text)
}

interface Decimal {
  readonly units: bigint
  readonly scale: number
}

function exactDecimal(text: string, format: NumberFormat): Result<Decimal> {
  const plain = plainDecimal(text, format)
  if (!plain.ok) return plain
  if (!EXACT.test(plain.value)) return notANumber(text)
  const [whole = '', decimals = ''] = plain.value.replace(/^[-+]/, '').split('.')
  const units = BigInt(whole + decimals)
  return ok({ units: plain.value.startsWith('-') ? -units : units, scale: decimals.length })
}

export interface MoneyText {
  readonly text: string
  /** Multiplied in exactly: a price for one unit times the quantity of the line. */
  readonly times?: string | undefined
  readonly format: NumberFormat
  readonly scale: number
  readonly currency: string
}

/** Exact money at the stated scale. A further decimal is refused, for rounding it away would make sums differ from the source's. */
export function parseMoney(from: MoneyText): Result<Money> {
  const price = exactDecimal(from.text, from.format)
  if (!price.ok) return price
  const factor = from.times === undefined ? ok({ units: 1n, scale: 0 }) : exactDecimal(from.times, from.format)
  if (!factor.ok) return factor
  const units = price.value.units * factor.value.units
  const surplus = price.value.scale + factor.value.scale - from.scale
  const divisor = 10n ** BigInt(Math.max(0, surplus))
  if (units % divisor !== 0n) return tooFine(from)
  const amount = Number((units / divisor) * 10n ** BigInt(Math.max(0, -surplus)))
  if (!Number.isSafeInteger(amount)) return tooLarge(from)
  return ok(money(amount, from.currency, from.scale))
}

function tooFine(from: MoneyText): Result<never> {
  const next = 'State a larger `scale` for this field (up to 6), so that no part of the amount is lost.'
  return failed({
    code: 'import.money-too-fine',
    message: 'The amount has more decimals than the scale of the field.',
    next,
    facts: { value: from.text, times: from.times ?? '1', scale: from.scale },
  })
}

function tooLarge(from: MoneyText): Result<never> {
  const next = 'Check the amount; if it is right, state a smaller `scale` for this field.'
  return failed({
    code: 'import.money-too-large',
    message: 'The amount is too large to be kept exactly.',
    next,
    facts: { value: from.text, scale: from.scale },
  })
}
