/** English words of the page of deliveries. */

export const supplyEn = {
  title: 'Supply',
  subtitle: 'Deliveries by what hangs on them, not by their days late',
  bitesSentence: <T>(n: number, bite: T) => [bite, n === 1 ? ' holds up a late promise.' : ' hold up late promises.'],
  noBite: 'No delivery holds up a late promise.',
  overdueHarmless: <T>(n: number, overdue: T) => [
    overdue,
    n === 1 ? ' is overdue and holds up nobody.' : ' are overdue and hold up nobody.',
  ],
  deliveries: (n: number) => (n === 1 ? '1 delivery' : `${n} deliveries`),
  bites: 'Holds up late promises',
  binds: 'Sets the date of promises that still hold',
  free: 'No date hangs on it',
  none: 'No delivery is open.',
  noneBinds: 'No promise that holds is bound by a delivery.',
  noneFree: 'Every open delivery is awaited by somebody.',
  noneBites: 'None. No late promise waits for a delivery.',
  from: <T>(material: T, supplier: T) => [material, ' from ', supplier],
  noSupplier: 'supplier not stated',
  movedTo: <T>(now: T, when: T) => [now, ' ', when],
  now: 'now',
  dateUnknown: 'without a date',
  promised: <T>(when: T) => ['promised ', when],
  overdue: (duration: string) => `${duration} overdue`,
  slackLeft: (duration: string) => `${duration} slack`,
  lateBy: (duration: string) => `${duration} late`,
  waiting: 'Who waits for it',
}
export type SupplyWords = typeof supplyEn
