/** Following the journal: in order, without a gap, across broken connections, whoever is slow. */
import assert from 'node:assert/strict'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { type TestContext, test } from 'node:test'
import { makeOwner } from '../src/api/accounts/password.ts'
import type { RunningEngine } from '../src/engine/engine.ts'
import { added } from '../src/engine/plant.fixture.ts'
import { memoryAccounts, served } from './api-server.fixture.ts'

const planner = { by: 'planner', source: 'test' }

interface LiveEvent {
  readonly id: number
  readonly event: string
  readonly data: { readonly seq: number; readonly changes: readonly { readonly id: string }[]; readonly lastSeq: number }
}

/** Reads the journal's events of a stream until `enough` says so, then breaks the connection at once. */
function follow(
  url: string,
  headers: Readonly<Record<string, string>>,
  enough: (events: readonly LiveEvent[]) => boolean,
): Promise<readonly LiveEvent[]> {
  return followAll(url, headers, { enough, wanted: ({ event }) => event !== 'view' })
}

/** The same with every event that is wanted. */
function followAll(
  url: string,
  headers: Readonly<Record<string, string>>,
  { enough, wanted }: { enough: (events: readonly LiveEvent[]) => boolean; wanted: (event: LiveEvent) => boolean },
): Promise<readonly LiveEvent[]> {
  return new Promise((resolve, reject) => {
    const events: LiveEvent[] = []
    const sent = request(new URL('/api/v1/live', url), { headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const event of blocks.flatMap(eventOf).filter(wanted)) {
          events.push(event)
          if (!enough(events)) continue
          sent.destroy()
          return resolve(events)
        }
      })
      response.on('error', () => undefined).on('end', () => resolve(events))
    })
    sent.on('error', (error) => (events.length === 0 ? reject(error) : undefined))
    sent.end()
  })
}

function eventOf(block: string): LiveEvent[] {
  const fields = Object.fromEntries(
    block
      .split('\n')
      .filter((line) => /^(id|event|data): /.test(line))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  return fields.event === undefined ? [] : [{ id: Number(fields.id), event: fields.event, data: JSON.parse(String(fields.data)) }]
}

async function burst(engine: RunningEngine, name: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await engine.change([added('customer', { id: `${name}-${n}`, name: 'C' })], planner)
}

test('a connection that breaks in the middle of a burst resumes: nothing is missing, nothing comes twice', async (t) => {
  const { url, engine } = await served(t)
  const writing = burst(engine, 'burst', 400)
  const told: LiveEvent[] = []
  // Begins behind the foundry's own entry and breaks ten times, each time somewhere else.
  for (let part = 1; (told.at(-1)?.id ?? 1) < 401; part += 1) {
    const from = told.at(-1)?.id ?? 1
    told.push(
      ...(await follow(url, { 'last-event-id': String(from) }, (events) => events.length >= 37 + part || events.at(-1)?.id === 401)),
    )
  }
  await writing
  assert.deepEqual(
    told.map(({ id }) => id),
    Array.from({ length: 400 }, (_, n) => n + 2),
  )
  assert.ok(told.every(({ id, data, event }) => event === 'entry' && id === data.seq))
  assert.deepEqual(
    told.map(({ data }) => data.changes[0]?.id),
    Array.from({ length: 400 }, (_, n) => `burst-${n}`),
  )
})

test('without a place to resume the stream begins with what comes next', async (t) => {
  const { url, engine } = await served(t)
  await burst(engine, 'before', 3)
  const next = follow(url, {}, (events) => events.length === 1)
  const later = setInterval(() => void burst(engine, `later-${Math.random()}`, 1), 20)
  t.after(() => clearInterval(later))
  assert.ok(Number((await next)[0]?.id) > 4)
})

test('a place that the journal never had begins anew and says so', async (t) => {
  const { url, engine } = await served(t)
  const events = follow(url, { 'last-event-id': '9000' }, (all) => all.length === 2)
  const writing = setInterval(() => void burst(engine, `w-${Math.random()}`, 1), 20)
  t.after(() => clearInterval(writing))
  const [reset, first] = await events
  assert.deepEqual([reset?.event, reset?.id, reset?.data.lastSeq], ['reset', 1, 1])
  assert.deepEqual([first?.event, first?.id], ['entry', 2])
})

test('a client is told the age of the projection as it comes, and of each new one behind the entries that it was built after', async (t) => {
  const { url, engine } = await served(t)
  const told = followAll(
    url,
    {},
    { wanted: () => true, enough: (events) => events.at(-1)?.event === 'view' && Number(events.at(-1)?.data.seq) === 3 },
  )
  await followAll(url, {}, { wanted: () => true, enough: (events) => events.length === 1 })
  await burst(engine, 'told', 2)
  const events = await told
  assert.deepEqual([events[0]?.event, events[0]?.data.seq, Number.isNaN(events[0]?.id)], ['view', 1, true])
  for (const [k, each] of events.entries()) {
    if (each.event !== 'view') continue
    const entries = events.slice(0, k).filter(({ event }) => event === 'entry')
    assert.ok(entries.length >= each.data.seq - 1, `a view of ${each.data.seq} came behind ${entries.length} entries`)
  }
})

test('a slow client is told of the last projection only', async (t) => {
  const { url, engine } = await served(t)
  const { response } = await opened(t, url)
  response.pause()
  // Far more than the sockets' buffers hold: the entries wait, and with them the word of the projections.
  const name = 'x'.repeat(9000)
  const big = (n: number) => Array.from({ length: 100 }, (_, each) => added('customer', { id: `big-${n}-${each}`, name }))
  for (let n = 0; n < 20; n += 1) {
    await engine.change(big(n), planner)
    await engine.promises({ offset: 0, limit: 1 })
  }
  let views = 0
  let last = 0
  let text = ''
  await new Promise<void>((resolve) => {
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const { event, data } of blocks.flatMap(eventOf).filter((each) => each.event === 'view')) {
        views += 1
        last = data.seq
        if (event === 'view' && last === 21) resolve()
      }
    })
    response.resume()
  })
  assert.ok(views < 20, `${views} views were told`)
})

async function opened(
  t: TestContext,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly sent: ClientRequest; readonly response: IncomingMessage }> {
  const sent = request(new URL('/api/v1/live', url), { headers })
  sent.on('error', () => undefined)
  t.after(() => sent.destroy())
  const response = await new Promise<IncomingMessage>((resolve) => sent.on('response', resolve).end())
  response.on('error', () => undefined)
  return { sent, response }
}

test('a client that takes nothing costs a page of entries, not the journal, and is let go when it stays stuck', async (t) => {
  const { engine } = await served(t)
  const left = Promise.withResolvers<void>()
  let read = 0
  const watched: RunningEngine = {
    ...engine,
    async entriesAfter(seq, limit) {
      const entries = await engine.entriesAfter(seq, limit)
      read += entries.length
      return entries
    },
    subscribe(onCommit) {
      const leave = engine.subscribe(onCommit)
      return () => {
        leave()
        left.resolve()
      }
    },
  }
  const { url } = await served(t, { engine: watched, heartbeatMs: 40 })
  const name = 'x'.repeat(9000)
  for (let n = 0; n < 60; n += 1)
    await engine.change(
      Array.from({ length: 100 }, (_, each) => added('customer', { id: `big-${n}-${each}`, name })),
      planner,
    )
  const { response } = await opened(t, url, { 'last-event-id': '1' })
  response.pause()
  await left.promise
  // Some fifty megabytes wait; what was read is what the sockets' own buffers hold and a page or two more.
  assert.ok(read > 0 && read < 60, `read ${read} entries`)
})

test('the stream shows life while nothing happens', async (t) => {
  const { url } = await served(t, { heartbeatMs: 10 })
  const { response } = await opened(t, url)
  assert.equal(response.headers['content-type'], 'text/event-stream; charset=utf-8')
  assert.equal(response.headers['cache-control'], 'no-store')
  const heard = await new Promise<string>((resolve) => {
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes(': alive')) resolve(text)
    })
  })
  assert.match(heard, /^retry: 2000\n/)
})

test('a stream ends when the session that opened it does', async (t) => {
  const accounts = memoryAccounts()
  await makeOwner(accounts, { name: 'Anna', password: 'the press hums at half past six' })
  const { url, ask } = await served(t, { accounts, heartbeatMs: 10 })
  const signed = await ask('POST', '/api/v1/session', { body: { name: 'Anna', password: 'the press hums at half past six', as: 'token' } })
  const headers = { authorization: `Bearer ${signed.body.token}` }
  const { response } = await opened(t, url, headers)
  const ended = new Promise<void>((resolve) => response.resume().on('end', resolve))
  await ask('DELETE', '/api/v1/session', { headers })
  await ended
})

test('a server that stops ends its streams instead of waiting for them', async (t) => {
  const ended = Promise.withResolvers<void>()
  await t.test('while the server runs', async (inner) => {
    const { url } = await served(inner)
    const { response } = await opened(inner, url)
    response.resume().on('close', () => ended.resolve())
  })
  await ended.promise
})
