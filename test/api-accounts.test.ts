/** Who may do what: the rule of the local machine, the owner, sessions and their ends, and guesses that get slower. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { attempts } from '../src/api/accounts/attempts.ts'
import { hashPassword, makeOwner, passwordProblem, verifyPassword } from '../src/api/accounts/password.ts'
import { AGE_MAX_MS, IDLE_MAX_MS, tokenHash } from '../src/api/accounts/sign-in.ts'
import { mayDo, permissionsOf } from '../src/api/contract/permissions.ts'
import { allRoutes } from '../src/api/contract/routes.ts'
import { demandPermissions, startApi } from '../src/api/server.ts'
import { instantFromMs } from '../src/core/values/instant.ts'
import { MONDAY } from '../src/engine/plant.fixture.ts'
import { type Clock, type Imports, ROLES, type Role } from '../src/engine/ports.ts'
import { type Answer, heldImports, memoryAccounts, realClock, type Served, served } from './api-server.fixture.ts'
import { memoryPeople } from './people-data.fixture.ts'

const PASSWORD = 'the press hums at half past six'
const passwordHash = await hashPassword(PASSWORD)

function accountsOf(...roles: readonly Role[]) {
  const accounts = memoryAccounts()
  for (const role of roles) accounts.add({ id: role, name: role, role, passwordHash })
  return accounts
}

async function tokenOf({ ask }: Served, name: string): Promise<string> {
  const answer = await ask('POST', '/api/v1/session', { body: { name, password: PASSWORD, as: 'token' } })
  assert.equal(answer.status, 201, answer.text)
  return answer.body.token
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

function handClock(): Clock & { pass(ms: number): void } {
  let ms = Date.parse(MONDAY)
  return {
    now: () => instantFromMs(ms),
    pass(passed) {
      ms += passed
    },
  }
}

test('every route declares a permission that some role has, and a server refuses one that declares none', () => {
  for (const { id, permission } of allRoutes)
    assert.ok(
      ROLES.some((role) => mayDo(role, permission)),
      id,
    )
  const app = fastify()
  demandPermissions(app)
  assert.throws(() => app.get('/api/v1/forgotten', async () => 'open'), /GET \/api\/v1\/forgotten declares no permission/)
})

test('without an owner whoever sits at this machine acts as owner', async (t) => {
  const { ask } = await served(t)
  const { body } = await ask('GET', '/api/v1/session')
  assert.deepEqual([body.name, body.role, body.local, body.expiresAt], ['local', 'owner', true, null])
  assert.equal((await ask('GET', '/api/v1/status')).status, 200)
})

test('no other address is listened on before there is an owner, and the message names the command', async (t) => {
  const { engine } = await served(t)
  for (const host of ['0.0.0.0', '::', '192.0.2.7']) {
    const refused = await startApi({
      engine,
      accounts: memoryAccounts(),
      people: memoryPeople(),
      imports: heldImports(),
      templateOf: () => '',
      clock: realClock,
      log: () => undefined,
      version: '0',
      host,
      port: 0,
    })
    assert.equal(!refused.ok && refused.problem.code, 'owner-missing')
    assert.match(refused.ok ? '' : refused.problem.next, /throughline account create-owner/)
  }
  const open = await served(t, { accounts: accountsOf('owner'), host: '0.0.0.0' })
  const port = new URL(open.url).port
  const answer = await open.ask('GET', `http://127.0.0.1:${port}/api/v1/status`)
  assert.deepEqual([answer.status, answer.body.code], [401, 'account-required'])
})

test('an address that is taken is a readable failure', async (t) => {
  const { engine, url } = await served(t)
  const port = Number(new URL(url).port)
  const refused = await startApi({
    engine,
    accounts: memoryAccounts(),
    people: memoryPeople(),
    imports: heldImports(),
    templateOf: () => '',
    clock: realClock,
    log: () => undefined,
    version: '0',
    host: '127.0.0.1',
    port,
  })
  assert.equal(!refused.ok && refused.problem.code, 'address-taken')
})

test('names that point here from elsewhere, and pages of other origins, are refused', async (t) => {
  const { ask, url } = await served(t)
  const { port } = new URL(url)
  const cases: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
    [{ host: `evil.example:${port}` }, 421],
    [{ host: 'localhost.evil.example' }, 421],
    [{ host: `localhost:${port}` }, 200],
    [{ host: `[::1]:${port}` }, 200],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: `http://127.0.0.1:${Number(port) + 1}` }, 403],
    [{ origin: url }, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 200],
  ]
  for (const [headers, status] of cases)
    assert.equal((await ask('GET', '/api/v1/status', { headers })).status, status, JSON.stringify(headers))
  assert.equal((await ask('POST', '/api/v1/imports/1/apply', { headers: { 'sec-fetch-site': 'cross-site' } })).status, 403)
})

test('each role reaches the routes that its permissions name, and no other', async (t) => {
  const server = await served(t, { accounts: accountsOf(...ROLES) })
  const { ask } = server
  for (const role of ROLES) {
    const token = await tokenOf(server, role)
    for (const { id, method, path, permission, body } of allRoutes) {
      if (id === 'live' || id === 'signOut') continue
      const url = path.replaceAll(/\{\w+\}/g, 'none')
      const more = body === null ? {} : { body: {} }
      const refusedFor = (answer: Answer): boolean => answer.status === 403 && answer.body.code === 'permission-missing'
      assert.equal(refusedFor(await ask(method, url, { ...more, ...bearer(token) })), !mayDo(role, permission), `${role} ${id}`)
      const stranger = await ask(method, url, more)
      assert.equal(stranger.body?.code === 'account-required', permission !== 'public', `nobody ${id}`)
    }
  }
})

test('an owner may name files anywhere, and a planner only those below the import folder', async (t) => {
  const asked: boolean[] = []
  const imports: Imports = {
    ...heldImports(),
    begin: (source, reach) => {
      asked.push(reach.anywhere)
      return heldImports().begin(source, reach)
    },
  }
  const begin = { body: { folder: 'erp', mapping: 'erp/mapping.yaml' } }
  const alone = await served(t, { imports })
  await alone.ask('POST', '/api/v1/imports', begin)
  const server = await served(t, { imports, accounts: accountsOf('owner', 'planner') })
  for (const role of ['owner', 'planner'] as const) {
    await server.ask('POST', '/api/v1/imports', { ...begin, ...bearer(await tokenOf(server, role)) })
  }
  assert.deepEqual(asked, [true, true, false])
})

test('who may do what is decided here, and a change of it is deliberate', () => {
  assert.deepEqual(
    ROLES.map((role) => `${role}: ${permissionsOf(role).join(' ')}`),
    [
      'owner: public session.own plant.read plant.change imports.run kiosk.report actions.decide plan.change people.read people.manage',
      'planner: public session.own plant.read plant.change imports.run kiosk.report actions.decide plan.change people.read',
      'lead: public session.own plant.read kiosk.report actions.decide people.read',
      'operator: public session.own plant.read kiosk.report',
      'viewer: public session.own plant.read',
    ],
  )
  assert.deepEqual(
    allRoutes
      .filter(({ permission }) => permission === 'public')
      .map(({ id }) => id)
      .sort(),
    ['healthLive', 'healthReady', 'openapi', 'signIn'],
  )
})

test('a browser signs in with a cookie that no script reads, a program with a token; both end by signing out', async (t) => {
  const { ask } = await served(t, { accounts: accountsOf('owner') })
  const signed = await ask('POST', '/api/v1/session', { body: { name: 'OWNER', password: PASSWORD } })
  assert.deepEqual([signed.status, signed.body.token, signed.body.name], [201, null, 'owner'])
  const [cookie = ''] = signed.headers['set-cookie'] ?? []
  assert.match(cookie, /^throughline_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/)
  const headers = { cookie: cookie.split(';')[0] as string }
  assert.equal((await ask('GET', '/api/v1/session', { headers })).body.local, false)
  const out = await ask('DELETE', '/api/v1/session', { headers })
  assert.deepEqual([out.status, out.text], [204, ''])
  assert.match(String(out.headers['set-cookie']), /Max-Age=0/)
  assert.equal((await ask('GET', '/api/v1/session', { headers })).body.code, 'session-ended')
})

test('what is stored of a session does not open it', async (t) => {
  const accounts = accountsOf('owner')
  const server = await served(t, { accounts })
  const token = await tokenOf(server, 'owner')
  const stored = await accounts.findSession(tokenHash(token))
  assert.notEqual(stored?.session.tokenHash, token)
  assert.equal((await server.ask('GET', '/api/v1/status', bearer(stored?.session.tokenHash ?? ''))).status, 401)
})

test('a session ends when it idles for a shift, and after a week whatever its use', async (t) => {
  const clock = handClock()
  const server = await served(t, { accounts: accountsOf('owner'), clock })
  const status = async (token: string) => (await server.ask('GET', '/api/v1/status', bearer(token))).status
  const idle = await tokenOf(server, 'owner')
  clock.pass(IDLE_MAX_MS)
  assert.equal(await status(idle), 200)
  clock.pass(IDLE_MAX_MS + 1)
  assert.equal(await status(idle), 401)
  const busy = await tokenOf(server, 'owner')
  for (let passed = 0; passed < AGE_MAX_MS - IDLE_MAX_MS; passed += IDLE_MAX_MS) {
    assert.equal(await status(busy), 200)
    clock.pass(IDLE_MAX_MS)
  }
  clock.pass(IDLE_MAX_MS)
  assert.equal(await status(busy), 401)
})

async function guess(ask: Served['ask'], name: string, password = 'wrong'): Promise<readonly [number, string, string | undefined]> {
  const answer = await ask('POST', '/api/v1/session', { body: { name, password } })
  return [answer.status, answer.body.code, answer.headers['retry-after']]
}

test('after five wrong passwords an account waits, longer each time; the right one is refused as long', async (t) => {
  const clock = handClock()
  const { ask } = await served(t, { accounts: accountsOf('owner', 'planner'), clock })
  for (let n = 0; n < 5; n += 1) assert.deepEqual(await guess(ask, 'owner'), [401, 'sign-in-refused', undefined])
  assert.deepEqual(await guess(ask, 'owner', PASSWORD), [429, 'sign-in-paused', '1'])
  clock.pass(1000)
  assert.equal((await guess(ask, 'owner'))[0], 401)
  assert.deepEqual(await guess(ask, 'Owner', PASSWORD), [429, 'sign-in-paused', '2'])
  // Whoever guesses at one account does not lock the others.
  assert.equal((await guess(ask, 'planner', PASSWORD))[0], 201)
  clock.pass(2000)
  assert.equal((await guess(ask, 'owner', PASSWORD))[0], 201)
  assert.equal((await guess(ask, 'owner'))[0], 401)
})

test('an address that guesses at many names waits, too, and a sign-in of its own does not clear it', async (t) => {
  const clock = handClock()
  const { ask } = await served(t, { accounts: accountsOf('owner', 'planner'), clock })
  for (let n = 0; n < 10; n += 1) assert.equal((await guess(ask, `name-${n}`))[0], 401)
  assert.equal((await guess(ask, 'planner', PASSWORD))[0], 201)
  for (let n = 10; n < 20; n += 1) assert.equal((await guess(ask, `name-${n}`))[0], 401)
  assert.equal((await guess(ask, 'one-more'))[1], 'sign-in-paused')
})

test('many guesses at once are no way around the limit', async (t) => {
  const { ask } = await served(t, { accounts: accountsOf('owner'), clock: handClock() })
  const answers = await Promise.all(Array.from({ length: 30 }, () => guess(ask, 'owner')))
  assert.equal(answers.filter(([status]) => status === 401).length, 5)
})

test('waits double up to a limit, and a failure is forgotten after a day', () => {
  const slow = attempts({ free: 2, firstWaitMs: 1000, longestWaitMs: 4000 })
  const waits = [1, 2, 3, 4, 5, 6].map(() => {
    slow.failed('k', MONDAY)
    return slow.waitMs('k', MONDAY)
  })
  assert.deepEqual(waits, [0, 1000, 2000, 4000, 4000, 4000])
  assert.equal(slow.waitMs('k', instantFromMs(Date.parse(MONDAY) + 24 * 3_600_000)), 0)
})

test('length counts, what everybody takes is refused, and nothing else is asked of a password', async () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['elevenchars', 'password-short'],
    ['ÄÖÜäöüßéèêë', 'password-short'],
    ['Password1234', 'password-common'],
    ['aaaaaaaaaaaaaaaa', 'password-common'],
    ['QWERTYuiop123', 'password-common'],
    ['brigitteBrigitte', 'password-common'],
    ['x'.repeat(1001), 'password-long'],
    ['twelve chars', undefined],
    [PASSWORD, undefined],
    ['зимняя смена печи', undefined],
  ]
  for (const [password, code] of cases) assert.equal(passwordProblem(password, 'Brigitte')?.code, code, password.slice(0, 20))
  assert.equal(await verifyPassword(passwordHash, PASSWORD), true)
  assert.equal(await verifyPassword(passwordHash, `${PASSWORD} `), false)
  assert.equal(await verifyPassword('not a hash', PASSWORD), false)
  assert.match(passwordHash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('an owner is made with a good password and a name of its own', async () => {
  const accounts = memoryAccounts()
  const weak = await makeOwner(accounts, { name: 'Anna', password: 'short' })
  assert.equal(!weak.ok && weak.problem.code, 'password-short')
  assert.equal(await accounts.anyOwner(), false)
  assert.equal((await makeOwner(accounts, { name: ' Anna ', password: PASSWORD })).ok, true)
  assert.equal((await accounts.findByName('anna'))?.role, 'owner')
  const twice = await makeOwner(accounts, { name: 'ANNA', password: PASSWORD })
  assert.equal(!twice.ok && twice.problem.code, 'account-exists')
})

test('an owner that is made while the server runs ends the local one at once', async (t) => {
  const { ask, accounts } = await served(t)
  assert.equal((await ask('GET', '/api/v1/status')).status, 200)
  await makeOwner(accounts, { name: 'Anna', password: PASSWORD })
  assert.equal((await ask('GET', '/api/v1/status')).status, 401)
})
