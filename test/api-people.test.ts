/** Data about people over HTTP: nothing without a works agreement, a note of each use under one, and signing off at a kiosk that nobody keeps. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { hashPassword } from '../src/api/accounts/password.ts'
import type { Assignment } from '../src/core/records/assignment.ts'
import { instantFromMs } from '../src/core/values/instant.ts'
import { added, MONDAY, memoryStore } from '../src/engine/plant.fixture.ts'
import type { Clock, Role } from '../src/engine/ports.ts'
import { minute, WELDING, type WeldShop, weldShopOn } from '../src/engine/weld-shop.fixture.ts'
import { type Answer, memoryAccounts, type Served, served } from './api-server.fixture.ts'
import { AGREEMENT, memoryPeople } from './people-data.fixture.ts'

const PASSWORD = 'the torch is cold before the break'
const passwordHash = await hashPassword(PASSWORD)
const ROLES: readonly Role[] = ['owner', 'planner', 'lead', 'operator', 'viewer']
const range = `from=${minute(0)}&to=${minute(480)}`

const assigned = (id: string, actionId: string, personId: string): Assignment => ({
  ...{ id, actionId, personId },
  chosenAt: minute(0),
  startCheck: 'qualified',
})
/** Welding needs one welder of level 3. Ana is, and Cem is not yet; each was chosen for a check of Weld 2. */
const PEOPLE = [
  added('requirement', { id: 'MAG', workCenterId: 'welding', skill: 'MAG', levelMinimum: 3, headcount: 1 }),
  ...[
    { id: 'p-ana', name: 'Ana Ruiz', level: 3 },
    { id: 'p-cem', name: 'Cem Aydin', level: 2 },
  ].flatMap(({ id, name, level }) => [
    added('person', { id, name, job: 'Welder' }),
    added('qualification', { id: `${id}/MAG`, personId: id, skill: 'MAG', level }),
    added('roster', { id: `${id}/Mon`, personId: id, workCenterId: 'welding', startAt: minute(0), endAt: minute(480) }),
  ]),
  ...['A1', 'A2'].map((id) =>
    added('action', {
      id,
      kind: 'check',
      ownerRole: 'maintenance',
      state: 'taken',
      workUnitId: 'weld-2',
      moves: [],
      proposedAt: minute(0),
    }),
  ),
  added('assignment', assigned('A1-p-ana', 'A1', 'p-ana')),
  added('assignment', assigned('A2-p-cem', 'A2', 'p-cem')),
]

interface Shop {
  readonly ask: Served['ask']
  readonly people: ReturnType<typeof memoryPeople>
  readonly engine: WeldShop['engine']
  /** As `ask`, by an account of the role. */
  as(role: Role, method: string, path: string, body?: unknown, signOn?: string): Promise<Answer>
  pass(ms: number): void
}

async function servedShop(t: TestContext, agreed: boolean): Promise<Shop> {
  const shop = await weldShopOn(memoryStore(agreed ? [...WELDING, ...PEOPLE] : WELDING), { worksAgreement: agreed })
  const { engine } = shop
  const accounts = memoryAccounts()
  for (const role of ROLES) accounts.add({ id: role, name: `${role}-1`, role, passwordHash })
  const people = memoryPeople(agreed ? AGREEMENT : undefined)
  let ms = Date.parse(MONDAY)
  const clock: Clock = { now: () => instantFromMs(ms) }
  const { ask } = await served(t, { engine, accounts, people, clock })
  const tokens = new Map<Role, string>()
  for (const role of ROLES) {
    const signed = await ask('POST', '/api/v1/session', { body: { name: `${role}-1`, password: PASSWORD, as: 'token' } })
    tokens.set(role, signed.body.token)
  }
  return {
    ...{ ask, people, engine },
    as: (role, method, path, body, signOn) =>
      ask(method, path, {
        ...(body === undefined ? {} : { body }),
        headers: { authorization: `Bearer ${tokens.get(role)}`, ...(signOn === undefined ? {} : { 'throughline-sign-on': signOn }) },
      }),
    pass(passed) {
      ms += passed
    },
  }
}

const KEY = { personId: 'p-ana', badge: 'badge-0017', pin: '402917' }
const claim = { badge: 'BADGE-0017 ', pin: '402917' }

test('without a works agreement nobody is named, nobody signs on, and nothing is noted', async (t) => {
  const { as, people } = await servedShop(t, false)
  const refused = [
    await as('owner', 'GET', `/api/v1/who-can-act?workCenterId=welding&${range}`),
    await as('owner', 'GET', '/api/v1/actions/A1/people'),
    await as('owner', 'POST', '/api/v1/kiosk/keys', KEY),
    await as('operator', 'POST', '/api/v1/kiosk/sign-on', claim),
    await as('owner', 'POST', '/api/v1/decisions', { type: 'take', actionId: 'A1', personId: 'p-ana' }),
  ]
  assert.deepEqual(
    refused.map(({ status, body }) => [status, body.code]),
    refused.map(() => [403, 'personal-data-off']),
  )
  assert.equal((await as('viewer', 'GET', `/api/v1/coverage?${range}`)).body.state, 'off')
  assert.deepEqual((await as('viewer', 'GET', '/api/v1/people-data')).body, { agreement: null, uses: [] })
  assert.deepEqual([people.logged.length, people.kept.size], [0, 0])
})

test('who can act is told by name to those who lead, and each answer is noted with its purpose', async (t) => {
  const { as, people } = await servedShop(t, true)
  const path = `/api/v1/who-can-act?workCenterId=welding&${range}`
  for (const role of ['operator', 'viewer'] as const) assert.equal((await as(role, 'GET', path)).body.code, 'permission-missing')
  assert.deepEqual(people.logged, [])
  const told = await as('lead', 'GET', path)
  assert.equal(told.status, 200, told.text)
  assert.deepEqual(
    [told.body.can, told.body.almost].map((list) => list.map(({ name }: { name: string }) => name)),
    [['Ana Ruiz'], ['Cem Aydin']],
  )
  assert.deepEqual(told.body.almost[0].lacks, [{ code: 'level-too-low', facts: { skill: 'MAG', level: 2, levelMinimum: 3 } }])
  const chosen = await as('planner', 'GET', '/api/v1/actions/A1/people')
  assert.deepEqual(chosen.body, { items: [{ personId: 'p-ana', name: 'Ana Ruiz', overridden: false }] })
  const { purpose } = AGREEMENT
  assert.deepEqual(people.logged, [
    { at: MONDAY, account: 'lead-1', use: 'whoCanAct', about: 'workCenter/welding', people: 2, purpose },
    { at: MONDAY, account: 'planner-1', use: 'whoWasChosen', about: 'action/A1', people: 1, purpose },
  ])
  assert.equal((await as('lead', 'GET', '/api/v1/who-can-act')).status, 400)
  assert.equal((await as('lead', 'GET', '/api/v1/actions/A9/people')).status, 404)
  assert.equal(people.logged.length, 2)
})

test('nothing is answered about people while the note of it can not be written', async (t) => {
  const { as, people } = await servedShop(t, true)
  people.accessLog.append = async () => {
    const cause = { code: 'store-unavailable', message: 'The database does not answer.', next: 'Try again.', facts: {} }
    throw new Error(cause.message, { cause })
  }
  const answer = await as('lead', 'GET', `/api/v1/who-can-act?workCenterId=welding&${range}`)
  assert.deepEqual([answer.status, answer.body.code], [503, 'store-unavailable'])
  assert.doesNotMatch(answer.text, /Ana/)
})

test('coverage is told in counts to whoever reads the plant, and names nobody', async (t) => {
  const { as, people } = await servedShop(t, true)
  const told = await as('viewer', 'GET', `/api/v1/coverage?${range}`)
  assert.equal(told.body.state, 'on', told.text)
  assert.deepEqual(
    told.body.skills.map(({ skill, busFactor }: { skill: string; busFactor: number }) => [skill, busFactor]),
    [['MAG', 1]],
  )
  assert.doesNotMatch(told.text, /p-ana|p-cem|Ana|Cem/)
  assert.deepEqual(people.logged, [])
  assert.equal((await as('viewer', 'GET', `/api/v1/coverage?from=${minute(0)}&to=${minute(60 * 24 * 32)}`)).body.code, 'range-impossible')
})

test('everybody reads how often and what for; the owner reads which account', async (t) => {
  const { as } = await servedShop(t, true)
  for (let n = 0; n < 3; n += 1) await as('lead', 'GET', '/api/v1/actions/A1/people')
  const counted = await as('viewer', 'GET', '/api/v1/people-data')
  assert.deepEqual(counted.body, { agreement: AGREEMENT, uses: [{ use: 'whoWasChosen', times: 3, lastAt: MONDAY }] })
  assert.equal((await as('planner', 'GET', '/api/v1/people-access-log')).status, 403)
  const page = (await as('owner', 'GET', '/api/v1/people-access-log?limit=2')).body
  assert.deepEqual([page.items.map(({ n }: { n: number }) => n), page.next], [[3, 2], 2])
  const rest = (await as('owner', 'GET', `/api/v1/people-access-log?limit=2&before=${page.next}`)).body
  assert.deepEqual([rest.items.map(({ account }: { account: string }) => account), rest.next], [['lead-1'], null])
})

test('the choice of a person is noted, and so is a check that is overridden', async (t) => {
  const { as, people } = await servedShop(t, true)
  const help = { type: 'callHelp', actionId: 'A3', workUnitId: 'weld-2', what: 'the torch', deviceAt: minute(0) }
  assert.equal((await as('operator', 'POST', '/api/v1/decisions', help)).status, 200)
  const taken = { type: 'take', actionId: 'A3', personId: 'p-cem' }
  assert.equal((await as('operator', 'POST', '/api/v1/decisions', taken)).body.code, 'permission-missing')
  assert.equal((await as('lead', 'POST', '/api/v1/decisions', taken)).body.code, 'not-qualified')
  const overridden = await as('lead', 'POST', '/api/v1/decisions', { ...taken, overrideReason: 'with Ana beside him' })
  assert.equal(overridden.status, 200, overridden.text)
  const chosen = await as('lead', 'GET', '/api/v1/actions/A3/people')
  assert.deepEqual(chosen.body.items, [{ personId: 'p-cem', name: 'Cem Aydin', overridden: true }])
  assert.deepEqual(
    people.logged.map(({ use, about, account }) => [use, about, account]),
    [
      ['choose', 'action/A3', 'lead-1'],
      ['override', 'action/A3', 'lead-1'],
      ['whoWasChosen', 'action/A3', 'lead-1'],
    ],
  )
})

test('a badge and a PIN let the person who was chosen sign off their action at a kiosk, and nothing else', async (t) => {
  const { as, engine, people } = await servedShop(t, true)
  assert.equal((await as('planner', 'POST', '/api/v1/kiosk/keys', KEY)).status, 403)
  assert.equal((await as('owner', 'POST', '/api/v1/kiosk/keys', KEY)).status, 204)
  assert.doesNotMatch(JSON.stringify([...people.kept.values()]), /0017|402917/i)
  assert.match(people.kept.get('p-ana')?.pinHash ?? '', /^\$argon2id\$/)
  const done = { type: 'done', actionId: 'A1' }
  assert.equal((await as('operator', 'POST', '/api/v1/decisions', done)).body.code, 'permission-missing')
  const signed = await as('operator', 'POST', '/api/v1/kiosk/sign-on', claim)
  assert.deepEqual([signed.body.personId, signed.body.name, signed.body.expiresAt], ['p-ana', 'Ana Ruiz', minute(5)])
  const { signOn } = signed.body
  for (const command of [
    { ...done, actionId: 'A2' },
    { type: 'confirm', actionId: 'A1' },
    { ...done, overrideReason: 'I say so' },
  ]) {
    const answer = await as('operator', 'POST', '/api/v1/decisions', command, signOn)
    assert.equal(answer.body.code, 'permission-missing', JSON.stringify(command))
  }
  const signedOff = await as('operator', 'POST', '/api/v1/decisions', done, signOn)
  assert.equal(signedOff.status, 200, signedOff.text)
  const journal = JSON.stringify(await engine.entriesAfter(1, 100))
  assert.doesNotMatch(journal, /Ana|sign/)
  assert.deepEqual(people.logged, [])
})

test('a sign-on ends by locking, and after five minutes by itself', async (t) => {
  const { as, pass } = await servedShop(t, true)
  await as('owner', 'POST', '/api/v1/kiosk/keys', KEY)
  const signOn = async () => (await as('operator', 'POST', '/api/v1/kiosk/sign-on', claim)).body.signOn as string
  const mayDecide = async (token: string) => {
    const answer = await as('operator', 'POST', '/api/v1/decisions', { type: 'done', actionId: 'A1' }, token)
    return answer.body.code !== 'permission-missing'
  }
  const [locked, forgotten] = [await signOn(), await signOn()]
  assert.equal((await as('operator', 'DELETE', '/api/v1/kiosk/sign-on', undefined, locked)).status, 204)
  assert.deepEqual([await mayDecide(locked), await mayDecide('guessed')], [false, false])
  pass(5 * 60_000 - 1)
  assert.equal(await mayDecide(forgotten), true)
  pass(1)
  assert.equal(await mayDecide(forgotten), false)
})

test('a wrong PIN is no more told than a wrong badge, and after five the badge waits, the right PIN too', async (t) => {
  const { as, pass } = await servedShop(t, true)
  await as('owner', 'POST', '/api/v1/kiosk/keys', KEY)
  const tried = async (body: unknown) => (await as('operator', 'POST', '/api/v1/kiosk/sign-on', body)).body
  const wrongPin = await tried({ ...claim, pin: '111222' })
  assert.deepEqual(wrongPin, await tried({ badge: 'badge-9999', pin: '402917' }))
  assert.equal(wrongPin.code, 'sign-in-refused')
  for (let n = 0; n < 4; n += 1) await tried({ ...claim, pin: '111222' })
  const paused = await tried(claim)
  assert.equal(paused.code, 'sign-in-paused')
  pass(paused.facts.waitSeconds * 1000)
  assert.equal((await tried(claim)).personId, 'p-ana')
})

test('a PIN that is guessed first is refused, and so are a badge of somebody else and a person whom nobody knows', async (t) => {
  const { as } = await servedShop(t, true)
  const set = async (key: object) => (await as('owner', 'POST', '/api/v1/kiosk/keys', { ...KEY, ...key })).body?.code ?? 'set'
  assert.deepEqual(
    [await set({ pin: '111111' }), await set({ pin: '123456' }), await set({ pin: '876543' }), await set({ pin: '12345' })],
    ['pin-weak', 'pin-weak', 'pin-weak', 'request-invalid'],
  )
  assert.deepEqual(
    [await set({}), await set({ personId: 'p-cem' }), await set({ personId: 'p-nobody', badge: 'x' })],
    ['set', 'badge-taken', 'record-not-found'],
  )
  assert.equal((await as('owner', 'DELETE', '/api/v1/kiosk/keys/p-ana')).status, 204)
  assert.equal(await set({ personId: 'p-cem' }), 'set')
})
