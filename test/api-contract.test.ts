/** The contract is what the server serves: its document is valid, covers every route, and changes only on purpose. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { z } from 'zod'
import { allRoutes } from '../src/api/contract/routes.ts'
import { sameAs } from '../src/api/contract/values.ts'
import { served } from './api-server.fixture.ts'
import { quietFloor } from './quiet-floor.fixture.ts'

/** When this differs, the contract has changed: raise the version where a client would break, say so in CHANGELOG.md, then pin the new one. */
const CONTRACT_HASH = '2a4e6e665564b754'

/** The document as text that does not depend on the order in which files were loaded. */
function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${inOrder(each)}`).join(',')}}`
}

test('the document is valid OpenAPI 3.1 and holds every route with its permission and its failures', async (t) => {
  const { ask } = await served(t)
  const { body: document } = await ask('GET', '/api/v1/openapi.json')
  const validator = new Validator()
  const checked = await validator.validate(structuredClone(document))
  assert.deepEqual([checked.valid, checked.errors], [true, undefined])
  assert.equal(validator.version, '3.1')
  for (const { method, path, permission, id } of allRoutes) {
    const operation = document.paths[path]?.[method.toLowerCase()]
    assert.deepEqual([id, operation?.operationId, operation?.['x-permission']], [id, id, permission])
    assert.ok(operation.responses.default.content['application/problem+json'])
  }
  const operations = Object.values(document.paths as Record<string, object>).flatMap((path) =>
    Object.keys(path).filter((method) => method !== 'head'),
  )
  assert.equal(operations.length, allRoutes.length)
})

test('every schema of the document is used, and every reference leads to one', async (t) => {
  const { ask } = await served(t)
  const { body: document, text } = await ask('GET', '/api/v1/openapi.json')
  const named = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((found) => String(found[1])))
  assert.deepEqual([...named].sort(), Object.keys(document.components.schemas).sort())
})

test('the contract is the one that was pinned', async (t) => {
  const { ask } = await served(t)
  const { body } = await ask('GET', '/api/v1/openapi.json')
  assert.equal(createHash('sha256').update(inOrder(body)).digest('hex').slice(0, 16), CONTRACT_HASH)
})

test('operation ids are unique, and every route is one that the server has', async (t) => {
  const { ask } = await served(t, { floor: quietFloor() })
  assert.equal(new Set(allRoutes.map(({ id }) => id)).size, allRoutes.length)
  for (const { method, path } of allRoutes.filter(({ id }) => id !== 'live')) {
    const answer = await ask(method, path.replaceAll(/\{\w+\}/g, 'none'))
    assert.notEqual(answer.body?.code, 'route-not-found', `${method} ${path}`)
    assert.ok(answer.status < 500, `${method} ${path}: ${answer.text}`)
  }
})

test('the docs page is served whole from here, under a policy that lets it load nothing else', async (t) => {
  const { ask } = await served(t)
  const page = await ask('GET', '/api/docs')
  assert.equal(page.status, 200)
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /default-src 'none'; script-src 'self';/)
  assert.doesNotMatch(policy, /https?:/)
  const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => String(found[1]))
  assert.ok(assets.length >= 5)
  for (const asset of assets) {
    assert.match(asset, /^\/api\/docs\//)
    assert.equal((await ask('GET', asset)).status, 200, asset)
  }
  assert.equal((await ask('GET', '/api/docs/json')).body.openapi, '3.1.0')
  assert.match((await ask('GET', '/api/docs/static/swagger-initializer.js')).text, /"validatorUrl":null/)
})

test('a schema that says more or less than its type does not compile', () => {
  interface Pair {
    readonly left: string
    readonly right?: number
  }
  sameAs<Pair>()(z.object({ left: z.string(), right: z.number().exactOptional() }))
  // @ts-expect-error a field is missing
  sameAs<Pair>()(z.object({ left: z.string() }))
  // @ts-expect-error a field is of another type
  sameAs<Pair>()(z.object({ left: z.number(), right: z.number().exactOptional() }))
  // @ts-expect-error a field is too many
  sameAs<Pair>()(z.object({ left: z.string(), right: z.number().exactOptional(), middle: z.string() }))
})
