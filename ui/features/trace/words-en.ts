/** English words of the page that walks both ways from anything. */

export const traceEn = {
  upstream: 'What it comes from',
  downstream: 'Where it goes',
  noUpstream: 'Nothing is before it.',
  noDownstream: 'Nothing hangs on it.',
  reaches: <T>(promises: T, customers: T) => ['It reaches ', promises, ' to ', customers, '.'],
  reachesMoney: <T>(promises: T, customers: T, money: T) => ['It reaches ', promises, ' to ', customers, ': ', money, '.'],
  reachesNone: 'No open promise hangs on it.',
  steps: (n: number) => (n === 1 ? 'next to it' : `${n} steps away`),
  kinds: {
    salesOrderLine: 'Promise',
    salesOrder: 'Sales order',
    customer: 'Customer',
    workOrder: 'Work order',
    material: 'Material',
    lot: 'Lot',
    purchaseOrderLine: 'Delivery',
    supplier: 'Supplier',
    workUnit: 'Work unit',
    workCenter: 'Work center',
    person: 'Person',
    disruption: 'Disruption',
  },
  openPromise: 'Open the promise',
  openDisruption: 'Open the disruption',
  theirPromises: 'Their promises',
  onTheFloor: 'On the floor',
}
export type TraceWords = typeof traceEn
