/** German words of the page of deliveries. */
import type { SupplyWords } from './words-en.ts'

export const supplyDe: SupplyWords = {
  title: 'Beschaffung',
  subtitle: 'Lieferungen nach dem, was an ihnen hängt, nicht nach Tagen Verzug',
  bitesSentence: (n, bite) => [bite, n === 1 ? ' hält eine verspätete Zusage auf.' : ' halten verspätete Zusagen auf.'],
  noBite: 'Keine Lieferung hält eine verspätete Zusage auf.',
  overdueHarmless: (n, overdue) => [
    overdue,
    n === 1 ? ' ist überfällig und hält niemanden auf.' : ' sind überfällig und halten niemanden auf.',
  ],
  deliveries: (n) => (n === 1 ? '1 Lieferung' : `${n} Lieferungen`),
  bites: 'Halten verspätete Zusagen auf',
  binds: 'Bestimmen den Termin von Zusagen, die noch halten',
  free: 'Kein Termin hängt daran',
  none: 'Keine Lieferung ist offen.',
  noneBinds: 'Keine gehaltene Zusage ist an eine Lieferung gebunden.',
  noneFree: 'Auf jede offene Lieferung wartet jemand.',
  noneBites: 'Keine. Keine verspätete Zusage wartet auf eine Lieferung.',
  from: (material, supplier) => [material, ' von ', supplier],
  noSupplier: 'Lieferant nicht angegeben',
  movedTo: (now, when) => [now, ' ', when],
  now: 'jetzt',
  dateUnknown: 'ohne Termin',
  promised: (when) => ['zugesagt ', when],
  overdue: (duration) => `${duration} überfällig`,
  slackLeft: (duration) => `${duration} Puffer`,
  lateBy: (duration) => `${duration} zu spät`,
  waiting: 'Wer darauf wartet',
}
