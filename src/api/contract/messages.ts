/** Routes about messages to people: in the words of a role, drafts to customers, how deliveries stand, and browsers that want messages. */
import { z } from 'zod'
import { OCCASIONS } from '../../core/records/notice.ts'
import { LANGUAGES } from '../../core/values/language.ts'
import { CHANNELS, type CustomerNote, type Message, type PostStatus } from '../../engine/message-ports.ts'
import { workRole } from './action-answers.ts'
import { pageLimit } from './records.ts'
import { route } from './route.ts'
import { instant, list, recordId, sameAs } from './values.ts'

const language = z.enum(LANGUAGES).meta({ id: 'Language', description: 'A language that messages are written in.' })

const message = sameAs<Message>()(
  z
    .object({
      noticeId: z.string(),
      role: workRole,
      occasion: z.enum(OCCASIONS),
      at: instant,
      disruptionId: z.string().nullable(),
      actionId: z.string().nullable(),
      language,
      subject: z.string().describe('At most 80 characters.'),
      sentences: list(z.string()).describe('One to three.'),
      next: z.string().describe('What to do next.'),
      more: z.string().nullable().describe('What was held back and is told with it.'),
    })
    .meta({ id: 'Message', description: 'A notice as its role reads it.' }),
)

const customerNote = sameAs<CustomerNote>()(
  z.object({ language, subject: z.string(), text: z.string() }).meta({
    id: 'CustomerNote',
    description: 'A draft to a customer. A person reads it, changes it and sends it.',
  }),
)

const postStatus = sameAs<PostStatus>()(
  z
    .object({
      channels: list(
        z.object({
          channel: z.enum(CHANNELS),
          on: z.boolean(),
          subscriptions: z.int(),
          delivered: z.int().describe('Within the last 30 days, as for those that were given up.'),
          waiting: z.int(),
          failing: z.int().describe('Waiting ones that were tried at least once.'),
          givenUp: z.int(),
          lastDeliveredAt: instant.nullable(),
          lastError: z.string().nullable().describe('The newest failure that is not mended, in words.'),
          nextTryAt: instant.nullable(),
        }),
      ),
      andon: z
        .object({ topic: z.string(), connected: z.boolean(), lastError: z.string().nullable() })
        .nullable()
        .describe('Null where off.'),
    })
    .meta({ id: 'MessageStatus', description: 'How messages to people stand. Instants are of the clock of the server.' }),
)

const asked = { method: 'GET', permission: 'plant.read', tag: 'Messages' } as const
const base64url = z.string().regex(/^[A-Za-z0-9_-]{16,200}={0,2}$/)
/** Push services have names and speak TLS: a server is not to be sent to addresses of its own network. */
const endpoint = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain })
  .max(2000)
  .describe('As the browser names it.')

export const messageRoutes = {
  messages: route({
    ...asked,
    id: 'messages',
    path: '/api/v1/inbox/{role}/messages',
    summary: 'What a role was told, in its words',
    params: z.strictObject({ role: workRole }),
    query: z.strictObject({ language: language.default('en'), limit: pageLimit }),
    answer: z.object({ items: list(message) }),
    answerDoc: 'Newest first.',
  }),
  customerNote: route({
    ...asked,
    id: 'customerNote',
    path: '/api/v1/promises/{id}/customer-note',
    summary: 'A draft to the customer of a promise',
    description: "Old date, new date, a reason fit to share; without a language, in the one of the customer's country. Nothing is sent.",
    params: z.strictObject({ id: recordId }),
    query: z.strictObject({ language: language.optional() }),
    answer: customerNote,
    answerDoc: 'The draft.',
  }),
  messageStatus: route({
    ...asked,
    id: 'messageStatus',
    path: '/api/v1/message-status',
    summary: 'How messages to people stand',
    answer: postStatus,
    answerDoc: 'Channel by channel, with the last failure in words.',
  }),
  pushKey: route({
    ...asked,
    id: 'pushKey',
    path: '/api/v1/push-key',
    summary: 'The key with which a browser subscribes to messages',
    answer: z.object({ key: z.string().nullable() }),
    answerDoc: 'Null where web push is off.',
  }),
  subscribePush: route({
    ...asked,
    method: 'POST',
    permission: 'session.own',
    id: 'subscribePush',
    path: '/api/v1/push-subscriptions',
    summary: 'Ask for the messages of a role on this device',
    description: 'Sent again, it takes the place of what the same browser had asked for.',
    body: z.strictObject({ endpoint, role: workRole, language, p256dh: base64url, auth: base64url }),
    status: 204,
    answerDoc: 'Asked for.',
  }),
  unsubscribePush: route({
    ...asked,
    method: 'POST',
    permission: 'session.own',
    id: 'unsubscribePush',
    path: '/api/v1/push-subscriptions/removals',
    summary: 'Ask for no more messages on this device',
    body: z.strictObject({ endpoint }),
    status: 204,
    answerDoc: 'It gets none any more.',
  }),
} as const
