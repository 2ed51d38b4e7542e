/** Stock: unrestricted quantity of a material at a location, not told apart by lot. */
import { defineRecord, optional, quantity, type RecordOf, ref, text } from './define.ts'

export const stock = defineRecord('stock', 'Stock of a material at a location, not told apart by lot.', {
  materialId: ref('material', 'What it is.'),
  quantity: quantity('How much is there.'),
  location: optional(text('Where it is.')),
})
export type Stock = RecordOf<typeof stock>
