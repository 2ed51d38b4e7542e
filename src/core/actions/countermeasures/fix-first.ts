/**
 * Which of several stops to repair first: by what being over saves for each hour that the repair takes, the greatest first.
 * Source: the ratio rule of one machine and weighted completion times (W. E. Smith, Various optimizers for single-stage production, 1956).
 * A single hour less would say nothing: promises break in steps, and often none stands within one hour of its date.
 */
import { UNKNOWN_TIME } from '../../calendar/work-time.ts'
import { effectOf } from '../../impact/contributions.ts'
import { actsUntil } from '../../impact/ends.ts'
import { majorUnits } from '../../impact/exposure.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { instantOf } from '../../impact/site-plan.ts'
import { placeOf } from '../../impact/things.ts'
import type { Disruption } from '../../records/disruption.ts'
import { timesMoney } from '../../values/money.ts'
import { type Said, said } from '../../values/said.ts'
import type { FixFirst } from '../answer.ts'
import { NO_SUMS } from '../line-money.ts'
import { endedBy } from '../moves/cause-moves.ts'
import { netOf } from './cost.ts'
import { gainOf, type LineStandings, lineStandings } from './line-gains.ts'
import { screenOne } from './screen.ts'

const HOUR = 3600
/** Seconds: a stop that has begun just now can't be over at the same moment. */
const SOONEST = 60

type Item = FixFirst['items'][number]

/** Open stops by contribution and penalty saved for each hour until they are expected to be over; those whose end is not known come last. */
export function fixFirstOf(live: LivePlan): FixFirst {
  const stops = live.open.flatMap((id) => live.site.model.byKind.disruption.get(id) ?? []).filter(({ kind }) => isRepaired(kind))
  const before = lineStandings(live)
  const items = stops.map((disruption) => itemOf(live, disruption, before))
  const rank = ({ savedPerHour }: Item) => (savedPerHour === null ? -1 : majorUnits(savedPerHour))
  const unknown = items.filter(({ savedPerHour }) => savedPerHour === null).length
  const notes: Said[] = unknown === 0 ? [] : [said('ends-not-known', { stops: unknown })]
  return {
    at: live.site.at,
    items: items.sort((a, b) => rank(b) - rank(a) || b.promises - a.promises || (a.disruptionId < b.disruptionId ? -1 : 1)),
    notes,
  }
}

function isRepaired(kind: Disruption['kind']): boolean {
  return kind === 'workUnitDown' || kind === 'workUnitSlow'
}

function itemOf(live: LivePlan, disruption: Disruption, before: LineStandings): Item {
  const { site } = live
  const end = actsUntil(site, disruption, 'likely')
  const common = { disruptionId: disruption.id, place: placeOf(site.model, disruption) ?? null }
  const hours = (end - site.plan.input.now) / HOUR
  const at = instantOf(site, site.plan.input.now + SOONEST)!
  const ended = endedBy(disruption, at)
  if (hours * HOUR <= SOONEST || ended === undefined || !effectOf(site, ended).ok) {
    return { ...common, savedPerHour: null, promises: 0, saved: NO_SUMS, endAt: instantOf(site, end) }
  }
  const move = { type: 'endBy', disruptionId: disruption.id, at } as const
  const looked = screenOne(live, { kind: 'repairFirst', moves: [move], what: said('repaired-by'), lines: [] }, before)
  const gain = gainOf(looked.pairs ?? [])
  const saved = netOf(site.model, [...gain.saved.contribution, ...gain.saved.penalty], { parts: [], total: null })
  return {
    ...common,
    savedPerHour: end >= UNKNOWN_TIME ? null : timesMoney(saved, 1 / hours),
    promises: gain.promisesKept,
    saved: gain.saved,
    endAt: instantOf(site, end),
  }
}
