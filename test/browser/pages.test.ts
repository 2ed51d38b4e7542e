/**
 * Every page in a real browser: nothing for axe to find, nothing beside the screen, nothing asked of anybody else.
 * With THROUGHLINE_SCREENSHOTS=<folder> every page is also drawn in three widths and two themes, for a person to look at.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startServing } from '../../src/cli/pump-works.fixture.ts'
import { findingsOn, openBrowser, type TestBrowser, type Viewport, withoutBrowser } from './browser.fixture.ts'

const ROLES = ['plantManager', 'operator', 'sales', 'planner', 'coo', 'cio', 'finance', 'hr', 'ot'] as const
const SCREENSHOTS = process.env.THROUGHLINE_SCREENSHOTS

const folder = mkdtempSync(join(tmpdir(), 'throughline-pages-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
let addresses: readonly (readonly [name: string, address: string])[] = []

before(async () => {
  if (withoutBrowser !== false) return
  server = await startServing(['--example', '--data', join(folder, 'data')])
  await fetch(`${server.url}/api/v1/example/trouble`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ trouble: 'stopMachine' }),
  })
  browser = await openBrowser()
  addresses = await everyAddress()
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

async function everyAddress(): Promise<typeof addresses> {
  const ask = async (path: string) => (await (await fetch(`${server.url}/api/v1/${path}`)).json()) as ReturnType<typeof JSON.parse>
  const [line] = (await ask('promises?late=true&limit=1')).items
  const [standing] = (await ask('standings')).items
  const { at } = await ask('status')
  const [cell] = (await ask(`coverage?from=${at}&to=${later(at, 24)}`)).cells
  const overtime = [{ type: 'openTime', workUnitId: 'booth-1', fromAt: later(at, 24), toAt: later(at, 26) }]
  const as = '?role=plantManager'
  return [
    ['who', '/'],
    ...ROLES.map((role) => [`now-${role}`, `/?role=${role}${role === 'operator' ? '&unit=bench-2' : ''}`] as const),
    ['promises', `/promises${as}`],
    ['promise', `/promises/${encodeURIComponent(line.salesOrderLineId)}${as}`],
    ['disruptions', `/disruptions${as}`],
    ['disruption', `/disruptions/${encodeURIComponent(standing.disruption.id)}${as}`],
    ['actions', `/actions${as}`],
    ['ledger', `/ledger${as}`],
    ['kept', `/kept/test${as}`],
    ['floor', `/floor${as}`],
    ['schedule', `/floor${as}&view=schedule`],
    ['supply', `/supply${as}`],
    ['board', `/board?role=planner`],
    ['board-tried', `/board?role=planner&moves=${encodeURIComponent(JSON.stringify(overtime))}`],
    ['people', `/people?role=hr`],
    ['people-open', `/people?role=hr&open=${encodeURIComponent([cell.workCenterId, cell.skill, cell.fromAt].join('|'))}`],
    ['data', `/data?role=ot`],
    ['search', `/search${as}&q=arvo`],
    ['trace', `/trace/customer/${encodeURIComponent(line.customerId)}${as}`],
    ['kiosk', '/kiosk?unit=bench-2'],
    ['nowhere', `/nowhere${as}`],
  ]
}

/** An instant so many hours after another. */
function later(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString()
}

async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForFunction('document.querySelector("[aria-busy=true]") === null', undefined, { timeout: 15_000 })
}

const LOOKS: readonly (Viewport & { readonly language: 'en' | 'de' | 'es' })[] = [
  { width: 1440, theme: 'light', language: 'en' },
  { width: 390, theme: 'dark', language: 'de' },
  { width: 768, theme: 'light', language: 'es' },
]

for (const { language, ...look } of LOOKS) {
  test(`every page at ${look.width} px, ${look.theme}, in ${language}`, { skip: withoutBrowser }, async () => {
    const page = await browser.open(`${server.url}/`, look)
    await page.evaluate(`localStorage.setItem('throughline.language', '${language}')`)
    for (const [name, address] of addresses) {
      await page.goto(server.url + address)
      await settled(page)
      assert.equal(await page.locator('html').getAttribute('lang'), language, name)
      assert.deepEqual(await findingsOn(page), [], `${name} at ${look.width} px`)
    }
  })
}

test('every page is drawn for a person to look at', { skip: withoutBrowser || SCREENSHOTS === undefined }, async () => {
  mkdirSync(SCREENSHOTS ?? '', { recursive: true })
  for (const width of [1440, 768, 390] as const) {
    for (const theme of ['light', 'dark'] as const) {
      const page = await browser.open(`${server.url}/`, { width, theme })
      for (const [name, address] of addresses) {
        await page.goto(server.url + address)
        await settled(page)
        await page.screenshot({ path: join(SCREENSHOTS ?? '', `${name}-${width}-${theme}.png`), fullPage: true })
      }
    }
  }
})
