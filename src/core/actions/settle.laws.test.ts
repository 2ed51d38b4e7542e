/** What must hold of outcomes in every plant, whatever was done, by how many, and in which order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Model } from '../chain/model.ts'
import { disruptionIn, disruptions } from '../impact/random-disruption.fixture.ts'
import { between, HOUR, later, NOW, plants, withDisruptions } from '../impact/random-plant.fixture.ts'
import { ACTION_KINDS } from '../records/action.ts'
import type { LineMoney } from '../records/action-figures.ts'
import { type History, historyOf, type PlanChange } from './history.fixture.ts'
import { ledgerOf } from './ledger.ts'
import { addSums, compared } from './line-money.ts'

/** What people may change: where and when an operation runs, how long it takes, when a delivery comes. */
const changes = fc.record({ what: fc.constantFrom('unit', 'rank', 'work', 'delivery', 'nothing'), which: fc.nat(20), to: fc.nat(20) })
const actions = fc.record({
  kind: fc.constantFrom(...ACTION_KINDS),
  hour: between(0, 30),
  changes: fc.array(changes, { maxLength: 3 }),
  undone: fc.boolean(),
})
const days = fc.record({
  cause: disruptions,
  others: fc.array(disruptions, { maxLength: 2 }),
  actions: fc.array(actions, { minLength: 1, maxLength: 3 }),
  ends: between(1, 40),
  /** Which lines ship, and when. */
  ships: fc.array(fc.record({ which: fc.nat(20), hour: between(0, 60) }), { maxLength: 4 }),
})
type Day = typeof days extends fc.Arbitrary<infer T> ? T : never

/** A day in a plant: a cause, actions against it at their hours, its end, shipments; then everything is settled, in the order of taking. */
function lived(model: Model, day: Day): History {
  const cause = disruptionIn(model, 'cause', day.cause)
  const { closedAt: _never, ...open } = { ...cause, startAt: NOW }
  const others = day.others.map((parts, k) => disruptionIn(model, `other-${k}`, parts))
  const history = historyOf(withDisruptions(model, [open, ...others]))
  const ordered = day.actions.map((action, k) => ({ ...action, id: `A${k}` })).sort((a, b) => a.hour - b.hour)
  let closed = false
  const closeBy = (hour: number): void => {
    if (closed || day.ends > hour) return
    history.set('disruption', 'cause', { closedAt: later(day.ends * HOUR) })
    closed = true
  }
  for (const { id, kind, hour, changes: wanted, undone } of ordered) {
    closeBy(hour)
    const plan = wanted.flatMap((each) => planChange(history.model, each))
    const once = [...new Map(plan.map((each) => [`${each[0]} ${each[1]}`, each])).values()]
    history.take({ id, kind, disruptionId: 'cause' }, later(hour * HOUR), once)
    if (undone) history.set('action', id, { undoneAt: later(hour * HOUR) })
  }
  closeBy(1000)
  for (const { which, hour } of day.ships) {
    const id = nth(history.model, 'salesOrderLine', which)
    if (id !== undefined) history.set('salesOrderLine', id, { shippedAt: later(hour * HOUR), status: 'shipped' })
  }
  for (const { id } of ordered) history.settle(id, later(61 * HOUR))
  return history
}

function planChange(
  model: Model,
  { what, which, to }: { readonly what: string; readonly which: number; readonly to: number },
): PlanChange[] {
  const operation = nth(model, 'operation', which)
  const purchase = nth(model, 'purchaseOrderLine', which)
  const unit = nth(model, 'workUnit', to)
  if (what === 'unit' && operation !== undefined && unit !== undefined) return [['operation', operation, { workUnitIds: [unit] }]]
  if (what === 'rank' && operation !== undefined) return [['operation', operation, { planRank: to }]]
  if (what === 'work' && operation !== undefined) return [['operation', operation, { workSeconds: to * 600 }]]
  if (what === 'delivery' && purchase !== undefined) return [['purchaseOrderLine', purchase, { promisedAt: later(to * HOUR) }]]
  return []
}

function nth(model: Model, record: 'operation' | 'purchaseOrderLine' | 'workUnit' | 'salesOrderLine', k: number): string | undefined {
  const ids = [...model.byKind[record].keys()].sort()
  return ids.length === 0 ? undefined : ids[k % ids.length]
}

const PARTS = ['revenue', 'contribution', 'penalty'] as const

test('all actions together claim no more on a line than its cause exposed, and no more than would have been exposed without them', () => {
  fc.assert(
    fc.property(plants(), days, (model, day) => {
      const history = lived(model, day)
      const claimed = new Map<string, LineMoney[]>()
      const exposed = new Map<string, LineMoney[]>()
      const without = new Map<string, LineMoney[]>()
      const add = (map: Map<string, LineMoney[]>, id: string, value: LineMoney) => map.set(id, [...(map.get(id) ?? []), value])
      for (const action of history.model.byKind.action.values())
        for (const line of action.frozen?.lines ?? []) add(exposed, line.salesOrderLineId, line.exposure)
      for (const { figures } of history.model.byKind.outcome.values()) {
        for (const line of figures.lines) {
          add(claimed, line.salesOrderLineId, line.saved)
          add(without, line.salesOrderLineId, line.exposureWithout)
        }
      }
      for (const [id, saved] of claimed) {
        for (const part of PARTS) {
          const sum = saved.reduce((total, each) => total + Math.max(0, each[part]?.amount ?? 0), 0)
          const most = (all: readonly LineMoney[] = []) => Math.max(0, ...all.map((each) => each[part]?.amount ?? 0))
          assert.ok(sum <= most(exposed.get(id)), `${part} of ${id}: ${sum} claimed of ${most(exposed.get(id))} exposed`)
          assert.ok(sum <= most(without.get(id)), `${part} of ${id}: ${sum} claimed of ${most(without.get(id))} without`)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('an action that was taken after its cause had ended saved nothing', () => {
  fc.assert(
    fc.property(plants(), days, (model, day) => {
      const history = lived(model, day)
      for (const { actionId, figures, verdict } of history.model.byKind.outcome.values()) {
        const action = history.model.byKind.action.get(actionId)
        if ((action?.takenAt ?? NOW) < later(day.ends * HOUR)) continue
        assert.deepEqual(figures.saved, { revenue: [], contribution: [], penalty: [] })
        assert.ok(verdict !== 'worked' && verdict !== 'partly' && verdict !== 'madeWorse', verdict)
      }
    }),
    { numRuns: 100 },
  )
})

test('an action that changed nothing, or whose changes were taken back, saved nothing and broke nothing', () => {
  fc.assert(
    fc.property(plants(), days, (model, day) => {
      const idle = {
        ...day,
        actions: day.actions.map((each) => ({ ...each, kind: 'alternateUnit' as const, changes: each.undone ? each.changes : [] })),
      }
      for (const { figures, verdict } of lived(model, idle).model.byKind.outcome.values()) {
        assert.deepEqual(figures.saved, { revenue: [], contribution: [], penalty: [] })
        assert.deepEqual([figures.promisesKept, figures.promisesBroken], [0, 0])
        assert.ok(verdict === 'noEffect' || verdict === 'wouldHaveRecovered' || verdict === 'notEnoughData', verdict)
      }
    }),
    { numRuns: 100 },
  )
})

test('the same history settles the same, and the totals of the ledger are the sums of its lines whichever way they are grouped', () => {
  fc.assert(
    fc.property(plants(), days, (model, day) => {
      const [first, second] = [lived(model, day), lived(model, day)]
      assert.deepEqual([...first.model.byKind.outcome], [...second.model.byKind.outcome])
      const ledger = ledgerOf(first.model, { fromAt: later(0), toAt: later(100 * HOUR) })
      for (const groups of [ledger.byCause, ledger.byKind, ledger.byTeam, ledger.byCustomer]) {
        for (const part of PARTS) {
          const [sum] = addSums(groups.map(({ saved }) => saved))[part]
          assert.equal(compared(sum ?? null, ledger.total.saved[part][0] ?? null), 0, part)
        }
      }
      assert.equal(ledger.open, 0)
      assert.equal(
        ledger.byKind.reduce((sum, { promisesKept }) => sum + promisesKept, 0),
        ledger.total.promisesKept,
      )
    }),
    { numRuns: 60 },
  )
})
