/** Changes that come together end as if they had come one after the other, whatever the model or the store refuses of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applyChanges, emptyModel, type Model } from '../core/chain/model.ts'
import type { Change } from '../core/records/change.ts'
import { CommandQueue } from './command-queue.ts'
import { added, line, type MemoryStore, memoryStore, planner } from './plant.fixture.ts'

/** The store's own no to one of many: nothing of that change is kept. */
class Refused extends Error {
  readonly problem = { code: 'record-unwelcome', message: 'The store does not take this.', next: 'Leave it out.', facts: {} }
}

/** A queue over a model and a store in memory that refuses what is named cursed, and tells how many appends wait at most. */
function queueOver(store: MemoryStore = memoryStore([])) {
  const model = emptyModel()
  let [seq, open] = [0, 0]
  const seen = { together: 0 }
  const take = (entries: readonly { readonly seq: number; readonly changes: readonly Change[] }[]): void => {
    for (const entry of entries) {
      assert.equal(entry.seq, seq + 1)
      applyChanges(model, entry.changes)
      seq = entry.seq
    }
  }
  const queue = new CommandQueue({
    model,
    async append(changes, cause) {
      if (changes.some(({ id }) => id === 'cursed')) throw new Refused()
      open += 1
      seen.together = Math.max(seen.together, open)
      const entry = store.append(changes, cause)
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return entry
    },
    take,
    catchUp: async () => take(await store.entriesAfter(seq, 1000)),
  })
  return { queue, store, model, seen }
}

const outcomeOf = async (queue: CommandQueue, changes: readonly Change[]): Promise<string> => {
  const answer = await queue.change(changes, planner)
  return answer.ok ? 'taken' : answer.problem.code
}

const customer = (id: string, name = 'Depot'): Change => added('customer', { id, name })

test('what comes in one go is appended in one go, and what is refused takes nothing with it', async () => {
  const { queue, store, seen } = queueOver()
  const names = ['a', 'b', '', 'cursed', 'c', 'd']
  const outcomes = await Promise.all(
    names.map((id) => outcomeOf(queue, [id === '' ? added('customer', { id: 'x', name: '' }) : customer(id)])),
  )
  assert.deepEqual(outcomes, ['taken', 'taken', 'record-invalid', 'record-unwelcome', 'taken', 'taken'])
  assert.equal(seen.together, 4)
  assert.deepEqual(
    store.entries.map(({ changes }) => changes[0]?.id),
    ['a', 'b', 'c', 'd'],
  )
})

test('a line whose customer comes just before it is taken, and refused when the store did not take the customer', async () => {
  const { queue } = queueOver(memoryStore([]))
  const sold = (id: string, customerId: string) => added('salesOrderLine', line(id, customerId, '2026-05-06T12:00:00Z'))
  const all = [[added('material', { id: 'bracket', name: 'Bracket', unit: 'EA' as never })], [customer('a')], [sold('1', 'a')]]
  const cursed = [[customer('cursed')], [sold('2', 'cursed')]]
  assert.deepEqual(await Promise.all([...all, ...cursed].map((changes) => outcomeOf(queue, changes))), [
    ...['taken', 'taken', 'taken'],
    ...['record-unwelcome', 'reference-dangles'],
  ])
})

test('work that writes by itself has its turn between the changes around it', async () => {
  const { queue, store, model } = queueOver()
  const seen: number[] = []
  const before = outcomeOf(queue, [customer('a')])
  const outside = queue.outside(async () => {
    seen.push(model.byKind.customer.size)
    await store.append([customer('b')], planner)
  })
  const after = outcomeOf(queue, [customer('b')])
  assert.deepEqual([await before, await outside, await after, seen], ['taken', undefined, 'record-exists', [1]])
})

test('any changes end the same together as one after the other', async () => {
  const ids = ['a', 'b', 'cursed']
  /** Each step is made on what somebody may have read before: customers named by number, lines that refer to them. */
  const step = fc.oneof(
    fc.record({ what: fc.constant('customer'), type: fc.constantFrom('added', 'updated', 'removed'), id: fc.constantFrom(...ids) }),
    fc.record({ what: fc.constant('line'), type: fc.constantFrom('added', 'moved', 'removed'), id: fc.constantFrom('1', '2') }),
  )
  const toChange = ({ what, type, id }: { readonly what: string; readonly type: string; readonly id: string }, n: number): Change => {
    const [from, to] =
      what === 'customer'
        ? [
            { id, name: 'Depot' },
            { id, name: type === 'updated' ? 'Depot' : 'Depot' },
          ]
        : [line(id, 'a', '2026-05-06T12:00:00Z'), line(id, type === 'moved' || n % 2 === 0 ? 'b' : 'a', '2026-05-06T12:00:00Z')]
    const record = what === 'customer' ? 'customer' : 'salesOrderLine'
    if (type === 'added') return { type, record, id, to }
    return type === 'removed' ? { type, record, id, from } : { type: 'updated', record, id, from, to }
  }
  const bracket = added('material', { id: 'bracket', name: 'Bracket', unit: 'EA' as never })
  const stateOf = (model: Model): unknown => [
    ...model.byKind.customer.keys(),
    ...[...model.byKind.salesOrderLine.values()].map((each) => each),
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const commands = [[bracket], ...steps.map((each, n) => [toChange(each, n)])]
      const [together, single] = [queueOver(), queueOver()]
      const left = await Promise.all(commands.map((changes) => outcomeOf(together.queue, changes)))
      const right: string[] = []
      for (const changes of commands) right.push(await outcomeOf(single.queue, changes))
      assert.deepEqual(left, right)
      assert.deepEqual(stateOf(together.model), stateOf(single.model))
      assert.deepEqual(together.store.entries, single.store.entries)
    }),
    { numRuns: 200 },
  )
})
