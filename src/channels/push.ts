/** Messages to browsers by web push: encrypted for the browser alone (RFC 8291), signed as ours (RFC 8292). */
import webPush from 'web-push'
import { failed } from '../core/values/result.ts'
import { addressGone, type Channel, notDelivered, type Outgoing } from './channel.ts'
import { post } from './post.ts'

/** A pair of keys that says that pushes are from this server; base64url. */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

export interface PushOptions {
  readonly keys: PushKeys
  /** Whom a push service may write to, as `mailto:` or `https:`. */
  readonly contact: string
  /** What a browser gave when it subscribed; undefined once it was removed. */
  readonly keysOf: (endpoint: string) => Promise<{ readonly p256dh: string; readonly auth: string } | undefined>
}

/** After this a message is no news, and a push service need not keep it for a browser that is off. */
const KEPT_SECONDS = 4 * 3600
/** Push services take 4096 bytes; encryption needs some of them. */
const TEXT_MAX = 2500

export function newPushKeys(): PushKeys {
  return webPush.generateVAPIDKeys()
}

export function pushChannel({ keys, contact, keysOf }: PushOptions): Channel {
  return {
    async send(message) {
      const browser = await keysOf(message.address)
      if (browser === undefined) return failed(addressGone('The subscription was removed.'))
      let request: ReturnType<typeof webPush.generateRequestDetails>
      try {
        request = webPush.generateRequestDetails({ endpoint: message.address, keys: browser }, JSON.stringify(payloadOf(message)), {
          vapidDetails: { subject: contact, ...keys },
          TTL: KEPT_SECONDS,
          urgency: message.notice.occasion === 'settled' || message.notice.occasion === 'over' ? 'low' : 'high',
        })
      } catch (error) {
        return failed(notDelivered('Subscribe again on that device.', error instanceof Error ? error.message : String(error)))
      }
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      return post({ url: request.endpoint, headers, body: new Uint8Array(request.body ?? Buffer.alloc(0)) })
    },
    close: () => undefined,
  }
}

/** What the service worker of the pages shows. */
function payloadOf({ id, notice, subject, sentences, next, link }: Outgoing) {
  const text = [...sentences, next].join(' ')
  return {
    id,
    title: subject,
    text: text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text,
    link,
    tag: notice.disruptionId ?? notice.actionId ?? id,
  }
}
