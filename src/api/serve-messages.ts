/** Serves messages to people: their words, drafts to customers, how deliveries stand, and browsers that want messages. */
import type { FastifyInstance } from 'fastify'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { MessageDesk, MessagePost } from '../engine/message-ports.ts'
import { messageRoutes } from './contract/messages.ts'
import { serve } from './handling.ts'

const NO_POST: Problem = {
  code: 'messages-none',
  message: 'This server sends no messages.',
  next: 'Configure a channel: mail, webhook, push or andon.',
  facts: {},
}

/** Without a post office, what it would answer fails with `messages-none`. */
export function serveMessages(app: FastifyInstance, desk: MessageDesk, post: MessagePost | undefined): void {
  const asking = async <R>(ask: (post: MessagePost) => Promise<Result<R>>): Promise<Result<R>> =>
    post === undefined ? failed(NO_POST) : ask(post)
  serve(app, messageRoutes.messages, async ({ params: { role }, query: { language, limit } }) =>
    ok({ items: await desk.messages({ role, language, limit }) }),
  )
  serve(app, messageRoutes.customerNote, ({ params: { id }, query: { language } }) =>
    desk.customerNote({ salesOrderLineId: id, ...(language === undefined ? {} : { language }) }),
  )
  serve(app, messageRoutes.messageStatus, () => asking(async (office) => ok(await office.status())))
  serve(app, messageRoutes.pushKey, async () => ok({ key: post?.pushKey ?? null }))
  serve(app, messageRoutes.subscribePush, ({ body }) => asking((office) => office.subscribePush(body)))
  serve(app, messageRoutes.unsubscribePush, ({ body: { endpoint } }) =>
    asking(async (office) => ok(await office.unsubscribePush(endpoint))),
  )
}
