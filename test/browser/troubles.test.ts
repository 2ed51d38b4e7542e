/** Every trouble that the example company's panel makes, on every whole page, in a real browser: it appears without a reload, and goes when it is mended. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startServing } from '../../src/cli/pump-works.fixture.ts'
import type { DisruptionStanding } from '../../src/core/impact/page-answer.ts'
import type { ExampleState, Trouble } from '../../src/engine/example-ports.ts'
import { openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'
import { callsTo, waitUntil } from './calls.fixture.ts'

const OVERVIEWS = ['plantManager', 'sales', 'planner', 'coo'] as const
const KINDS: Readonly<Record<Trouble, DisruptionStanding['disruption']['kind']>> = {
  stopMachine: 'workUnitDown',
  slowMachine: 'workUnitSlow',
  scrapLot: 'scrap',
  lateSupplier: 'purchaseMoved',
  expiredCertificate: 'qualificationMissing',
  loseSignal: 'signalLost',
}
const PATIENCE_MS = 40_000

const folder = mkdtempSync(join(tmpdir(), 'throughline-browser-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
const pages = new Map<string, Page>()

before(async () => {
  if (withoutBrowser !== false) return
  server = await startServing(['--example', '--data', join(folder, 'data')])
  await post('/example/speed', { speed: 30 })
  browser = await openBrowser()
  for (const role of OVERVIEWS) pages.set(role, await browser.open(`${server.url}/?role=${role}`))
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const { ask, post } = callsTo(() => server.url)
const until = <T>(what: string, look: () => Promise<T | undefined | false>) => waitUntil(what, look, PATIENCE_MS)

const standings = async () => (await ask<{ readonly items: readonly DisruptionStanding[] }>('/standings')).items

/** What the trouble was made with: a work unit, a work order, a delivery. */
async function targetOf(trouble: Trouble): Promise<string | undefined> {
  const { state } = await ask<{ readonly state: ExampleState }>('/example')
  return state.troubles.find((each) => each.trouble === trouble)?.target
}

/** What the role's page says of a disruption, chosen among those that are open as a person would; undefined while it does not know it. */
async function sentenceOf(page: Page, id: string): Promise<string | undefined> {
  const heading = page.locator('main').locator('h1, h2').first()
  const picker = page.locator('main').getByRole('combobox')
  if ((await picker.count()) > 0) {
    await picker.first().click()
    const option = page.locator(`[role="option"][value="${id}"]`)
    const known = (await option.count()) > 0
    if (known) await option.click()
    else await page.keyboard.press('Escape')
    if (!known) return undefined
  }
  return (await heading.textContent()) ?? undefined
}

async function knows(page: Page, id: string): Promise<boolean> {
  const picker = page.locator('main').getByRole('combobox')
  if ((await picker.count()) === 0) return false
  await picker.first().click()
  const known = (await page.locator(`[role="option"][value="${id}"]`).count()) > 0
  await page.keyboard.press('Escape')
  return known
}

for (const trouble of Object.keys(KINDS) as readonly Trouble[]) {
  test(`${trouble}: every page tells of it without a reload, and of its end`, { skip: withoutBrowser }, async () => {
    const known = new Set((await standings()).map(({ disruption }) => disruption.id))
    for (const page of pages.values()) await page.evaluate(() => Object.assign(globalThis, { sameLoad: true }))
    const manager = pages.get('plantManager')
    assert.ok(manager !== undefined)
    const opener = manager.getByRole('button', { name: 'Make trouble' })
    if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click()
    const button = manager.locator(`[data-trouble="${trouble}"]`)
    const target = ((await button.textContent()) ?? '').trim()
    await button.click()
    const made = await until(`a disruption of ${trouble} at ${target}`, async () => {
      const at = await targetOf(trouble)
      // Other machines of the example break down by themselves.
      return (await standings()).find(
        ({ disruption: each }) =>
          each.kind === KINDS[trouble] &&
          !known.has(each.id) &&
          [each.workUnitId, each.workCenterId, each.workOrderId, each.purchaseOrderLineId].some((one) => one !== undefined && one === at),
      )
    })
    const { id, workUnitId } = made.disruption
    const name = made.place?.name ?? ''
    for (const [role, page] of pages) {
      const said = await until(`${role} to hear of ${id}`, () => sentenceOf(page, id))
      assert.ok(said.includes(name), `${role} reads "${said}", and it is about ${name}`)
    }
    if (trouble === 'stopMachine') await operatorSees(workUnitId ?? '', /(down|stopped|stands still)/i)
    await post('/example/recovery', { trouble })
    await until(`${id} to end`, async () => !(await standings()).some(({ disruption }) => disruption.id === id))
    for (const [role, page] of pages) {
      await until(`${role} to hear of the end of ${id}`, async () => !(await knows(page, id)))
      assert.equal(await page.evaluate(() => (globalThis as { sameLoad?: boolean }).sameLoad), true, `${role} was never reloaded`)
    }
  })
}

/** The card of whoever works at the unit. */
async function operatorSees(unit: string, words: RegExp): Promise<void> {
  const page = await browser.open(`${server.url}/?role=operator&unit=${encodeURIComponent(unit)}`)
  await until(`the operator of ${unit} to read ${words}`, async () => words.test((await page.locator('main').textContent()) ?? ''))
}
