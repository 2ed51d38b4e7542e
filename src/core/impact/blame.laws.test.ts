/** Who is blamed for which promise, in every plant: never more than is true. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Model } from '../chain/model.ts'
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { type Money, sumMoney } from '../values/money.ts'
import type { AffectedPromise, ImpactAnswer, PromiseAnswer } from './answer.ts'
import { buildPlantView } from './build.ts'
import type { PlantView } from './plant-view.ts'
import { disruptionIn, disruptions } from './random-disruption.fixture.ts'
import { NOW, plants, withDisruptions } from './random-plant.fixture.ts'

const lists = fc.array(disruptions, { minLength: 1, maxLength: 3 })
const viewOf = (model: Model) => buildPlantView(model, { now: NOW })
const promisesOf = (view: PlantView) => view.promises({ offset: 0, limit: 1000 }).items
const lateSeconds = (slackSeconds: number | null) => Math.max(0, -(slackSeconds ?? 0))

/** Seconds from a promised date to a projected one; a projected date that can't be known is later than every other. */
function secondsBetween(promised: Instant | null, projected: Instant | null): number {
  if (projected === null) return Number.POSITIVE_INFINITY
  return promised === null ? Number.NEGATIVE_INFINITY : (instantToMs(projected) - instantToMs(promised)) / 1000
}

/** A view with disruptions recorded, and the disruptions that are in force in it. */
function disrupted(model: Model, list: readonly Disruption[]): { view: PlantView; open: readonly Disruption[] } {
  const view = viewOf(withDisruptions(model, list))
  return { view, open: list.filter((each) => each.startAt <= NOW && view.impact(each).ok) }
}

function impactOf(view: PlantView, disruption: Disruption): ImpactAnswer | undefined {
  const answer = view.impact(disruption)
  return answer.ok ? answer.value : undefined
}

test('without a disruption nobody is blamed, however late a promise is', () => {
  fc.assert(
    fc.property(plants(), (model) => {
      for (const promise of promisesOf(viewOf(model))) assert.deepEqual(promise.causes, [])
    }),
    { numRuns: 60 },
  )
})

test('a delay inside slack blames nobody: who is blamed made a promise late, or later', () => {
  fc.assert(
    fc.property(plants(), disruptions, (model, parts) => {
      const view = viewOf(model)
      const answer = impactOf(view, disruptionIn(model, 'D', parts))
      if (answer === undefined) return
      for (const each of answer.late) {
        assert.ok(each.late, `${each.salesOrderLineId} is not late`)
        const lateBefore = Math.max(0, secondsBetween(each.confirmedAt, each.projectedBefore))
        const lateAfter = each.slackSeconds === null ? Number.POSITIVE_INFINITY : -each.slackSeconds
        assert.ok(lateAfter > lateBefore, `${each.salesOrderLineId} was as late before`)
      }
      for (const each of answer.insideSlack) assert.ok((each.exposure.penalty?.amount ?? 0) <= 0, 'what is no later owes no more')
      if (answer.late.length === 0) {
        assert.deepEqual(answer.totals, { lines: 0, orders: 0, customers: 0, revenue: [], contribution: [], penalty: [] })
      }
    }),
    { numRuns: 150 },
  )
})

test('an impact names exactly the promises that two views, with and without it, find later than promised', () => {
  fc.assert(
    fc.property(plants(), lists, (model, list) => {
      const [asked, ...others] = list.map((parts, k) => disruptionIn(model, `D${k}`, { ...parts, starts: Math.min(0, parts.starts) }))
      if (asked === undefined || asked.kind.startsWith('order')) return
      const without = viewOf(withDisruptions(model, others))
      const having = viewOf(withDisruptions(model, [asked, ...others]))
      const answer = impactOf(having, asked)
      if (answer === undefined) return
      const before = new Map(promisesOf(without).map((each) => [each.salesOrderLineId, each]))
      const worse = promisesOf(having).filter((after) => {
        const was = before.get(after.salesOrderLineId)
        if (was === undefined || !after.late) return false
        return !was.late || (after.projectedAt ?? 'unknown') > (was.projectedAt ?? 'unknown')
      })
      const ids = (promises: readonly (PromiseAnswer | AffectedPromise)[]) => promises.map((each) => each.salesOrderLineId).sort()
      assert.deepEqual(ids(answer.late), ids(worse))
    }),
    { numRuns: 120 },
  )
})

/** Everything that may go into a material, by the bills alone. */
function takenBy(model: Model, materialId: string): ReadonlySet<string> {
  const found = new Set([materialId])
  for (const id of found) for (const bill of model.byKind.bomLine.values()) if (bill.parentId === id) found.add(bill.componentId)
  return found
}

test('a late supplier is never blamed for a promise that takes nothing of what it delivers', () => {
  fc.assert(
    fc.property(plants({ unlimited: true }), disruptions, fc.boolean(), (model, parts, recorded) => {
      const moved = disruptionIn(model, 'moved', { ...parts, kind: 'purchaseMoved', starts: -1 })
      const { view } = disrupted(model, recorded ? [moved] : [])
      const answer = impactOf(view, moved)
      if (answer === undefined) return
      const material = model.byKind.purchaseOrderLine.get(moved.purchaseOrderLineId ?? '')?.materialId ?? ''
      for (const each of [...answer.late, ...answer.insideSlack]) {
        assert.ok(takenBy(model, each.materialId).has(material), `${each.salesOrderLineId} takes no ${material}`)
      }
      for (const each of promisesOf(view)) if (each.causes.length > 0) assert.ok(takenBy(model, each.materialId).has(material))
    }),
    { numRuns: 120 },
  )
})

const total = (amounts: readonly (Money | null)[]) => sumMoney(amounts.flatMap((each) => each ?? []))[0]?.amount ?? 0

test('money is counted once for each line, whatever the number of disruptions', () => {
  fc.assert(
    fc.property(plants(), lists, (model, list) => {
      const { view, open } = disrupted(
        model,
        list.map((parts, k) => disruptionIn(model, `D${k}`, { ...parts, starts: Math.min(0, parts.starts) })),
      )
      const late = promisesOf(view).filter((each) => each.late)
      const prices = total(late.map((each) => model.byKind.salesOrderLine.get(each.salesOrderLineId)?.price ?? null))
      assert.ok(total(late.map((each) => each.exposure.revenue)) <= prices)
      for (const answer of open.flatMap((each) => impactOf(view, each) ?? [])) {
        assert.equal(new Set(answer.late.map((each) => each.salesOrderLineId)).size, answer.late.length)
        assert.equal(answer.totals.lines + answer.laterStill, answer.late.length)
        assert.equal(answer.totals.lines, answer.late.filter(({ lateBefore }) => !lateBefore).length)
        assert.equal(answer.totals.revenue[0]?.amount ?? 0, total(answer.late.map((each) => each.exposure.revenue)))
        assert.ok(total(answer.totals.revenue) <= prices)
        assert.ok(total(answer.late.map((each) => each.exposure.penalty)) <= total(late.map((each) => each.exposure.penalty)))
      }
    }),
    { numRuns: 120 },
  )
})

test('the same disruption recorded twice exposes what it exposes once, and both share the blame', () => {
  fc.assert(
    fc.property(plants(), disruptions, (model, parts) => {
      const [one, two] = ['D1', 'D2'].map((id) => disruptionIn(model, id, { ...parts, starts: -1 }))
      if (one === undefined || two === undefined || !['workUnitDown', 'workUnitSlow', 'lotHeld', 'purchaseMoved'].includes(one.kind)) return
      const once = promisesOf(viewOf(withDisruptions(model, [one])))
      const twice = promisesOf(viewOf(withDisruptions(model, [one, two])))
      const facts = (promises: readonly PromiseAnswer[]) => promises.map(({ causes: _, ...rest }) => rest)
      assert.deepEqual(facts(twice), facts(once))
      for (const each of twice) assert.ok(each.causes.every((cause) => cause.share === 'shared'))
      assert.deepEqual(
        twice.map((each) => each.causes.map((cause) => cause.seconds)),
        once.map((each) => each.causes.flatMap((cause) => [cause.seconds, cause.seconds])),
      )
    }),
    { numRuns: 120 },
  )
})

test('nobody is blamed for more lateness than there is', () => {
  fc.assert(
    fc.property(plants(), lists, (model, list) => {
      const { view } = disrupted(
        model,
        list.map((parts, k) => disruptionIn(model, `D${k}`, { ...parts, starts: Math.min(0, parts.starts) })),
      )
      for (const each of promisesOf(view)) {
        if (each.causes.length > 0) assert.ok(each.late, `${each.salesOrderLineId} is in time`)
        if (each.slackSeconds === null) continue
        for (const cause of each.causes) if (cause.share === 'alone') assert.ok(cause.seconds <= lateSeconds(each.slackSeconds))
      }
    }),
    { numRuns: 120 },
  )
})

test('behind a stop without a known end dates are unknown, and each deadline is the last that holds', () => {
  fc.assert(
    fc.property(plants(), lists, fc.boolean(), (model, list, recorded) => {
      const [parts, ...rest] = list
      if (parts === undefined) return
      const stop = disruptionIn(model, 'stop', {
        ...parts,
        kind: 'workUnitDown',
        lasts: undefined,
        starts: recorded ? Math.min(0, parts.starts) : parts.starts,
      })
      const others = rest.filter((each) => each.kind.startsWith('workUnit')).map((each, k) => disruptionIn(model, `D${k}`, each))
      const view = viewOf(withDisruptions(model, recorded ? [stop, ...others] : others))
      for (const promise of impactOf(view, stop)?.late ?? []) {
        assert.equal(promise.projectedAfter, null, 'nothing makes it late but a stop that may never end')
        assert.ok(promise.unknowns.length > 0)
        if (promise.mustEndBy === null) continue
        const lateWith = (addedMs: number) => {
          const endAt = instantFromMs(instantToMs(promise.mustEndBy ?? NOW) + addedMs)
          if (endAt <= stop.startAt) return false
          const ended = impactOf(viewOf(withDisruptions(model, others)), { ...stop, endAt })
          return ended?.late.some((each) => each.salesOrderLineId === promise.salesOrderLineId)
        }
        assert.equal(lateWith(0), false, `${promise.salesOrderLineId} is late with an end at ${promise.mustEndBy}`)
        assert.equal(lateWith(120_000), true, `${promise.salesOrderLineId} holds with an end after ${promise.mustEndBy}`)
      }
    }),
    { numRuns: 120 },
  )
})
