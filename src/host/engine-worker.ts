/** The engine's thread: puts the store, the projection and the imports of one site together and serves them to the thread that started it. */
import { parentPort, workerData } from 'node:worker_threads'
import { buildPlantView } from '../core/impact/build.ts'
import type { Instant } from '../core/values/instant.ts'
import { startEngine } from '../engine/engine.ts'
import { runImports } from '../engine/imports.ts'
import type { Clock } from '../engine/ports.ts'
import { openStore } from '../store/open-store.ts'
import { serveEngine } from './engine-calls.ts'
import { importSource } from './import-source.ts'
import { plantNow, type SharedClock, sharedClock } from './plant-clock.ts'

/** What the thread is told: plain data. */
export interface EngineWorkerData {
  readonly site: string
  readonly dataDir: string
  readonly databaseUrl?: string
  /** A fixed now for sites whose data ends in the past. */
  readonly planAt?: Instant
  /** The plant's time, shared by all threads; the machine's own when not stated. */
  readonly clock?: SharedClock
  readonly importRoot: string
  readonly worksAgreement: boolean
}

async function run(data: EngineWorkerData, port: NonNullable<typeof parentPort>): Promise<void> {
  const { site, dataDir, databaseUrl, planAt, importRoot, worksAgreement } = data
  const shared = data.clock ?? sharedClock()
  const clock: Clock = { now: () => plantNow(shared) }
  const store = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const writer = await store.siteStore(site)
  // Without the site's lock nothing may be written; a new thread takes it again, or says who has it.
  void writer.lost.then((problem) => {
    setImmediate(() => {
      throw new Error(`${problem.message} ${problem.next}`, { cause: problem })
    })
  })
  const timer = {
    after(delayMs: number, call: () => void) {
      const timeout = setTimeout(call, delayMs)
      return () => clearTimeout(timeout)
    },
    elapsed: () => performance.now(),
  }
  const engine = await startEngine({
    site,
    store: writer,
    build: buildPlantView,
    clock,
    timer,
    worksAgreement,
    ...(planAt === undefined ? {} : { planAt }),
  })
  const open = importSource({ site, importRoot, worksAgreement, imports: store.imports(site) })
  const imports = runImports({ open, writeOutside: engine.writeOutside, clock })
  await serveEngine(port, engine, {
    imports,
    reports: engine,
    async stop() {
      await engine.stop()
      await store.close()
    },
  })
}

if (parentPort === null) throw new Error('this file runs as a thread of the server')
await run(workerData as EngineWorkerData, parentPort)
