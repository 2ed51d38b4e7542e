/** What an operator tells without a connection is kept, sent in order when it is back, and never lost or sent twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../../src/core/values/instant.ts'
import { AskFailure } from '../../live/ask.ts'
import { type KioskCommand, Outbox, type OutboxStore, type Waiting } from './outbox.ts'

const report = (n: number): KioskCommand => ({
  type: 'report',
  workReportId: `report-${n}`,
  operationId: '7001-20',
  workUnitId: 'weld-2',
  good: n,
  scrapped: 0,
  deviceAt: `2026-05-04T06:0${n}:00.000Z` as Instant,
})

function device(): OutboxStore & { readonly kept: Map<string, Waiting> } {
  const kept = new Map<string, Waiting>()
  return {
    kept,
    all: async () => [...kept.values()],
    put: async (waiting) => void kept.set(waiting.id, waiting),
    remove: async (id) => void kept.delete(id),
  }
}

const unreachable = () => new AskFailure(0, { code: 'server-unreachable', message: 'No answer.', next: 'Wait.', facts: {} })
const refused = () => new AskFailure(409, { code: 'operation-done', message: 'It is done.', next: 'Ask the lead.', facts: {} })

function kiosk(store: OutboxStore) {
  const arrived: string[] = []
  const shown: { waiting: readonly Waiting[] } = { waiting: [] }
  const server: { answer: (command: KioskCommand) => void } = { answer: () => undefined }
  const outbox = new Outbox({
    store,
    send: async (command) => {
      server.answer(command)
      arrived.push(command.type === 'report' ? command.workReportId : command.type)
      return arrived.length
    },
    onSent: () => undefined,
    onChange: (waiting) => {
      shown.waiting = waiting
    },
  })
  return { outbox, arrived, shown, server }
}

test('with a connection a report leaves at once, and nothing stays on the device', async () => {
  const store = device()
  const { outbox, arrived, shown } = kiosk(store)
  await outbox.add(report(1), '1 good')
  assert.deepEqual(arrived, ['report-1'])
  assert.deepEqual([shown.waiting, store.kept.size], [[], 0])
})

test('without one it is kept, outlives the page, and leaves in the order of telling', async () => {
  const store = device()
  const before = kiosk(store)
  before.server.answer = () => {
    throw unreachable()
  }
  await before.outbox.add(report(1), '1 good')
  await before.outbox.add(report(2), '2 good')
  assert.deepEqual(before.arrived, [])
  assert.equal(before.shown.waiting.length, 2)

  const after = kiosk(store)
  await after.outbox.open()
  assert.deepEqual(after.arrived, ['report-1', 'report-2'])
  assert.equal(store.kept.size, 0)
})

test('what the server refuses is set aside with its reason and holds up nothing; it can be tried again or taken back', async () => {
  const store = device()
  const { outbox, arrived, shown, server } = kiosk(store)
  server.answer = (command) => {
    if (command.type === 'report' && command.good === 1) throw refused()
  }
  await outbox.add(report(1), '1 good')
  await outbox.add(report(2), '2 good')
  assert.deepEqual(arrived, ['report-2'])
  assert.equal(shown.waiting[0]?.problem?.code, 'operation-done')
  await outbox.flush()
  assert.deepEqual(arrived, ['report-2'], 'a refusal is not repeated by itself')

  server.answer = () => undefined
  await outbox.retry('report-1')
  assert.deepEqual([arrived, store.kept.size], [['report-2', 'report-1'], 0])
})

test('two calls to send at once send each report once', async () => {
  const store = device()
  const { outbox, arrived } = kiosk(store)
  await Promise.all([outbox.add(report(1), '1 good'), outbox.add(report(2), '2 good'), outbox.flush()])
  assert.deepEqual([...arrived].sort(), ['report-1', 'report-2'])
})
