/** Work order (ISA-95 operations request): a quantity of a material to be made. */
import { choice, count, defineRecord, instant, optional, quantity, type RecordOf, ref, text } from './define.ts'

export const workOrder = defineRecord('workOrder', 'A quantity of a material to be made: ISA-95 operations request.', {
  materialId: ref('material', 'What is made.'),
  quantity: quantity('How much was ordered.'),
  completed: optional(quantity('Good quantity put into stock so far.')),
  scrapped: optional(quantity('Quantity scrapped so far.')),
  scrapReason: optional(text('The recorded reason, as recorded.')),
  plannedStartAt: optional(instant('Planned start.')),
  plannedEndAt: optional(instant('Planned end.')),
  actualStartAt: optional(instant('When work started.')),
  actualEndAt: optional(instant('When the last of it was done.')),
  dueAt: optional(instant('When it is wanted.')),
  priority: optional(count('rank', 'Smaller is more urgent.')),
  status: optional(
    choice(['planned', 'released', 'running', 'held', 'completed', 'cancelled'], 'Where it stands; not stated it follows from the dates.'),
  ),
  salesOrderLineId: optional(ref('salesOrderLine', 'Made for this line: a hard peg.')),
  parentWorkOrderId: optional(ref('workOrder', 'Made for this work order: a hard peg.')),
  pegGroup: optional(text("Supplies only demands of the same pegging group: the mapping's pegging rule.")),
  componentPegGroup: optional(text('Its components come only from supplies of this pegging group.')),
})
export type WorkOrder = RecordOf<typeof workOrder>
