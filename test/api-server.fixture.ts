/** The real server on a free port, before a real engine on the invented plant; and one function that asks it. */
import { type IncomingHttpHeaders, request } from 'node:http'
import type { TestContext } from 'node:test'
import type { LogLine } from '../src/api/failures.ts'
import { type ApiOptions, startApi } from '../src/api/server.ts'
import { instantFromMs } from '../src/core/values/instant.ts'
import { failed, ok, type Problem } from '../src/core/values/result.ts'
import { type RunningEngine, startEngine } from '../src/engine/engine.ts'
import { type MemoryStore, memoryStore, tinyView } from '../src/engine/plant.fixture.ts'
import type { Account, AccountSession, AccountStore, Clock, ImportState, Imports } from '../src/engine/ports.ts'
import type { Timer } from '../src/engine/projection.ts'
import { memoryPeople } from './people-data.fixture.ts'

export const realClock: Clock = { now: () => instantFromMs(Date.now()) }
export const realTimer: Timer = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  elapsed: () => performance.now(),
}

/** Accounts in memory. `add` puts one in as it is. */
export function memoryAccounts(): AccountStore & { add(account: Account): void } {
  const accounts = new Map<string, Account>()
  const sessions = new Map<string, AccountSession>()
  const key = (name: string): string => name.normalize('NFKC').toLowerCase()
  return {
    add: (account) => void accounts.set(key(account.name), account),
    anyOwner: async () => [...accounts.values()].some(({ role }) => role === 'owner'),
    async create({ name, role, passwordHash }) {
      const known = accounts.get(key(name))
      if (known !== undefined)
        return failed({
          code: 'account-exists',
          message: 'An account of this name exists already.',
          next: 'Choose another name.',
          facts: { name },
        })
      const account: Account = { id: `account-${accounts.size}`, name, role, passwordHash }
      accounts.set(key(name), account)
      return ok(account)
    },
    async remove(name) {
      accounts.delete(key(name))
      return ok(undefined)
    },
    findByName: async (name) => accounts.get(key(name)),
    saveSession: async (session) => void sessions.set(session.tokenHash, session),
    async findSession(tokenHash) {
      const session = sessions.get(tokenHash)
      const account = [...accounts.values()].find(({ id }) => id === session?.accountId)
      return session === undefined || account === undefined ? undefined : { session, account }
    },
    async touchSession(tokenHash, usedAt) {
      const session = sessions.get(tokenHash)
      if (session !== undefined) sessions.set(tokenHash, { ...session, usedAt })
    },
    revokeSession: async (tokenHash) => void sessions.delete(tokenHash),
  }
}

/** Imports that stay where the test puts them. */
export function heldImports(states: readonly ImportState[] = []): Imports {
  const find = (importId: string) => states.find((each) => each.importId === importId)
  const missing = (importId: string): Problem => ({
    code: 'import-not-found',
    message: 'There is no such import.',
    next: 'List the imports.',
    facts: { importId },
  })
  const told = async (importId: string) => {
    const found = find(importId)
    return found === undefined ? failed<ImportState>(missing(importId)) : ok(found)
  }
  return {
    list: async () => states,
    get: async (importId) => find(importId),
    begin: async (source) =>
      ok({
        ...source,
        importId: 'new',
        stage: 'reading',
        startedAt: instantFromMs(0),
        progress: null,
        preview: null,
        notes: [],
        applied: null,
        problem: null,
      }),
    rejected: async () => ok([]),
    apply: told,
    discard: told,
  }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** As parsed: its shape is what a test is about. */
  readonly body: ReturnType<typeof JSON.parse>
}

export interface Served {
  readonly url: string
  readonly engine: RunningEngine
  readonly store: MemoryStore
  readonly accounts: ReturnType<typeof memoryAccounts>
  readonly logged: LogLine[]
  /** Ends the HTTP server before its test does; the engine stays. */
  stopListening(): Promise<void>
  ask(
    method: string,
    path: string,
    more?: { readonly body?: unknown; readonly raw?: string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>
}

/** A server that ends with its test. */
export async function served(
  t: TestContext,
  more: Partial<ApiOptions> & { readonly store?: MemoryStore; readonly accounts?: ReturnType<typeof memoryAccounts> } = {},
): Promise<Served> {
  const { store = memoryStore(), accounts = memoryAccounts(), ...options } = more
  const engine = await startEngine({ site: 'foundry', store, build: tinyView, clock: realClock, timer: realTimer })
  const logged: LogLine[] = []
  const log = (line: LogLine): void => void logged.push(line)
  const started = await startApi({
    engine,
    accounts,
    people: memoryPeople(),
    imports: heldImports(),
    templateOf: () => 'id,name\r\n',
    clock: realClock,
    log,
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    ...options,
  })
  if (!started.ok) throw new Error(started.problem.message, { cause: started.problem })
  t.after(async () => {
    await started.value.stop()
    await engine.stop()
  })
  return {
    url: started.value.url,
    engine,
    store,
    accounts,
    logged,
    stopListening: () => started.value.stop(),
    ask: asking(started.value.url),
  }
}

export function asking(url: string): Served['ask'] {
  return (method, path, { body, raw, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const type: Readonly<Record<string, string>> =
        content === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) }
      const sent = request(new URL(path, url), { method, headers: { ...type, ...headers } }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          const isJson = /json/.test(response.headers['content-type'] ?? '')
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: isJson && text !== '' ? JSON.parse(text) : undefined,
          })
        })
      })
      sent.on('error', reject)
      sent.end(content)
    })
}
