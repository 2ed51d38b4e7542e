/** The draft of a note to a customer whose date has changed. A person reads it, changes it and sends it; it names nothing of the inside of the plant and no money. */
import type { Disruption } from '../../records/disruption.ts'
import type { Language } from '../../values/language.ts'
import { phrasing } from './phrasing.ts'

export interface NoteFacts {
  /** The order as the customer knows it. */
  readonly order: string
  /** What was ordered, by its name. */
  readonly goods: string
  readonly customer: string | null
  /** The date that was confirmed; null where none was. */
  readonly before: string | null
  /** The date to be promised now; null where it can't be known. */
  readonly after: string | null
  /** What holds it up; null where that is not known, and then no reason is given. */
  readonly cause: Disruption['kind'] | null
}

export interface DraftNote {
  readonly language: Language
  readonly subject: string
  readonly text: string
}

export function draftNote(facts: NoteFacts, { language, zone }: { readonly language: Language; readonly zone: string }): DraftNote {
  const say = phrasing(language, zone)
  const { note } = say.words
  const { order, goods, customer, before, after, cause } = facts
  // Days are what customers plan by; where the day stays the same, the hour is the news.
  const sameDay = before !== null && after !== null && say.day(before) === say.day(after)
  const told = (at: string): string => (sameDay ? say.moment(at) : undefined) ?? say.day(at)
  const lines = [
    customer === null ? note.greetingPlain : say.fill(note.greeting, { customer }),
    before === null ? say.fill(note.beforeUnknown, { order, goods }) : say.fill(note.before, { order, goods, before: told(before) }),
    after === null ? note.afterUnknown : say.fill(note.after, { after: told(after) }),
    ...(cause === null ? [] : [say.fill(note.reason, { reason: note.reasons[cause] })]),
    note.close,
  ]
  return { language, subject: say.fill(note.subject, { order }), text: lines.join('\n\n') }
}

/** Where German or Spanish is what business letters are written in; elsewhere English. Countries by ISO 3166 code or by their name. */
const BY_COUNTRY: Readonly<Record<string, Language>> = {
  ...Object.fromEntries(['de', 'at', 'ch', 'li', 'germany', 'deutschland', 'austria', 'österreich', 'switzerland', 'schweiz'].map(german)),
  ...Object.fromEntries(['es', 'mx', 'ar', 'cl', 'co', 'pe', 'uy', 'ec', 'cr', 'pa', 'spain', 'españa', 'mexico', 'méxico'].map(spanish)),
}

function german(country: string): [string, Language] {
  return [country, 'de']
}

function spanish(country: string): [string, Language] {
  return [country, 'es']
}

/** The language of a customer, by their country; English where that says nothing. */
export function languageOfCountry(country: string | undefined): Language {
  return BY_COUNTRY[(country ?? '').trim().toLowerCase()] ?? 'en'
}
