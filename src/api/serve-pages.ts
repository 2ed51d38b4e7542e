/** Serves the built pages: files whose names hold their hash for ever, and the one document for every other address. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pathOf } from './handling.ts'

/**
 * The page loads from this server and asks this server, nothing else. Styles alone may come from its own script,
 * for the widgets measure and place themselves.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** What the browser runs beside the kiosk, so that it opens without a connection. */
const OFFLINE_WORKER = '/offline-worker.js'

const YEAR_SECONDS = 31_536_000

/** `folder` holds index.html, and assets/ with hashed names and compressed copies. Addresses below /api stay what they are. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(async (pages) => {
    await pages.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, cacheControl: false })
    pages.get('/*', { config: { permission: 'public' }, schema: { hide: true } as object }, (request, reply) => {
      const path = pathOf(request.url)
      if (path === '/api' || path.startsWith('/api/')) return reply.callNotFound()
      if (path === OFFLINE_WORKER) return sendWorker(reply)
      return path.startsWith('/assets/') ? sendAsset(reply, path) : sendDocument(reply)
    })
  })
}

/** The name changes with the content, so that a browser never has to ask again. */
function sendAsset(reply: FastifyReply, path: string): FastifyReply {
  return reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`).sendFile(path.slice(1))
}

/** It asks this server for what it keeps, by a policy of its own. */
function sendWorker(reply: FastifyReply): FastifyReply {
  const policy = "default-src 'none'; connect-src 'self'"
  return reply.headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' }).sendFile(OFFLINE_WORKER.slice(1))
}

/** One document for every address: the page itself knows which there are. */
function sendDocument(reply: FastifyReply): FastifyReply {
  return reply.headers({ 'content-security-policy': POLICY, 'cache-control': 'no-cache' }).sendFile('index.html')
}
