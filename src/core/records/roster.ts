/** Roster: that a person is planned to work in an interval. Kept 90 days. */
import { definePersonalRecord, instant, optional, type RecordOf, ref } from './define.ts'

export const roster = definePersonalRecord('roster', 'A person planned to work in an interval.', {
  personId: ref('person', 'Who.'),
  workCenterId: optional(ref('workCenter', 'Where.')),
  startAt: instant('From when.'),
  endAt: instant('Until when.'),
})
export type Roster = RecordOf<typeof roster>
