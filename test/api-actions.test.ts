/** Actions over HTTP, before a welding shop at work: who may decide what, what came of it, and what goes back to the ERP. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { hashPassword } from '../src/api/accounts/password.ts'
import type { SalesOrderLine } from '../src/core/records/sales-order-line.ts'
import { added, memoryStore } from '../src/engine/plant.fixture.ts'
import type { Role } from '../src/engine/ports.ts'
import { minute, recorded, WELDING, type WeldShop, weldShopOn } from '../src/engine/weld-shop.fixture.ts'
import { type Answer, memoryAccounts, type Served, served } from './api-server.fixture.ts'

const PASSWORD = 'the torch is cold before the break'
const passwordHash = await hashPassword(PASSWORD)
const EUR = (amount: number) => ({ amount, scale: 2, currency: 'EUR' })
/** Weld 2 has stopped for its electrode before: for forty minutes at least, for an hour as often as not. */
const STOPS_BEFORE = Array.from({ length: 41 }, (_, k) => (k < 20 ? 40 : k === 20 ? 60 : 90))
/** The frames have a price. */
const PRICED = WELDING.flatMap((change) =>
  change.id === 'SO-1' && change.type === 'added'
    ? [added('salesOrderLine', { ...(change.to as SalesOrderLine), price: EUR(100_000), cost: EUR(40_000) })]
    : [change],
)

interface Shop extends WeldShop {
  readonly ask: Served['ask']
  decide(body: unknown, token?: string): Promise<Answer>
  tokenOf(role: Role): Promise<string>
}

async function servedShop(t: TestContext, ...roles: readonly Role[]): Promise<Shop> {
  const shop = await weldShopOn(memoryStore([...PRICED, ...recorded(...STOPS_BEFORE)]))
  const accounts = memoryAccounts()
  for (const role of roles) accounts.add({ id: role, name: role, role, passwordHash })
  const { ask } = await served(t, { engine: shop.engine, accounts })
  return {
    ...shop,
    ask,
    decide: (body, token) => ask('POST', '/api/v1/decisions', { body, ...(token === undefined ? {} : bearer(token)) }),
    async tokenOf(role) {
      const answer = await ask('POST', '/api/v1/session', { body: { name: role, password: PASSWORD, as: 'token' } })
      return answer.body.token
    },
  }
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

/** Weld 2 stops twenty minutes after six; then the frames are late. */
async function stopOf(shop: Shop): Promise<string> {
  await shop.say(0, { state: 'producing', runningOrder: '4711/10', goodCount: 100, rejectCount: 0 })
  await shop.say(12, { goodCount: 102 })
  await shop.say(20, { state: 'down', reason: 'electrode' })
  const stop = await shop.open('workUnitDown')
  assert.ok(stop)
  return stop.id
}

const REPAIR = { type: 'propose', actionId: 'A1', kind: 'repairFirst', ownerRole: 'maintenance', moves: [] }
const MOVE = { type: 'runOn', operationId: '4711/10', workUnitId: 'weld-1' }
const MOVED = { type: 'propose', actionId: 'A2', kind: 'alternateUnit', ownerRole: 'planner', moves: [MOVE] }

test('a stop is answered by an action, and the money of the frames is in the ledger once', async (t) => {
  const shop = await servedShop(t)
  const disruptionId = await stopOf(shop)
  const first = await shop.decide({ ...REPAIR, disruptionId })
  assert.equal(first.status, 200, first.text)
  assert.deepEqual((await shop.decide({ ...REPAIR, disruptionId })).body, { seq: null })
  const { actions } = (await shop.ask('GET', '/api/v1/inbox/maintenance')).body
  assert.deepEqual([actions[0].action.id, actions[0].place.name, actions[0].hasAssignee], ['A1', 'Weld 2', false])
  await shop.pass(22)
  await shop.decide({ type: 'take', actionId: 'A1' })
  assert.equal((await shop.ask('GET', '/api/v1/actions?open=true')).body.items[0].action.state, 'taken')
  await shop.say(35, { state: 'producing', reason: '' })
  await shop.decide({ type: 'done', actionId: 'A1' })
  await shop.pass(36)
  for (let k = 0; k < 20; k++) await new Promise((resolve) => setImmediate(resolve))
  const file = (await shop.ask('GET', `/api/v1/disruptions/${disruptionId}/file`)).body
  assert.equal(file.outcomes[0].verdict, 'worked')
  const range = `from=${minute(0)}&to=${minute(1000)}`
  const ledger = (await shop.ask('GET', `/api/v1/ledger?${range}`)).body
  assert.deepEqual([ledger.lines.length, ledger.total.saved.contribution, ledger.open], [1, [EUR(60_000)], 0])
  const kept = (await shop.ask('GET', `/api/v1/kept/welding?${range}`)).body
  assert.equal(kept.of.id, 'welding')
  assert.equal((await shop.ask('GET', `/api/v1/ledger?from=${minute(5)}&to=${minute(0)}`)).body.code, 'range-impossible')
})

test('what would help is told with its moves, tried before it is taken, and put back in a file when it was', async (t) => {
  const shop = await servedShop(t)
  const disruptionId = await stopOf(shop)
  const answer = await shop.ask('GET', `/api/v1/disruptions/${disruptionId}/countermeasures?limit=3`)
  assert.equal(answer.status, 200, answer.text)
  const { items, exposure } = answer.body
  assert.deepEqual(exposure.contribution, [EUR(60_000)])
  const other = items.find(({ kind }: { kind: string }) => kind === 'alternateUnit')
  assert.deepEqual([other.saved.contribution, other.promisesKept, other.moves[0].workUnitId], [[EUR(60_000)], 1, 'weld-1'])
  const tried = await shop.ask('POST', '/api/v1/trials', { body: { moves: other.moves } })
  assert.deepEqual([tried.status, tried.body.latePromisesBefore, tried.body.latePromisesAfter], [200, 1, 0])
  const propose = { type: 'propose', actionId: 'A2', kind: other.kind, ownerRole: other.ownerRole, disruptionId, moves: other.moves }
  for (const command of [propose, { type: 'take', actionId: 'A2' }]) assert.equal((await shop.decide(command)).status, 200)
  const plan = async () => (await shop.ask('GET', '/api/v1/actions/A2/plan.csv')).text
  const taken = await plan()
  assert.match(taken, /^operation,4711\/10,workUnitId,weld-2,weld-1\r$/m)
  assert.equal((await shop.decide({ type: 'undo', actionId: 'A2' })).status, 200)
  assert.match(await plan(), /^operation,4711\/10,workUnitId,weld-1,weld-2\r$/m)
  const first = (await shop.ask('GET', '/api/v1/fix-first')).body
  assert.deepEqual([first.items[0].disruptionId, first.items[0].place.name], [disruptionId, 'Weld 2'])
  const unknown = await shop.ask('GET', '/api/v1/disruptions/nowhere/countermeasures')
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'record-not-found'])
})

test('what is decided is journaled by role, never by the name of an account', async (t) => {
  const shop = await servedShop(t, 'owner', 'lead')
  const disruptionId = await stopOf(shop)
  const decided = await shop.decide({ ...REPAIR, disruptionId }, await shop.tokenOf('lead'))
  const [entry] = await shop.engine.entriesAfter(decided.body.seq - 1, 1)
  assert.deepEqual(entry?.cause, { by: 'lead', source: 'api' })
})

test('an operator reports and calls for help, a lead decides what leaves the plan alone, a planner changes it', async (t) => {
  const roles = ['owner', 'planner', 'lead', 'operator', 'viewer'] as const
  const shop = await servedShop(t, ...roles)
  const disruptionId = await stopOf(shop)
  const tokens = new Map<Role, string>()
  for (const role of roles) tokens.set(role, await shop.tokenOf(role))
  const deviceAt = minute(21)
  await shop.decide({ ...REPAIR, disruptionId }, tokens.get('owner'))
  await shop.decide({ ...MOVED, disruptionId }, tokens.get('owner'))
  const commands = {
    report: { type: 'report', workReportId: 'R1', operationId: '4711/10', workUnitId: 'weld-2', good: 1, scrapped: 0, deviceAt },
    callHelp: { type: 'callHelp', actionId: 'H1', workUnitId: 'weld-2', what: 'the torch', deviceAt },
    note: { type: 'note', noteId: 'N1', disruptionId, role: 'operator', text: 'it smells' },
    takeCheck: { type: 'take', actionId: 'A1' },
    takeMove: { type: 'take', actionId: 'A2' },
  }
  const told: Record<string, readonly Role[]> = {}
  for (const [name, command] of Object.entries(commands)) {
    const allowed: Role[] = []
    for (const role of roles.toReversed()) {
      const answer = await shop.decide(command, tokens.get(role))
      if (answer.body.code === 'permission-missing') assert.equal(answer.status, 403)
      else allowed.unshift(role)
    }
    told[name] = allowed
  }
  assert.deepEqual(told, {
    report: ['owner', 'planner', 'lead', 'operator'],
    callHelp: ['owner', 'planner', 'lead', 'operator'],
    note: ['owner', 'planner', 'lead'],
    takeCheck: ['owner', 'planner', 'lead'],
    takeMove: ['owner', 'planner'],
  })
  assert.equal((await shop.ask('POST', '/api/v1/decisions', { body: commands.report })).body.code, 'account-required')
})

test('what a report changed is told by the report', async (t) => {
  const shop = await servedShop(t)
  await stopOf(shop)
  const report = {
    type: 'report',
    workReportId: 'R1',
    operationId: '4711/10',
    workUnitId: 'weld-2',
    good: 2,
    scrapped: 0,
    deviceAt: minute(20),
  }
  assert.equal((await shop.decide(report)).status, 200)
  const effect = await shop.ask('GET', '/api/v1/work-reports/R1/effect')
  assert.deepEqual([effect.status, effect.body.workReportId], [200, 'R1'])
  assert.equal((await shop.ask('GET', '/api/v1/work-reports/R9/effect')).status, 404)
  assert.equal((await shop.ask('GET', '/api/v1/work-reports/R1')).body.good, 2)
})

test('an applied scenario is a file for the ERP, and after its undo the file puts everything back', async (t) => {
  const shop = await servedShop(t)
  const scenario = { type: 'saveScenario', scenarioId: 'S1', name: 'weld on Weld 1', role: 'planner', moves: [MOVE] }
  assert.equal((await shop.decide(scenario)).status, 200)
  const { items } = (await shop.ask('GET', '/api/v1/scenarios')).body
  assert.deepEqual([items[0].scenario.name, items[0].scenario.state], ['weld on Weld 1', 'draft'])
  const none = await shop.ask('GET', '/api/v1/scenarios/S1/plan.csv')
  assert.deepEqual([none.status, none.body.code], [422, 'plan-unchanged'])
  const applied = await shop.decide({ type: 'applyScenario', scenarioId: 'S1' })
  assert.equal(applied.status, 200, applied.text)
  const file = await shop.ask('GET', '/api/v1/scenarios/S1/plan.csv')
  assert.deepEqual(
    [file.headers['content-type'], file.headers['content-disposition']],
    ['text/csv; charset=utf-8', 'attachment; filename="plan-S1.csv"'],
  )
  assert.equal(file.text, 'record,id,field,before,after\r\noperation,4711/10,workUnitId,weld-2,weld-1\r\n')
  await shop.decide({ type: 'undoScenario', scenarioId: 'S1' })
  const back = await shop.ask('GET', '/api/v1/scenarios/S1/plan.csv')
  assert.equal(back.text, 'record,id,field,before,after\r\noperation,4711/10,workUnitId,weld-1,weld-2\r\n')
  assert.equal((await shop.ask('GET', '/api/v1/actions/A9/plan.csv')).status, 404)
})

test('a decision of the wrong shape is told where it is wrong, and nothing of it is written', async (t) => {
  const shop = await servedShop(t)
  const { seq } = await shop.engine.status()
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [{ type: 'conquer' }, /type/],
    [{ ...REPAIR, kind: 'hope' }, /kind/],
    [{ ...REPAIR, moves: [{ type: 'runOn', operationId: '4711/10' }] }, /moves/],
    [{ ...REPAIR, persons: 3 }, /body/],
    [{ type: 'drop', actionId: 'A1' }, /reason/],
    [{ type: 'report', workReportId: 'R1', operationId: 'o', workUnitId: 'u', good: -1, scrapped: 0, deviceAt: minute(0) }, /good/],
  ]
  for (const [body, at] of wrong) {
    const answer = await shop.decide(body)
    assert.deepEqual([answer.status, answer.body.code], [400, 'request-invalid'], JSON.stringify(body))
    assert.match(JSON.stringify(answer.body.errors), at)
  }
  assert.equal((await shop.ask('POST', '/api/v1/sequence-search', { body: { milliseconds: 60_000 } })).status, 400)
  assert.equal((await shop.ask('GET', '/api/v1/inbox/nobody')).status, 400)
  assert.equal((await shop.engine.status()).seq, seq)
})
