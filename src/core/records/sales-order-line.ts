/** Sales order line: a promise, with its three dates, its money and the terms for breaking it. */
import {
  amount,
  choice,
  count,
  defineRecord,
  fraction,
  instant,
  moneyField,
  optional,
  quantity,
  type RecordOf,
  ref,
  text,
} from './define.ts'

export const salesOrderLine = defineRecord('salesOrderLine', 'A promise to a customer: a line of a sales order.', {
  orderId: text('The sales order it belongs to.'),
  lineNumber: optional(count('line number', 'Its number within the order.')),
  customerId: ref('customer', 'Whom it is promised to.'),
  materialId: ref('material', 'What is promised.'),
  quantity: quantity('How much is promised.'),
  delivered: optional(quantity('How much has been delivered.')),
  orderedAt: optional(instant('When it was ordered.')),
  requestedAt: optional(instant('When the customer wants it.')),
  firstConfirmedAt: optional(instant('The first date that was confirmed; it never changes.')),
  confirmedAt: optional(instant('The date that is confirmed now.')),
  shippedAt: optional(instant('When it was shipped whole.')),
  price: optional(moneyField('For the whole line.')),
  cost: optional(moneyField('Truly variable cost of the whole line.')),
  penaltyPerDay: optional(fraction('Share of the late value owed for each day late.')),
  penaltyGraceDays: optional(amount('days', 'Days late before a penalty is owed.')),
  penaltyCap: optional(fraction('Largest share of the late value that is owed.')),
  priority: optional(count('rank', 'Smaller is more urgent.')),
  status: optional(choice(['open', 'shipped', 'cancelled'], 'Open when not stated.')),
  pegGroup: optional(text("Supplied only from this pegging group: the mapping's pegging rule.")),
})
export type SalesOrderLine = RecordOf<typeof salesOrderLine>
