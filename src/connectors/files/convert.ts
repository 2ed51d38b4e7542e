/** Turns text into what a field holds. Each kind of field has one converter; what cannot be converted is a problem that says why. */
import type { Field } from '../../core/records/define.ts'
import { listNames, nearMiss } from '../../core/values/near-miss.ts'
import { isUnitCode, type UnitCode, unitCodes } from '../../core/values/quantity.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import type { DateFormat } from './date-text.ts'
import { dayText, placeDate, readDate } from './date-text.ts'
import { type NumberFormat, parseMoney, parseNumber, plainNumbers } from './decimal-text.ts'
import type { ReadValue } from './value-reader.ts'

/** Something worth knowing about a value that was taken all the same. */
export type OnNote = (problem: Problem) => void

/** How the cells of a source are written. */
export interface Writing {
  readonly numbers: NumberFormat
  readonly formats: readonly DateFormat[]
  readonly zone: string
  readonly plusDays: number
  readonly timeOfDay: { readonly hour: number; readonly minute: number }
  readonly units: Readonly<Record<string, string>>
}

function bad(code: string, message: string, details: { readonly next: string; readonly facts: Problem['facts'] }): Result<never> {
  return failed({ code, message, ...details })
}

/** Seconds in one of each unit of duration that a mapping may state with `in`; a percentage is a hundredth. */
export const FACTORS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, percent: 0.01 } as const

export function toNumber(value: ReadValue, writing: Writing, factor: number): Result<number> {
  const number = parseNumber(value.text, value.plain ? plainNumbers : writing.numbers)
  if (!number.ok || factor === 1) return number
  // Rounded to a billionth, so that 4.1 hours are 14,760 seconds and not a hair less.
  return ok(Math.round(number.value * factor * 1e9) / 1e9)
}

/** The last word is the field's own schema: bounds, lengths and patterns are stated there once. */
export function checked<T>(field: Field<unknown>, value: T, text: string): Result<T> {
  const parsed = field.schema.safeParse(value)
  if (parsed.success) return ok(value)
  if (typeof value === 'number' && value < 0) return negative(text)
  const next = 'Correct the cell, or map it to a value that the field can hold.'
  return bad('import.out-of-range', 'The field cannot hold this value.', {
    next,
    facts: { value: text.slice(0, 200), reason: parsed.error.issues[0]?.message ?? '' },
  })
}

function negative(text: string): Result<never> {
  const next = 'Correct the cell; if negative rows mean returns or credits, leave them out with `where`.'
  return bad('import.negative', 'A quantity, a duration or a count cannot be negative.', { next, facts: { value: text } })
}

export function toQuantity(
  value: ReadValue,
  unit: ReadValue,
  writing: Writing,
): Result<{ readonly value: number; readonly unit: UnitCode }> {
  const number = toNumber(value, writing, 1)
  if (!number.ok) return number
  if (number.value < 0) return negative(value.text)
  const code = toUnit(unit.text, writing)
  return code.ok ? ok({ value: number.value, unit: code.value }) : code
}

export function toUnit(text: string, writing: Writing): Result<UnitCode> {
  const code = Object.hasOwn(writing.units, text) ? (writing.units[text] ?? '') : text
  if (isUnitCode(code)) return ok(code)
  const nearest = nearMiss(text, [...unitCodes, ...Object.keys(writing.units)])
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  const next = `Add it to \`units\` in the mapping with the UN/ECE code that it means.${hint}`
  return bad('import.unknown-unit', 'The unit is not known.', {
    next,
    facts: { value: text === '' ? 'an empty cell' : text, known: listNames(unitCodes, 60) },
  })
}

export interface MoneyParts {
  readonly amount: ReadValue
  readonly times: string | undefined
  readonly currency: string
  readonly scale: number
}

export function toMoney(parts: MoneyParts, writing: Writing): Result<unknown> {
  const { amount, times, currency, scale } = parts
  if (!/^[A-Z]{3}$/.test(currency)) {
    const next = 'Map the currency to its ISO 4217 code, as EUR, with a value map.'
    return bad('import.unknown-currency', 'The currency is not an ISO 4217 code.', { next, facts: { value: currency } })
  }
  return parseMoney({ text: amount.text, times, format: amount.plain ? plainNumbers : writing.numbers, scale, currency })
}

/** A local time that daylight saving skips or repeats is taken, and noted. */
export function toInstant(text: string, writing: Writing, onNote: OnNote): Result<unknown> {
  const date = readDate(text, writing.formats)
  if (!date.ok) return date
  const placed = placeDate(date.value, writing)
  if (placed.daylightSaving !== null) onNote(daylightSaving(placed.daylightSaving, text, writing.zone))
  return ok(placed.at)
}

function daylightSaving(what: 'skipped' | 'repeated', value: string, zone: string): Problem {
  const taken = what === 'skipped' ? 'It was moved on by the hour that daylight saving skips.' : 'The first of the two instants was taken.'
  const next = `${taken} Export times in UTC or with their offset to be exact.`
  return {
    code: `import.local-time-${what}`,
    message: `Daylight saving ${what === 'skipped' ? 'skips' : 'repeats'} this local time.`,
    next,
    facts: { value, zone },
  }
}

export function toLocalDate(text: string, writing: Writing): Result<string> {
  const date = readDate(text, writing.formats)
  return date.ok ? ok(dayText(date.value, writing.plusDays)) : date
}

/** Seconds are dropped only where they are zero. */
export function toLocalTime(text: string): string {
  const found = /^(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?$/.exec(text)
  return found === null ? text : `${(found[1] ?? '').padStart(2, '0')}:${found[2]}`
}

const YES = ['true', 'yes', 'y', '1', 't', 'x']
const NO = ['false', 'no', 'n', '0', 'f']

export function toFlag(text: string): Result<boolean> {
  const word = text.toLowerCase()
  if (YES.includes(word)) return ok(true)
  if (NO.includes(word)) return ok(false)
  const next = 'State a value map to true and false for this field.'
  return bad('import.not-a-flag', 'This means neither yes nor no.', {
    next,
    facts: { value: text, yes: YES.join(', '), no: NO.join(', ') },
  })
}

/** JSON as an export writes it. */
export function toStructured(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text))
  } catch {
    const next = 'Write the cell as an export does, or leave it empty.'
    return bad('import.not-json', 'This is not JSON.', { next, facts: { value: text.slice(0, 200) } })
  }
}

export function toChoice(text: string, values: readonly string[]): Result<string> {
  if (values.includes(text)) return ok(text)
  const next = 'State a value map from the values of the source to the allowed ones.'
  return bad('import.not-a-choice', 'The value is not one of those that the field can hold.', {
    next,
    facts: { value: text, allowed: values.join(', ') },
  })
}
