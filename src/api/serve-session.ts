/** Serves signing in and out, health, and the document that describes all of this. */
import '@fastify/swagger'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { failed, ok, type Problem } from '../core/values/result.ts'
import type { Engine } from '../engine/ports.ts'
import { AGE_MAX_MS, type SignIns } from './accounts/sign-in.ts'
import { permissionsOf } from './contract/permissions.ts'
import { sessionRoutes } from './contract/session.ts'
import { COOKIE } from './guards.ts'
import { serve } from './handling.ts'
import { problemOf } from './problem-status.ts'

export function serveSession(app: FastifyInstance, signIns: SignIns): void {
  serve(app, sessionRoutes.signIn, async ({ body: { name, password, as }, request, reply }) => {
    const signed = await signIns.signIn({ name, password, address: request.ip })
    if (!signed.ok) return signed
    const { token, account, session } = signed.value
    if (as === 'cookie') setCookie(reply, token, AGE_MAX_MS / 1000)
    const { role } = account
    return ok({
      name: account.name,
      role,
      permissions: permissionsOf(role),
      local: false,
      expiresAt: session.expiresAt,
      token: as === 'token' ? token : null,
    })
  })
  serve(app, sessionRoutes.session, async ({ caller }) => {
    if (caller === null) throw new Error('a route that needs a session ran without one')
    const { name, role, local, expiresAt } = caller
    return ok({ name, role, permissions: permissionsOf(role), local, expiresAt })
  })
  serve(app, sessionRoutes.signOut, async ({ caller, reply }) => {
    if (caller?.token != null) await signIns.signOut(caller.token)
    setCookie(reply, '', 0)
    return ok(undefined)
  })
}

/** The cookie reaches no script and no other site's request. `Secure` is left to a proxy that speaks TLS, for the server itself does not. */
function setCookie(reply: FastifyReply, token: string, maxAgeSeconds: number): void {
  reply.header('set-cookie', `${COOKIE}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict`)
}

export function serveHealth(app: FastifyInstance, engine: Engine): void {
  serve(app, sessionRoutes.live, async () => ok({ status: 'live' as const }))
  serve(app, sessionRoutes.ready, async () => {
    try {
      const { view, viewProblem } = await engine.status()
      return view === null ? failed(viewProblem ?? NOT_READY) : ok({ status: 'ready' as const })
    } catch (error) {
      return failed(problemOf(error) ?? NOT_READY)
    }
  })
  serve(app, sessionRoutes.document, async () => ok(app.swagger() as { openapi: string }))
}

const NOT_READY: Problem = {
  code: 'engine-not-ready',
  message: 'The engine does not answer yet.',
  next: 'Try again in a few seconds.',
  facts: {},
}
