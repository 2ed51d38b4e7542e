/** Days without a time of day: a promise for a day holds until that day is over where the plant stands. */
import type { Model } from '../chain/model.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'

/**
 * Until when a promise for an instant holds. That is the instant itself, unless the site's source states days only
 * and the instant is the first of a local day: then it is the first instant of the next one.
 */
export function holdsUntil(model: Model): (promised: Instant) => Instant {
  const [site] = model.byKind.site.values()
  if (site?.datesWithoutTime !== true) return (promised) => promised
  const known = new Map<Instant, Instant>()
  return (promised) => {
    const end = known.get(promised) ?? endOfDay(promised, site.zone)
    known.set(promised, end)
    return end
  }
}

function endOfDay(promised: Instant, zone: string): Instant {
  const local = Temporal.Instant.from(promised).toZonedDateTimeISO(zone)
  const first = local.startOfDay()
  return Temporal.ZonedDateTime.compare(local, first) === 0
    ? instantFromMs(first.add({ days: 1 }).startOfDay().epochMilliseconds)
    : promised
}
