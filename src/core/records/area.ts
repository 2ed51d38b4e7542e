/** Area (ISA-95): a part of the site that holds work centers. */
import { defineRecord, type RecordOf, text } from './define.ts'

export const area = defineRecord('area', 'A part of the site: ISA-95 area.', {
  name: text('What people call it.'),
})
export type Area = RecordOf<typeof area>
