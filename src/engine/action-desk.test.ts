/** From a stop to its outcome on a real engine: asked, taken, done, settled, in the ledger; and what is told at a work unit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, done, EUR, problemOf, settled, shopWithPrices, stopped } from './action-shop.fixture.ts'
import { minute, minutesOf } from './weld-shop.fixture.ts'

const REPAIR = { type: 'propose', actionId: 'A1', kind: 'repairFirst', ownerRole: 'maintenance', moves: [] } as const

test('Weld 2 is repaired first and runs after a quarter of an hour instead of an hour: the frames ship on time, and the ledger has their money once', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  assert.deepEqual((await decide(shop, { ...REPAIR, disruptionId })).seq !== null, true)
  const [asked] = (await shop.engine.inbox('maintenance')).actions
  assert.deepEqual([asked?.action.state, asked?.place?.name, asked?.overdue, asked?.hasAssignee], ['proposed', 'Weld 2', false, false])
  await shop.pass(22)
  await decide(shop, { type: 'take', actionId: 'A1' })
  const taken = await shop.one('action', 'A1')
  assert.deepEqual(
    taken?.frozen?.lines.map(({ salesOrderLineId, late, exposure }) => [salesOrderLineId, late, exposure.contribution]),
    [['SO-1', true, EUR(60_000)]],
  )
  assert.equal((await shop.engine.ledger({ fromAt: minute(0), toAt: minute(1000) })).open, 1)
  await shop.say(35, { state: 'producing', reason: '' })
  await decide(shop, { type: 'done', actionId: 'A1' })
  await settled(shop, 36)
  const file = await done(shop.engine.causeFile(disruptionId))
  const [outcome] = file.outcomes
  assert.equal(outcome?.verdict, 'worked')
  assert.equal(outcome?.figures.promisesKept, 1)
  assert.deepEqual(outcome?.figures.saved.contribution, [EUR(60_000)])
  assert.equal(minutesOf(outcome?.figures.causeEndedAt), 35)
  const ledger = await shop.engine.ledger({ fromAt: minute(0), toAt: minute(1000) })
  assert.equal(ledger.open, 0)
  assert.deepEqual(ledger.total.saved, outcome?.figures.saved)
  assert.deepEqual(
    [ledger.byCause, ledger.byKind, ledger.byTeam, ledger.byCustomer].map(([first]) => [first?.key, first?.promisesKept]),
    [
      ['workUnitDown', 1],
      ['repairFirst', 1],
      ['welding/maintenance', 1],
      ['harbour', 1],
    ],
  )
  // Another tick settles nothing twice.
  const { seq } = await shop.engine.status()
  await settled(shop, 38)
  assert.equal((await shop.engine.status()).seq, seq)
})

test('a command that comes twice acts once, one after the other or both at a time', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  const both = await Promise.all([decide(shop, { ...REPAIR, disruptionId }), decide(shop, { ...REPAIR, disruptionId })])
  assert.equal(both.filter(({ seq }) => seq === null).length, 1)
  await decide(shop, { type: 'take', actionId: 'A1' })
  assert.deepEqual(await decide(shop, { type: 'take', actionId: 'A1' }), { seq: null })
  await decide(shop, { type: 'drop', actionId: 'A1', reason: 'no spare electrode' })
  assert.deepEqual(await decide(shop, { type: 'drop', actionId: 'A1', reason: 'again' }), { seq: null })
  assert.equal((await shop.one('action', 'A1'))?.droppedReason, 'no spare electrode')
})

test('steps in the wrong order are refused with what to do instead', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  assert.equal(await problemOf(shop, { type: 'take', actionId: 'A1' }), 'record-not-found')
  assert.equal(await problemOf(shop, { ...REPAIR, disruptionId: 'nowhere' }), 'record-not-found')
  await decide(shop, { ...REPAIR, disruptionId })
  assert.equal(await problemOf(shop, { type: 'done', actionId: 'A1' }), 'action-state-differs')
  assert.equal(await problemOf(shop, { type: 'undo', actionId: 'A1' }), 'action-changed-nothing')
  await decide(shop, { type: 'take', actionId: 'A1' })
  assert.equal(await problemOf(shop, { type: 'confirm', actionId: 'A1' }), 'action-state-differs')
  await decide(shop, { type: 'done', actionId: 'A1' })
  assert.equal(await problemOf(shop, { type: 'drop', actionId: 'A1', reason: 'late' }), 'action-state-differs')
  await decide(shop, { type: 'confirm', actionId: 'A1' })
  assert.equal((await shop.one('action', 'A1'))?.state, 'confirmed')
})

test('without a works agreement nobody is chosen, and nobody is listed', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { ...REPAIR, disruptionId })
  assert.equal(await problemOf(shop, { type: 'take', actionId: 'A1', personId: 'ana' }), 'personal-data-off')
  const asked = await shop.engine.whoCanAct({ actionId: 'A1' })
  assert.equal(asked.ok ? undefined : asked.problem.code, 'personal-data-off')
  assert.equal((await shop.engine.coverage({ fromAt: minute(0), toAt: minute(600) })).state, 'off')
})

test('a proposal that nobody takes is overdue after a quarter of an hour of work', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { ...REPAIR, disruptionId })
  await shop.pass(34)
  assert.equal((await shop.engine.actions({ open: true, limit: 10 }))[0]?.overdue, false)
  await shop.pass(36)
  assert.equal((await shop.engine.actions({ open: true, limit: 10 }))[0]?.overdue, true)
})

test('a shelved cause is heard of again when its time is over', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  const shelve = { type: 'shelve', shelvingId: 'S1', disruptionId, role: 'planner', reason: 'parts are on their way' } as const
  assert.equal(await problemOf(shop, { ...shelve, untilAt: minute(19) }), 'shelving-over')
  await decide(shop, { ...shelve, untilAt: minute(60) })
  assert.equal((await shop.engine.inbox('planner')).shelved.length, 1)
  await settled(shop, 61)
  assert.equal(await shop.one('shelving', 'S1'), undefined)
  assert.deepEqual((await shop.engine.inbox('planner')).shelved, [])
})

test('what is said about a cause stands on its page, in the order in which it was said', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { type: 'note', noteId: 'N1', disruptionId, role: 'maintenance', text: 'The electrode is worn.' })
  await shop.pass(25)
  await decide(shop, { type: 'note', noteId: 'N2', disruptionId, role: 'planner', text: 'Harbour Cranes wait for it.' })
  const file = await done(shop.engine.causeFile(disruptionId))
  assert.deepEqual(
    file.notes.map(({ role, text }) => `${role}: ${text}`),
    ['maintenance: The electrode is worn.', 'planner: Harbour Cranes wait for it.'],
  )
  assert.equal(await problemOf(shop, { type: 'note', noteId: 'N3', role: 'planner', text: 'About nothing.' }), 'note-about-nothing')
})

const REPORT = { type: 'report', workReportId: 'R1', operationId: '4712/10', deviceAt: minute(20) } as const

test('pieces that are told at a work unit without a counter count, and the promise is told before and after', async () => {
  const shop = await shopWithPrices()
  await shop.pass(20)
  const told = { ...REPORT, operationId: '4711/10', workUnitId: 'weld-1', good: 4, scrapped: 0, deviceAt: minute(20) }
  await decide(shop, told)
  assert.equal((await shop.one('operation', '4711/10'))?.completed?.value, 4)
  assert.equal((await decide(shop, told)).seq, null)
  assert.equal((await shop.one('operation', '4711/10'))?.completed?.value, 4)
  const effect = await done(shop.engine.reportEffect('R1'))
  assert.equal(effect.left, 6)
  // Six minutes for each of ten frames were left, and are left for six.
  assert.deepEqual([minutesOf(effect.promise?.beforeAt), minutesOf(effect.promise?.afterAt)], [80, 56])
})

test('where the machine counts, a report adds no piece twice: only why it was scrap', async () => {
  const shop = await shopWithPrices()
  await shop.say(0, { state: 'producing', runningOrder: '4711/10', goodCount: 100, rejectCount: 0 })
  await shop.say(12, { goodCount: 102, rejectCount: 1 })
  await settled(shop, 13)
  const told = { ...REPORT, operationId: '4711/10', workUnitId: 'weld-2', good: 2, scrapped: 1, reason: 'spatter' }
  await decide(shop, told)
  const { completed, scrapped } = (await shop.one('operation', '4711/10')) ?? {}
  assert.deepEqual([completed?.value, scrapped?.value], [2, 1])
  assert.equal((await shop.open('scrap'))?.reason, 'spatter')
  assert.equal((await shop.open('scrap'))?.quantity?.value, 1)
  assert.equal((await shop.one('workReport', 'R1'))?.good, 2)
})

test('scrap that only people see is a cause of its own, with the reason that they chose', async () => {
  const shop = await shopWithPrices()
  await shop.pass(20)
  await decide(shop, { ...REPORT, operationId: '4711/20', workUnitId: 'weld-1', good: 0, scrapped: 2, reason: 'cracked' })
  const scrap = await shop.open('scrap')
  assert.deepEqual([scrap?.workOrderId, scrap?.sequence, scrap?.quantity?.value, scrap?.reason], ['4711', 20, 2, 'cracked'])
  assert.equal(await problemOf(shop, { ...REPORT, workReportId: 'R2', workUnitId: 'weld-1', good: 0, scrapped: 0 }), 'report-empty')
})

test('help that is called at a stopped machine is about its stop; the team lead is asked', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { type: 'callHelp', actionId: 'H1', workUnitId: 'weld-2', what: 'help', deviceAt: minute(21) })
  await decide(shop, { type: 'callHelp', actionId: 'H2', workUnitId: 'weld-1', what: 'help', deviceAt: minute(21) })
  const calls = (await shop.engine.inbox('teamLead')).actions.map(({ action, place }) => [action.id, action.disruptionId, place?.name])
  assert.deepEqual(calls.sort(), [
    ['H1', disruptionId, 'Weld 2'],
    ['H2', undefined, 'Weld 1'],
  ])
})

test('why a machine stands still is noted on its stop', async () => {
  const { shop, disruptionId } = await stopped(await shopWithPrices())
  await decide(shop, { type: 'stopReason', disruptionId, reason: 'gas empty', deviceAt: minute(21) })
  assert.equal((await shop.open('workUnitDown'))?.reason, 'gas empty')
  assert.equal((await decide(shop, { type: 'stopReason', disruptionId, reason: 'gas empty', deviceAt: minute(22) })).seq, null)
})
