/** The engine keeps its order: journal, model, projection, listeners; and refuses what would make the model untrue. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Change } from '../core/records/change.ts'
import { instantFromMs, instantToMs } from '../core/values/instant.ts'
import { type EngineOptions, type RunningEngine, startEngine } from './engine.ts'
import { added, at, foundry, handTimer, line, type MemoryStore, MONDAY, memoryStore, planner, tinyView } from './plant.fixture.ts'

/** An engine whose clock and timer the test moves; each build takes `buildMs`. */
async function running(
  store: MemoryStore = memoryStore(),
  { buildMs = 1000, ...more }: Partial<EngineOptions> & { readonly buildMs?: number } = {},
) {
  const timer = handTimer()
  let now = MONDAY
  const pass = (ms: number): void => {
    now = instantFromMs(instantToMs(now) + ms)
  }
  const { build = tinyView, ...options } = more
  const timed: EngineOptions['build'] = (model, at) => {
    pass(buildMs)
    return build(model, at)
  }
  const engine = await startEngine({ site: 'foundry', store, build: timed, clock: { now: () => now }, timer, ...options })
  return { engine, store, timer, pass }
}

const stop = added('disruption', {
  id: 'D-1',
  kind: 'workUnitDown',
  workUnitId: 'mill-1',
  startAt: MONDAY,
  endAt: at('2026-05-06T06:00:00Z'),
})

async function refusal(engine: RunningEngine, ...changes: readonly Change[]): Promise<string> {
  const answer = await engine.change(changes, planner)
  return answer.ok ? 'taken' : answer.problem.code
}

test('a stop is journaled first, and the promises follow with the next projection', async () => {
  const { engine, store, timer } = await running()
  const before = await engine.promises({ offset: 0, limit: 10 })
  assert.deepEqual(
    before.items.map(({ salesOrderLineId, late }) => [salesOrderLineId, late]),
    [
      ['SO-1', false],
      ['SO-2', true],
    ],
  )

  const taken = await engine.change([stop], planner)
  assert.equal(taken.ok && taken.value.seq, 2)
  assert.equal(store.entries.length, 2)
  const meanwhile = await engine.promises({ offset: 0, limit: 10 })
  assert.deepEqual([meanwhile.view.seq, meanwhile.view.building, meanwhile.items[0]?.late], [1, true, false])

  timer.run()
  const after = await engine.promises({ offset: 0, limit: 10 })
  assert.deepEqual([after.view.seq, after.view.building, after.items[0]?.late], [2, false, true])
})

test('each new projection is told with its age, until the listener leaves', async () => {
  const { engine, timer } = await running()
  const told: [number, boolean][] = []
  const leave = engine.subscribeViews(({ seq, building }) => told.push([seq, building]))
  await engine.change([stop], planner)
  assert.deepEqual(told, [])
  timer.run()
  assert.deepEqual(told, [[2, false]])
  leave()
  await engine.change([added('customer', { id: 'depot', name: 'Depot' })], planner)
  timer.run()
  assert.equal(told.length, 1)
})

test('the floor shows a state that is newer than the projection', async () => {
  const { engine } = await running()
  const state = added('workUnitState', { id: 'mill-1', workUnitId: 'mill-1', state: 'down', since: MONDAY, observedAt: MONDAY })
  assert.ok((await engine.change([state], planner)).ok)
  const { items, view } = await engine.floor()
  const shown = items.find(({ workUnit }) => workUnit.id === 'mill-1')?.state?.state
  // No plan reads states, so the projection before is the one after, too.
  assert.deepEqual([shown, view.seq, view.building], ['down', 2, false])
})

test('a change that no plan reads leaves a projection that is under way as old as it is', async () => {
  const { engine } = await running()
  await engine.change([stop], planner)
  const state = added('workUnitState', { id: 'mill-1', workUnitId: 'mill-1', state: 'down', since: MONDAY, observedAt: MONDAY })
  assert.ok((await engine.change([state], planner)).ok)
  const { view } = await engine.promises({ offset: 0, limit: 1 })
  assert.deepEqual([view.seq, view.building], [1, true])
})

test('where a build is short, whoever changed something sees it at once', async () => {
  const { engine, timer } = await running(memoryStore(), { buildMs: 10 })
  await engine.change([stop], planner)
  const after = await engine.promises({ offset: 0, limit: 10 })
  assert.deepEqual([after.view.seq, after.view.building, after.items[0]?.late], [2, false, true])
  timer.run()
  assert.equal((await engine.status()).view?.seq, 2)
})

test('many changes share one build', async () => {
  let builds = 0
  const { engine, timer } = await running(memoryStore(), {
    build: (model, options) => {
      builds += 1
      return tinyView(model, options)
    },
  })
  const waiting = timer.waiting
  for (let n = 0; n < 50; n += 1) await engine.change([added('customer', { id: `c-${n}`, name: 'New' })], planner)
  assert.equal(timer.waiting, waiting + 1)
  timer.run()
  assert.deepEqual([builds, (await engine.status()).view?.seq], [2, 51])
})

test('what would make the model untrue is refused, and nothing is journaled', async () => {
  const { engine, store } = await running()
  const customer = { id: 'harbour', name: 'Harbour Cranes' }
  assert.equal(await refusal(engine), 'changes-empty')
  assert.equal(await refusal(engine, added('customer', customer)), 'record-exists')
  assert.equal(await refusal(engine, { type: 'added', record: 'customer', id: 'x', to: customer }), 'change-id-differs')
  assert.equal(
    await refusal(engine, { type: 'updated', record: 'customer', id: 'harbour', from: { ...customer, name: 'Harbor' }, to: customer }),
    'record-changed',
  )
  assert.equal(
    await refusal(engine, { type: 'removed', record: 'customer', id: 'nobody', from: { id: 'nobody', name: 'N' } }),
    'record-not-found',
  )
  assert.equal(await refusal(engine, { type: 'removed', record: 'customer', id: 'harbour', from: customer }), 'record-in-use')
  assert.equal(await refusal(engine, added('salesOrderLine', line('SO-3', 'nobody', '2026-05-06T12:00:00Z'))), 'reference-dangles')
  assert.equal(await refusal(engine, added('customer', { id: 'c', name: '' })), 'record-invalid')
  assert.equal(await refusal(engine, added('person', { id: 'p', name: 'Somebody' })), 'personal-data-off')
  assert.equal(await refusal(engine, added('teapot' as 'site', { id: 't' } as never)), 'record-kind-unknown')
  assert.equal(store.entries.length, 1)
})

test('a set is judged as a whole: a line may come with its customer, and go with it', async () => {
  const { engine } = await running()
  const customer = { id: 'depot', name: 'Depot' }
  const sold = line('SO-9', 'depot', '2026-05-06T12:00:00Z')
  assert.equal(await refusal(engine, added('salesOrderLine', sold), added('customer', customer)), 'taken')
  assert.equal(
    await refusal(
      engine,
      { type: 'removed', record: 'customer', id: 'depot', from: customer },
      { type: 'removed', record: 'salesOrderLine', id: 'SO-9', from: sold },
    ),
    'taken',
  )
})

test('of two planners who read the same record, the second is told that it changed', async () => {
  const { engine } = await running()
  const from = { id: 'harbour', name: 'Harbour Cranes' }
  const answers = await Promise.all(
    ['Harbour & Sons', 'Harbour GmbH'].map((name) =>
      refusal(engine, { type: 'updated', record: 'customer', id: 'harbour', from, to: { ...from, name } }),
    ),
  )
  assert.deepEqual(answers, ['taken', 'record-changed'])
})

test('a commit whose confirmation was lost is found in the journal before the next change', async () => {
  const { engine, store } = await running()
  store.failNext(true)
  assert.equal(await refusal(engine, stop), 'store-unavailable')
  assert.equal(await refusal(engine, stop), 'record-exists')
  store.failNext(false)
  assert.equal(await refusal(engine, added('customer', { id: 'depot', name: 'Depot' })), 'store-unavailable')
  assert.equal(await refusal(engine, added('customer', { id: 'depot', name: 'Depot' })), 'taken')
  assert.equal((await engine.get('disruption', 'D-1'))?.id, 'D-1')
})

test('listeners are told in order, and read what happened at their own pace', async () => {
  const { engine } = await running()
  const told: number[] = []
  const leave = engine.subscribe((seq) => told.push(seq))
  await engine.change([added('customer', { id: 'a', name: 'A' })], planner)
  await engine.change([added('customer', { id: 'b', name: 'B' })], planner)
  leave()
  await engine.change([added('customer', { id: 'c', name: 'C' })], planner)
  assert.deepEqual(told, [2, 3])
  assert.deepEqual(
    (await engine.entriesAfter(1, 10)).map(({ seq }) => seq),
    [2, 3, 4],
  )
  assert.deepEqual(
    (await engine.entriesAfter(0, 2)).map(({ seq }) => seq),
    [1, 2],
  )
})

test('an import that writes by itself is taken in one step', async () => {
  const { engine, store } = await running()
  const seen: number[] = []
  engine.subscribe((seq) => seen.push(seq))
  await engine.writeOutside(async () => {
    for (let n = 0; n < 60; n += 1) await store.append([added('customer', { id: `i-${n}`, name: 'Imported' })], planner)
  })
  assert.deepEqual(seen, [61])
  assert.equal((await engine.status()).records.customer, 62)
})

test('a projection that is still asked sees the plant as it was when it was built', async () => {
  const seen: number[] = []
  const { engine, timer } = await running(memoryStore(), {
    build: (model, options) => ({
      ...tinyView(model, options),
      touches: (workOrderId) => {
        seen.push(model.byKind.customer.size)
        return tinyView(model, options).touches(workOrderId)
      },
    }),
  })
  await engine.change([added('customer', { id: 'depot', name: 'Depot' })], planner)
  await engine.touches('WO-1')
  assert.equal((await engine.status()).records.customer, 3)
  timer.run()
  await engine.touches('WO-1')
  assert.deepEqual(seen, [2, 3])
})

test('a projection that fails keeps the one before and says so', async () => {
  let broken = false
  const { engine, timer } = await running(memoryStore(), {
    build: (model, options) => {
      if (broken) throw new Error('two calendars overlap')
      return tinyView(model, options)
    },
  })
  broken = true
  await engine.change([stop], planner)
  timer.run()
  assert.equal((await engine.promises({ offset: 0, limit: 1 })).view.seq, 1)
  const status = await engine.status()
  assert.deepEqual(
    [status.seq, status.viewProblem?.code, status.viewProblem?.facts.reason],
    [2, 'projection-failed', 'two calendars overlap'],
  )
})

test('now moves on: an old projection is renewed before it answers, unless the site has a fixed now', async () => {
  const live = await running()
  live.pass(3_600_000 - 1000)
  assert.equal((await live.engine.promises({ offset: 0, limit: 1 })).view.at, '2026-05-04T07:00:00.000Z')
  const historical = await running(memoryStore(), { planAt: at('2014-06-01T00:00:00Z') })
  historical.pass(3_600_000)
  assert.equal((await historical.engine.promises({ offset: 0, limit: 1 })).view.at, '2014-06-01T00:00:00.000Z')
})

test('a question about another instant has that instant for now', async () => {
  const { engine } = await running()
  const quantity = { value: 1, unit: (await engine.get('material', 'bracket').then((found) => (found as { unit: string }).unit)) as never }
  const answer = await engine.capableToPromise('bracket', quantity, at('2026-06-01T00:00:00Z'))
  assert.equal(answer.ok && answer.value.promisedAt, '2026-06-02T00:00:00.000Z')
})

test('an engine that was stopped takes no more changes', async () => {
  const { engine } = await running()
  await engine.stop()
  await assert.rejects(engine.change([stop], planner), /stopping/)
})

test('pages by key tell every record once, whatever came and went before', async () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(ids, fc.integer({ min: 1, max: 7 }), fc.infiniteStream(fc.boolean()), async (names, limit, coins) => {
      const { engine } = await running(memoryStore([]))
      const there = new Set<string>()
      await engine.list('customer', { limit: 1 })
      for (const id of names) {
        const record = { id, name: 'C' }
        await engine.change([added('customer', record)], planner)
        there.add(id)
        if (!coins.next().value) continue
        await engine.change([{ type: 'removed', record: 'customer', id, from: record }], planner)
        there.delete(id)
      }
      const told: string[] = []
      for (let after: string | undefined; ; after = told.at(-1)) {
        const page = await engine.list('customer', { limit, ...(after === undefined ? {} : { after }) })
        if (page.length === 0) break
        told.push(...page.map(({ id }) => id))
      }
      assert.deepEqual(told, [...there].sort())
    }),
    { numRuns: 50 },
  )
})

test('after any history of changes, a second engine that loads the store agrees with the first', async () => {
  const name = fc.constantFrom('Alder', 'Birch', 'Cedar')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), to: fc.option(name) }), { maxLength: 20 }), async (steps) => {
      const { engine, store } = await running(memoryStore(foundry))
      for (const { id, to } of steps) {
        const from = await engine.get('customer', id)
        if (from === undefined && to !== null) await engine.change([added('customer', { id, name: to })], planner)
        else if (from !== undefined)
          await engine.change(
            [
              to === null
                ? { type: 'removed', record: 'customer', id, from }
                : { type: 'updated', record: 'customer', id, from, to: { id, name: to } },
            ],
            planner,
          )
      }
      const second = await running(store)
      const [left, right] = await Promise.all([engine, second.engine].map((each) => each.list('customer', { limit: 100 })))
      assert.deepEqual(left, right)
      assert.equal((await engine.status()).seq, (await second.engine.status()).seq)
    }),
    { numRuns: 50 },
  )
})

test('ids page by code units, not by the language of the machine', async () => {
  const { engine } = await running(memoryStore([]))
  const names = ['ä', 'Z', 'a', '10', '9']
  await engine.change(
    names.map((id) => added('customer', { id, name: 'C' })),
    planner,
  )
  assert.deepEqual(
    (await engine.list('customer', { limit: 9 })).map(({ id }) => id),
    ['10', '9', 'Z', 'a', 'ä'],
  )
})
