/** Actions that change the plan on a real engine: what is promised, written, taken back, and settled; scenarios; who is chosen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlanMove } from '../core/records/plan-move.ts'
import { decide, done, EUR, PRICED, problemOf, settled, shopWithPrices, stopped } from './action-shop.fixture.ts'
import { added, memoryStore } from './plant.fixture.ts'
import { minute, minutesOf, weldShopOn } from './weld-shop.fixture.ts'

/** The frames can be welded on Weld 1 as well. */
const ON_WELD_1: readonly PlanMove[] = [{ type: 'runOn', operationId: '4711/10', workUnitId: 'weld-1' }]
const MOVE = { type: 'propose', actionId: 'A1', kind: 'alternateUnit', ownerRole: 'planner', moves: ON_WELD_1 } as const

test('an alternate work unit: what it is to bring is told, taking it moves the operation, undoing it moves it back', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { ...MOVE, disruptionId })
  const proposed = await shop.one('action', 'A1')
  assert.deepEqual([proposed?.promised?.promisesKept, proposed?.promised?.saved.contribution], [1, [EUR(60_000)]])
  const before = await shop.one('operation', '4711/10')
  await decide(shop, { type: 'take', actionId: 'A1' })
  assert.equal((await shop.one('operation', '4711/10'))?.workUnitId, 'weld-1')
  const taken = await shop.one('action', 'A1')
  assert.equal(
    taken?.planned?.some(({ record, id }) => record === 'operation' && id === '4711/10'),
    true,
  )
  // What was frozen is how it stood without the move.
  assert.equal(taken?.frozen?.lines[0]?.late, true)
  assert.equal((await shop.promise())[1], false)
  await decide(shop, { type: 'undo', actionId: 'A1' })
  assert.deepEqual(await shop.one('operation', '4711/10'), before)
  assert.equal(await decide(shop, { type: 'undo', actionId: 'A1' }).then(({ seq }) => seq), null)
  assert.equal((await shop.promise())[1], true)
})

test('the frames are welded on Weld 1 and ship in time: against the stop as it really was, all of their money is saved', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { ...MOVE, disruptionId })
  await decide(shop, { type: 'take', actionId: 'A1' })
  await shop.pass(85)
  const line = await shop.one('salesOrderLine', 'SO-1')
  assert.ok(line)
  const shipped = { ...line, shippedAt: minute(84), status: 'shipped' } as const
  await done(
    shop.engine.change([{ type: 'updated', record: 'salesOrderLine', id: line.id, from: line, to: shipped }], {
      by: 'office',
      source: 'test',
    }),
  )
  await shop.say(120, { state: 'producing', reason: '' })
  await settled(shop, 121)
  const [outcome] = (await done(shop.engine.causeFile(disruptionId))).outcomes
  assert.equal(outcome?.verdict, 'worked')
  assert.deepEqual(outcome?.figures.saved.contribution, [EUR(60_000)])
  const [told] = outcome?.figures.lines ?? []
  assert.deepEqual([minutesOf(told?.withAt), told?.met, minutesOf(told?.withoutAt)], [84, true, 168])
})

test('what is offered against the stop is what taking it promises', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  const offered = await done(shop.engine.countermeasures(disruptionId, 5))
  const [best] = offered.items
  assert.ok(best)
  assert.equal(best.promisesKept, 1)
  assert.equal(best.record, null)
  await decide(shop, { ...MOVE, kind: best.kind, ownerRole: best.ownerRole, disruptionId, moves: best.moves })
  const { promised } = (await shop.one('action', 'A1')) ?? {}
  assert.deepEqual(promised?.saved, best.saved)
  assert.deepEqual(promised?.cost, best.cost.total)
  assert.equal(promised?.secondsBack, best.secondsBack)
  const first = await shop.engine.fixFirst()
  assert.deepEqual(
    first.items.map((each) => each.disruptionId),
    [disruptionId],
  )
})

test('an action that waits says what it would bring now: nothing more once the frames are welded elsewhere', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { ...MOVE, disruptionId })
  const promised = await done(shop.engine.actionToday('A1'))
  assert.deepEqual([promised.standing, promised.now?.promisesKept], ['holds', 1])
  await decide(shop, { ...MOVE, actionId: 'A2', disruptionId })
  await decide(shop, { type: 'take', actionId: 'A2' })
  const today = await done(shop.engine.actionToday('A1'))
  assert.deepEqual([today.standing, today.now?.promisesKept, today.now?.saved.contribution], ['less', 0, []])
  const taken = await shop.engine.actionToday('A2')
  assert.equal(taken.ok ? undefined : taken.problem.code, 'action-not-waiting')
})

test('moves that the plan does not allow are refused when they are proposed', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  const nowhere = [{ type: 'runOn', operationId: '4711/10', workUnitId: 'nowhere' }] as const
  assert.ok(await problemOf(shop, { ...MOVE, disruptionId, moves: nowhere }))
  assert.equal(await shop.one('action', 'A1'), undefined)
})

test('dropping a taken action takes its changes of the plan back', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { ...MOVE, disruptionId })
  await decide(shop, { type: 'take', actionId: 'A1' })
  await decide(shop, { type: 'drop', actionId: 'A1', reason: 'Weld 1 is being cleaned' })
  assert.equal((await shop.one('operation', '4711/10'))?.workUnitId, 'weld-2')
  assert.equal((await shop.engine.ledger({ fromAt: minute(0), toAt: minute(100) })).open, 0)
})

test('a scenario is saved, tried beside the plan, applied, taken back and thrown away', async () => {
  const { shop } = await stopped(await shopWithPrices())
  const draft = { type: 'saveScenario', scenarioId: 'S1', name: 'Weld 1', role: 'planner', moves: ON_WELD_1 } as const
  await decide(shop, draft)
  assert.equal((await decide(shop, draft)).seq, null)
  const [standing] = await shop.engine.scenarios()
  assert.equal(standing?.trial?.promisesKept, 1)
  const trial = await done(shop.engine.tryMoves(ON_WELD_1))
  assert.deepEqual(trial.shifts, standing?.trial?.shifts)
  assert.equal((await shop.one('operation', '4711/10'))?.workUnitId, 'weld-2')
  await decide(shop, { type: 'applyScenario', scenarioId: 'S1' })
  assert.equal((await shop.one('operation', '4711/10'))?.workUnitId, 'weld-1')
  assert.equal(await problemOf(shop, { type: 'dropScenario', scenarioId: 'S1' }), 'scenario-state-differs')
  await decide(shop, { type: 'undoScenario', scenarioId: 'S1' })
  assert.equal((await shop.one('operation', '4711/10'))?.workUnitId, 'weld-2')
  await decide(shop, { type: 'dropScenario', scenarioId: 'S1' })
  assert.deepEqual(await shop.engine.scenarios(), [])
})

test('an earlier end of a stop is no plan: applied, it is asked of maintenance, and counts once they take it on', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  const end = async () => (await shop.one('disruption', disruptionId))?.expectedEndAt
  const expected = await end()
  const moves: readonly PlanMove[] = [{ type: 'endBy', disruptionId, at: minute(40) }]
  const trial = await done(shop.engine.tryMoves(moves))
  assert.deepEqual(
    trial.asks.map(({ kind, ownerRole, disruptionIds }) => [kind, ownerRole, disruptionIds]),
    [['repairFirst', 'maintenance', [disruptionId]]],
  )
  await decide(shop, { type: 'saveScenario', scenarioId: 'S1', name: 'Back by ten to seven', role: 'planner', moves })
  await decide(shop, { type: 'applyScenario', scenarioId: 'S1' })
  assert.equal(await end(), expected, 'nobody has agreed to it yet')
  const [asked] = (await shop.engine.inbox('maintenance')).actions
  assert.deepEqual(
    [asked?.action.id, asked?.action.kind, asked?.action.state, asked?.action.disruptionId, asked?.action.promised?.promisesKept],
    ['S1-1', 'repairFirst', 'proposed', disruptionId, trial.promisesKept],
  )
  await decide(shop, { type: 'take', actionId: 'S1-1' })
  assert.equal(await end(), minute(40))
})

test('a scenario that is taken back asks nobody any more', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  const moves: readonly PlanMove[] = [...ON_WELD_1, { type: 'endBy', disruptionId, at: minute(40) }]
  await decide(shop, { type: 'saveScenario', scenarioId: 'S1', name: 'Both', role: 'planner', moves })
  await decide(shop, { type: 'applyScenario', scenarioId: 'S1' })
  assert.equal((await shop.one('operation', '4711/10'))?.workUnitId, 'weld-1')
  assert.equal((await shop.one('action', 'S1-1'))?.state, 'proposed')
  await decide(shop, { type: 'undoScenario', scenarioId: 'S1' })
  assert.deepEqual([(await shop.one('operation', '4711/10'))?.workUnitId, (await shop.one('action', 'S1-1'))?.state], ['weld-2', 'dropped'])
})

/** Ana and Ben are on shift until two; only Ana may repair. */
const CREW = [
  added('person', { id: 'ana', name: 'Ana Ruiz' }),
  added('person', { id: 'ben', name: 'Ben Ott' }),
  added('qualification', { id: 'Q1', personId: 'ana', skill: 'maintenance', level: 3 }),
  ...['ana', 'ben'].map((personId) => added('roster', { id: `R-${personId}`, personId, startAt: minute(0), endAt: minute(480) })),
]

test('under a works agreement a person is chosen: the check is kept, and an override needs its reason', async () => {
  const shop = await weldShopOn(memoryStore([...PRICED, ...CREW]), { worksAgreement: true })
  const { disruptionId } = await stopped(shop)
  const repair = { type: 'propose', kind: 'repairFirst', ownerRole: 'maintenance', disruptionId, moves: [] } as const
  await decide(shop, { ...repair, actionId: 'A1' })
  const who = await done(shop.engine.whoCanAct({ actionId: 'A1' }))
  assert.deepEqual(
    who.can.map(({ name }) => name),
    ['Ana Ruiz'],
  )
  await decide(shop, { type: 'take', actionId: 'A1', personId: 'ana' })
  assert.deepEqual((await shop.one('assignment', 'A1'))?.startCheck, 'qualified')
  await decide(shop, { ...repair, actionId: 'A2' })
  assert.equal(await problemOf(shop, { type: 'take', actionId: 'A2', personId: 'ben' }), 'not-qualified')
  await decide(shop, { type: 'take', actionId: 'A2', personId: 'ben', overrideReason: 'Ana guides him' })
  const ben = await shop.one('assignment', 'A2')
  assert.deepEqual([ben?.startCheck, ben?.overrideReason], ['overridden', 'Ana guides him'])
  // When Ana's shift is over, so is what she may do.
  await shop.pass(500)
  assert.equal(await problemOf(shop, { type: 'done', actionId: 'A1' }), 'not-qualified')
  await decide(shop, { type: 'done', actionId: 'A1', overrideReason: 'finished on the way out' })
  assert.equal((await shop.one('assignment', 'A1'))?.finishCheck, 'overridden')
  assert.equal(
    (await shop.engine.actions({ limit: 10 })).every(({ hasAssignee }) => hasAssignee),
    true,
  )
})
