/** Work center (ISA-95): a line, cell or group of work units that do the same kind of work. */
import { defineRecord, moneyField, optional, type RecordOf, ref, text } from './define.ts'

export const workCenter = defineRecord('workCenter', 'A line, cell or group of work units: ISA-95 work center.', {
  name: text('What people call it.'),
  areaId: optional(ref('area', 'The area it stands in.')),
  calendarId: optional(ref('calendar', 'Working time of its units that have no calendar of their own; none means around the clock.')),
  costPerHour: optional(moneyField('Variable cost of an hour of work here.')),
  overtimeCostPerHour: optional(moneyField('Variable cost of an hour outside its working time, on one work unit.')),
})
export type WorkCenter = RecordOf<typeof workCenter>
