/** Work unit (ISA-95): one machine, cell or bench that works on operations. */
import { amount, count, defineRecord, optional, type RecordOf, ref, text } from './define.ts'

export const workUnit = defineRecord('workUnit', 'A machine, cell or bench: ISA-95 work unit.', {
  name: text('What people call it.'),
  workCenterId: ref('workCenter', 'The work center it belongs to.'),
  calendarId: optional(ref('calendar', "Its own working time; otherwise its work center's.")),
  capacity: optional(count('operations at a time', 'How many operations it works on at once. Not stated means unlimited, never zero.')),
  efficiency: optional(amount('fraction of the stated rate', 'Run time divides by this; 1 when not stated.')),
  microStopSeconds: optional(amount('seconds', 'A stop that is shorter is a micro-stop and no disruption; 300 when not stated.')),
  setupGroup: optional(text('The setup group it is set up for now.')),
})
export type WorkUnit = RecordOf<typeof workUnit>
