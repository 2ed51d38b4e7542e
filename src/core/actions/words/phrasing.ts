/** Puts facts into the texts of a catalogue: counts with their plural, money, moments in the zone of the plant, names. */
import type { Language } from '../../values/language.ts'
import type { Money } from '../../values/money.ts'
import type { Catalogue, Forms } from './catalogue.ts'
import { wordsDe } from './words-de.ts'
import { wordsEn } from './words-en.ts'
import { wordsEs } from './words-es.ts'

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: wordsEn, de: wordsDe, es: wordsEs }

export interface Phrasing {
  readonly words: Catalogue
  /** `text` with each `{name}` replaced; a fact that is not given is a mistake of ours and throws. */
  fill(text: string, facts?: Readonly<Record<string, string>>): string
  count(forms: Forms, n: number): string
  /** Exact, in each currency; undefined where no amount is known. */
  sums(amounts: readonly Money[]): string | undefined
  /** Day and time, as `Fri 8 May, 08:00`; undefined for null. */
  moment(at: string | null): string | undefined
  /** Day, month and year. */
  day(at: string): string
  names(names: readonly string[]): string
}

/** The phrasing of a language; `zone` is the plant's. */
export function phrasing(language: Language, zone: string): Phrasing {
  const words = CATALOGUES[language]
  const { locale } = words
  const plural = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const moment = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone: zone },
  })
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone })
  return {
    words,
    fill: (text, facts = {}) =>
      text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
        const fact = facts[name]
        if (fact === undefined) throw new RangeError(`words: no fact ${name}`)
        return fact
      }),
    count: (forms, n) => (forms[plural.select(n)] ?? forms.other).replace('#', number.format(n)),
    sums: (amounts) => (amounts.length === 0 ? undefined : list.format(amounts.map((each) => amountOf(each, locale)))),
    moment: (at) => (at === null ? undefined : moment.format(Date.parse(at))),
    day: (at) => day.format(Date.parse(at)),
    names: (names) => list.format(names),
  }
}

/** To the last decimal that is recorded; none where it is whole. */
function amountOf({ amount, scale, currency }: Money, locale: string): string {
  const digits = amount % 10 ** scale === 0 ? 0 : scale
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  // No line ends between an amount and its currency; narrow spaces read as other signs in some mail programs.
  return new Intl.NumberFormat(locale, options).format(amount / 10 ** scale).replaceAll(/[\u202f\u00a0]/g, '\u00a0')
}
