/** Lot (ISA-95 material lot): stock that is told apart from other stock of its material, with its disposition. */
import { choice, defineRecord, instant, optional, quantity, type RecordOf, ref, text } from './define.ts'

export const lot = defineRecord('lot', 'A material lot: stock told apart from other stock.', {
  materialId: ref('material', 'What it is.'),
  quantity: quantity('How much is left of it.'),
  disposition: optional(
    choice(['unrestricted', 'restricted', 'held', 'closed'], 'Only unrestricted lots supply anything. Unrestricted when not stated.'),
  ),
  availableAt: optional(instant('From when it can be used; at once when not stated.')),
  location: optional(text('Where it is.')),
  supplierId: optional(ref('supplier', 'Who delivered it.')),
  salesOrderLineId: optional(ref('salesOrderLine', 'Reserved for this line.')),
  workOrderId: optional(ref('workOrder', 'Reserved for this work order.')),
  pegGroup: optional(text('Supplies only demands of the same pegging group.')),
})
export type Lot = RecordOf<typeof lot>
