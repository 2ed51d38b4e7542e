/** How a route of the contract becomes a route of the server: one place that reads the request and writes the answer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem, Result } from '../core/values/result.ts'
import type { Permission } from './contract/permissions.ts'
import type { ProblemDetails } from './contract/problem.ts'
import type { Route } from './contract/route.ts'
import type { Caller } from './guards.ts'
import { detailsOf, statusOf } from './problem-status.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route declares one; the server does not start otherwise. */
    permission?: Permission
  }
  interface FastifyRequest {
    /** Null on public routes. */
    caller: Caller | null
  }
}

export interface Asking<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Never null on routes that are not public. */
  readonly caller: Caller | null
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What a handler gives: the answer, or why there is none. `sent` is for those that write the response themselves. */
export type Handler<P, Q, B, R> = (asking: Asking<P, Q, B>) => Promise<Result<R> | 'sent'>

/** Serves `route` by `handler`. */
export function serve<P, Q, B, R>(app: FastifyInstance, route: Route<P, Q, B, R>, handler: Handler<P, Q, B, R>): void {
  const { media } = route
  const plain = media === 'application/json'
  const success =
    route.status === 204
      ? { description: route.answerDoc }
      : { description: route.answerDoc, content: { [media]: { schema: route.answer } } }
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    // A stream has no end that a HEAD could wait for.
    exposeHeadRoute: route.method === 'GET' && media !== 'text/event-stream',
    config: { permission: route.permission },
    schema: {
      operationId: route.id,
      tags: [route.tag],
      summary: route.summary,
      ...(route.description === '' ? {} : { description: route.description }),
      params: route.params,
      querystring: route.query,
      ...(route.body === null ? {} : { body: route.body }),
      response: plain && route.status !== 204 ? { [route.status]: success } : {},
    },
    async handler(request, reply) {
      const { params, query, body, caller } = request
      const answer = await handler({ params: params as P, query: query as Q, body: body as B, caller, request, reply })
      if (answer === 'sent') return reply
      if (!answer.ok) return sendProblem(request, reply, { problem: answer.problem })
      reply.code(route.status)
      if (route.status === 204) return reply.send()
      return reply.type(plain ? media : `${media}; charset=utf-8`).send(answer.value)
    },
  })
}

export interface Failing {
  readonly problem: Problem
  readonly errors?: ProblemDetails['errors']
  /** The path that was asked, unless stated. */
  readonly instance?: string
}

/** Answers with problem details. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, { problem, ...more }: Failing): FastifyReply {
  const status = statusOf(problem.code)
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="throughline"')
  if (status === 503) reply.header('retry-after', '2')
  if (status === 429) reply.header('retry-after', String(problem.facts.waitSeconds ?? 1))
  const details = detailsOf(problem, {
    instance: more.instance ?? pathOf(request.url),
    status,
    ...(more.errors === undefined ? {} : { errors: more.errors }),
  })
  // The route's own schema describes its answer, not its failure.
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(details)
}

export function pathOf(url: string): string {
  return url.split('?', 1)[0] as string
}
