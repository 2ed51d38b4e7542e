/**
 * Runs in the browser beside the kiosk: keeps the page and its last answers, so that the screen opens without a connection.
 * It answers from what it kept only where the network does not answer at all; nothing that is sent passes through what it keeps.
 */

/** The parts of a service worker that are used here; the DOM's own types and those of workers don't go together. */
interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface Worker {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

const worker = globalThis as unknown as Worker
const KEPT = 'throughline-kiosk-1'
const DOCUMENT = '/kiosk'

worker.addEventListener('install', (event) => event.waitUntil(keepPage().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname === '/api/v1/live') return
  if (request.mode === 'navigate') event.respondWith(newestOr(request, DOCUMENT))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptOr(request))
  else if (url.pathname.startsWith('/api/')) event.respondWith(newestOr(request, request.url))
})

/** The document and everything that it names. */
async function keepPage(): Promise<void> {
  const kept = await caches.open(KEPT)
  const response = await fetch(DOCUMENT, { cache: 'no-cache' })
  const names = [...(await response.clone().text()).matchAll(/\/assets\/[\w.-]+/g)].map(([name]) => name)
  await kept.put(DOCUMENT, response)
  await kept.addAll([...new Set(names)])
}

/** Files whose names hold their hash never change. */
async function keptOr(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT)
  const found = await kept.match(request)
  if (found !== undefined) return found
  const response = await fetch(request)
  if (response.ok) await kept.put(request, response.clone())
  return response
}

/** The newest there is; where the server can't be reached, what it said last. */
async function newestOr(request: Request, key: string): Promise<Response> {
  const kept = await caches.open(KEPT)
  try {
    const response = await fetch(request)
    if (response.ok) await kept.put(key, response.clone())
    return response
  } catch (unreachable) {
    const found = await kept.match(key)
    if (found === undefined) throw unreachable
    return found
  }
}
