/** Material (ISA-95 material definition): what is bought, made or sold. */
import { choice, count, defineRecord, moneyField, optional, quantity, type RecordOf, ref, text, unit } from './define.ts'

export const material = defineRecord('material', 'What is bought, made or sold: ISA-95 material definition.', {
  name: text('What people call it.'),
  unit: unit('Unit of its stock, bills and orders.'),
  source: optional(choice(['make', 'buy'], 'How more of it comes about; not stated means made where a routing exists, else bought.')),
  supplierId: optional(ref('supplier', 'Who usually supplies it.')),
  leadTimeSeconds: optional(count('seconds', 'Elapsed time from ordering or releasing to having it, where no routing says better.')),
  lotMinimum: optional(quantity('Smallest quantity that is ordered or made at once.')),
  lotMultiple: optional(quantity('Orders are rounded up to a multiple of this.')),
  cost: optional(moneyField('Truly variable cost of one unit.')),
})
export type Material = RecordOf<typeof material>
