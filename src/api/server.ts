/** The HTTP server: puts guards before, routes into, and failures behind one Fastify instance. */
import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { ActionDesk } from '../engine/action-ports.ts'
import type { Example } from '../engine/example-ports.ts'
import type { Floor } from '../engine/floor-ports.ts'
import type { MessageDesk, MessagePost } from '../engine/message-ports.ts'
import type { PeopleData } from '../engine/people-ports.ts'
import type { AccountStore, Clock, Engine, Imports } from '../engine/ports.ts'
import { kioskSignOns } from './accounts/kiosk-sign-on.ts'
import { signIns } from './accounts/sign-in.ts'
import { allRoutes } from './contract/routes.ts'
import { DOCS_PATH, registerDocsPage, registerDocument } from './document.ts'
import { answerBrokenHttp, answeredByCode, handleFailures, type LogLine } from './failures.ts'
import { type Doorkeeper, doorkeeper, isLoopback, problemOfListening, problemOfOrigin } from './guards.ts'
import { pathOf, sendProblem } from './handling.ts'
import { serveMcp } from './mcp.ts'
import { peopleUsage } from './people-usage.ts'
import { serveActions } from './serve-actions.ts'
import { serveDecisions } from './serve-decisions.ts'
import { serveExample } from './serve-example.ts'
import { serveFloor } from './serve-floor.ts'
import { serveImports, type TemplateOf } from './serve-imports.ts'
import { serveLive } from './serve-live.ts'
import { serveMessages } from './serve-messages.ts'
import { servePages } from './serve-pages.ts'
import { servePagesAnswers } from './serve-pages-answers.ts'
import { servePeople } from './serve-people.ts'
import { servePlant } from './serve-plant.ts'
import { serveHealth, serveSession } from './serve-session.ts'

export interface ApiOptions {
  readonly engine: Engine & ActionDesk & MessageDesk
  readonly imports: Imports
  readonly templateOf: TemplateOf
  /** Absent while no machines are connected. */
  readonly floor?: Floor
  /** Where an example company runs beside the server. */
  readonly example?: Example
  /** Where messages go out to people. */
  readonly messages?: MessagePost
  /** The key of pseudonyms, where programs may read by MCP. */
  readonly mcp?: { readonly pseudonymKey: string }
  readonly accounts: AccountStore
  /** The works agreement, the log of what is done under it, and what people sign off with. */
  readonly people: PeopleData
  readonly clock: Clock
  readonly log: (line: LogLine) => void
  /** The product's, for the document. */
  readonly version: string
  /** An address, not a name: 127.0.0.1 unless an owner account exists. */
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Folder of the built pages; absent where only the API is served. */
  readonly pages?: string
  /** How often a silent live stream says that it is alive. */
  readonly heartbeatMs?: number
}

export interface RunningApi {
  /** As `http://127.0.0.1:8080`. */
  readonly url: string
  /** Ends live streams, answers what is under way, and closes. */
  stop(): Promise<void>
}

const BODY_MAX_BYTES = 1024 * 1024
const REQUEST_TIMEOUT_MS = 30_000
const HEARTBEAT_MS = 15_000
/** Longer than an id of 200 characters with each of its bytes percent-encoded. */
const PARAM_LENGTH_MAX = 2500

/** Listens, or says why it may not: an address beyond this machine needs an owner account, and every address must be free. */
export async function startApi(options: ApiOptions): Promise<Result<RunningApi>> {
  const problem = await problemOfListening(options.host, options.accounts)
  if (problem !== undefined) return failed(problem)
  const app = await createApi(options)
  try {
    const url = await app.listen({ host: options.host, port: options.port })
    return ok({ url, stop: () => app.close() })
  } catch (error) {
    await app.close()
    return failed(listenProblem(error, options))
  }
}

/** The server with every route, before it listens. */
async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    frameworkErrors: (error, request, reply) => void answeredByCode(error, request, reply),
    clientErrorHandler: (error, socket) => answerBrokenHttp(error, socket),
    logger: false,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  // JSON alone: a form or plain text is what another site's page can send without being asked for leave.
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('caller', null)
  const signing = signIns(options.accounts, options.clock)
  const door = doorkeeper(options.accounts, signing, isLoopback(options.host))
  demandPermissions(app)
  guard(app, door, isLoopback(options.host))
  handleFailures(app, { log: options.log, methodsOf })
  await registerDocument(app, options.version)
  servePlant(app, options.engine)
  servePagesAnswers(app, options.engine)
  serveAboutActions(app, options)
  serveMessages(app, options.engine, options.messages)
  if (options.mcp !== undefined) serveMcp(app, { ...options.mcp, engine: options.engine, version: options.version })
  serveLive(app, { engine: options.engine, doorkeeper: door, heartbeatMs: options.heartbeatMs ?? HEARTBEAT_MS })
  serveFloor(app, options.floor)
  serveExample(app, options.example)
  serveImports(app, options.imports, options.templateOf)
  serveSession(app, signing)
  serveHealth(app, options.engine)
  await registerDocsPage(app)
  if (options.pages !== undefined) await servePages(app, options.pages)
  await app.ready()
  return app
}

function serveAboutActions(app: FastifyInstance, { engine, people, clock }: ApiOptions): void {
  const usage = peopleUsage(engine, people, clock)
  const signOns = kioskSignOns(people.keys, clock)
  serveActions(app, engine)
  servePeople(app, { engine, usage, signOns, clock })
  serveDecisions(app, { engine, usage, signOns })
}

/** Refuses routes without a permission, each of which would be a hole; the docs page alone is served by a package that knows of none. */
export function demandPermissions(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.url === DOCS_PATH || route.url.startsWith(`${DOCS_PATH}/`)) route.config = { ...route.config, permission: 'public' }
    if (route.config?.permission === undefined) throw new Error(`${String(route.method)} ${route.url} declares no permission`)
  })
}

const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

function guard(app: FastifyInstance, door: Doorkeeper, loopback: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    const isDocs = request.routeOptions.url?.startsWith(DOCS_PATH) === true
    // Answers are about a plant, and belong into nobody's cache.
    if (!isDocs) reply.header('cache-control', 'no-store')
    const foreign = problemOfOrigin({ method: request.method, headers: request.headers, loopback })
    if (foreign !== undefined) return sendProblem(request, reply, { problem: foreign })
    if (request.is404) return
    const { permission } = request.routeOptions.config
    if (permission === undefined) throw new Error('a route without a permission was reached')
    const admitted = await door.admit(request.headers, permission)
    if ('problem' in admitted) return sendProblem(request, reply, { problem: admitted.problem })
    request.caller = admitted.caller
  })
}

const patterns = allRoutes.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

function methodsOf(path: string): readonly string[] {
  return patterns
    .filter(({ pattern }) => pattern.test(pathOf(path)))
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}

function listenProblem(error: unknown, { host, port }: ApiOptions): Problem {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'address-taken',
    message: 'The server can not listen on this address.',
    next: 'Stop what listens there, or configure another port.',
    facts: { host, port, reason },
  }
}
