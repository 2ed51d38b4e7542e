/** Customer: whom promises are made to. */
import { defineRecord, optional, type RecordOf, text } from './define.ts'

export const customer = defineRecord('customer', 'Whom promises are made to.', {
  name: text('What people call them.'),
  country: optional(text('Where they are.')),
  segment: optional(text('The kind of customer.')),
  usedFor: optional(text('What they use the goods for, in words for those who make them.')),
})
export type Customer = RecordOf<typeof customer>
