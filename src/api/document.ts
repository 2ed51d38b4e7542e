/** The OpenAPI 3.1 document, made from the contract, and the page that shows it without asking anyone outside. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { allRoutes } from './contract/routes.ts'

export const DOCS_PATH = '/api/docs'

/** What is read-only to our own code is not what the word means in OpenAPI: never to be sent. */
const zodToJsonConfig = {
  override: ({ jsonSchema }: { readonly jsonSchema: { readOnly?: boolean } }) => {
    delete jsonSchema.readOnly
  },
}

/** Registers the document. Before any route, for it collects them as they come. */
export async function registerDocument(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Throughline',
        version,
        description:
          'Every signal on the plant floor, traced to the customer it matters to. Failures are problem details (RFC 9457) with a stable `code` and what to do `next`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } as { name: string },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'throughline_session' },
        },
      },
    },
    hideUntagged: true,
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: (document) =>
      withUsedSchemas(completed(createJsonSchemaTransformObject({ zodToJsonConfig })(document) as Document)) as never,
  })
}

/** Registers the page. Its files come with the package; the policy lets it load nothing else. */
export async function registerDocsPage(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    uiConfig: { validatorUrl: null, docExpansion: 'list', tryItOutEnabled: false } as object,
    theme: { title: 'Throughline API' },
    // The page sets styles from its own script, and draws its icons from data.
    staticCSP: `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  })
}

type Operation = Record<string, unknown> & { readonly responses?: Record<string, unknown> }
interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** Adds what the server's own schemas don't say: permissions, the shape of failures, answers that are no JSON. */
function completed(document: Document): Document {
  const paths = { ...document.paths }
  for (const { path, method, permission, media, status, answerDoc } of allRoutes) {
    const verb = method.toLowerCase()
    const operation = paths[path]?.[verb]
    if (operation === undefined) throw new Error(`the document lacks ${method} ${path}`)
    const success =
      status === 204 ? { description: answerDoc } : { description: answerDoc, content: { [media]: { schema: { type: 'string' } } } }
    const responses = media === 'application/json' && status !== 204 ? operation.responses : { [status]: success }
    paths[path] = {
      ...paths[path],
      [verb]: {
        ...operation,
        'x-permission': permission,
        security: permission === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
        responses: {
          ...responses,
          default: {
            description: 'Why it failed, and what to do next.',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    }
  }
  return { ...document, paths }
}

/** Leaves out schemas that nothing refers to: each comes in two forms, as it is sent and as it is answered, and most are only used in one. */
function withUsedSchemas(document: Document): Document {
  const schemas = document.components?.schemas ?? {}
  const used = new Set<string>()
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      follow(schemas[name])
    }
  }
  follow(document.paths)
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))) },
  }
}
