/** Shift: one entry of a calendar, in local time of its zone; a break or a holiday is an entry that is not working. */
import { choices, defineRecord, flag, localDate, localTime, optional, type RecordOf, ref, text, whole } from './define.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const shift = defineRecord('shift', 'An entry of a calendar: a shift, a break, a holiday.', {
  calendarId: ref('calendar', 'The calendar it belongs to.'),
  workUnitId: optional(ref('workUnit', 'It counts for this work unit alone, as overtime does.')),
  name: text('What people call it.'),
  days: choices(WEEKDAYS, 'Weekdays on which it starts.'),
  startTime: localTime('Local start.'),
  endTime: localTime('Local end; at or before the start it is on the next day; 24:00 is the end of the day.'),
  validFrom: optional(localDate('First local day on which it may start.')),
  validUntil: optional(localDate('Last local day on which it may start.')),
  working: flag('True for working time, false for a break, a holiday or a shutdown.'),
  precedence: optional(whole('Where entries overlap the smaller number wins; at equal numbers non-working wins. 0 when not stated.')),
})
export type Shift = RecordOf<typeof shift>
