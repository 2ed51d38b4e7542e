/** The search for a better sequence in a real browser, on a welder whose two orders stand in the wrong order: it is found, tried, put on the board and applied by a person. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { runProgram, startServing, writePumpWorks } from '../../src/cli/pump-works.fixture.ts'
import type { ScenarioStanding, Trial } from '../../src/core/actions/answer.ts'
import { findingsOn, openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'

const PATIENCE_MS = 30_000
const HOUR = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'throughline-sequence-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
let page: Page

/** In the words of the plant's files: a wall clock time in Leipzig. */
function inHours(hours: number): string {
  const at = Temporal.Instant.fromEpochMilliseconds(Date.now() + hours * HOUR).toZonedDateTimeISO('Europe/Berlin')
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

/** Ten hours of work each on one welder: the cheap order is wanted an hour before the dear one, and only one of them can be in time. */
function wrongOrder(): Readonly<Record<string, string>> {
  const [cheap, dear] = [inHours(16), inHours(17)]
  return {
    'orders.csv': `no,item,qty,due,so\n4711,P-100,1,${cheap},SO-1/1\n4712,P-100,1,${dear},SO-2/1\n`,
    'operations.csv': 'order,seq,center,hours\n4711,10,weld,10\n4712,10,weld,10\n',
    'sales.csv': `no,order,customer,item,qty,confirmed,price\nSO-1/1,SO-1,C-1,P-100,1,${cheap},1000.0000\nSO-2/1,SO-2,C-2,P-100,1,${dear},9000.0000\n`,
  }
}

before(async () => {
  if (withoutBrowser !== false) return
  const files = writePumpWorks(join(folder, 'files'), wrongOrder())
  const data = join(folder, 'data')
  const imported = await runProgram(['import', files, '--mapping', join(files, 'mapping.yaml'), '--apply', '--data', data])
  assert.equal(imported.code, 0, imported.err)
  server = await startServing(['--data', data])
  browser = await openBrowser()
  page = await browser.open(`${server.url}/board?role=planner`)
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const panel = () => page.getByRole('heading', { name: 'Look for a better sequence' }).locator('xpath=ancestor::section[1]')
const found = () => panel().getByRole('group', { name: 'What was found' })
const changes = () => page.getByRole('heading', { name: 'Your changes' }).locator('xpath=ancestor::section').getByRole('listitem')

async function scenarios(): Promise<readonly ScenarioStanding[]> {
  const response = await fetch(`${server.url}/api/v1/scenarios`)
  return ((await response.json()) as { readonly items: readonly ScenarioStanding[] }).items
}

async function look(seconds: number): Promise<Trial> {
  await panel().getByLabel('Seconds').fill(String(seconds))
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/sequence-search'), { timeout: PATIENCE_MS }),
    panel().getByRole('button', { name: /^Look/ }).click(),
  ])
  assert.deepEqual(answer.request().postDataJSON(), { milliseconds: seconds * 1000 })
  return (await answer.json()) as Trial
}

test('it looks for as long as it is given, says how far it is, and tells what a better sequence would bring', {
  skip: withoutBrowser,
}, async () => {
  const progress = panel().getByRole('progressbar', { name: /^(Looking: \d of 2 s|The best that was found is being planned)/ })
  const [trial] = await Promise.all([look(2), progress.waitFor()])
  assert.equal(trial.moves.length > 0, true, 'there is a better sequence')
  await found().waitFor()
  const text = (await found().textContent()) ?? ''
  assert.match(text, /Found 1 change\. .*€8,000 of revenue less at risk/)
  assert.match(text, /4712.* runs on Welder 2, before 4711/s)
  assert.equal(await progress.count(), 0)
  assert.deepEqual(await findingsOn(page), [])
  assert.deepEqual(await scenarios(), [], 'looking writes nothing')
})

test('what was found is put on the board beside what is there, and the focus stays at it', { skip: withoutBrowser }, async () => {
  await found().getByRole('button', { name: 'Put on the board' }).click()
  await found().getByText('These changes are on the board now.').waitFor()
  assert.ok(await found().evaluate((element) => element.matches(':focus')))
  assert.match((await changes().first().textContent()) ?? '', /4712.* runs on Welder 2, before 4711/)
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '8,000' }).waitFor({ timeout: PATIENCE_MS })
  await panel().getByText('It is looked for in the plan as it is, without the changes above.').waitFor()
})

test('once a person has applied it there is nothing better, and the panel says so', { skip: withoutBrowser }, async () => {
  await page.getByLabel('Name it').fill('Dear one first')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Dear one first. Nothing of this is written yet.').waitFor()
  await page.getByRole('button', { name: 'Apply to the plan …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply', exact: true }).click()
  await page.getByRole('heading', { name: 'Dear one first is part of the plan.' }).waitFor()
  assert.deepEqual(
    (await scenarios()).map(({ scenario }) => scenario.state),
    ['applied'],
  )
  await page.goto(`${server.url}/board?role=planner`)
  // The answer is read from the plan of the moment, which is made anew after a change.
  for (const endsAt = Date.now() + PATIENCE_MS; Date.now() < endsAt; await sleep(200)) if ((await look(1)).moves.length === 0) break
  await panel()
    .getByText(/^Nothing better was found in that time. More time may find something/)
    .waitFor()
})

test('a search that fails says so and can be started again', { skip: withoutBrowser }, async () => {
  await page.route('**/api/v1/sequence-search', (route) => route.abort())
  await panel().getByRole('button', { name: /^Look/ }).click()
  await panel().getByRole('alert').getByText('The search did not come to an end.').waitFor()
  await page.unroute('**/api/v1/sequence-search')
  assert.deepEqual(await findingsOn(page), [])
  await look(1)
  await panel().getByRole('alert').waitFor({ state: 'detached' })
})
