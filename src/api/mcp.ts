/** The facts of the API for programs that speak the Model Context Protocol: reading alone, by the same routes, with the same permissions. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Person } from '../core/records/person.ts'
import type { Problem } from '../core/values/result.ts'
import type { Engine } from '../engine/ports.ts'
import { sendProblem } from './handling.ts'
import { type Named, pseudonymized } from './mcp-pseudonyms.ts'
import { requestOf, type Tool, tools } from './mcp-tools.ts'

export interface McpOptions {
  readonly engine: Engine
  readonly pseudonymKey: string
  readonly version: string
}

const PATH = '/mcp'
const INSTRUCTIONS =
  'Facts about a plant: what happens on the floor, which promises to customers it touches, what would help, and what came of it. Everything here only reads; a person decides on the pages. Amounts are whole minor units with a scale; instants are UTC. What is not known is null, and never zero. People appear under pseudonyms.'

const ONLY_POST: Problem = {
  code: 'method-not-allowed',
  message: 'There is no stream and no session here: each request stands for itself.',
  next: 'Send requests by POST.',
  facts: { allowed: 'POST' },
}

/** Serves `/mcp`, without sessions: whoever asks is who the request says, as on every other route. */
export function serveMcp(app: FastifyInstance, options: McpOptions): void {
  app.route({
    method: 'POST',
    url: PATH,
    config: { permission: 'plant.read' },
    async handler(request, reply) {
      const server = serverFor(app, options, request)
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
      await server.connect(transport)
      try {
        const answer = await transport.handleRequest(webRequest(request), { parsedBody: request.body })
        const text = await answer.text()
        return reply
          .code(answer.status)
          .type(answer.headers.get('content-type') ?? 'application/json')
          .send(text === '' ? undefined : text)
      } finally {
        await server.close()
      }
    },
  })
  app.route({
    method: ['GET', 'DELETE'],
    url: PATH,
    exposeHeadRoute: false,
    config: { permission: 'plant.read' },
    handler: (request, reply) => sendProblem(request, reply.header('allow', 'POST'), { problem: ONLY_POST }),
  })
}

/** The request as the transport knows it; its body was read already. */
function webRequest({ method, headers, url }: FastifyRequest): Request {
  const plain = Object.entries(headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  return new Request(new URL(url, 'http://localhost'), { method, headers: plain.filter(([name]) => name !== 'content-length') })
}

function serverFor(app: FastifyInstance, { engine, pseudonymKey, version }: McpOptions, request: FastifyRequest): Server {
  const server = new Server({ name: 'throughline', version }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS })
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: tools.map(described) }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }): Promise<CallToolResult> => {
    const tool = tools.find((each) => each.name === name)
    if (tool === undefined) return failure(`There is no tool of this name. There are: ${tools.map((each) => each.name).join(', ')}.`)
    const { ok, body } = await asked(app, request, { tool, given })
    const told = pseudonymized(body, await peopleOf(engine), pseudonymKey) as Record<string, unknown>
    const content = [{ type: 'text' as const, text: JSON.stringify(told) }]
    return ok ? { content, structuredContent: told } : { content, isError: true }
  })
  return server
}

function described({ name, route, inputSchema }: Tool) {
  return {
    name,
    title: route.summary,
    description: [`${route.summary}.`, route.description, `Answers: ${route.answerDoc}`].filter((each) => each !== '').join(' '),
    inputSchema,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  }
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true }
}

/** Asks the route itself, as whoever asked for the tool: its permission, its checks and its notes of use hold. */
async function asked(
  app: FastifyInstance,
  { headers }: FastifyRequest,
  { tool, given }: { readonly tool: Tool; readonly given: Readonly<Record<string, unknown>> },
): Promise<{ readonly ok: boolean; readonly body: unknown }> {
  const { host, authorization, cookie } = headers
  const request = requestOf(tool, given)
  const answer = await app.inject({
    method: tool.route.method,
    url: request.url,
    headers: {
      ...(host === undefined ? {} : { host }),
      ...(authorization === undefined ? {} : { authorization }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(request.body === undefined ? {} : { payload: request.body }),
  })
  return { ok: answer.statusCode < 300, body: JSON.parse(answer.body) }
}

const PAGE = 1000

/** Everybody whose name must not be told. */
async function peopleOf(engine: Engine): Promise<readonly Named[]> {
  const people: Person[] = []
  for (let after: string | undefined; ; ) {
    const page = (await engine.list('person', { limit: PAGE, ...(after === undefined ? {} : { after }) })) as readonly Person[]
    people.push(...page)
    if (page.length < PAGE) return people
    after = page.at(-1)?.id
  }
}
