/** What a report at a work unit changed for the customer: the promise that waits for its order, before and after. */
import type { Model } from '../chain/model.ts'
import { exposureOf } from '../impact/exposure.ts'
import type { PlantView } from '../impact/plant-view.ts'
import { thing } from '../impact/things.ts'
import type { WorkReport } from '../records/work-report.ts'
import { instantToMs } from '../values/instant.ts'
import type { PromiseShift, ReportEffect } from './answer.ts'
import { type LineTime, lineTimes } from './line-times.ts'

/** A promise at a moment, as far as a report is told with it. */
export interface WaitingPromise extends LineTime {
  readonly salesOrderLineId: string
}

/** The most urgent promise that waits for a work order; undefined where none with a date does. */
export function promiseOfOrder(view: PlantView, workOrderId: string): WaitingPromise | undefined {
  const touched = view.touches(workOrderId)
  if (!touched.ok) return undefined
  const times = lineTimes(view.live)
  const waiting = touched.value.lines.flatMap(({ salesOrderLineId }): WaitingPromise[] => {
    const time = times.get(salesOrderLineId)
    return time?.dueAt == null ? [] : [{ salesOrderLineId, ...time }]
  })
  return waiting.sort((a, b) => slackOf(a) - slackOf(b) || (a.salesOrderLineId < b.salesOrderLineId ? -1 : 1))[0]
}

/** `before` is the promise as it stood when the report came in; undefined where that is no longer known. */
export function reportEffectOf(
  view: PlantView,
  model: Model,
  what: { readonly report: WorkReport; readonly before: WaitingPromise | undefined },
): ReportEffect {
  const { report, before } = what
  const operation = model.byKind.operation.get(report.operationId)
  const order = model.byKind.workOrder.get(operation?.workOrderId ?? '')
  const after = before === undefined ? promiseOfOrder(view, order?.id ?? '') : promiseNow(view, before)
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

function promiseNow(view: PlantView, { salesOrderLineId }: WaitingPromise): WaitingPromise | undefined {
  const time = lineTimes(view.live).get(salesOrderLineId)
  return time === undefined ? undefined : { salesOrderLineId, ...time }
}

/** Milliseconds; without end below zero where the date can't be known. */
function slackOf({ dueAt, at }: LineTime): number {
  if (dueAt === null) return Number.POSITIVE_INFINITY
  return at === null ? Number.NEGATIVE_INFINITY : instantToMs(dueAt) - instantToMs(at)
}

function shiftOf(model: Model, before: WaitingPromise | undefined, after: WaitingPromise): PromiseShift | null {
  const line = model.byKind.salesOrderLine.get(after.salesOrderLineId)
  if (line === undefined) return null
  const [beforeAt, afterAt] = [before?.at ?? null, after.at]
  // Of a date that can't be known no more is counted than that it is late.
  const lateness = (promise: WaitingPromise) => (promise.at === null ? 1 : -slackOf(promise) / 1000)
  const was = before ?? after
  return {
    salesOrderLineId: line.id,
    orderId: line.orderId,
    customer: thing(model, 'customer', line.customerId),
    dueAt: after.dueAt,
    beforeAt,
    afterAt,
    shiftSeconds: beforeAt === null || afterAt === null ? null : (instantToMs(afterAt) - instantToMs(beforeAt)) / 1000,
    lateBefore: slackOf(was) < 0,
    lateAfter: slackOf(after) < 0,
    exposureBefore: exposureOf(line, lateness(was)),
    exposureAfter: exposureOf(line, lateness(after)),
  }
}
