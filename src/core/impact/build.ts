/** Builds the view of a site at an instant: its plan, with every open disruption in force. */

import type { Model } from '../chain/model.ts'
import { byId } from '../flow/by-id.ts'
import type { Instant } from '../values/instant.ts'
import { said } from '../values/said.ts'
import { attribute } from './attribution.ts'
import { chainPicture } from './chain-picture.ts'
import { impactOf } from './compare.ts'
import { constraintOf } from './constraint.ts'
import { effectOf, isJudged } from './contributions.ts'
import { Counterfactuals } from './counterfactuals.ts'
import { deliveriesOf } from './deliveries.ts'
import { isUncertain } from './ends.ts'
import { floorUnits } from './floor-units.ts'
import { LivePlan } from './live-plan.ts'
import type { PlantView } from './plant-view.ts'
import { capableToPromise, linesByRisk, promiseOf } from './promise.ts'
import { scheduleOf } from './schedule.ts'
import { SearchIndex } from './search.ts'
import { buildSitePlan } from './site-plan.ts'
import { type OpenDisruption, standings } from './standings.ts'
import { usualDelays } from './supplier-delays.ts'
import { allTouchTotals, touchesOf } from './touches.ts'
import { traceOf } from './trace.ts'
import { WaitingPromises } from './waiting-promises.ts'
import { WorkBars } from './work-bars.ts'

/**
 * The view of a model at `now`. The model must not change while the view is used.
 * A disruption record acts from its start until it is closed; one that names something the plan does not hold is noted and left out.
 * What only some questions need is found when the first of them is asked.
 */
export function buildPlantView(model: Model, options: { readonly now: Instant }): PlantView {
  const { live, open } = withOpenDisruptions(model, options.now)
  const times = new Counterfactuals(live)
  const causes = once(() => attribute(live, times))
  const waiting = once(() => new WaitingPromises(live))
  const bars = once(() => new WorkBars(live.site, waiting()))
  const ranking = once(() => standings(live, open, times))
  const picture = once(() => chainPicture(live.site, waiting()))
  const index = once(() => new SearchIndex(model))
  const ranked = linesByRisk(live)
  const late = ranked.filter((line) => !live.isReady(line) && live.finishOfLine(line) > live.lineState(line).due)
  return {
    at: options.now,
    counts: {
      operations: live.site.plan.network.operationCount,
      promises: ranked.length,
      latePromises: late.length,
      openDisruptions: live.open.length,
    },
    live,
    promises({ offset, limit, late: lateOnly, customerId, brief = false }) {
      const chosen = (lateOnly === true ? late : ranked).filter((line) => customerId === undefined || customerOf(live, line) === customerId)
      const told = { causes: causes(), brief }
      return { total: chosen.length, items: chosen.slice(offset, offset + limit).map((line) => promiseOf(live, line, told)) }
    },
    promise(salesOrderLineId) {
      const line = live.site.names.lineIndex.get(salesOrderLineId)
      return line === undefined ? undefined : promiseOf(live, line, { causes: causes(), brief: false })
    },
    impact: (disruption, brief) => impactOf(live, disruption, brief),
    touches: (workOrderId) => touchesOf(live.site, workOrderId),
    touchTotals: () => allTouchTotals(live.site),
    capableToPromise: (materialId, quantity) => capableToPromise(live, materialId, quantity),
    standings: ranking,
    chain: picture,
    schedule: (range) => scheduleOf(live, bars(), range),
    floor: (newest) => floorUnits(live, newest, { bars: bars(), waiting: waiting() }),
    deliveries: once(() => deliveriesOf(live, waiting(), options.now)),
    constraint: (days) => constraintOf(live, waiting(), days),
    search: (text, limit) => index().find(text, limit),
    trace: (kind, id) => traceOf(live, waiting(), { kind, id }),
    nextOn: (workUnitId) => bars().nextOn(live.site.stations.byUnit.get(workUnitId) ?? []),
  }
}

/** Found at the first asking, and then known. */
function once<T>(find: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => {
    known ??= { value: find() }
    return known.value
  }
}

/**
 * What stops and slows stations comes first: what replaces a loss is made on stations as they then are.
 * No replacement counts on another one, so the order in which disruptions were recorded makes no difference.
 */
function withOpenDisruptions(model: Model, now: Instant): { live: LivePlan; open: readonly OpenDisruption[] } {
  const site = buildSitePlan(model, now)
  const notes = [...site.notes]
  const live = new LivePlan({ ...site, notes })
  live.expectUsually(() => usualDelays(live.site, now))
  const open: OpenDisruption[] = []
  // A shift that nobody qualified covers is known before it begins, and takes its capacity away from the plan at once.
  const acting = byId(model.byKind.disruption.values()).filter(
    ({ kind, startAt, closedAt }) => (startAt <= now || kind === 'qualificationMissing') && (closedAt === undefined || closedAt > now),
  )
  for (const losses of [false, true]) {
    const effects = acting
      .filter((each) => isJudged(each) === losses)
      .map((disruption) => ({
        disruption,
        effect: effectOf(live.site, disruption),
        latest: isUncertain(disruption) ? effectOf(live.site, disruption, 'latest') : undefined,
      }))
    for (const { disruption, effect, latest } of effects) {
      open.push({ disruption, problem: effect.ok ? null : effect.problem })
      if (effect.ok) live.begin(disruption.id, effect.value, latest?.ok === true ? latest.value : effect.value)
      else
        notes.push(said('disruption-left-out', { disruptionId: disruption.id, code: effect.problem.code, problem: effect.problem.message }))
    }
  }
  return { live, open }
}

function customerOf(live: LivePlan, line: number): string | undefined {
  return live.site.model.byKind.salesOrderLine.get(live.site.names.lines[line]!)?.customerId
}
