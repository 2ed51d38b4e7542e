/** Supplier: who delivers what is bought. */
import { defineRecord, optional, type RecordOf, text } from './define.ts'

export const supplier = defineRecord('supplier', 'Who delivers what is bought.', {
  name: text('What people call it.'),
  country: optional(text('Where it delivers from.')),
})
export type Supplier = RecordOf<typeof supplier>
