/** A thread for tests: the invented plant's engine, with a record that makes it crash and a file that outlives it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { Change } from '../core/records/change.ts'
import { instantFromMs } from '../core/values/instant.ts'
import { startEngine } from '../engine/engine.ts'
import { added, foundry, memoryStore, tinyView } from '../engine/plant.fixture.ts'
import { serveEngine } from './engine-calls.ts'

const { historyFile } = workerData as { readonly historyFile: string }
if (parentPort === null) throw new Error('run this as a worker')

const history = readFileSync(historyFile, 'utf8').trim()
if (history === 'unreadable') throw new Error('the store could not be opened')
const store = memoryStore([
  ...foundry,
  ...history
    .split('\n')
    .filter(Boolean)
    .map((id) => added('customer', { id, name: 'Kept' })),
])
const engine = await startEngine({
  site: 'foundry',
  build: tinyView,
  clock: { now: () => instantFromMs(Date.now()) },
  timer: {
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    elapsed: () => performance.now(),
  },
  store: {
    ...store,
    async append(changes: readonly Change[], cause) {
      if (changes.some(({ id }) => id === 'boom')) setImmediate(() => process.exit(3))
      if (changes.some(({ id }) => id === 'boom')) return new Promise(() => undefined)
      writeFileSync(historyFile, changes.map(({ id }) => `${id}\n`).join(''), { flag: 'a' })
      return store.append(changes, cause)
    },
  },
})
await serveEngine(parentPort, engine, { stop: () => engine.stop() })
