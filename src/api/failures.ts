/** What the server says when a request is not served: each failure of the framework as a problem of ours, and nothing of the inside. */
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../core/values/result.ts'
import { pathOf, sendProblem } from './handling.ts'
import { detailsOf, problemOf } from './problem-status.ts'

/** One line of the log: plain fields. */
export type LogLine = Readonly<Record<string, string | number | undefined>>

const byFrameworkCode: Readonly<Record<string, Omit<Problem, 'facts'>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body-too-large',
    message: 'The body is too large.',
    next: 'Send less at a time; files belong into an import.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'media-type-unsupported',
    message: 'The body is not JSON.',
    next: 'Send JSON with the header content-type: application/json.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: 'body-unreadable',
    message: 'The body can not be read as JSON.',
    next: 'Correct the JSON and send it again.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'body-unreadable',
    message: 'The body can not be read as JSON.',
    next: 'Correct the JSON and send it again.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'body-unreadable',
    message: 'The body is not as long as announced.',
    next: 'Send it again whole.',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    code: 'request-invalid',
    message: 'The request does not have the shape that the route expects.',
    next: 'Shorten the path.',
  },
  FST_ERR_BAD_URL: {
    code: 'request-invalid',
    message: 'The request does not have the shape that the route expects.',
    next: 'Correct the encoding of the path.',
  },
}

const INVALID: Omit<Problem, 'facts'> = {
  code: 'request-invalid',
  message: 'The request does not have the shape that the route expects.',
  next: 'Correct what is listed under errors; /api/docs shows the shape.',
}
const INTERNAL: Omit<Problem, 'facts'> = {
  code: 'internal-error',
  message: 'Something went wrong in the server.',
  next: 'Report it with the id of this failure, which the log holds too.',
}

export interface FailureOptions {
  readonly log: (line: LogLine) => void
  /** The methods that a path has, where it is a path of ours. */
  readonly methodsOf: (path: string) => readonly string[]
}

export function handleFailures(app: FastifyInstance, { log, methodsOf }: FailureOptions): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const cause = problemOf(error)
    if (cause !== undefined) return sendProblem(request, reply, { problem: cause })
    if (error.validation !== undefined)
      return sendProblem(request, reply, { problem: { ...INVALID, facts: {} }, errors: invalidPlaces(error) })
    if (answeredByCode(error, request, reply)) return reply
    const errorId = randomUUID()
    log({
      level: 'error',
      message: INTERNAL.message,
      errorId,
      method: request.method,
      route: request.routeOptions.url,
      reason: error.message,
      stack: error.stack,
    })
    return sendProblem(request, reply, { problem: { ...INTERNAL, facts: { errorId } }, instance: `urn:uuid:${errorId}` })
  })
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(pathOf(request.url))
    if (methods.length === 0) return sendProblem(request, reply, { problem: notFound(request) })
    reply.header('allow', methods.join(', '))
    const facts = { method: request.method, allow: methods.join(', ') }
    return sendProblem(request, reply, {
      problem: {
        code: 'method-not-allowed',
        message: 'The path does not have this method.',
        next: 'Use one that the header allow lists.',
        facts,
      },
    })
  })
}

/** Answers failures of reading a request, which the framework tells by its own codes; false for every other one. */
export function answeredByCode(error: FastifyError, request: FastifyRequest, reply: FastifyReply): boolean {
  const unreadable = error instanceof SyntaxError && error.statusCode === 400
  const known = byFrameworkCode[unreadable ? 'FST_ERR_CTP_INVALID_JSON_BODY' : error.code]
  if (known === undefined) return false
  sendProblem(request, reply, { problem: { ...known, facts: {} } })
  return true
}

function notFound(request: FastifyRequest): Problem {
  return {
    code: 'route-not-found',
    message: 'There is nothing at this path.',
    next: 'See /api/docs for the paths that there are.',
    facts: { path: pathOf(request.url) },
  }
}

const contexts: Readonly<Record<string, string>> = { body: 'body', querystring: 'query', params: 'path', headers: 'headers' }

function invalidPlaces(error: FastifyError): { at: string; message: string }[] {
  const context = contexts[error.validationContext ?? ''] ?? 'request'
  return (error.validation ?? []).map(({ instancePath, message }) => ({ at: `${context}${instancePath}`, message: message ?? '' }))
}

/** For bytes that are no HTTP at all: there is no request to answer, only a socket. */
export function answerBrokenHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const problem = error.code === 'HPE_HEADER_OVERFLOW' ? 'The headers are too large.' : 'This is not a request that can be read.'
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const body = JSON.stringify(
    detailsOf(
      { code: 'request-unreadable', message: problem, next: 'Send a complete HTTP/1.1 request.', facts: {} },
      { instance: '/', status },
    ),
  )
  socket.end(
    `HTTP/1.1 ${status} Bad Request\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
