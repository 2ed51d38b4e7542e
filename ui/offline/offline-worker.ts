/**
 * Runs in the browser beside the pages. For the kiosk it keeps the page and its last answers, so that the screen opens without a connection:
 * it answers from what it kept only where the network does not answer at all, and nothing that is sent passes through what it keeps.
 * Where a person asked for messages on this device it shows them, and opens what they are about.
 */

/** The parts of a service worker that are used here; the DOM's own types and those of workers don't go together. */
interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface PushEvent extends WorkerEvent {
  readonly data: { json(): unknown } | null
}
interface ClickEvent extends WorkerEvent {
  readonly notification: { readonly data: { readonly link: string }; close(): void }
}
interface WindowClient {
  readonly url: string
  focus(): Promise<unknown>
}
interface Worker {
  readonly registration: {
    readonly scope: string
    showNotification(title: string, options: { readonly body: string; readonly tag: string; readonly data: object }): Promise<void>
  }
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly WindowClient[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void
}

const worker = globalThis as unknown as Worker
const KEPT = 'throughline-kiosk-1'
const DOCUMENT = '/kiosk'
/** A message without a link is about something in the inbox. */
const INBOX = '/actions'

worker.addEventListener('install', (event) =>
  event.waitUntil((isKiosk() ? keepPage() : Promise.resolve()).then(() => worker.skipWaiting())),
)
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname === '/api/v1/live') return
  if (request.mode === 'navigate') event.respondWith(newestOr(request, DOCUMENT))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptOr(request))
  else if (url.pathname.startsWith('/api/')) event.respondWith(newestOr(request, request.url))
})

worker.addEventListener('push', (event) => event.waitUntil(show(event.data?.json())))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openLink(event.notification.data.link))
})

/** Registered for the kiosk; elsewhere it is here for messages alone, and keeps nothing. */
function isKiosk(): boolean {
  return new URL(worker.registration.scope).pathname === DOCUMENT
}

/** One message for each cause: a newer one takes the place of the one before. Browsers take the right away from who shows nothing. */
async function show(message: unknown): Promise<void> {
  const { title, text, link, tag } = (message ?? {}) as Readonly<Record<string, unknown>>
  await worker.registration.showNotification(typeof title === 'string' ? title : 'Throughline', {
    body: typeof text === 'string' ? text : '',
    tag: typeof tag === 'string' ? tag : 'throughline',
    data: { link: typeof link === 'string' ? link : INBOX },
  })
}

/** Goes to the page that shows it already, or opens one. */
async function openLink(link: string): Promise<void> {
  const url = new URL(link, worker.registration.scope).href
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  await (open.find((each) => each.url === url)?.focus() ?? worker.clients.openWindow(url))
}

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
