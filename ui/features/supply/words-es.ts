/** Spanish words of the page of deliveries. */
import type { SupplyWords } from './words-en.ts'

export const supplyEs: SupplyWords = {
  title: 'Suministro',
  subtitle: 'Entregas por lo que depende de ellas, no por sus días de retraso',
  bitesSentence: (n, bite) => [bite, n === 1 ? ' frena un compromiso con retraso.' : ' frenan compromisos con retraso.'],
  noBite: 'Ninguna entrega frena un compromiso con retraso.',
  overdueHarmless: (n, overdue) => [overdue, n === 1 ? ' está vencida y no frena a nadie.' : ' están vencidas y no frenan a nadie.'],
  deliveries: (n) => (n === 1 ? '1 entrega' : `${n} entregas`),
  bites: 'Frenan compromisos con retraso',
  binds: 'Fijan la fecha de compromisos que aún se cumplen',
  free: 'Ninguna fecha depende de ellas',
  none: 'No hay entregas abiertas.',
  noneBinds: 'Ningún compromiso que se cumple depende de una entrega.',
  noneFree: 'Alguien espera cada entrega abierta.',
  noneBites: 'Ninguna. Ningún compromiso con retraso espera una entrega.',
  from: (material, supplier) => [material, ' de ', supplier],
  noSupplier: 'proveedor no indicado',
  movedTo: (now, when) => [now, ' ', when],
  now: 'ahora',
  dateUnknown: 'sin fecha',
  promised: (when) => ['prometida ', when],
  overdue: (duration) => `vencida hace ${duration}`,
  slackLeft: (duration) => `holgura ${duration}`,
  lateBy: (duration) => `${duration} de retraso`,
  waiting: 'Quién la espera',
}
