/** Builds the view of a site at an instant: its plan, with every open disruption in force. */
import type { Model } from '../chain/model.ts'
import { byId } from '../flow/by-id.ts'
import type { Instant } from '../values/instant.ts'
import { type Attribution, attribute } from './attribution.ts'
import { impactOf } from './compare.ts'
import { effectOf } from './contributions.ts'
import { LivePlan } from './live-plan.ts'
import type { PlantView } from './plant-view.ts'
import { capableToPromise, linesByRisk, promiseOf } from './promise.ts'
import { buildSitePlan } from './site-plan.ts'
import { allTouchTotals, touchesOf } from './touches.ts'

/**
 * The view of a model at `now`. The model must not change while the view is used.
 * A disruption record acts from its start until it is closed; one that names something the plan does not hold is noted and left out.
 */
export function buildPlantView(model: Model, options: { readonly now: Instant }): PlantView {
  const live = withOpenDisruptions(model, options.now)
  let attribution: Attribution | undefined
  const causes = () => {
    attribution ??= attribute(live)
    return attribution
  }
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
    promises({ offset, limit, late: lateOnly, customerId }) {
      const chosen = (lateOnly === true ? late : ranked).filter((line) => customerId === undefined || customerOf(live, line) === customerId)
      return { total: chosen.length, items: chosen.slice(offset, offset + limit).map((line) => promiseOf(live, line, causes())) }
    },
    promise(salesOrderLineId) {
      const line = live.site.names.lineIndex.get(salesOrderLineId)
      return line === undefined ? undefined : promiseOf(live, line, causes())
    },
    impact: (disruption) => impactOf(live, disruption),
    touches: (workOrderId) => touchesOf(live.site, workOrderId),
    touchTotals: () => allTouchTotals(live.site),
    capableToPromise: (materialId, quantity) => capableToPromise(live, materialId, quantity),
  }
}

/**
 * What stops and slows stations comes first: what replaces a loss is made on stations as they then are.
 * No replacement counts on another one, so the order in which disruptions were recorded makes no difference.
 */
function withOpenDisruptions(model: Model, now: Instant): LivePlan {
  const site = buildSitePlan(model, now)
  const notes = [...site.notes]
  const live = new LivePlan({ ...site, notes })
  const open = byId(model.byKind.disruption.values()).filter(
    ({ startAt, closedAt }) => startAt <= now && (closedAt === undefined || closedAt > now),
  )
  for (const ofStations of [true, false]) {
    const effects = open
      .filter((each) => each.kind.startsWith('workUnit') === ofStations)
      .map((each) => ({ id: each.id, effect: effectOf(live.site, each) }))
    for (const { id, effect } of effects) {
      if (effect.ok) live.begin(id, effect.value)
      else notes.push(`Disruption ${id} was left out: ${effect.problem.message}`)
    }
  }
  return live
}

function customerOf(live: LivePlan, line: number): string | undefined {
  return live.site.model.byKind.salesOrderLine.get(live.site.names.lines[line]!)?.customerId
}
