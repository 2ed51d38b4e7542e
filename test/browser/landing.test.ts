/** The landing pages of all nine roles in a real browser: each tells what its role asks for, from the same facts; people are named only when somebody asks. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { runProgram, startServing, writePumpWorks } from '../../src/cli/pump-works.fixture.ts'
import type { PromiseAnswer } from '../../src/core/impact/answer.ts'
import type { DisruptionStanding } from '../../src/core/impact/page-answer.ts'
import type { Coverage } from '../../src/core/people/answer.ts'
import type { CustomerNote } from '../../src/engine/message-ports.ts'
import type { PeopleUseCount } from '../../src/engine/people-ports.ts'
import type { EngineStatus } from '../../src/engine/ports.ts'
import { openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'
import { callsTo, waitUntil } from './calls.fixture.ts'

/** What each role finds below the picture; the operator's page is a card. */
const SECTIONS = {
  plantManager: [
    'Open now, by what it means to customers',
    'Who is on it',
    'Gaps of the next seven days, by what they put at risk',
    'Not observed',
  ],
  sales: ['Customers whose date changed', 'What is done about it', 'Good news'],
  planner: ['What would help', 'Deliveries that bite', 'Orders that come late, and what binds them', 'Next starts'],
  coo: ['Promises at risk this week', 'Top causes', 'Decisions that wait', 'What actions of the last seven days were worth'],
  cio: ['Connections and what is blind', 'What outages blind', 'Decisions that wait', 'Not in this version'],
  finance: ['Exposure of all late promises, each order once', 'Which stop to repair first', 'Not in this version'],
  hr: [
    'Gaps of the next seven days, by what they put at risk',
    'Skills that hang on one person or nobody',
    'Certificates that end within 90 days',
  ],
  ot: ['Connections and what is blind', 'Nodes, the longest silent first', 'Signals that nobody has mapped', 'Not observed'],
} as const

const PATIENCE_MS = 30_000
const DAY = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'throughline-landing-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser

before(async () => {
  if (withoutBrowser !== false) return
  server = await startServing(['--example', '--data', join(folder, 'data')])
  browser = await openBrowser()
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

async function open(path: string): Promise<Page> {
  const page = await browser.open(server.url + path)
  await page.locator('main h1').first().waitFor()
  return page
}

const section = (page: Page, title: string) => page.getByRole('heading', { name: title, exact: true }).locator('xpath=ancestor::section')

for (const [role, titles] of Object.entries(SECTIONS)) {
  test(`the page of ${role} tells what it is asked`, { skip: withoutBrowser }, async () => {
    const page = await open(`/?role=${role}`)
    for (const title of titles) await section(page, title).waitFor()
    await page.waitForFunction('document.querySelector("[aria-busy=true]") === null', undefined, { timeout: PATIENCE_MS })
    assert.equal(await page.locator('[data-kind="failed"], [data-kind="forbidden"]').count(), 0)
    await page.close()
  })
}

test('the operator stands at a unit and reads for whom', { skip: withoutBrowser }, async () => {
  const page = await open('/?role=operator&unit=assy-1')
  await page.getByText('Assembly station 1').first().waitFor()
  await page.close()
})

test('what is proposed waits with the COO, and who took it on is told to the plant manager, without a reload', {
  skip: withoutBrowser,
}, async () => {
  const [standing] = (await ask<{ readonly items: readonly DisruptionStanding[] }>('/standings')).items
  assert.ok(standing !== undefined)
  const [coo, manager] = [await open('/?role=coo'), await open('/?role=plantManager')]
  await section(coo, 'Decisions that wait').getByText('Nothing that was proposed waits for anybody.').waitFor()
  const actionId = 'landing-look'
  await decide({
    type: 'propose',
    actionId,
    kind: 'check',
    ownerRole: 'maintenance',
    disruptionId: standing.disruption.id,
    moves: [],
    what: 'Look at the spindle',
  })
  await section(coo, 'Decisions that wait').getByText('Look at the spindle').waitFor()
  await decide({ type: 'take', actionId })
  await section(manager, 'Who is on it').getByText('Maintenance, under way').waitFor()
  await section(coo, 'Decisions that wait').getByText('Nothing that was proposed waits for anybody.').waitFor()
  await coo.close()
  await manager.close()
})

test('sales drafts a note with the old and the new date, and a person sends it', { skip: withoutBrowser }, async () => {
  const page = await open('/?role=sales')
  const [late] = (await ask<{ readonly items: readonly PromiseAnswer[] }>('/promises?late=true&limit=1')).items
  assert.ok(late !== undefined)
  await page.getByRole('button', { name: `Draft a note: ${late.salesOrderLineId}` }).click()
  const path = `/promises/${encodeURIComponent(late.salesOrderLineId)}/customer-note`
  const languages = page.getByLabel('Language of the note')
  assert.equal(await languages.inputValue(), '', "it begins in the customer's language")
  await languages.selectOption('Español')
  const spanish = await ask<CustomerNote>(`${path}?language=es`)
  await page.getByLabel(spanish.subject).waitFor()
  await languages.selectOption('English')
  const drafted = await ask<CustomerNote>(`${path}?language=en`)
  const note = page.getByLabel(drafted.subject)
  // The plant goes on, so that the text may name another day than a moment before; what it says is the same.
  const text = await note.inputValue()
  assert.match(text, new RegExp(`Your order ${late.salesOrderLineId} .* was confirmed for `))
  assert.match(text, /We now expect to deliver it on|We can not name the new date yet/)
  assert.equal(text.split('\n').length, drafted.text.split('\n').length)
  const mail = await page.getByRole('link', { name: 'Open in mail' }).getAttribute('href')
  assert.ok(mail?.startsWith('mailto:?subject=') === true && decodeURIComponent(mail).includes(text))
  await page.close()
})

test('coverage is told in counts; who could cover a gap is named by the alphabet when somebody asks, and that is logged', {
  skip: withoutBrowser,
}, async () => {
  const { at } = await ask<EngineStatus>('/status')
  const range = new URLSearchParams({ from: at, to: new Date(Date.parse(at) + 3 * DAY).toISOString() })
  const coverage = await until('coverage', async () => {
    const answer = await ask<Coverage>(`/coverage?${range}`)
    return answer.cells.length > 0 ? answer : undefined
  })
  const uses = async () => (await ask<{ readonly uses: readonly PeopleUseCount[] }>('/people-data')).uses
  const page = await open('/people?role=hr')
  const cell = page.getByRole('button', { name: new RegExp(`^${coverage.cells[0]?.workCenter}, .*: \\d+/\\d+$`) }).first()
  await cell.click()
  await page.getByRole('button', { name: 'Who could cover it?' }).waitFor()
  assert.deepEqual(await uses(), [], 'looking at counts is no use of data about people')
  await page.getByRole('button', { name: 'Who could cover it?' }).click()
  const list = page.getByRole('heading', { name: 'Qualified and on shift, by the alphabet' }).locator('xpath=..')
  await list.waitFor()
  const names = (await list.locator('li strong').allTextContents()).filter((name) => name !== '')
  assert.deepEqual(
    names,
    [...names].sort((a, b) => a.localeCompare(b)),
  )
  assert.deepEqual(
    (await uses()).map(({ use, times }) => [use, times]),
    [['whoCanAct', 1]],
  )
  await page.close()
})

test('without a works agreement there is no data about people, and the page says how that is changed', {
  skip: withoutBrowser,
}, async () => {
  const data = join(folder, 'own')
  const files = writePumpWorks(join(folder, 'files'))
  const imported = await runProgram(['import', files, '--mapping', join(files, 'mapping.yaml'), '--apply', '--data', data])
  assert.equal(imported.code, 0, imported.err)
  const own = await startServing(['--data', data])
  try {
    const page = await browser.open(`${own.url}/people?role=hr`)
    await page.getByRole('heading', { name: 'There is no data about people here.' }).waitFor()
    await page.getByText('worksAgreement.purpose').waitFor()
    assert.equal(await page.getByRole('table').count(), 0)
    await page.goto(`${own.url}/?role=plantManager`)
    await section(page, 'Gaps of the next seven days, by what they put at risk').getByText('There is no data about people here.').waitFor()
    await page.close()
  } finally {
    await own.stop()
  }
})
