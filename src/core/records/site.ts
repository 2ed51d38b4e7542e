/** Site (ISA-95): one plant, the unit of writing and of time zone. */
import { currency, defineRecord, flag, optional, type RecordOf, text, zone } from './define.ts'

export const site = defineRecord('site', 'A plant: ISA-95 site.', {
  name: text('What people call the plant.'),
  zone: zone('IANA zone of its calendars and dates.'),
  zoneAssumed: optional(flag('True when the source had no zone and one was assumed; answers then say so.')),
  datesWithoutTime: optional(flag('True when the source states days, not times of day; answers then say so.')),
  currency: currency('Currency of amounts that state none.'),
})
export type Site = RecordOf<typeof site>
