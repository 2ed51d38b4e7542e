/** Which of several stops to repair first: by what an hour less of each would save. */
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

type Item = FixFirst['items'][number]

/** Open stops by contribution and penalty that an hour less of them saves; those whose end is not known come last. */
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
  const sooner = Math.max(site.plan.input.now, end - HOUR)
  const at = end >= UNKNOWN_TIME ? null : instantOf(site, sooner)
  const hours = (end - sooner) / HOUR
  const ended = at === null ? undefined : endedBy(disruption, at)
  if (at === null || hours <= 0 || ended === undefined || !effectOf(site, ended).ok) {
    return { ...common, savedPerHour: null, promises: 0, saved: NO_SUMS, endAt: instantOf(site, end) }
  }
  const move = { type: 'endBy', disruptionId: disruption.id, at } as const
  const looked = screenOne(live, { kind: 'repairFirst', moves: [move], what: said('repaired-by'), lines: [] }, before)
  const gain = gainOf(looked.pairs ?? [])
  const saved = netOf(site.model, [...gain.saved.contribution, ...gain.saved.penalty], { parts: [], total: null })
  return {
    ...common,
    savedPerHour: timesMoney(saved, 1 / hours),
    promises: gain.promisesKept,
    saved: gain.saved,
    endAt: instantOf(site, end),
  }
}
