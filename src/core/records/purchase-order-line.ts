/** Purchase order line: a quantity that a supplier has promised by a date. */
import { choice, defineRecord, instant, moneyField, optional, quantity, type RecordOf, ref, text } from './define.ts'

export const purchaseOrderLine = defineRecord('purchaseOrderLine', 'A line of a purchase order.', {
  orderId: text('The purchase order it belongs to.'),
  supplierId: optional(ref('supplier', 'Who delivers.')),
  materialId: ref('material', 'What is delivered.'),
  quantity: quantity('How much was ordered.'),
  received: optional(quantity('How much has arrived.')),
  orderedAt: optional(instant('When it was ordered.')),
  promisedAt: instant('When the supplier says it arrives.'),
  receivedAt: optional(instant('When the last of it arrived.')),
  price: optional(moneyField('For the whole line.')),
  status: optional(choice(['open', 'closed', 'cancelled'], 'Open when not stated.')),
  salesOrderLineId: optional(ref('salesOrderLine', 'Bought for this line.')),
  workOrderId: optional(ref('workOrder', 'Bought for this work order.')),
  pegGroup: optional(text('Supplies only demands of the same pegging group.')),
})
export type PurchaseOrderLine = RecordOf<typeof purchaseOrderLine>
