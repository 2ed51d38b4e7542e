/** A program reads the plant by the Model Context Protocol: with the SDK's own client, over real HTTP, as the account that it signed in with. */
import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { hashPassword } from '../src/api/accounts/password.ts'
import { pseudonymized } from '../src/api/mcp-pseudonyms.ts'
import { added, foundry, memoryStore } from '../src/engine/plant.fixture.ts'
import { memoryAccounts, served } from './api-server.fixture.ts'

const KEY = 'a-key-of-this-server'

async function client(t: TestContext, url: string, headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  const program = new Client({ name: 'a program', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } })
  // The type of a session that there is not differs under exact optional properties.
  await program.connect(transport as Parameters<Client['connect']>[0])
  t.after(() => program.close())
  return program
}

async function call(program: Client, name: string, given: Record<string, unknown> = {}) {
  const { content, structuredContent, isError = false } = await program.callTool({ name, arguments: given })
  const [first] = content as readonly { readonly text: string }[]
  return { text: first?.text ?? '', told: structuredContent as ReturnType<typeof JSON.parse>, isError }
}

describe('a program that speaks MCP', () => {
  test('finds tools that only read, each with what it takes', async (t) => {
    const { url } = await served(t, { mcp: { pseudonymKey: KEY } })
    const { tools } = await (await client(t, url)).listTools()
    const names = tools.map(({ name }) => name)
    for (const name of ['status', 'promises', 'promise', 'standings', 'countermeasures', 'impact', 'who_can_act', 'messages'])
      assert.ok(names.includes(name), name)
    for (const name of ['decide', 'change', 'subscribe_push']) assert.ok(!names.includes(name), name)
    assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true))
    const promise = tools.find(({ name }) => name === 'promise')
    assert.deepEqual(promise?.inputSchema.required, ['id'])
    assert.match(promise?.description ?? '', /promise/i)
  })

  test('reads what the pages read: the same answers as the routes', async (t) => {
    const { url, ask } = await served(t, { mcp: { pseudonymKey: KEY } })
    const program = await client(t, url)
    const promise = await call(program, 'promise', { id: 'SO-2' })
    assert.equal(promise.isError, false)
    assert.deepEqual(promise.told.salesOrderLineId, (await ask('GET', '/api/v1/promises/SO-2')).body.salesOrderLineId)
    assert.deepEqual(JSON.parse(promise.text), promise.told)
    const late = await call(program, 'promises', { late: true, limit: 1 })
    assert.deepEqual([late.told.items.length, late.told.items[0].late], [1, true])
    const what = { kind: 'workUnitDown', id: 'what-if', workUnitId: 'mill-1', startAt: '2026-05-04T06:00:00.000Z' }
    assert.equal((await call(program, 'impact', { disruption: what })).isError, false)
  })

  test('is told in words what is wrong with a question', async (t) => {
    const { url } = await served(t, { mcp: { pseudonymKey: KEY } })
    const program = await client(t, url)
    const missing = await call(program, 'promise', { id: 'nowhere' })
    assert.deepEqual([missing.isError, JSON.parse(missing.text).code], [true, 'record-not-found'])
    const wrong = await call(program, 'promises', { limit: 'many' })
    assert.deepEqual([wrong.isError, JSON.parse(wrong.text).code], [true, 'request-invalid'])
    const none = await call(program, 'delete_everything')
    assert.match(none.text, /There is no tool of this name/)
  })

  test('writes nothing, whatever it calls', async (t) => {
    const { url, store } = await served(t, { mcp: { pseudonymKey: KEY } })
    const program = await client(t, url)
    const { tools } = await program.listTools()
    for (const { name } of tools) await call(program, name, { id: 'SO-1', role: 'sales', q: 'x', moves: [] })
    assert.equal(store.entries.length, 1)
  })
})

describe('access by MCP', () => {
  test('is off until it is configured', async (t) => {
    const { ask } = await served(t)
    assert.equal((await ask('POST', '/mcp', { body: {} })).status, 404)
  })

  test('is that of the account: nobody without one, and no more than its role may do', async (t) => {
    const accounts = memoryAccounts()
    const { url, ask } = await served(t, { accounts, mcp: { pseudonymKey: KEY } })
    const password = 'the press hums at half past six'
    const passwordHash = await hashPassword(password)
    for (const role of ['owner', 'viewer'] as const) accounts.add({ id: role, name: role, role, passwordHash })
    assert.equal((await ask('POST', '/mcp', { body: { jsonrpc: '2.0', id: 1, method: 'tools/list' } })).status, 401)
    await assert.rejects(client(t, url))
    const signedIn = await ask('POST', '/api/v1/session', { body: { name: 'viewer', password, as: 'token' } })
    const program = await client(t, url, { authorization: `Bearer ${signedIn.body.token}` })
    assert.equal((await call(program, 'promise', { id: 'SO-1' })).isError, false)
    const people = await call(program, 'who_can_act', { workCenterId: 'milling' })
    assert.deepEqual([people.isError, JSON.parse(people.text).code], [true, 'permission-missing'])
  })

  test('takes requests by POST alone', async (t) => {
    const { ask } = await served(t, { mcp: { pseudonymKey: KEY } })
    const answer = await ask('GET', '/mcp')
    assert.deepEqual([answer.status, answer.headers.allow], [405, 'POST'])
  })

  test('a page of another origin gets nothing', async (t) => {
    const { ask } = await served(t, { mcp: { pseudonymKey: KEY } })
    const headers = { origin: 'https://elsewhere.example' }
    assert.equal((await ask('POST', '/mcp', { headers, body: { jsonrpc: '2.0', id: 1, method: 'tools/list' } })).status, 403)
  })
})

describe('people by MCP', () => {
  const people = [
    added('person', { id: 'p1', name: 'Maria Sol' }),
    added('person', { id: 'p2', name: 'Jo Maria Solberg' }),
    added('disruption', {
      ...{
        id: 'D-1',
        kind: 'workUnitDown',
        workUnitId: 'mill-1',
        startAt: '2026-05-04T06:00:00.000Z' as never,
        reason: 'asked maria sol, then Jo Maria Solberg',
      },
    }),
  ]

  test('appear under pseudonyms that stay the same, also where a text names them; another server has others', async (t) => {
    const store = () => memoryStore([...foundry, ...people])
    const first = await served(t, { store: store(), mcp: { pseudonymKey: KEY } })
    const again = await served(t, { store: store(), mcp: { pseudonymKey: KEY } })
    const other = await served(t, { store: store(), mcp: { pseudonymKey: 'another' } })
    const reasons = await Promise.all(
      [first, again, other].map(
        async ({ url }) => (await call(await client(t, url), 'cause_file', { id: 'D-1' })).told.disruption.reason as string,
      ),
    )
    assert.match(reasons[0] ?? '', /^asked person-[0-9a-f]{10}, then person-[0-9a-f]{10}$/)
    assert.equal(reasons[0], reasons[1])
    assert.notEqual(reasons[0], reasons[2])
    assert.equal(new Set((reasons[0] ?? '').match(/person-\w+/g)).size, 2)
  })

  test('who can act is told without names and without their order; a person can not be looked up by name', () => {
    const known = [
      { id: 'p1', name: 'Anna Meier' },
      { id: 'p2', name: 'Ben Óscar (Jr.)' },
    ]
    const answer = {
      workCenter: 'Welding',
      can: known.map(({ id, name }) => ({ personId: id, name, job: 'Welder' })),
      items: [{ thing: { kind: 'person', id: 'p1', name: 'Anna Meier' } }, { thing: { kind: 'customer', id: 'c', name: 'Harbour' } }],
      note: 'Ben Óscar (Jr.) is on holiday',
    }
    const told = pseudonymized(answer, known, KEY) as typeof answer
    assert.doesNotMatch(JSON.stringify(told), /Anna|Ben|"p[12]"/)
    assert.deepEqual(
      told.can.map(({ personId, name, job }) => [personId === name, job]),
      [
        [true, 'Welder'],
        [true, 'Welder'],
      ],
    )
    assert.deepEqual(
      told.can.map(({ personId }) => personId),
      told.can.map(({ personId }) => personId).toSorted(),
    )
    assert.deepEqual(told.items, [{ thing: { kind: 'customer', id: 'c', name: 'Harbour' } }])
    assert.ok(told.note.startsWith('person-'))
  })
})
