/** The what-if board in a real browser: a bar moved by hand, by keys and by the form; saved, shared, compared, applied and taken back. Nothing is written before. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startServing } from '../../src/cli/pump-works.fixture.ts'
import type { ScenarioStanding } from '../../src/core/actions/answer.ts'
import type { Schedule, ScheduleBar, ScheduleRow } from '../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../src/core/records/plan-move.ts'
import type { EngineStatus } from '../../src/engine/ports.ts'
import { openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'
import { callsTo, waitUntil } from './calls.fixture.ts'

const PATIENCE_MS = 30_000
const HOUR = 3_600_000
const SEEN_HOURS = 24

const folder = mkdtempSync(join(tmpdir(), 'throughline-board-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
let page: Page
let nowMs = 0
let movable: { readonly bar: ScheduleBar; readonly row: ScheduleRow; readonly other: ScheduleRow }

before(async () => {
  if (withoutBrowser !== false) return
  server = await startServing(['--example', '--data', join(folder, 'data')])
  // The plan moves with the clock of the plant: here it shall stay while bars are aimed at.
  await fetch(`${server.url}/api/v1/example/speed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ speed: 1 }),
  })
  nowMs = Date.parse((await ask<EngineStatus>('/status')).at)
  movable = await until('work that two units can do', someWork)
  browser = await openBrowser()
  page = await browser.open(address())
  await settled()
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const { ask } = callsTo(() => server.url)
const until = <T>(what: string, look: () => Promise<T | undefined | false>) => waitUntil(what, look, PATIENCE_MS)

/** The board as it is seen for a day from an hour before `nowMs`. */
function address(more = ''): string {
  return `${server.url}/board?role=planner&from=${nowMs - HOUR}&minutes=${SEEN_HOURS * 60}${more}`
}

async function settled(): Promise<void> {
  await page.locator('main canvas').waitFor()
  await page.waitForFunction('document.querySelector("[aria-busy=true]") === null', undefined, { timeout: PATIENCE_MS })
}

/** Planned work of the next hours that is wide enough to aim at, and another unit of its work center. */
async function someWork(): Promise<typeof movable | undefined> {
  const range = new URLSearchParams({ from: new Date(nowMs).toISOString(), to: new Date(nowMs + 18 * HOUR).toISOString(), limit: '2000' })
  const { rows } = await ask<Schedule>(`/schedule?${range}`)
  for (const row of rows) {
    const other = rows.find((each) => each.workCenter.id === row.workCenter.id && each !== row)
    const bar = row.bars.find(
      ({ standing, fromAt, toAt }) =>
        standing === 'planned' &&
        Date.parse(fromAt) > nowMs + HOUR &&
        toAt !== null &&
        Date.parse(toAt) - Date.parse(fromAt) > HOUR &&
        Date.parse(fromAt) < nowMs + 12 * HOUR,
    )
    if (bar !== undefined && other !== undefined) return { bar, row, other }
  }
  return undefined
}

/** The moves that the address bar holds. */
function movesInAddress(): readonly PlanMove[] {
  const text = new URL(page.url()).searchParams.get('moves')
  return text === null ? [] : (JSON.parse(text) as readonly PlanMove[])
}

const nameOf = (unit: string) => page.locator('main').getByRole('link', { name: unit, exact: true }).first()

/** The middle of the first lane of a unit's row at an instant, in pixels of the page. */
async function pointAt(unit: string, ms: number): Promise<{ readonly x: number; readonly y: number }> {
  const [surface, name] = await Promise.all([page.locator('main canvas').boundingBox(), nameOf(unit).boundingBox()])
  assert.ok(surface !== null && name !== null)
  return { x: surface.x + ((ms - (nowMs - HOUR)) / (SEEN_HOURS * HOUR)) * surface.width, y: name.y + name.height / 2 }
}

const changes = () => page.getByRole('heading', { name: 'Your changes' }).locator('xpath=ancestor::section').getByRole('listitem')
const scenarios = async () => (await ask<{ readonly items: readonly ScenarioStanding[] }>('/scenarios')).items

test('a bar is dragged to another unit; the list says so, the address holds it, and nothing is written', {
  skip: withoutBrowser,
}, async () => {
  const { bar, row, other } = movable
  const middle = (Date.parse(bar.fromAt) + Date.parse(bar.toAt ?? bar.fromAt)) / 2
  await nameOf(row.workUnit.name).evaluate((link) => link.scrollIntoView({ block: 'center' }))
  const [from, to] = [await pointAt(row.workUnit.name, middle), await pointAt(other.workUnit.name, middle)]
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
  await changes().first().waitFor()
  assert.match((await changes().first().textContent()) ?? '', new RegExp(`${bar.workOrderId}.* runs on ${other.workUnit.name}`))
  const [move] = movesInAddress()
  assert.equal(move?.type === 'runOn' && move.operationId, bar.id)
  assert.equal(move?.type === 'runOn' && move.workUnitId, other.workUnit.id)
  const { items } = await ask<{ readonly items: readonly { readonly id: string; readonly workUnitId?: string }[] }>(
    `/operations?limit=500&after=${encodeURIComponent(bar.id.slice(0, -1))}`,
  )
  assert.notEqual(items.find(({ id }) => id === bar.id)?.workUnitId, other.workUnit.id)
  assert.deepEqual(await scenarios(), [])
})

test('whoever opens the link sees the same board', { skip: withoutBrowser }, async () => {
  const link = page.url()
  const colleague = await browser.open(link)
  await colleague.getByText(new RegExp(`runs on ${movable.other.workUnit.name}`)).waitFor()
  await colleague.close()
})

test('a change is taken out again', { skip: withoutBrowser }, async () => {
  await page.getByRole('button', { name: /^Take out: / }).click()
  await page.getByText('None yet.').waitFor()
  assert.deepEqual(movesInAddress(), [])
})

test('keys move a bar as a hand does', { skip: withoutBrowser }, async () => {
  const picture = page.getByRole('listbox').first()
  await picture.focus()
  const words = async (): Promise<string> => (await picture.locator('[aria-selected="true"]').textContent()) ?? ''
  await until('the bar under the keys', async () => {
    await page.keyboard.press('ArrowDown')
    return (await picture.getAttribute('aria-label')) === movable.row.workUnit.name
  })
  for (let n = 0; n < 20 && !(await words()).includes('projected'); n++) await page.keyboard.press('ArrowRight')
  const order = (await words()).split(',')[0]
  const below = (await ask<Schedule>(`/schedule?from=${new Date(nowMs).toISOString()}&to=${new Date(nowMs + HOUR).toISOString()}`)).rows
  const units = below.filter(({ workCenter }) => workCenter.id === movable.row.workCenter.id).map(({ workUnit }) => workUnit.name)
  await page.keyboard.press(units.indexOf(movable.row.workUnit.name) === 0 ? 'Shift+ArrowDown' : 'Shift+ArrowUp')
  await changes().first().waitFor()
  const text = (await changes().first().textContent()) ?? ''
  assert.ok(text.includes(order ?? '?') && / runs on /.test(text), text)
})

test('the form adds overtime; the board is saved under a name and stands in the list', { skip: withoutBrowser }, async () => {
  await page.getByRole('combobox', { name: 'What changes' }).click()
  await page.getByRole('option', { name: 'Overtime or an extra shift' }).click()
  await page.getByRole('combobox', { name: /^Work unit/ }).click()
  await page.getByRole('option', { name: 'Paint booth' }).click()
  await page.getByRole('button', { name: 'Add a change' }).click()
  await until('two changes', async () => (await changes().count()) === 2)
  await page.getByLabel('Name it').fill('Paint longer')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Paint longer' }).waitFor()
  const [saved] = await scenarios()
  assert.deepEqual([saved?.scenario.name, saved?.scenario.state, saved?.scenario.moves.length], ['Paint longer', 'draft', 2])
  assert.equal(new URL(page.url()).searchParams.get('scenario'), saved?.scenario.id)
})

test('two what-ifs stand side by side', { skip: withoutBrowser }, async () => {
  await page.goto(
    address(
      `&moves=${encodeURIComponent(JSON.stringify([{ type: 'openTime', workUnitId: 'booth-1', fromAt: new Date(nowMs + 20 * HOUR).toISOString(), toAt: new Date(nowMs + 22 * HOUR).toISOString() }]))}`,
    ),
  )
  await settled()
  await page.getByLabel('Name it').fill('Paint tonight')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Paint tonight' }).waitFor()
  for (const name of ['Paint longer', 'Paint tonight']) await page.getByRole('checkbox', { name: `Compare ${name}` }).check()
  const table = page.getByRole('table', { name: 'Side by side' })
  await table.waitFor()
  assert.deepEqual((await table.getByRole('columnheader').allInnerTexts()).sort(), ['Paint longer', 'Paint tonight'])
  assert.ok((await table.getByRole('row').count()) >= 8)
})

test('applying shows what is written, writes it, and is taken back', { skip: withoutBrowser }, async () => {
  await page.getByRole('link', { name: 'Paint tonight' }).click()
  const apply = page.getByRole('button', { name: 'Apply to the plan …' })
  await until('a trial of it', async () => (await apply.isVisible()) && (await apply.isEnabled()))
  await apply.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^New: shift/).waitFor()
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click()
  await page.getByRole('heading', { name: 'Paint tonight is part of the plan.' }).waitFor()
  const stateOf = async (name: string) => (await scenarios()).find(({ scenario }) => scenario.name === name)?.scenario
  const applied = await stateOf('Paint tonight')
  assert.equal(applied?.state, 'applied')
  const file = await fetch(`${server.url}/api/v1/scenarios/${encodeURIComponent(applied?.id ?? '')}/plan.csv`)
  assert.match(await file.text(), /shift/)
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('heading', { name: 'What if?' }).waitFor()
  assert.notEqual((await stateOf('Paint tonight'))?.state, 'applied')
})
