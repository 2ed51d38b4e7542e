/** Numbers, money, times and quantities as a reader of one language writes them; dates in the zone of the plant. */
import type { Instant } from '../../src/core/values/instant.ts'
import type { Money } from '../../src/core/values/money.ts'
import type { Quantity } from '../../src/core/values/quantity.ts'
import type { KitWords } from '../kit/words-en.ts'

export interface FormatOptions {
  readonly locale: string
  /** IANA zone of the plant. */
  readonly zone: string
  /** The year that goes without saying. */
  readonly year: number
  readonly words: Pick<KitWords, 'units' | 'spans'>
}

export interface Format {
  readonly number: (value: number) => string
  /** 0.6 as 60 %. */
  readonly percent: (share: number) => string
  /** Rounded for reading: three figures, no cents from ten on; nothing is 0. */
  readonly money: (money: Money) => string
  /** To the last decimal that is recorded. */
  readonly moneyExact: (money: Money) => string
  readonly quantity: (quantity: Quantity) => string
  /** Seconds as `12 min`, `2 h 10 min`, `38 h`, `4 days 6 h`; the sign is left to the sentence. */
  readonly duration: (seconds: number) => string
  /** `Fri 27 Nov, 10:00`. */
  readonly dateTime: (at: Instant) => string
  /** With year, seconds and zone. */
  readonly dateTimeExact: (at: Instant) => string
  /** `Fri 27 Nov`, of milliseconds since 1970-01-01T00:00:00Z. */
  readonly dayOf: (ms: number) => string
  readonly timeOf: (ms: number) => string
  /** `12 min ago`, `in 3 h`. */
  readonly relative: (at: Instant, nowMs: number) => string
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** Makes the formats of one language and zone; Intl does the work. */
export function makeFormat({ locale, zone, year, words }: FormatOptions): Format {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const day = dates(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone })
  const dayWithYear = dates(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: zone })
  const time = dates(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone })
  const exact = dates(locale, { dateStyle: 'full', timeStyle: 'long', timeZone: zone })
  const yearOf = dates('en', { year: 'numeric', timeZone: zone })
  const isoDay = dates('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone })
  const dayNumber = (ms: number): number => Date.parse(isoDay.format(ms)) / (DAY * 1000)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const dayOf = (ms: number): string => (yearOf.format(ms) === String(year) ? day : dayWithYear).format(ms)
  return {
    number: (value) => number.format(value),
    percent: (value) => share.format(value),
    money: (money) => moneyText(money, { locale, digits: readable(money) }),
    moneyExact: (money) => moneyText(money, { locale, digits: { minimumFractionDigits: money.scale, maximumFractionDigits: money.scale } }),
    quantity: ({ value, unit }) => {
      const named = words.units[unit as keyof typeof words.units]
      const name = named === undefined ? (SYMBOLS[unit] ?? unit) : value === 1 ? named.one : named.many
      return `${number.format(value)} ${name}`
    },
    duration: (seconds) => durationText(seconds, words.spans),
    dateTime: (at) => `${dayOf(Date.parse(at))}, ${time.format(Date.parse(at))}`,
    dateTimeExact: (at) => exact.format(Date.parse(at)),
    dayOf,
    timeOf: (ms) => time.format(ms),
    relative: (at, nowMs) =>
      plainUnits(relativeText(relative, { seconds: (Date.parse(at) - nowMs) / 1000, days: dayNumber(Date.parse(at)) - dayNumber(nowMs) })),
  }
}

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, options)
}

const SYMBOLS: Readonly<Record<string, string>> = {
  KGM: 'kg',
  GRM: 'g',
  MGM: 'mg',
  TNE: 't',
  LBR: 'lb',
  ONZ: 'oz',
  MTR: 'm',
  DMT: 'dm',
  CMT: 'cm',
  MMT: 'mm',
  KMT: 'km',
  INH: 'in',
  FOT: 'ft',
  YRD: 'yd',
  MTK: 'm²',
  CMK: 'cm²',
  FTK: 'ft²',
  MTQ: 'm³',
  LTR: 'l',
  MLT: 'ml',
  GLL: 'gal',
  KWH: 'kWh',
  SEC: 's',
  MIN: 'min',
  HUR: 'h',
}

function readable({ amount, scale }: Money): Intl.NumberFormatOptions {
  const size = Math.abs(amount) / 10 ** scale
  if (size >= 1000) return { maximumSignificantDigits: 3 }
  return size >= 10 || size === 0 ? { maximumFractionDigits: 0 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
}

function moneyText(money: Money, { locale, digits }: { readonly locale: string; readonly digits: Intl.NumberFormatOptions }): string {
  const value = money.amount / 10 ** money.scale
  // A source may name a currency that is none; its figure is shown with the name as it stands.
  if (!/^[A-Z]{3}$/.test(money.currency)) return `${new Intl.NumberFormat(locale, digits).format(value)} ${money.currency}`
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency, ...digits }).format(value)
}

function durationText(seconds: number, spans: KitWords['spans']): string {
  const size = Math.abs(seconds)
  if (size < MINUTE) return spans.seconds(Math.round(size))
  if (size < HOUR - 30) return spans.minutes(Math.round(size / MINUTE))
  if (size < 10 * HOUR) {
    const minutes = Math.round(size / MINUTE)
    const rest = minutes % 60
    return rest === 0 ? spans.hours(minutes / 60) : `${spans.hours(Math.floor(minutes / 60))} ${spans.minutes(rest)}`
  }
  const hours = Math.round(size / HOUR)
  if (hours < 72) return spans.hours(hours)
  if (hours % 24 === 0 || hours >= 240) return spans.days(Math.round(hours / 24))
  return `${spans.days(Math.floor(hours / 24))} ${spans.hours(hours % 24)}`
}

/** Intl abbreviates units in words of its own; everywhere else the sign of the unit stands. */
function plainUnits(text: string): string {
  return text
    .replace(/\b(hr|Std)\b\.?/, 'h')
    .replace(/\b(sec|Sek)\b\.?/, 's')
    .replace(/\bmin\b\.?/i, 'min')
}

/** From a day and a half on in days of the plant's calendar: what happens tomorrow at ten is tomorrow, not in two days. */
function relativeText(format: Intl.RelativeTimeFormat, { seconds, days }: { readonly seconds: number; readonly days: number }): string {
  const size = Math.abs(seconds)
  if (size < 5) return format.format(0, 'second')
  if (size < MINUTE) return format.format(Math.round(seconds), 'second')
  if (size < HOUR - 30) return format.format(Math.round(seconds / MINUTE), 'minute')
  if (size < 36 * HOUR) return format.format(Math.round(seconds / HOUR), 'hour')
  return format.format(days, 'day')
}
