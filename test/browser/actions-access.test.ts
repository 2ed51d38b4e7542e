/** Who may decide nothing reads everything but names; where there is no works agreement, nobody is named to anybody. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { runProgram, startServing, writePumpWorks } from '../../src/cli/pump-works.fixture.ts'
import type { EngineStatus } from '../../src/engine/ports.ts'
import { openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'

const PASSWORD = 'nine buoys in the east'
const folder = mkdtempSync(join(tmpdir(), 'throughline-access-'))
const data = join(folder, 'data')
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser

before(async () => {
  if (withoutBrowser !== false) return
  const files = writePumpWorks(join(folder, 'files'))
  const imported = await runProgram(['import', files, '--mapping', join(files, 'mapping.yaml'), '--apply', '--data', data])
  assert.equal(imported.code, 0, imported.err)
  server = await startServing(['--data', data])
  const { at } = (await (await fetch(`${server.url}/api/v1/status`)).json()) as EngineStatus
  const to = { id: 'D-1', kind: 'workUnitDown', workUnitId: 'welder-2', startAt: at, reason: 'Spindle' }
  const response = await fetch(`${server.url}/api/v1/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ changes: [{ type: 'added', record: 'disruption', id: 'D-1', to }] }),
  })
  assert.ok(response.ok, await response.text())
  browser = await openBrowser()
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const section = (page: Page, title: string) =>
  page.getByRole('heading', { name: title, exact: true, level: 2 }).locator('xpath=ancestor::section[1]')

test('without a works agreement nobody is named, and the page says whom to ask', { skip: withoutBrowser }, async () => {
  const page = await browser.open(`${server.url}/disruptions/D-1?role=plantManager`)
  const who = section(page, 'Who can act')
  await who.getByText('There is no data about people here.').waitFor()
  assert.equal(await who.getByRole('button').count(), 0)
  await page.getByRole('button', { name: 'Ask for something else …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is to be done').fill('Look at the spindle')
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  const card = section(page, 'What is under way').getByRole('article')
  await card.getByRole('button', { name: 'Take it …' }).click()
  await dialog.getByText('Nothing changes in the plan.').waitFor()
  assert.equal(await dialog.getByText('Who does it').count(), 0)
  await page.close()
})

test('whoever may only read sees what is under way, and no button that would decide', { skip: withoutBrowser }, async () => {
  const make = (...words: readonly string[]) => runProgram(['account', ...words, '--password-stdin', '--data', data], `${PASSWORD}\n`)
  for (const made of [await make('create-owner', '--name', 'anna'), await make('create', '--name', 'vera', '--role', 'viewer')])
    assert.equal(made.code, 0, made.err)
  const page = await browser.open(`${server.url}/disruptions/D-1?role=sales`)
  await page.getByLabel('Name').fill('vera')
  const password = page.getByRole('textbox', { name: 'Password' })
  await password.fill(PASSWORD)
  await page.getByRole('button', { name: 'Show or hide the password' }).press('Enter')
  assert.equal(await password.getAttribute('type'), 'text')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const card = section(page, 'What is under way').getByRole('article')
  await card.getByText('Look at the spindle').waitFor()
  await page.getByText('The owner of this server can let you ask for measures and take them.').first().waitFor()
  assert.equal(await card.getByRole('button').count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Ask for something else …' }).count(), 0)
  await page.close()
})
