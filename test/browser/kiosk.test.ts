/** The kiosk in a real browser: help is called and comes, scrap is told in two taps, somebody signs on with a badge, and what was told without a connection arrives in order. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startServing } from '../../src/cli/pump-works.fixture.ts'
import type { ActionStanding } from '../../src/core/actions/answer.ts'
import type { FloorUnit } from '../../src/core/impact/page-answer.ts'
import type { WhoCanAct } from '../../src/core/people/answer.ts'
import type { WorkReport } from '../../src/core/records/work-report.ts'
import { findingsOn, openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'
import { callsTo, waitUntil } from './calls.fixture.ts'

const PATIENCE_MS = 30_000
const folder = mkdtempSync(join(tmpdir(), 'throughline-kiosk-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
let page: Page
let unit: FloorUnit

before(async () => {
  if (withoutBrowser !== false) return
  server = await startServing(['--example', '--data', join(folder, 'data')])
  unit = await until('a unit that works on a recorded operation', async () => {
    const { items } = await ask<{ readonly items: readonly FloorUnit[] }>('/floor')
    return items.find(({ current }) => current !== null && current.standing === 'running' && current.quantity.value >= 2)
  })
  browser = await openBrowser()
  page = await browser.open(`${server.url}/kiosk?unit=${encodeURIComponent(unit.workUnit.id)}`)
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const { ask, post } = callsTo(() => server.url)
const decide = (command: object) => post('/decisions', command)
const until = <T>(what: string, look: () => Promise<T | undefined | false>) => waitUntil(what, look, PATIENCE_MS)

const reports = async (): Promise<readonly WorkReport[]> => (await ask<{ readonly items: readonly WorkReport[] }>('/work-reports')).items

test('the card says for whom the order is, and how to tell', { skip: withoutBrowser }, async () => {
  const { current } = unit
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: current?.material.name ?? '' })
    .waitFor()
  // Every customer of the example says what for; who makes a part reads what it becomes.
  if (current?.promise !== null) await page.getByText(/Used for: .+\./).waitFor()
  for (const name of ['Scrap', 'Call help']) {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox()
    assert.ok((box?.height ?? 0) >= 76 && (box?.width ?? 0) >= 76, `${name} is too small for a glove`)
  }
})

test('help that is called is asked of the team lead, and is seen to come when somebody takes it', { skip: withoutBrowser }, async () => {
  await page.getByRole('button', { name: 'Call help' }).click()
  await page.getByText('Asked: Team lead. Nobody has answered yet.').waitFor()
  const { items } = await ask<{ readonly items: readonly ActionStanding[] }>('/actions?open=true&limit=100')
  const call = items.find(({ action }) => action.workUnitId === unit.workUnit.id)
  assert.equal(call?.action.kind, 'help')
  await decide({ type: 'take', actionId: call?.action.id })
  await page.getByText('Team lead is coming.').waitFor()
  await decide({ type: 'done', actionId: call?.action.id })
  await page.getByRole('button', { name: 'Call help' }).waitFor()
})

test('scrap is told in two taps, is booked on the operation, and its effect on the customer is told', {
  skip: withoutBrowser,
}, async () => {
  await page.getByRole('button', { name: 'Scrap', exact: true }).click()
  await page.getByRole('button', { name: 'No reason known' }).click()
  await page.getByText('Your last report').waitFor()
  const report = await until('the report', async () => (await reports())[0])
  assert.deepEqual([report.scrapped, report.good, report.workUnitId, report.reason], [1, 0, unit.workUnit.id, undefined])
  await page.getByText(/No date of a customer moved by it|→/).waitFor()
})

const BADGE = { badge: 'B-2041', pin: '402917' }

/** A person of the plant with a key for kiosks, who was chosen for a check at this unit. */
async function chosenPerson(): Promise<string> {
  const { can, almost } = await ask<WhoCanAct>(`/who-can-act?workCenterId=${encodeURIComponent(unit.workCenter.id)}`)
  const [person] = [...can, ...almost]
  assert.ok(person !== undefined)
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ personId: person.personId, ...BADGE })
  const kept = await fetch(`${server.url}/api/v1/kiosk/keys`, { method: 'POST', headers, body })
  assert.ok(kept.ok, await kept.text())
  const workUnitId = unit.workUnit.id
  await decide({ type: 'callHelp', actionId: 'check-1', workUnitId, what: 'Look at the coolant', deviceAt: new Date().toISOString() })
  await decide({ type: 'take', actionId: 'check-1', personId: person.personId, overrideReason: 'Knows the machine best' })
  return person.name
}

const type = async (digits: string) => {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
}

test('a badge reader types, the PIN is tapped; a wrong one is said calmly, the right one signs on to say that work is done', {
  skip: withoutBrowser,
}, async () => {
  const name = await chosenPerson()
  await page.getByRole('button', { name: 'Sign on with your badge' }).click()
  await page.getByRole('heading', { name: 'Hold your badge to the reader' }).waitFor()
  // A tap beside everything: what the reader types finds the field all the same, and ends with Enter.
  await page.mouse.click(5, 5)
  await page.keyboard.type(BADGE.badge)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Your PIN' }).waitFor()
  for (const label of ['1', '0', 'Erase the last one', 'Another badge', 'Sign on']) {
    const box = await page.getByRole('button', { name: label, exact: true }).boundingBox()
    assert.ok((box?.height ?? 0) >= 64 && (box?.width ?? 0) >= 64, `${label} is too small for a glove`)
  }
  assert.deepEqual(await findingsOn(page), [])
  await type('402918')
  await page.getByRole('button', { name: 'Sign on', exact: true }).click()
  await page.getByText('That badge and that PIN do not go together.').waitFor()
  await type(BADGE.pin)
  await page.getByRole('button', { name: 'Sign on', exact: true }).click()
  await page.getByRole('heading', { name: `${name} is signed on.` }).waitFor()
  assert.deepEqual(await findingsOn(page), [])
  const [request] = await Promise.all([
    page.waitForRequest((each) => each.url().endsWith('/decisions')),
    page.getByRole('button', { name: 'It is done: Look at the coolant' }).click(),
  ])
  assert.ok((request.headers()['throughline-sign-on'] ?? '').length > 20, 'it is sent in the name of whoever signed on')
  await page.getByRole('button', { name: 'It is done: Look at the coolant' }).waitFor({ state: 'detached' })
  const { items } = await ask<{ readonly items: readonly ActionStanding[] }>('/actions?limit=100')
  assert.equal(items.find(({ action }) => action.id === 'check-1')?.action.state, 'done')
  await page.getByRole('button', { name: 'Sign off' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: name }).waitFor()
  assert.ok(await page.getByRole('button', { name: 'Sign on with your badge' }).isVisible())
})

test('whoever forgets to sign off is signed off after two minutes without a touch', { skip: withoutBrowser }, async () => {
  const own = await browser.open(`${server.url}/kiosk?unit=${encodeURIComponent(unit.workUnit.id)}`)
  await own.clock.install()
  await own.getByRole('button', { name: 'Sign on with your badge' }).click()
  await own.keyboard.type(BADGE.badge)
  await own.keyboard.press('Enter')
  await own.keyboard.type(BADGE.pin)
  await own.keyboard.press('Enter')
  await own.getByRole('button', { name: 'Sign off' }).waitFor()
  const [ended] = await Promise.all([
    own.waitForRequest((each) => each.method() === 'DELETE' && each.url().endsWith('/kiosk/sign-on')),
    own.clock.fastForward(2 * 60_000 + 1000),
  ])
  assert.ok((ended.headers()['throughline-sign-on'] ?? '').length > 20)
  await own.getByRole('button', { name: 'Sign on with your badge' }).waitFor()
  await own.close()
})

test('the kiosk leads to what the team did for customers', { skip: withoutBrowser }, async () => {
  const link = page.getByRole('link', { name: 'What we did for our customers' })
  assert.ok(((await link.boundingBox())?.height ?? 0) >= 64)
  assert.equal(new URL((await link.getAttribute('href')) ?? '', server.url).pathname, `/kept/${unit.workCenter.id}`)
})

test('without a connection it goes on, survives a reload, and what was told arrives with the time of the telling', {
  skip: withoutBrowser,
}, async () => {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.reload()
  await page.getByRole('button', { name: 'Scrap', exact: true }).waitFor()
  await page.context().setOffline(true)
  await page.getByText('No connection.').waitFor({ timeout: PATIENCE_MS })
  await page.getByRole('button', { name: 'Scrap', exact: true }).click()
  await page.getByRole('button', { name: 'No reason known' }).click()
  await page.getByText('1 report is not sent yet').waitFor()

  await page.reload()
  await page.getByText('1 report is not sent yet').waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const before = (await reports()).length

  await page.context().setOffline(false)
  await page.getByText('1 report is not sent yet').waitFor({ state: 'detached', timeout: PATIENCE_MS })
  const told = await reports()
  assert.equal(told.length, before + 1, 'a report that waited arrives once')
  const late = told.reduce((a, b) => (a.receivedAt > b.receivedAt ? a : b))
  assert.ok(late.deviceAt < late.receivedAt, `${late.deviceAt} is not before ${late.receivedAt}`)
})

test('without a connection nobody signs on, and it is said that reports go on being kept', { skip: withoutBrowser }, async () => {
  await page.context().setOffline(true)
  await page.getByText('No connection.').waitFor({ timeout: PATIENCE_MS })
  await page.getByRole('button', { name: 'Sign on with your badge' }).click()
  await page.getByText('Signing on needs the server, which can not be reached. Reports go on being kept here.').waitFor()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Scrap', exact: true }).waitFor()
  await page.context().setOffline(false)
})
