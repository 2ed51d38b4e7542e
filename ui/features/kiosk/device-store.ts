/** The device's own memory for what waits to be sent: IndexedDB, which outlives the page and the power cut. */
import type { OutboxStore, Waiting } from './outbox.ts'

const NAME = 'throughline-kiosk'
const STORE = 'waiting'

/** Opens it. Where the browser has none, or forbids it, what waits lives as long as the page. */
export function deviceStore(): OutboxStore {
  const opened = open().catch(() => undefined)
  const memory = new Map<string, Waiting>()
  return {
    async all() {
      const db = await opened
      return db === undefined ? [...memory.values()] : done<Waiting[]>(db.transaction(STORE).objectStore(STORE).getAll())
    },
    async put(waiting) {
      const db = await opened
      if (db === undefined) memory.set(waiting.id, waiting)
      else await done(db.transaction(STORE, 'readwrite', { durability: 'strict' }).objectStore(STORE).put(waiting))
    },
    async remove(id) {
      const db = await opened
      if (db === undefined) memory.delete(id)
      else await done(db.transaction(STORE, 'readwrite').objectStore(STORE).delete(id))
    },
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' })
  return done(request)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the memory of the device failed'))
  })
}
