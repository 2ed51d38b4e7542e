/** Messages to a chat tool or a program, as JSON with a signature: whoever gets one can tell that it is from here, and new. */
import { createHmac } from 'node:crypto'
import { failed } from '../core/values/result.ts'
import { type Channel, notDelivered, type Outgoing, plainText } from './channel.ts'
import { post } from './post.ts'

export interface WebhookOptions {
  readonly url: string
  /** Known to both sides; the key of the signature. */
  readonly secret: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly nowMs: () => number
}

export const SIGNATURE_HEADER = 'throughline-signature'

export function webhookChannel({ url, secret, nowMs }: WebhookOptions): Channel {
  return {
    async send(message) {
      const body = JSON.stringify(bodyOf(message))
      const sentAt = Math.floor(nowMs() / 1000)
      const sent = await post({
        url,
        body,
        headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: `t=${sentAt},v1=${signature(secret, sentAt, body)}` },
      })
      // A chat whose address is gone is a mistake of the configuration: it is tried again, and seen, until somebody mends it.
      if (sent.ok || sent.problem.code !== 'address-gone') return sent
      return failed(notDelivered('Correct webhook.url; it is tried again by itself.', String(sent.problem.facts.reason)))
    },
    close: () => undefined,
  }
}

/** HMAC-SHA256 in hex over the seconds since 1970, a dot, and the body. */
function signature(secret: string, sentAt: number, body: string): string {
  return createHmac('sha256', secret).update(`${sentAt}.${body}`).digest('hex')
}

/** `text` is what chat tools show; the rest is for programs. */
function bodyOf(message: Outgoing) {
  const { id, notice, language, subject, sentences, next, more, link } = message
  const { role, occasion, at, disruptionId = null, actionId = null, facts } = notice
  return {
    ...{ id, text: `${subject}\n\n${plainText(message)}` },
    ...{ role, occasion, at, language, subject, sentences, next, more, link, disruptionId, actionId, facts },
  }
}
