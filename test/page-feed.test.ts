/** The page's own way of following, against the real server: it hears, notices a loss, comes back by itself, and catches up. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { makeOwner } from '../src/api/accounts/password.ts'
import { startApi } from '../src/api/server.ts'
import { added, planner } from '../src/engine/plant.fixture.ts'
import type { JournalEntry, ViewAge } from '../src/engine/ports.ts'
import { type Connection, LiveFeed } from '../ui/live/live-feed.ts'
import { heldImports, memoryAccounts, realClock, served } from './api-server.fixture.ts'
import { memoryPeople } from './people-data.fixture.ts'

interface Heard {
  readonly entries: JournalEntry[]
  readonly views: ViewAge[]
  readonly connections: Connection['kind'][]
  missed: number
  /** Resolves once `enough` holds. */
  until(enough: (heard: Heard) => boolean): Promise<void>
}

function following(t: TestContext, url: string): { readonly feed: LiveFeed; readonly heard: Heard } {
  const waiting = new Set<() => void>()
  const heard: Heard = {
    entries: [],
    views: [],
    connections: [],
    missed: 0,
    until: (enough) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!enough(heard)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
  const tell = (): void => {
    for (const look of waiting) look()
  }
  const feed = new LiveFeed({
    url: `${url}/api/v1/live`,
    fetch,
    now: Date.now,
    onEntry(entry) {
      heard.entries.push(entry)
      tell()
    },
    onView(view) {
      heard.views.push(view)
      tell()
    },
    async onMissed() {
      heard.missed += 1
    },
    onConnection({ kind }) {
      heard.connections.push(kind)
      tell()
    },
  })
  t.after(() => feed.stop())
  feed.start()
  return { feed, heard }
}

test('a page hears of a change and of the projection behind it', async (t) => {
  const { url, engine } = await served(t)
  const { heard } = following(t, url)
  await heard.until(({ connections }) => connections.includes('live'))
  const entry = await engine.change([added('customer', { id: 'cranes', name: 'Harbour Cranes' })], planner)
  assert.ok(entry.ok)
  const { seq } = entry.value
  await heard.until(({ entries, views }) => entries.some((each) => each.seq === seq) && views.some((each) => each.seq >= seq))
  assert.equal(heard.missed, 0)
})

test('a page whose server goes away says so, comes back by itself, has everything asked anew and misses no entry', async (t) => {
  const first = await served(t)
  const { heard } = following(t, first.url)
  await heard.until(({ connections }) => connections.includes('live'))
  const before = await first.engine.change([added('customer', { id: 'before', name: 'Harbour Cranes' })], planner)
  assert.ok(before.ok)
  await heard.until(({ entries }) => entries.length === 1)
  await first.stopListening()
  await heard.until(({ connections }) => connections.at(-1) === 'lost')
  const meanwhile = await first.engine.change([added('customer', { id: 'meanwhile', name: 'Harbour Cranes' })], planner)
  assert.ok(meanwhile.ok)
  const again = await startApi({
    engine: first.engine,
    accounts: first.accounts,
    people: memoryPeople(),
    imports: heldImports(),
    templateOf: () => '',
    clock: realClock,
    log: () => undefined,
    version: '0.0.0',
    host: '127.0.0.1',
    port: Number(new URL(first.url).port),
  })
  assert.ok(again.ok)
  t.after(() => again.value.stop())
  await heard.until(({ connections, entries }) => connections.at(-1) === 'live' && entries.length === 2)
  assert.deepEqual(
    heard.entries.map(({ seq }) => seq),
    [before.value.seq, meanwhile.value.seq],
  )
  assert.equal(heard.missed, 1)
  assert.ok(heard.connections.includes('catchingUp'))
})

test('a page without a session waits for a person instead of knocking for ever', async (t) => {
  const accounts = memoryAccounts()
  const owner = await makeOwner(accounts, { name: 'Anna', password: 'a long sentence that only Anna knows' })
  assert.ok(owner.ok)
  const { url } = await served(t, { accounts })
  const { heard } = following(t, url)
  await heard.until(({ connections }) => connections.includes('signedOut'))
  assert.deepEqual(heard.connections, ['signedOut'])
})

test('a page that nobody sees lets go, and catches up when somebody does', async (t) => {
  const { url, engine } = await served(t)
  const { feed, heard } = following(t, url)
  await heard.until(({ connections }) => connections.includes('live'))
  feed.rest()
  assert.equal(heard.connections.at(-1), 'resting')
  await engine.change([added('customer', { id: 'unseen', name: 'Harbour Cranes' })], planner)
  feed.start()
  await heard.until(({ connections, missed }) => connections.at(-1) === 'live' && missed === 1)
})
