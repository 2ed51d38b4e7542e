/**
 * From impact to action to outcome in a real browser: what can be done is read, tried and taken through the page; its role finds it in its
 * inbox; the cause ends, and the outcome stands on the page and in the ledger without a reload.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { startServing } from '../../src/cli/pump-works.fixture.ts'
import type { ActionStanding, CountermeasureAnswer, Ledger } from '../../src/core/actions/answer.ts'
import type { PromiseAnswer } from '../../src/core/impact/answer.ts'
import type { DisruptionStanding } from '../../src/core/impact/page-answer.ts'
import type { PeopleUseCount } from '../../src/engine/people-ports.ts'
import { findingsOn, openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'
import { callsTo, waitUntil } from './calls.fixture.ts'

const PATIENCE_MS = 60_000
const STOP = { trouble: 'stopMachine', target: 'bench-2' } as const
const DAY = 86_400_000

const folder = mkdtempSync(join(tmpdir(), 'throughline-actions-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
let page: Page
let stopId = ''
let gapId = ''
let taken: ActionStanding

before(async () => {
  if (withoutBrowser !== false) return
  server = await startServing(['--example', '--data', join(folder, 'data')])
  await until('the machines run', async () => (await ask<{ readonly state: { readonly running: boolean } }>('/example')).state.running)
  await post('/example/trouble', STOP)
  stopId = await until('the stop', async () => (await standings()).find(({ disruption }) => disruption.kind === 'workUnitDown')).then(
    ({ disruption }) => disruption.id,
  )
  gapId = await until('the gap', async () => (await standings()).find(({ disruption }) => disruption.kind === 'qualificationMissing')).then(
    ({ disruption }) => disruption.id,
  )
  await until('a measure against the stop', async () => {
    const { items } = await ask<CountermeasureAnswer>(`/disruptions/${stopId}/countermeasures`)
    return items.some(({ moves, kind }) => kind !== 'repairFirst' && moves.length > 0)
  })
  browser = await openBrowser()
  page = await browser.open(`${server.url}/disruptions/${stopId}?role=planner`)
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
const actions = async () => (await ask<{ readonly items: readonly ActionStanding[] }>('/actions?limit=100')).items
const section = (of: Page, title: string) =>
  of.getByRole('heading', { name: title, exact: true, level: 2 }).locator('xpath=ancestor::section[1]')
const measures = () => section(page, 'What can be done').getByRole('article')
const underWay = () => section(page, 'What is under way').getByRole('article')
/** The focus comes back when a dialog has left, which takes it a moment. */
async function hasFocus(what: Locator): Promise<boolean> {
  for (const endsAt = Date.now() + 5000; Date.now() < endsAt; await sleep(50))
    if (await what.evaluate((element) => element.matches(':focus'))) return true
  return false
}

test('what can be done is told best first, each with what it saves, costs and whom it harms', { skip: withoutBrowser }, async () => {
  await measures().first().waitFor()
  const first = measures().first()
  assert.match((await first.textContent()) ?? '', /saved(, net of cost|; not all of the cost is known).*(Keeps|Saves)/s)
  await first.getByText(/^Who wins \(\d+\) and who loses \(\d+\)$/).click()
  await first.getByRole('heading', { name: 'Comes earlier' }).waitFor()
  await first.getByText(/^How sure, and how it has worked/).click()
  await first.getByText(/This kind has (not )?been settled/).waitFor()
  assert.deepEqual(await actions(), [], 'reading decides nothing')
})

test('the page of a late promise tells what would help it, with its new date and the way to the board', {
  skip: withoutBrowser,
}, async () => {
  const helped = await until('a measure that brings a late promise forward', async () => {
    const { items } = await ask<CountermeasureAnswer>(`/disruptions/${stopId}/countermeasures`)
    const shift = items.flatMap(({ wins }) => wins).find(({ lateBefore }) => lateBefore)
    const { causes = [] } = shift === undefined ? {} : await ask<PromiseAnswer>(`/promises/${encodeURIComponent(shift.salesOrderLineId)}`)
    return causes.some(({ disruptionId }) => disruptionId === stopId) ? shift : undefined
  })
  const own = await browser.open(`${server.url}/promises/${encodeURIComponent(helped?.salesOrderLineId ?? '')}?role=sales`)
  const help = section(own, 'What would help it')
  await help
    .getByRole('heading', { name: /^Against / })
    .first()
    .waitFor()
  const row = help.getByRole('listitem').first()
  await row.locator('time').first().waitFor()
  assert.match((await row.textContent()) ?? '', /saved(, net of cost|; not all of the cost is known)$/)
  for (const width of [1440, 390]) {
    await own.setViewportSize({ width, height: 844 })
    assert.deepEqual(await findingsOn(own), [])
  }
  await own.close()
})

test('taking it shows the plan before and after, and what is written; cancelling writes nothing', { skip: withoutBrowser }, async () => {
  const take = measures()
    .filter({ hasNotText: 'Repair it first' })
    .first()
    .getByRole('button', { name: /^Take it/ })
  await take.click()
  const dialog = page.getByRole('dialog', { name: 'Take it?' })
  await dialog.getByRole('heading', { name: 'The plan before and after' }).waitFor()
  await dialog.getByText('What applying writes').click()
  await dialog
    .getByText(/^(New|Changed|Removed): /)
    .first()
    .waitFor()
  assert.deepEqual(await findingsOn(page), [])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  assert.deepEqual(await actions(), [])
})

test('whoever cancels is back on the button, although the list was renewed meanwhile', { skip: withoutBrowser }, async () => {
  const list = section(page, 'What can be done').getByRole('group', { name: 'What can be done' })
  const rows = list.getByRole('article')
  const heading = (await rows.first().getByRole('heading', { level: 3 }).textContent()) ?? ''
  const take = list.getByRole('button', { name: `Take it: ${heading}`, exact: true })
  const dialog = page.getByRole('dialog', { name: 'Take it?' })
  const renewed = '**/api/v1/disruptions/*/countermeasures*'
  for (const leave of [() => page.keyboard.press('Escape'), () => dialog.getByRole('button', { name: 'Cancel' }).click()]) {
    await take.click()
    await dialog.waitFor()
    const answered = new Promise<void>((resolve) => {
      void page.route(renewed, async (route) => {
        const response = await route.fetch()
        const answer = (await response.json()) as CountermeasureAnswer
        const others = answer.items.filter(({ what }) => JSON.stringify(what) !== JSON.stringify(answer.items[0]?.what))
        await route.fulfill({ response, json: { ...answer, items: others.map((each) => ({ ...each, id: `${each.id}-again` })) } })
        resolve()
      })
    })
    await answered
    await leave()
    await dialog.waitFor({ state: 'detached' })
    assert.ok(await hasFocus(take), 'the focus is lost')
    await list.getByRole('button', { name: 'Show the newest' }).waitFor()
    // One that is asked for at this moment may be answered as it is.
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
  await list.getByRole('button', { name: 'Show the newest' }).click()
  assert.ok(await hasFocus(list), 'the focus went with the button')
})

test('it is taken; the page goes to it, and its projection without it is frozen', { skip: withoutBrowser }, async () => {
  await measures()
    .filter({ hasNotText: 'Repair it first' })
    .first()
    .getByRole('button', { name: /^Take it/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it', exact: true }).click()
  await underWay().first().getByText('Next: whoever does it says that it is done.').waitFor()
  const [action, ...others] = await actions()
  assert.ok(action !== undefined)
  assert.deepEqual(others, [])
  taken = action
  assert.equal(taken.action.state, 'taken')
  assert.equal(taken.action.disruptionId, stopId)
  assert.ok(taken.action.frozen !== undefined && (taken.action.planned?.length ?? 0) > 0)
  assert.ok(await hasFocus(underWay().first()), 'the focus follows what was done')
  await page.getByRole('link', { name: '1 action is under way' }).waitFor()
  assert.deepEqual(await findingsOn(page), [])
})

test('what it changed in the plan comes as a file', { skip: withoutBrowser }, async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    underWay().getByRole('link', { name: 'What it changed, as a file' }).click(),
  ])
  assert.match(readFileSync(await download.path(), 'utf8'), /^record,id,field,before,after\r?\n./)
})

test('its role finds it in its inbox and says that it is done, and the other page knows without a reload', {
  skip: withoutBrowser,
}, async () => {
  const inbox = await browser.open(`${server.url}/actions?role=planner&inbox=${taken.action.ownerRole}`)
  const card = section(inbox, 'Taken on').getByRole('article').first()
  await card.getByRole('button', { name: 'It is done' }).click()
  await card.getByText('Next: the cause ends, and it shows whether it worked.').waitFor()
  await underWay().first().getByText('Next: the cause ends, and it shows whether it worked.').waitFor()
  assert.ok(await hasFocus(card))
  await inbox.close()
})

test('somebody is asked in a person’s own words, talks about it, and gives it up for a reason', { skip: withoutBrowser }, async () => {
  await page.getByRole('button', { name: 'Ask for something else …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask someone for it' })
  await dialog.getByLabel('What is to be done').fill('Look at the pressure sensor')
  await dialog.getByLabel('Who is asked').selectOption('Maintenance')
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  const card = underWay().filter({ hasText: 'Look at the pressure sensor' })
  await card.getByText('Next: somebody takes it.').waitFor()
  const talk = section(page, 'Discussion')
  await talk.getByLabel('Say something').fill('The spare one is in rack 4.')
  await talk.getByRole('button', { name: 'Send' }).click()
  await talk.getByText('The spare one is in rack 4.').waitFor()
  await card.getByRole('button', { name: 'Drop it …' }).click()
  await card.getByLabel('Why it is dropped').fill('It was a loose cable')
  await card.getByRole('button', { name: 'Drop it', exact: true }).click()
  await card.getByText('Given up: It was a loose cable').waitFor()
})

test('a role hears no more of it for a while, and then again', { skip: withoutBrowser }, async () => {
  await page.getByText('Hear no more of it for a while').click()
  await page.getByRole('textbox', { name: 'Why', exact: true }).fill('The repair is under way')
  await page.getByRole('button', { name: 'Shelve it' }).click()
  await page.getByText(/^Planner hears no more of it until .*: The repair is under way$/).waitFor()
  await page.getByRole('button', { name: 'Hear of it again' }).click()
  await page.getByText(/The repair is under way$/).waitFor({ state: 'detached' })
})

test('names of people come only when somebody asks for them, by the alphabet; who lacks something is chosen with a reason alone', {
  skip: withoutBrowser,
}, async () => {
  const uses = async () => (await ask<{ readonly uses: readonly PeopleUseCount[] }>('/people-data')).uses
  const gap = await browser.open(`${server.url}/disruptions/${gapId}?role=plantManager`)
  const who = section(gap, 'Who can act')
  await who.getByRole('button', { name: 'Show who can act' }).waitFor()
  assert.deepEqual(await uses(), [])
  await who.getByRole('button', { name: 'Show who can act' }).click()
  await who.getByRole('heading', { name: 'Short of one thing' }).waitFor()
  const names = await who.getByRole('heading', { name: 'Short of one thing' }).locator('xpath=..').locator('li strong').allTextContents()
  assert.ok(names.length > 0)
  assert.deepEqual(
    names,
    [...names].sort((a, b) => a.localeCompare(b, 'de')),
  )
  assert.equal((await uses()).find(({ use }) => use === 'whoCanAct')?.times, 1)
  await who.getByRole('button', { name: `Choose ${names[0]}` }).click()
  const dialog = gap.getByRole('dialog', { name: 'Take it?' })
  const takeIt = dialog.getByRole('button', { name: 'Take it', exact: true })
  await dialog.getByLabel('Reason for choosing somebody who lacks it').waitFor()
  assert.ok(await takeIt.isDisabled(), 'a reason is needed')
  assert.deepEqual(await findingsOn(gap), [])
  await dialog.getByLabel('Reason for choosing somebody who lacks it').fill('Swaps the shift; agreed with the team')
  await takeIt.click()
  const card = section(gap, 'What is under way').getByRole('article').first()
  await card.getByText('Somebody was chosen for it.').waitFor()
  assert.equal(await card.getByText(names[0] ?? '').count(), 0, 'the card tells no name by itself')
  await card.getByRole('button', { name: 'Show who' }).click()
  await card.getByText(names[0] ?? '').waitFor()
  await gap.close()
})

test('what was taken is taken back, and the plan is as it was', { skip: withoutBrowser }, async () => {
  const own = await browser.open(`${server.url}/disruptions/${gapId}?role=planner`)
  // Whoever was chosen is moved to the shift that lacked them.
  const inPlan = await until('it is taken', async () =>
    (await actions()).find(({ action }) => action.disruptionId === gapId && action.planned !== undefined),
  )
  const card = own.locator(`[id="action-${inPlan.action.id}"]`)
  await card.getByRole('button', { name: 'Take back what it changed …' }).click()
  await card.getByRole('button', { name: 'Take it back' }).click()
  await section(own, 'What is under way')
    .getByText(/Its changes of the plan were taken back/)
    .waitFor()
  const undone = (await actions()).find(({ action }) => action.id === inPlan.action.id)
  assert.ok(undone?.action.undoneAt !== undefined)
  await own.close()
})

test('the cause ends: the page tells what came of it and how that was reached, without a reload', { skip: withoutBrowser }, async () => {
  await post('/example/recovery', STOP)
  const outcome = section(page, 'What came of it')
  await outcome.waitFor({ timeout: PATIENCE_MS })
  await outcome
    .getByText(/^. (It |There is not enough data)/)
    .first()
    .waitFor()
  await outcome.getByText('How this was reached').first().click()
  await outcome.getByText(/The plan without it is that of .* \(journal entry [\d,]+\); it was settled/).waitFor()
  assert.deepEqual(await findingsOn(page), [])
})

test('its role confirms it, and it is settled', { skip: withoutBrowser }, async () => {
  const inbox = await browser.open(`${server.url}/actions?role=planner&inbox=${taken.action.ownerRole}`)
  await section(inbox, 'Waits for you').getByRole('article').getByRole('button', { name: 'Confirm' }).click()
  await section(inbox, 'Settled in the last seven days').getByText('Nothing more is to be done.').waitFor()
  assert.deepEqual(await findingsOn(inbox), [])
  await inbox.close()
})

test('the ledger tells what it was worth, opens it to how it was reached, and comes as a file', { skip: withoutBrowser }, async () => {
  const now = Date.now()
  const range = new URLSearchParams({ from: new Date(now - 30 * DAY).toISOString(), to: new Date(now + 30 * DAY).toISOString() })
  const { lines } = await ask<Ledger>(`/ledger?${range}`)
  assert.equal(lines.length, 1)
  const book = await browser.open(`${server.url}/ledger?role=finance`)
  await book.getByRole('heading', { level: 1 }).getByText('1 action settled').waitFor()
  for (const title of ['By cause', 'By measure', 'By team']) await section(book, title).getByRole('row').nth(1).waitFor()
  await book.getByText('What came of it').click()
  await book.getByText('How this was reached').waitFor()
  assert.deepEqual(await findingsOn(book), [])
  await book.setViewportSize({ width: 390, height: 844 })
  assert.deepEqual(await findingsOn(book), [])
  const [download] = await Promise.all([book.waitForEvent('download'), book.getByRole('button', { name: 'Export as CSV' }).click()])
  const csv = readFileSync(await download.path(), 'utf8')
  assert.match(download.suggestedFilename(), /^ledger-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)
  assert.ok(csv.includes(`,${taken.action.id},`), csv)
  await book.close()
})

test('a team reads what its work kept for customers', { skip: withoutBrowser }, async () => {
  const kept = await browser.open(`${server.url}/kept/test?role=operator&days=90`)
  await kept.getByText('What we did for our customers').waitFor()
  await kept.close()
})
