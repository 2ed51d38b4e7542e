/** Person (ISA-95): someone who works in the plant. Off until a works agreement is configured. */
import { definePersonalRecord, flag, optional, type RecordOf, ref, refs, text } from './define.ts'

export const person = definePersonalRecord('person', 'Someone who works in the plant.', {
  name: text('Their name.'),
  job: optional(text('What they are employed as.')),
  workCenterIds: optional(refs('workCenter', 'Where they usually work.')),
  supervisor: optional(flag('Leads others.')),
  shiftId: optional(ref('shift', 'The shift that they usually work; it counts where no roster is known.')),
})
export type Person = RecordOf<typeof person>
