/** Messages to people, as a server offers them: the channels that are configured, their post office, and the lights over work centers. */
import { readFileSync } from 'node:fs'
import { type Andon, openAndon } from '../channels/andon.ts'
import type { Channel } from '../channels/channel.ts'
import { mailChannel } from '../channels/mail.ts'
import { newPushKeys, type PushKeys, pushChannel } from '../channels/push.ts'
import { webhookChannel } from '../channels/webhook.ts'
import type { FloorConfig } from '../config/floor-settings.ts'
import type { MessageConfig } from '../config/message-settings.ts'
import { instantFromMs } from '../core/values/instant.ts'
import { failed, ok, type Problem } from '../core/values/result.ts'
import { CHANNELS, type ChannelName, type MessagePost, type Outbox, type PushSubscriptions } from '../engine/message-ports.ts'
import { keepLights } from './andon-lights.ts'
import type { SiteEngine } from './engine-calls.ts'
import { keptSecret } from './kept-secret.ts'
import { PostOffice, subscriptionsOf } from './post-office.ts'

export interface MessagesOptions {
  readonly config: MessageConfig
  readonly mqtt: FloorConfig['mqtt']
  /** Where machines are heard: the lights are on the same broker. */
  readonly brokerUrl: string
  readonly dataDir: string
  readonly engine: Pick<SiteEngine, 'status' | 'list' | 'entriesAfter' | 'subscribe' | 'andon'>
  readonly outbox: Outbox
  readonly pushSubscriptions: PushSubscriptions
  readonly report: (problem: Problem) => void
}

export interface Messages {
  readonly post: MessagePost
  stop(): Promise<void>
}

/** Rejects where keys or certificates can't be read. Without a channel nothing runs and nothing is sent. */
export async function startMessages(options: MessagesOptions): Promise<Messages> {
  const { config, engine, outbox, pushSubscriptions, report } = options
  const pushKeys = config.push === undefined ? null : await keptSecret(options.dataDir, 'web-push', newPushKeys)
  const channels = channelsOf(options, pushKeys)
  const nowMs = (): number => Date.now()
  const office = channels.size === 0 ? undefined : new PostOffice({ engine, outbox, pushSubscriptions, config, channels, report, nowMs })
  const andon = config.andon === undefined ? undefined : andonOf(options, config.andon.topic)
  const stopLights = andon === undefined ? undefined : keepLights({ engine, andon, language: config.language })
  return {
    post: postOf(options, { channels, pushKeys, andon }),
    async stop() {
      await office?.stop()
      await stopLights?.()
    },
  }
}

function channelsOf({ config, pushSubscriptions, engine }: MessagesOptions, pushKeys: PushKeys | null): ReadonlyMap<ChannelName, Channel> {
  const { mail, webhook, push } = config
  const channels = new Map<ChannelName, Channel>()
  if (mail !== undefined) channels.set('mail', mailChannel(mail))
  if (webhook !== undefined) channels.set('webhook', webhookChannel({ ...webhook, nowMs: () => Date.now() }))
  if (push !== undefined && pushKeys !== null) {
    const keysOf = async (endpoint: string) => {
      const { site } = await engine.status()
      return (await pushSubscriptions.all(site)).find((each) => each.endpoint === endpoint)
    }
    channels.set('push', pushChannel({ keys: pushKeys, contact: push.contact, keysOf }))
  }
  return channels
}

function andonOf({ mqtt, brokerUrl }: MessagesOptions, prefix: string): Andon {
  const { user, password, caFile, certFile, keyFile } = mqtt
  const pem = (name: 'ca' | 'cert' | 'key', file: string | undefined) => (file === undefined ? {} : { [name]: readFileSync(file, 'utf8') })
  return openAndon({
    url: brokerUrl,
    protocol: mqtt.url === undefined ? 4 : mqtt.protocol,
    prefix,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...pem('ca', caFile),
    ...pem('cert', certFile),
    ...pem('key', keyFile),
  })
}

interface Parts {
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly pushKeys: PushKeys | null
  readonly andon: Andon | undefined
}

function postOf({ config, engine, outbox, pushSubscriptions }: MessagesOptions, { channels, pushKeys, andon }: Parts): MessagePost {
  const site = async (): Promise<string> => (await engine.status()).site
  return {
    pushKey: pushKeys?.publicKey ?? null,
    async status() {
      const [counts, subscriptions] = await Promise.all([
        outbox.counts(await site()),
        subscriptionsOf({ config, channels, pushSubscriptions }, await site()),
      ])
      return {
        channels: CHANNELS.map((channel) => ({
          ...(counts.find((each) => each.channel === channel) ?? { ...NO_COUNTS, channel }),
          on: channels.has(channel),
          subscriptions: subscriptions.filter((each) => each.channel === channel).length,
        })),
        andon: andon === undefined ? null : { topic: config.andon?.topic ?? '', ...andon.status() },
      }
    },
    async subscribePush(subscription) {
      if (pushKeys === null) return failed(PUSH_OFF)
      await pushSubscriptions.put(await site(), subscription, instantFromMs(Date.now()))
      return ok(undefined)
    },
    unsubscribePush: async (endpoint) => pushSubscriptions.remove(await site(), endpoint),
  }
}

const NO_COUNTS = { delivered: 0, waiting: 0, failing: 0, givenUp: 0, lastDeliveredAt: null, lastError: null, nextTryAt: null } as const

const PUSH_OFF: Problem = {
  code: 'push-off',
  message: 'Messages to browsers are switched off.',
  next: 'Set push.contact in the configuration of the server.',
  facts: {},
}
