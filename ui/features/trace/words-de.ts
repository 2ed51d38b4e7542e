/** German words of the page that walks both ways from anything. */
import type { TraceWords } from './words-en.ts'

export const traceDe: TraceWords = {
  upstream: 'Woraus es kommt',
  downstream: 'Wohin es geht',
  noUpstream: 'Davor liegt nichts.',
  noDownstream: 'Nichts hängt davon ab.',
  reaches: (promises, customers) => ['Es erreicht ', promises, ' an ', customers, '.'],
  reachesMoney: (promises, customers, money) => ['Es erreicht ', promises, ' an ', customers, ': ', money, '.'],
  reachesNone: 'Keine offene Zusage hängt davon ab.',
  steps: (n) => (n === 1 ? 'direkt daneben' : `${n} Schritte entfernt`),
  kinds: {
    salesOrderLine: 'Zusage',
    salesOrder: 'Kundenauftrag',
    customer: 'Kunde',
    workOrder: 'Fertigungsauftrag',
    material: 'Material',
    lot: 'Los',
    purchaseOrderLine: 'Lieferung',
    supplier: 'Lieferant',
    workUnit: 'Maschine',
    workCenter: 'Arbeitsplatzgruppe',
    person: 'Person',
    disruption: 'Störung',
  },
  openPromise: 'Zusage öffnen',
  openDisruption: 'Störung öffnen',
  theirPromises: 'Zusagen an diesen Kunden',
  onTheFloor: 'In der Fertigung',
}
