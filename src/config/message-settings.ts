/** Settings of messages to people: which channels there are, who gets what through them, and whether other programs may read by MCP. All are off until configured. */
import { z } from 'zod'
import { WORK_ROLES, type WorkRole } from '../core/records/work-role.ts'
import { isLanguage, LANGUAGES, type Language } from '../core/values/language.ts'
import type { Problem } from '../core/values/result.ts'
import type { Setting } from './setting.ts'

/** Where the messages of a role go. */
export interface MailAddress {
  readonly role: WorkRole
  readonly language: Language
  readonly address: string
}

export interface MessageConfig {
  /** Of every message whose reader has named none. */
  readonly language: Language
  /** Where people open the pages, without a slash at its end; absent means that messages have no links. */
  readonly pagesUrl: string | undefined
  /** Absent means off, as for the others. */
  readonly mail: { readonly url: string; readonly from: string; readonly to: readonly MailAddress[] } | undefined
  readonly webhook: { readonly url: string; readonly secret: string; readonly roles: readonly WorkRole[] } | undefined
  readonly push: { readonly contact: string } | undefined
  readonly andon: { readonly topic: string } | undefined
  readonly mcp: boolean
}

const MCP = ['off', 'read'] as const

const isRole = (text: string): text is WorkRole => (WORK_ROLES as readonly string[]).includes(text)
const parts = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** `sales=anna@works.example` or `sales/de=anna@works.example`; undefined where it is neither. */
function addressOf(text: string, usual: Language): MailAddress | undefined {
  const [, role = '', language = usual, address = ''] = /^(\w+)(?:\/(\w+))?=([^\s=,<>]+@[^\s=,<>]+)$/.exec(text) ?? []
  return isRole(role) && isLanguage(language) ? { role, language, address } : undefined
}

const ROLE_LIST = WORK_ROLES.join(', ')

export const messageSettings: readonly Setting[] = [
  {
    key: 'messages.language',
    env: 'THROUGHLINE_MESSAGES_LANGUAGE',
    schema: z.enum(LANGUAGES),
    kind: 'text',
    allowed: LANGUAGES.join(', '),
    default: 'en',
    example: 'de',
    doc: 'The language of messages to whoever has named none, and of the lights over work centers.',
  },
  {
    key: 'messages.pagesUrl',
    env: 'THROUGHLINE_MESSAGES_PAGES_URL',
    schema: z.string().regex(/^https?:\/\/[^\s/?#@]+$/),
    kind: 'text',
    allowed: 'http://host:port or https://host, without a path',
    example: 'https://throughline.works.example',
    doc: 'Where people open the pages, for the links in messages. Without it, messages have no links.',
  },
  {
    key: 'mail.url',
    env: 'THROUGHLINE_MAIL_URL',
    schema: z.string().regex(/^smtps?:\/\/\S+$/),
    kind: 'text',
    allowed: 'smtp://user:password@host:587, or smtps://user:password@host:465 for TLS from the beginning',
    example: 'smtps://plant:secret@mail.works.example:465',
    doc: 'Your SMTP server. Messages go out by e-mail once this, `mail.from` and `mail.to` are set.',
    secret: true,
  },
  {
    key: 'mail.from',
    env: 'THROUGHLINE_MAIL_FROM',
    schema: z.string().regex(/^([^<>\r\n]+<)?[^\s<>@]+@[^\s<>@]+>?$/),
    kind: 'text',
    allowed: 'an address, or a name with an address in angle brackets',
    example: 'Throughline <plant@works.example>',
    doc: 'From whom mails come.',
  },
  {
    key: 'mail.to',
    env: 'THROUGHLINE_MAIL_TO',
    schema: z.string().refine((text) => parts(text).length > 0 && parts(text).every((each) => addressOf(each, 'en') !== undefined)),
    kind: 'text',
    allowed: `role=address or role/language=address, with commas between them; roles: ${ROLE_LIST}; languages: ${LANGUAGES.join(', ')}`,
    example: 'teamLead/de=lead@works.example, sales=sales@works.example',
    doc: 'Who gets the messages of which role by e-mail. A role may have several addresses, an address several roles.',
  },
  {
    key: 'webhook.url',
    env: 'THROUGHLINE_WEBHOOK_URL',
    schema: z.string().regex(/^https?:\/\/\S+$/),
    kind: 'text',
    allowed: 'http:// or https:// and an address',
    example: 'https://chat.works.example/hooks/throughline',
    doc: 'A chat tool or a program that gets every message as JSON. Needs `webhook.secret`.',
    secret: true,
  },
  {
    key: 'webhook.secret',
    env: 'THROUGHLINE_WEBHOOK_SECRET',
    schema: z.string().min(16).max(200),
    kind: 'text',
    allowed: '16 to 200 characters',
    example: 'sixteen-or-more-characters',
    doc: 'The key of the signature in each post, with which the other side tells that it is from here.',
    secret: true,
  },
  {
    key: 'webhook.roles',
    env: 'THROUGHLINE_WEBHOOK_ROLES',
    schema: z.string().refine((text) => parts(text).length > 0 && parts(text).every(isRole)),
    kind: 'text',
    allowed: `roles with commas between them: ${ROLE_LIST}`,
    example: 'teamLead, maintenance',
    doc: 'Whose messages are posted; those of all roles when not set.',
  },
  {
    key: 'push.contact',
    env: 'THROUGHLINE_PUSH_CONTACT',
    schema: z.string().regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/),
    kind: 'text',
    allowed: 'mailto: and an address, or https:// and an address',
    example: 'mailto:plant@works.example',
    doc: 'Allows browsers to subscribe to messages (web push), and tells their push services whom to write to. The server then reaches these services over the internet.',
  },
  {
    key: 'andon.topic',
    env: 'THROUGHLINE_ANDON_TOPIC',
    schema: z.string().regex(/^(?!(spBv1\.0|STATE)(\/|$))[^$/+#\s][^+#\s]{0,149}(?<!\/)$/i),
    kind: 'text',
    allowed: 'a topic of 1 to 150 characters without +, # and spaces, that is neither a Sparkplug topic nor one of the broker itself',
    example: 'throughline/andon',
    doc: 'Publishes what is open at each work center, retained, under this topic of the broker that machines use, for lights and screens. Nothing is published when not set.',
  },
  {
    key: 'mcp.access',
    env: 'THROUGHLINE_MCP_ACCESS',
    schema: z.enum(MCP),
    kind: 'text',
    allowed: MCP.join(', '),
    default: 'off',
    example: 'read',
    doc: 'With `read`, programs that speak the Model Context Protocol may read at /mcp what their account may read. People appear under pseudonyms.',
  },
]

type Values = ReadonlyMap<string, string | number | undefined>

export function messageConfigOf(values: Values): MessageConfig {
  const text = (key: string): string | undefined => values.get(key) as string | undefined
  const language = text('messages.language') as Language
  const [mailUrl, from, to] = [text('mail.url'), text('mail.from'), text('mail.to')]
  const [hookUrl, secret, roles] = [text('webhook.url'), text('webhook.secret'), text('webhook.roles')]
  const [contact, topic] = [text('push.contact'), text('andon.topic')]
  const hasMail = mailUrl !== undefined && from !== undefined && to !== undefined
  return {
    language,
    pagesUrl: text('messages.pagesUrl'),
    mail: hasMail ? { url: mailUrl, from, to: parts(to).flatMap((each) => addressOf(each, language) ?? []) } : undefined,
    webhook:
      hookUrl === undefined || secret === undefined
        ? undefined
        : { url: hookUrl, secret, roles: roles === undefined ? WORK_ROLES : parts(roles).filter(isRole) },
    push: contact === undefined ? undefined : { contact },
    andon: topic === undefined ? undefined : { topic },
    mcp: text('mcp.access') === 'read',
  }
}

/** Settings that are nothing without each other. */
const TOGETHER = [
  ['mail.url', 'mail.from', 'mail.to'],
  ['webhook.url', 'webhook.secret'],
] as const

export function problemsOfMessages(values: Values): readonly Problem[] {
  const isSet = (key: string): boolean => values.get(key) !== undefined
  const problems = TOGETHER.flatMap((group): Problem[] => {
    const missing = group.filter((key) => !isSet(key))
    const present = group.find(isSet)
    return present === undefined || missing.length === 0 ? [] : [conflict(present, `Also set ${missing.join(' and ')}.`)]
  })
  return isSet('webhook.roles') && !isSet('webhook.url')
    ? [...problems, conflict('webhook.roles', 'Also set webhook.url, or leave it out.')]
    : problems
}

function conflict(key: string, next: string): Problem {
  return { code: 'config-conflict', message: 'A setting does not fit the others.', next, facts: { key } }
}
