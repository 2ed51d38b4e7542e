/** Supplier: who delivers what is bought. */
import { count, defineRecord, moneyField, optional, type RecordOf, text } from './define.ts'

export const supplier = defineRecord('supplier', 'Who delivers what is bought.', {
  name: text('What people call it.'),
  country: optional(text('Where it delivers from.')),
  expediteCost: optional(moneyField('What it costs to have one order line earlier.')),
  expediteSeconds: optional(count('seconds', 'By how much a line may come earlier than promised, at best.')),
})
export type Supplier = RecordOf<typeof supplier>
