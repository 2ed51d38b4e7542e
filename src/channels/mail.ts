/** Messages by e-mail, over the SMTP server that was configured. */
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { failed, ok } from '../core/values/result.ts'
import { type Channel, notDelivered, type Outgoing, plainText } from './channel.ts'

export interface MailOptions {
  /** As `smtps://user:password@host:465`; with `smtp://`, TLS is begun where the server offers it. */
  readonly url: string
  readonly from: string
}

const TIMEOUT_MS = 10_000

export function mailChannel({ url, from }: MailOptions): Channel {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const transport = createTransport({ url, ...timeouts })
  return {
    async send(message) {
      try {
        await transport.sendMail({ from, ...mailOf(message) })
        return ok(undefined)
      } catch (error) {
        const next = 'Check the SMTP server, its user and password, and the address; it is tried again by itself.'
        return failed(notDelivered(next, error instanceof Error ? error.message : String(error)))
      }
    },
    close: () => transport.close(),
  }
}

/** One thread for each cause. A mail that is sent again has the same id, so that a mail program can show it once. */
function mailOf(message: Outgoing) {
  const { id, address, notice, language, subject } = message
  const about = notice.disruptionId ?? notice.actionId ?? notice.id
  return {
    to: address,
    subject,
    text: `${plainText(message)}\n`,
    messageId: `<${digest(id)}@throughline.invalid>`,
    references: `<${digest(about)}@throughline.invalid>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
