/** What a report at a work unit changed for the customer: the promise that waits for its order, before and after. */
import type { Model } from '../chain/model.ts'
import type { PromiseAnswer } from '../impact/answer.ts'
import type { PlantView } from '../impact/plant-view.ts'
import { thing } from '../impact/things.ts'
import type { WorkReport } from '../records/work-report.ts'
import { instantFromMs, instantToMs } from '../values/instant.ts'
import type { PromiseShift, ReportEffect } from './answer.ts'
import { lineTimes } from './line-times.ts'

/** The most urgent promise that waits for a work order; undefined where none with a date does. */
export function promiseOfOrder(view: PlantView, workOrderId: string): PromiseAnswer | undefined {
  const touched = view.touches(workOrderId)
  if (!touched.ok) return undefined
  const times = lineTimes(view.live)
  const [first] = touched.value.lines
    .flatMap(({ salesOrderLineId: id }) => {
      const { dueAt = null, at = null } = times.get(id) ?? {}
      return dueAt === null ? [] : [{ id, slack: instantToMs(dueAt) - (at === null ? Number.POSITIVE_INFINITY : instantToMs(at)) }]
    })
    .sort((a, b) => (a.slack === b.slack ? (a.id < b.id ? -1 : 1) : a.slack - b.slack))
  return first === undefined ? undefined : view.promise(first.id)
}

/** `before` is the promise as it stood when the report came in; undefined where that is no longer known. */
export function reportEffectOf(
  view: PlantView,
  model: Model,
  what: { readonly report: WorkReport; readonly before: PromiseAnswer | undefined },
): ReportEffect {
  const { report, before } = what
  const operation = model.byKind.operation.get(report.operationId)
  const order = model.byKind.workOrder.get(operation?.workOrderId ?? '')
  const after = before === undefined ? promiseOfOrder(view, order?.id ?? '') : view.promise(before.salesOrderLineId)
  const scrap = [...model.byKind.disruption.values()].find(
    (each) =>
      each.kind === 'scrap' && each.closedAt === undefined && each.workOrderId === order?.id && each.sequence === operation?.sequence,
  )
  const impact = scrap === undefined || report.scrapped === 0 ? undefined : view.impact(scrap, true)
  const done = (operation?.completed?.value ?? 0) + (operation?.scrapped?.value ?? 0)
  return {
    workReportId: report.id,
    promise: after === undefined ? null : shiftOf(model, before, after),
    affected: impact?.ok === true ? [...impact.value.late, ...impact.value.insideSlack] : [],
    left: Math.max(0, (order?.quantity.value ?? done) - done),
  }
}

function shiftOf(model: Model, before: PromiseAnswer | undefined, after: PromiseAnswer): PromiseShift {
  const [beforeAt, afterAt] = [before?.projectedAt ?? null, after.projectedAt]
  return {
    salesOrderLineId: after.salesOrderLineId,
    orderId: after.orderId,
    customer: thing(model, 'customer', after.customerId),
    dueAt:
      after.projectedAt !== null && after.slackSeconds !== null
        ? instantFromMs(instantToMs(after.projectedAt) + after.slackSeconds * 1000)
        : after.confirmedAt,
    beforeAt,
    afterAt,
    shiftSeconds: beforeAt === null || afterAt === null ? null : (instantToMs(afterAt) - instantToMs(beforeAt)) / 1000,
    lateBefore: before?.late ?? after.late,
    lateAfter: after.late,
    exposureBefore: (before ?? after).exposure,
    exposureAfter: after.exposure,
  }
}
