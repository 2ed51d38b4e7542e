/** From a stop on the floor to a mailbox and a chat: real engine, real PostgreSQL, real SMTP and HTTP, over failures and restarts. */
import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { startBroker } from '../src/broker/start-broker.ts'
import { openAndon } from '../src/channels/andon.ts'
import type { Channel } from '../src/channels/channel.ts'
import { mailChannel } from '../src/channels/mail.ts'
import { postOffice } from '../src/channels/outgoing.fixture.ts'
import { type SmtpServer, smtpServer } from '../src/channels/smtp-server.fixture.ts'
import { webhookChannel } from '../src/channels/webhook.ts'
import type { MessageConfig } from '../src/config/message-settings.ts'
import type { Problem } from '../src/core/values/result.ts'
import { decide, PRICED, settled, stopped } from '../src/engine/action-shop.fixture.ts'
import type { ChannelName } from '../src/engine/message-ports.ts'
import { added, MONDAY, planner } from '../src/engine/plant.fixture.ts'
import { type WeldShop, weldShopOn } from '../src/engine/weld-shop.fixture.ts'
import { keepLights } from '../src/host/andon-lights.ts'
import { PostOffice } from '../src/host/post-office.ts'
import type { SiteWriter } from '../src/store/site-writer.ts'
import { storeOfSuite, type TestStore } from '../src/store/store.fixture.ts'

const OFF: MessageConfig = {
  ...{
    language: 'en',
    pagesUrl: 'https://plant.example',
    mail: undefined,
    webhook: undefined,
    push: undefined,
    andon: undefined,
    mcp: false,
  },
}

/** Resolves once it is so; the test's own time limit says when that never comes. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(10)
}

type Shop = WeldShop<SiteWriter> & { close(): Promise<void> }

/** The welding shop on a real store, as a site of its own. */
async function shopOn({ store }: TestStore, site: string): Promise<Shop> {
  const writer = await store.siteStore(site)
  await writer.append(PRICED, planner)
  const shop = await weldShopOn(writer)
  return {
    ...shop,
    async close() {
      await shop.engine.stop()
      await writer.close()
    },
  }
}

interface Office {
  readonly reported: Problem[]
  /** How far it has read the journal. */
  readonly read: { seq: number }
  stop(): Promise<void>
}

/** Offices that a failed test has left open would keep the process alive. */
const open: PostOffice[] = []
after(async () => {
  for (const each of open) await each.stop()
})

/** A post office of the site with these channels; `laterMs` is how far its clock is ahead. */
function office(
  { store }: TestStore,
  shop: Pick<Shop, 'engine'>,
  how: {
    readonly site: string
    readonly config: MessageConfig
    readonly channels: readonly (readonly [ChannelName, Channel])[]
    readonly laterMs?: number
  },
): Office {
  const reported: Problem[] = []
  const read = { seq: 0 }
  const engine = {
    ...shop.engine,
    status: async () => ({ ...(await shop.engine.status()), site: how.site }),
    async entriesAfter(seq: number, limit: number) {
      read.seq = seq
      return shop.engine.entriesAfter(seq, limit)
    },
  }
  const running = new PostOffice({
    engine,
    ...{ outbox: store.outbox, pushSubscriptions: store.pushSubscriptions, config: how.config, channels: new Map(how.channels) },
    report: (problem) => reported.push(problem),
    nowMs: () => Date.now() + (how.laterMs ?? 0),
    gatherMs: 5,
  })
  open.push(running)
  return { reported, read, stop: () => running.stop() }
}

const mailTo = ({ url }: Pick<SmtpServer, 'url'>) => ({
  ...OFF,
  mail: {
    ...{ url, from: 'plant@works.example' },
    to: [
      { role: 'sales', language: 'de', address: 'anna@works.example' },
      { role: 'maintenance', language: 'es', address: 'taller@works.example' },
      { role: 'coo', language: 'en', address: 'coo@works.example' },
    ] as const,
  },
})

describe('messages on their way', { timeout: 60_000 }, () => {
  const suite = storeOfSuite()

  /** Weld 2 has stopped, and roles were told a minute later. */
  async function told(shop: Shop): Promise<void> {
    await stopped(shop)
    await settled(shop, 21.5)
    await until(async () => (await shop.engine.list('notice', { limit: 10 })).length === 6)
  }

  it('a stop reaches each subscribed role once, in its language, with the same numbers and a link; nobody else', async (t: TestContext) => {
    const server = await smtpServer(t)
    const shop = await shopOn(suite(), 'mails')
    const config = mailTo(server)
    const running = office(suite(), shop, { site: 'mails', config, channels: [['mail', mailChannel(config.mail)]] })
    await until(async () => (await suite().store.outbox.head('mails')) !== undefined)
    await told(shop)
    await until(() => server.mails.length === 2)
    const [sales, maintenance] = ['anna@works.example', 'taller@works.example'].map((to) =>
      server.mails.find((mail) => mail.to.includes(to)),
    )
    assert.equal(sales?.header('Subject'), 'Weld 2 steht: 1 Zusage, 1.000\u00a0EUR Umsatz')
    assert.match(
      sales?.text() ?? '',
      /Bestätigte Termine, die nicht halten: 1 Zusage für 1 Kunden \(Harbour Cranes\), 1\.000\u00a0EUR Umsatz\./,
    )
    assert.match(sales?.text() ?? '', /https:\/\/plant\.example\/disruptions\//)
    assert.match(maintenance?.text() ?? '', /Lo que espera la reparación: 1 compromiso con 1 cliente \(Harbour Cranes\)/)
    const [mail] = await suite().store.outbox.counts('mails')
    assert.deepEqual([mail?.delivered, mail?.waiting, mail?.lastError], [2, 0, null])
    await running.stop()
    const again = office(suite(), shop, { site: 'mails', config, channels: [['mail', mailChannel(config.mail)]] })
    await decide(shop, { type: 'propose', actionId: 'A', kind: 'check', ownerRole: 'sales', moves: [], what: 'Call them' })
    await settled(shop, 22)
    await until(() => server.mails.length === 3)
    assert.match(server.mails[2]?.header('Subject') ?? '', /^Gefragt: nachsehen/)
    await again.stop()
    await shop.close()
  })

  it('a mail server that is away loses nothing: it is tried again after a restart, and the failure is told in words meanwhile', async (t: TestContext) => {
    const server = await smtpServer(t)
    const shop = await shopOn(suite(), 'away')
    const config = mailTo({ url: 'smtp://127.0.0.1:1' })
    const first = office(suite(), shop, { site: 'away', config, channels: [['mail', mailChannel(config.mail)]] })
    await until(async () => (await suite().store.outbox.head('away')) !== undefined)
    await told(shop)
    await until(async () => (await suite().store.outbox.counts('away'))[0]?.failing === 2)
    const [counts] = await suite().store.outbox.counts('away')
    assert.match(counts?.lastError ?? '', /^A message could not be delivered\. .*Check the SMTP server/)
    assert.deepEqual([counts?.delivered, first.reported.length], [0, 2])
    await first.stop()
    const second = office(suite(), shop, {
      site: 'away',
      config,
      channels: [['mail', mailChannel(mailTo(server).mail)]],
      laterMs: 40_000,
    })
    await until(() => server.mails.length === 2)
    await until(async () => (await suite().store.outbox.counts('away'))[0]?.delivered === 2)
    await second.stop()
    await shop.close()
  })

  it('what was told while no office ran is delivered when it runs again', async (t: TestContext) => {
    const chat = await postOffice(t)
    const shop = await shopOn(suite(), 'closed')
    const config: MessageConfig = { ...OFF, webhook: { url: chat.url, secret: 'sixteen-or-more-characters', roles: ['planner'] } }
    const channels = (): readonly (readonly [ChannelName, Channel])[] => [
      ['webhook', webhookChannel({ url: chat.url, secret: 'sixteen-or-more-characters', nowMs: () => Date.now() })],
    ]
    const first = office(suite(), shop, { site: 'closed', config, channels: channels() })
    await until(async () => (await suite().store.outbox.head('closed')) !== undefined)
    await first.stop()
    await told(shop)
    assert.equal(chat.got.length, 0)
    const second = office(suite(), shop, { site: 'closed', config, channels: channels() })
    await until(() => chat.got.length === 1)
    assert.equal(JSON.parse(chat.got[0]?.body.toString('utf8') ?? '{}').role, 'planner')
    await second.stop()
    await shop.close()
  })

  it('what is older than a day when a channel is switched on is no news; a browser that is gone is forgotten', async (t: TestContext) => {
    const chat = await postOffice(t)
    const shop = await shopOn(suite(), 'old')
    const config: MessageConfig = { ...OFF, webhook: { url: chat.url, secret: 'sixteen-or-more-characters', roles: ['planner'] } }
    await suite().store.outbox.put('old', 1, [])
    await told(shop)
    const gone: Channel = {
      send: async () => ({ ok: false, problem: { code: 'address-gone', message: 'Gone.', next: 'Subscribe again.', facts: {} } }),
      close: () => undefined,
    }
    const browser = { endpoint: 'https://push.example/a', role: 'planner', language: 'de', p256dh: 'key', auth: 'secret' } as const
    await suite().store.pushSubscriptions.put('old', browser, MONDAY)
    const late = office(suite(), shop, { site: 'old', config, channels: [['push', gone]], laterMs: 25 * 3_600_000 })
    await decide(shop, { type: 'propose', actionId: 'A', kind: 'check', ownerRole: 'planner', moves: [] })
    await settled(shop, 22)
    await until(async () => (await shop.engine.list('notice', { limit: 10 })).length === 7)
    const { seq } = await shop.engine.status()
    await until(() => late.read.seq >= seq)
    await late.stop()
    assert.deepEqual(await suite().store.outbox.counts('old'), [])
    const fresh = office(suite(), shop, { site: 'old', config, channels: [['push', gone]] })
    await until(async () => (await suite().store.outbox.counts('old'))[0]?.givenUp === 2)
    assert.deepEqual(await suite().store.pushSubscriptions.all('old'), [])
    await fresh.stop()
    await shop.close()
  })

  it('a light over the work center goes on with a stop and out with its end, and nothing is published towards machines', async (t: TestContext) => {
    const broker = await startBroker({ address: '127.0.0.1', port: 0 })
    t.after(() => broker.stop())
    const heard: (readonly [topic: string, level: string])[] = []
    const listener = await connectAsync(broker.url)
    t.after(() => listener.endAsync())
    listener.on('message', (topic, payload) => heard.push([topic, JSON.parse(payload.toString('utf8')).level]))
    await listener.subscribeAsync(['#', 'spBv1.0/#'])
    const shop = await shopOn(suite(), 'lights')
    const andon = openAndon({ url: broker.url, protocol: 4, prefix: 'works/andon' })
    const stop = keepLights({ engine: shop.engine, andon, language: 'en' })
    await until(() => heard.length === 1)
    await told(shop)
    await until(() => heard.length === 2)
    await shop.engine.change([added('customer', { id: 'other', name: 'Other' })], planner)
    await shop.say(30, { state: 'producing', runningOrder: '4711/10', goodCount: 102, rejectCount: 0 })
    await until(() => heard.length === 3)
    assert.deepEqual(heard, [
      ['works/andon/welding', 'none'],
      ['works/andon/welding', 'stop'],
      ['works/andon/welding', 'none'],
    ])
    await stop()
    await shop.close()
  })
})
