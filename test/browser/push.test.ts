/** Messages on a device in a real browser: what stands between, asking for them, what the worker shows of a message, and no more of them. The push service itself is the browser maker's. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { runProgram, startServing, writePumpWorks } from '../../src/cli/pump-works.fixture.ts'
import type { PostStatus } from '../../src/engine/message-ports.ts'
import { findingsOn, openBrowser, type TestBrowser, withoutBrowser } from './browser.fixture.ts'

const PATIENCE_MS = 30_000
const folder = mkdtempSync(join(tmpdir(), 'throughline-push-'))
let server: Awaited<ReturnType<typeof startServing>>
let browser: TestBrowser
let page: Page

before(async () => {
  if (withoutBrowser !== false) return
  const files = writePumpWorks(join(folder, 'files'))
  const data = join(folder, 'data')
  const imported = await runProgram(['import', files, '--mapping', join(files, 'mapping.yaml'), '--apply', '--data', data])
  assert.equal(imported.code, 0, imported.err)
  server = await startServing(['--data', data], { THROUGHLINE_PUSH_CONTACT: 'mailto:plant@works.example' })
  browser = await openBrowser()
  page = await browser.open(`${server.url}/actions?role=planner`)
})

after(async () => {
  if (withoutBrowser !== false) return
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const device = (of: Page) => of.getByRole('heading', { name: 'On this device' }).locator('xpath=ancestor::section[1]')

/** How many browsers asked for messages. */
async function subscriptions(): Promise<number | undefined> {
  const response = await fetch(`${server.url}/api/v1/message-status`)
  return ((await response.json()) as PostStatus).channels.find(({ channel }) => channel === 'push')?.subscriptions
}

/** The browser's own part, without the service of its maker: an address as one would hand out, kept as long as the page lives. */
const HANDED_OUT = `
  let given = null
  const key = (length) => btoa(String.fromCharCode(...new Uint8Array(length).fill(7))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  PushManager.prototype.getSubscription = async () => given
  PushManager.prototype.subscribe = async (options) => {
    window.askedWith = options
    const endpoint = 'https://push.works.example/abc'
    given = {
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh: key(65), auth: key(16) } }),
      unsubscribe: async () => { given = null; return true },
    }
    return given
  }
`

test('a browser that was told not to show messages says so, and what to do', { skip: withoutBrowser }, async () => {
  const own = await browser.open(`${server.url}/actions?role=planner`)
  await own.addInitScript(`Object.defineProperty(Notification, 'permission', { get: () => 'denied' })`)
  await own.reload()
  await device(own).getByText('This browser does not allow it. Allow notifications for this page').waitFor()
  assert.deepEqual(await findingsOn(own), [])
  await own.close()
})

test('where the push service can not be reached the page says so, and nothing is asked of the server', {
  skip: withoutBrowser,
}, async () => {
  await page.context().grantPermissions(['notifications'], { origin: server.url })
  await page.addInitScript(`PushManager.prototype.subscribe = async () => { throw new DOMException('no service', 'AbortError') }`)
  await page.reload()
  await device(page).getByRole('button', { name: 'Tell me on this device' }).click()
  await device(page).getByText('The browser got no address for messages.').waitFor({ timeout: PATIENCE_MS })
  assert.equal(await subscriptions(), 0)
  assert.deepEqual(await findingsOn(page), [])
})

test('messages of a role are asked for, of another role instead, and then no more', { skip: withoutBrowser }, async () => {
  const own = await browser.open(`${server.url}/actions?role=planner`)
  await own.context().grantPermissions(['notifications'], { origin: server.url })
  await own.addInitScript(HANDED_OUT)
  await own.reload()
  const { key } = (await (await fetch(`${server.url}/api/v1/push-key`)).json()) as { readonly key: string }
  const posted = own.waitForRequest((request) => request.url().endsWith('/push-subscriptions'))
  await device(own).getByRole('button', { name: 'Tell me on this device' }).click()
  const { endpoint, role, language } = (await posted).postDataJSON()
  assert.deepEqual([endpoint, role, language], ['https://push.works.example/abc', 'planner', 'en'])
  assert.deepEqual(await own.evaluate('window.askedWith'), { userVisibleOnly: true, applicationServerKey: key })
  await device(own).getByText('What Planner is told comes to this device.').waitFor()
  assert.equal(await subscriptions(), 1)
  assert.deepEqual(await findingsOn(own), [])

  await own.getByRole('combobox', { name: /inbox/i }).selectOption('Maintenance')
  await device(own).getByRole('button', { name: 'Tell me what Maintenance is told instead' }).click()
  await device(own).getByText('What Maintenance is told comes to this device.').waitFor()
  assert.equal(await subscriptions(), 1, 'one browser is one subscription')

  await device(own).getByRole('button', { name: 'No more on this device' }).click()
  await device(own).getByRole('button', { name: 'Tell me on this device' }).waitFor()
  assert.equal(await subscriptions(), 0)
  await own.close()
})

/** What the browser's devices say of the worker for messages. */
async function registrationOf(session: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/push-messages'))
      if (own !== undefined) resolve(own.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  return found
}

test('the worker shows a message in its words, one for each cause', { skip: withoutBrowser }, async () => {
  const session = await page.context().newCDPSession(page)
  const registrationId = await registrationOf(session)
  const shown = () =>
    page.evaluate(`navigator.serviceWorker.getRegistration('/push-messages')
      .then((registration) => registration.getNotifications())
      .then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, data })).sort((a, b) => (a.tag < b.tag ? -1 : 1)))`)
  const deliver = (message: object) =>
    session.send('ServiceWorker.deliverPushMessage', { origin: server.url, registrationId, data: JSON.stringify(message) })
  const link = `${server.url}/disruptions/D-1`
  await deliver({ title: 'Welder 2 has stopped', text: 'One promise slips.', link, tag: 'D-1' })
  await deliver({ title: 'Welder 2 has stopped: 2 promises', text: 'Two promises slip.', link, tag: 'D-1' })
  await deliver({ title: 'Asked of you', text: 'Look at the coolant.', link: null, tag: 'A-1' })
  const expected = [
    { title: 'Asked of you', body: 'Look at the coolant.', tag: 'A-1', data: { link: '/actions' } },
    { title: 'Welder 2 has stopped: 2 promises', body: 'Two promises slip.', tag: 'D-1', data: { link } },
  ]
  for (const endsAt = Date.now() + PATIENCE_MS; Date.now() < endsAt; await sleep(100)) if (isDeepStrictEqual(await shown(), expected)) break
  assert.deepEqual(await shown(), expected)
})

test('where the server sends no messages to browsers, the page says who can allow it', { skip: withoutBrowser }, async () => {
  await page.route('**/api/v1/push-key', (route) => route.fulfill({ json: { key: null } }))
  await page.reload()
  await device(page).getByText('This server sends no messages to browsers. Whoever runs it can allow them').waitFor()
  await page.unroute('**/api/v1/push-key')
})
