/** Calendar (ISA-95 work calendar): a named pattern of working time; its shifts say when. */
import { defineRecord, optional, type RecordOf, text, zone } from './define.ts'

export const calendar = defineRecord('calendar', 'A named pattern of working time: ISA-95 work calendar.', {
  name: text('What people call it.'),
  zone: optional(zone("Zone of its local times; otherwise the site's.")),
})
export type Calendar = RecordOf<typeof calendar>
