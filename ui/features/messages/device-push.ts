/** Messages of a role on this device: whether the browser can show them, and asking the server for them or for no more of them. */
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { send } from '../../live/ask.ts'
import type { Language } from '../../words/language.ts'

/** No page lies below it: the worker is there for messages, and answers nothing that a page asks. */
const SCOPE = '/push-messages'
const WORKER = '/offline-worker.js'

/** What stands between this browser and messages; `ready` where nothing does. */
type PushState = 'insecure' | 'unsupported' | 'denied' | 'ready'

export function pushState(): PushState {
  if (!window.isSecureContext) return 'insecure'
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported'
  return Notification.permission === 'denied' ? 'denied' : 'ready'
}

/** What this browser gave out when it was asked; null where it was not. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  if (pushState() === 'insecure' || pushState() === 'unsupported') return null
  const registration = await navigator.serviceWorker.getRegistration(SCOPE)
  return registration === undefined ? null : registration.pushManager.getSubscription()
}

/** `denied` where the person did not allow it, `unreachable` where the service of the browser's maker gave no address. */
export type Subscribed = 'on' | 'denied' | 'unreachable'

/** Asks the browser, then the server. Rejects with an `AskFailure` where the server refuses. */
export async function subscribe(role: WorkRole, language: Language, key: string): Promise<Subscribed> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE })
  await activated(registration)
  // One that was made for another key of the server would be refused.
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: key })
    .catch((error: unknown) => {
      if (error instanceof DOMException) return undefined
      throw error
    })
  if (subscription === undefined) return 'unreachable'
  const { endpoint, keys } = subscription.toJSON()
  await send('POST', '/push-subscriptions', { endpoint, role, language, p256dh: keys?.p256dh, auth: keys?.auth })
  return 'on'
}

/** The server first: it goes on sending to a browser that only stopped listening. Rejects with an `AskFailure`. */
export async function unsubscribe(subscription: PushSubscription): Promise<void> {
  await send('POST', '/push-subscriptions/removals', { endpoint: subscription.endpoint })
  await subscription.unsubscribe()
}

function activated({ installing, waiting, active }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting
  if (active !== null || worker === null) return Promise.resolve()
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve()
    })
  })
}
