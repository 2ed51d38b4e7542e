/** What every answer about a promise repeats of its record. */
import type { SalesOrderLine } from '../records/sales-order-line.ts'
import type { PromiseAnswer } from './answer.ts'
import type { SitePlan } from './site-plan.ts'

export function lineRecord(site: SitePlan, line: number): SalesOrderLine {
  return site.model.byKind.salesOrderLine.get(site.names.lines[line]!)!
}

type Dates = Pick<
  PromiseAnswer,
  'salesOrderLineId' | 'orderId' | 'customerId' | 'materialId' | 'quantity' | 'requestedAt' | 'firstConfirmedAt' | 'confirmedAt'
>

export function promiseDates(site: SitePlan, line: number): Dates {
  const record = lineRecord(site, line)
  return {
    salesOrderLineId: record.id,
    orderId: record.orderId,
    customerId: record.customerId,
    materialId: record.materialId,
    quantity: record.quantity,
    requestedAt: record.requestedAt ?? null,
    firstConfirmedAt: record.firstConfirmedAt ?? null,
    confirmedAt: record.confirmedAt ?? null,
  }
}
