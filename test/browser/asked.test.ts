/**
 * What is asked of people, in a real browser: an earlier end of a stop is asked of maintenance and never written, an action that waits says
 * when the plan has moved past it, and a team chooses its shift.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { runProgram, startServing, writePumpWorks } from '../../src/cli/pump-works.fixture.ts'
import type { Inbox } from '../../src/core/actions/answer.ts'
import type { Disruption } from '../../src/core/records/disruption.ts'
import { WEEKDAYS } from '../../src/core/records/shift.ts'
import { type Instant, instantFromMs } from '../../src/core/values/instant.ts'
import type { ActionCommand } from '../../src/engine/action-ports.ts'
import { findingsOn, openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'
import { callsTo } from './calls.fixture.ts'

const HOUR = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'throughline-asked-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
let page: Page
const startedMs = Date.now()

const inHours = (hours: number): Instant => instantFromMs(startedMs + hours * HOUR)

/** In the words of the plant's files: a wall clock time in Leipzig. */
function onTheWall(hours: number): string {
  const at = Temporal.Instant.from(inHours(hours)).toZonedDateTimeISO('Europe/Berlin')
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

/** Ten hours of work that are due in sixteen, on a welder that stands still for twelve. */
const STOP: Disruption = {
  ...{ id: 'weld-stands', kind: 'workUnitDown', workUnitId: 'welder-2' },
  ...{ startAt: inHours(-1), expectedEndAt: inHours(12), latestEndAt: inHours(12) },
}
const END_BY = { type: 'endBy', disruptionId: STOP.id, at: inHours(3) } as const

/** A work center that works in two shifts. */
const IN_SHIFTS = [
  { type: 'added', record: 'calendar', id: 'two', to: { id: 'two', name: 'Two shifts', zone: 'Europe/Berlin' } },
  ...(['Early', 'Late'] as const).map((name, k) => {
    const [startTime, endTime] = k === 0 ? ['06:00', '14:00'] : ['14:00', '22:00']
    const to = { id: name, name, calendarId: 'two', days: WEEKDAYS, startTime, endTime, working: true }
    return { type: 'added', record: 'shift', id: name, to }
  }),
  { type: 'added', record: 'workCenter', id: 'paint', to: { id: 'paint', name: 'Painting', calendarId: 'two' } },
]

before(async () => {
  if (withoutBrowser !== false) return
  const [soon, later] = [onTheWall(16), onTheWall(200)]
  const files = writePumpWorks(join(folder, 'files'), {
    'orders.csv': `no,item,qty,due,so\n4711,P-100,1,${soon},SO-1/1\n4712,P-100,1,${later},SO-2/1\n`,
    'operations.csv': 'order,seq,center,hours\n4711,10,weld,10\n4712,10,weld,1\n',
    'sales.csv': `no,order,customer,item,qty,confirmed,price\nSO-1/1,SO-1,C-1,P-100,1,${soon},9000.0000\nSO-2/1,SO-2,C-2,P-100,1,${later},1000.0000\n`,
  })
  const data = join(folder, 'data')
  const imported = await runProgram(['import', files, '--mapping', join(files, 'mapping.yaml'), '--apply', '--data', data])
  assert.equal(imported.code, 0, imported.err)
  server = await startServing(['--data', data])
  await post('/changes', { changes: [{ type: 'added', record: 'disruption', id: STOP.id, to: STOP }, ...IN_SHIFTS] })
  browser = await openBrowser()
  page = await browser.open(`${server.url}/board?role=planner&moves=${encodeURIComponent(JSON.stringify([END_BY]))}`)
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const { ask, post } = callsTo(() => server.url)

const decide = (command: ActionCommand) => post('/decisions', command)
const waiting = async () => (await ask<Inbox>('/inbox/maintenance')).actions.map(({ action }) => action)
const expectedEnd = async () => (await ask<Disruption>(`/disruptions/${STOP.id}`)).expectedEndAt

test('before a what-if is applied it says what is asked of whom; applying it writes no other end of the stop', {
  skip: withoutBrowser,
}, async () => {
  await page.getByLabel('Name it').fill('Back sooner')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Back sooner. Nothing of this is written yet.').waitFor()
  await page.getByRole('button', { name: 'Apply to the plan …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'What is asked of others' }).waitFor()
  await dialog.getByText('Maintenance', { exact: true }).waitFor()
  assert.equal(await dialog.getByText(/^Changed: /).count(), 0)
  assert.deepEqual(await findingsOn(page), [])
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click()
  await page.getByRole('heading', { name: 'Back sooner is part of the plan.' }).waitFor()
  const [asked, ...others] = await waiting()
  assert.deepEqual(
    [asked?.kind, asked?.state, asked?.moves, asked?.disruptionId, others.length],
    ['repairFirst', 'proposed', [END_BY], STOP.id, 0],
  )
  assert.equal(await expectedEnd(), STOP.expectedEndAt)
})

test('an action that the plan has moved past warns in the inbox, and taking it no longer stands out', {
  skip: withoutBrowser,
}, async () => {
  const inbox = await browser.open(`${server.url}/actions?inbox=maintenance`)
  const card = inbox.getByRole('article').first()
  const take = card.getByRole('button', { name: 'Take it' })
  await take.waitFor()
  assert.equal(await take.getAttribute('data-variant'), 'filled')
  const moves = [{ ...END_BY, at: inHours(4) }]
  await decide({ type: 'propose', actionId: 'other', kind: 'repairFirst', ownerRole: 'maintenance', disruptionId: STOP.id, moves })
  await decide({ type: 'take', actionId: 'other' })
  assert.equal(await expectedEnd(), moves[0]?.at)
  const doubtful = inbox.getByRole('article').filter({ hasText: 'By the plan of now it brings much less.' })
  await doubtful.waitFor()
  assert.match((await doubtful.textContent()) ?? '', /It was to bring:/)
  assert.equal(await doubtful.getByRole('button', { name: 'Take it' }).getAttribute('data-variant'), 'default')
  for (const width of [1440, 390]) {
    await inbox.setViewportSize({ width, height: 844 })
    assert.deepEqual(await findingsOn(inbox), [])
  }
  await inbox.close()
})

test('a team chooses a shift; of one with few people it reads what all of them kept, and why', { skip: withoutBrowser }, async () => {
  const kept = await browser.open(`${server.url}/kept/paint?role=operator&days=7`)
  const shift = kept.getByLabel('Shift')
  await shift.selectOption('Late')
  await kept.waitForURL(/shift=Late/)
  await kept
    .getByText(/too few people/i)
    .first()
    .waitFor()
  assert.equal(await shift.inputValue(), 'Late')
  assert.deepEqual(await findingsOn(kept), [])
  await kept.close()
})
