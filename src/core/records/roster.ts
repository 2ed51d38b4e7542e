/** Roster: that a person is planned to work in an interval. Kept 90 days (domain §7.3). */
import { defineRecord, instant, optional, type RecordOf, ref } from './define.ts'

export const roster = defineRecord(
  'roster',
  'A person planned to work in an interval.',
  {
    personId: ref('person', 'Who.'),
    workCenterId: optional(ref('workCenter', 'Where.')),
    startAt: instant('From when.'),
    endAt: instant('Until when.'),
  },
  { personal: true },
)
export type Roster = RecordOf<typeof roster>
