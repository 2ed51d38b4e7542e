/** What a channel to people is: it takes one message to one address, and says whether it arrived there. */
import type { Notice } from '../core/records/notice.ts'
import type { Language } from '../core/values/language.ts'
import type { Problem, Result } from '../core/values/result.ts'

/** A message that is ready to be sent. The same `id` is sent again when it is not known whether it arrived. */
export interface Outgoing {
  readonly id: string
  readonly address: string
  readonly notice: Notice
  readonly language: Language
  readonly subject: string
  /** One to three short sentences. */
  readonly sentences: readonly string[]
  readonly next: string
  readonly more: string | null
  /** The page that shows it; null where nobody configured an address of the pages. */
  readonly link: string | null
}

export interface Channel {
  /** Never rejects. A problem with the code `address-gone` says that it need not be tried again. */
  send(message: Outgoing): Promise<Result<void>>
  close(): void
}

/** The whole of it as plain text, as mails and chats show it. */
export function plainText({ sentences, next, more, link }: Outgoing): string {
  return [sentences.join('\n'), next, ...(more === null ? [] : [more]), ...(link === null ? [] : [link])].join('\n\n')
}

/** Why something did not arrive. Addresses in the words of other servers are left out: the status is seen by many. */
export function notDelivered(next: string, reason: string): Problem {
  const shown = reason.replaceAll(/[^\s<>"',;()]+@[^\s<>"',;()]+/g, '(address)').slice(0, 300)
  return { code: 'delivery-failed', message: 'A message could not be delivered.', next, facts: { reason: shown } }
}

export function addressGone(reason: string): Problem {
  return {
    code: 'address-gone',
    message: 'Nobody is at this address any more.',
    next: 'Subscribe again on the device that is to get messages.',
    facts: { reason },
  }
}
