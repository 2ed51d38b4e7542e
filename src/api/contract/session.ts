/** Routes of signing in and out, and of the server's own health. */
import { z } from 'zod'
import { ROLES } from '../../engine/ports.ts'
import { route } from './route.ts'
import { instant, list } from './values.ts'

const role = z.enum(ROLES)
const session = z
  .object({
    name: z.string(),
    role,
    permissions: list(z.string()),
    local: z.boolean().describe('True while no owner account exists and whoever sits at this machine acts as owner.'),
    expiresAt: instant.nullable().describe('The end whatever its use.'),
  })
  .meta({ id: 'Session' })

const signedIn = session
  .extend({ token: z.string().nullable().describe('For the header `Authorization: Bearer`; null when a cookie holds it.') })
  .meta({ id: 'SignedIn' })
const health = z.object({ status: z.enum(['live', 'ready']) })

export const sessionRoutes = {
  signIn: route({
    id: 'signIn',
    method: 'POST',
    path: '/api/v1/session',
    permission: 'public',
    tag: 'Session',
    summary: 'Sign in',
    body: z
      .strictObject({
        name: z.string().min(1).max(200),
        password: z.string().min(1).max(1000),
        as: z.enum(['cookie', 'token']).default('cookie').describe('A browser wants a cookie, a program a token.'),
      })
      .meta({
        examples: [{ name: 'owner', password: 'a long sentence that only you know', as: 'token' }],
      }),
    status: 201,
    answer: signedIn,
    answerDoc: 'The session.',
  }),
  session: route({
    id: 'session',
    method: 'GET',
    path: '/api/v1/session',
    permission: 'session.own',
    tag: 'Session',
    summary: 'Who is signed in',
    answer: session,
    answerDoc: 'The session.',
  }),
  signOut: route({
    id: 'signOut',
    method: 'DELETE',
    path: '/api/v1/session',
    permission: 'session.own',
    tag: 'Session',
    summary: 'Sign out',
    status: 204,
    answerDoc: 'The session has ended.',
  }),
  live: route({
    id: 'healthLive',
    method: 'GET',
    path: '/api/v1/health/live',
    permission: 'public',
    tag: 'Health',
    summary: 'Whether the server answers',
    answer: health,
    answerDoc: 'It does.',
  }),
  ready: route({
    id: 'healthReady',
    method: 'GET',
    path: '/api/v1/health/ready',
    permission: 'public',
    tag: 'Health',
    summary: 'Whether the engine answers',
    answer: health,
    answerDoc: 'It does; otherwise 503 says why not.',
  }),
  document: route({
    id: 'openapi',
    method: 'GET',
    path: '/api/v1/openapi.json',
    permission: 'public',
    tag: 'Health',
    summary: 'This document',
    answer: z.looseObject({ openapi: z.string() }),
    answerDoc: 'OpenAPI 3.1.',
  }),
} as const
