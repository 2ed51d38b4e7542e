/** Spanish words of the page that walks both ways from anything. */
import type { TraceWords } from './words-en.ts'

export const traceEs: TraceWords = {
  upstream: 'De dónde viene',
  downstream: 'Adónde va',
  noUpstream: 'No hay nada antes.',
  noDownstream: 'Nada depende de ello.',
  reaches: (promises, customers) => ['Alcanza ', promises, ' con ', customers, '.'],
  reachesMoney: (promises, customers, money) => ['Alcanza ', promises, ' con ', customers, ': ', money, '.'],
  reachesNone: 'Ningún compromiso abierto depende de ello.',
  steps: (n) => (n === 1 ? 'al lado' : `a ${n} pasos`),
  kinds: {
    salesOrderLine: 'Compromiso',
    salesOrder: 'Pedido de cliente',
    customer: 'Cliente',
    workOrder: 'Orden de fabricación',
    material: 'Material',
    lot: 'Lote',
    purchaseOrderLine: 'Entrega',
    supplier: 'Proveedor',
    workUnit: 'Máquina',
    workCenter: 'Centro de trabajo',
    person: 'Persona',
    disruption: 'Incidencia',
  },
  openPromise: 'Abrir el compromiso',
  openDisruption: 'Abrir la incidencia',
  theirPromises: 'Sus compromisos',
  onTheFloor: 'En el taller',
}
