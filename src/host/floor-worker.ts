/** The floor's thread: puts the store of readings, the state machine and the connectors of one site together and serves them to the thread that started it. */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { startSparkplug } from '../connectors/sparkplug/start-sparkplug.ts'
import type { Problem } from '../core/values/result.ts'
import { openStore } from '../store/open-store.ts'
import { outsideBy, serveFloorCalls } from './floor-calls.ts'
import { startFloorRuntime } from './floor-runtime.ts'
import { plantMs, type SharedClock } from './plant-clock.ts'

/** Where machines are heard, and how. Files are absolute paths. */
export interface FloorConnection {
  readonly url: string
  readonly protocol: 4 | 5
  readonly user?: string
  readonly password?: string
  readonly caFile?: string
  readonly certFile?: string
  readonly keyFile?: string
  readonly tier: 0 | 1
  readonly hostId: string
  readonly groups?: readonly string[]
}

/** What the thread is told: plain data, and the clock that all threads share. */
export interface FloorWorkerData {
  readonly site: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly clock: SharedClock
  readonly connection: FloorConnection
  /** Where machines connect to when that is our own broker; null otherwise. */
  readonly brokerUrl: string | null
  readonly historyDays: number
}

async function run(data: FloorWorkerData, port: NonNullable<typeof parentPort>): Promise<void> {
  const { site, dataDir, databaseUrl, clock, connection, brokerUrl, historyDays } = data
  const outside = outsideBy(port)
  const certificates = await certificatesOf(connection)
  const store = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const runtime = await startFloorRuntime({
    ...outside,
    store: store.readings(site),
    nowMs: () => plantMs(clock),
    historyDays,
    brokerUrl,
  })
  const { url, protocol, user, password, tier, hostId, groups } = connection
  await runtime.connect((sink, memory) =>
    startSparkplug({
      name: 'Sparkplug',
      url,
      protocol,
      tier,
      hostId,
      sink,
      memory,
      clock: () => plantMs(clock),
      ...certificates,
      ...(user === undefined || password === undefined ? {} : { user, password }),
      ...(groups === undefined ? {} : { groups }),
    }),
  )
  serveFloorCalls(port, runtime.floor, {
    committed: (seq) => runtime.committed(seq),
    async stop() {
      await runtime.stop()
      await store.close()
    },
  })
}

/** The PEM files as texts, by what they are for. */
async function certificatesOf({ caFile, certFile, keyFile }: FloorConnection): Promise<Readonly<Record<string, string>>> {
  const files = Object.entries({ ca: caFile, cert: certFile, key: keyFile })
  const texts = files.map(async ([name, file]) => (file === undefined ? [] : [[name, await textOf(file)]]))
  return Object.fromEntries((await Promise.all(texts)).flat())
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const problem: Problem = {
      code: 'mqtt-file-unreadable',
      message: 'A certificate or key for the MQTT broker can not be read.',
      next: 'Correct its path or its permissions.',
      facts: { file, reason: error instanceof Error ? error.message : String(error) },
    }
    throw new Error(`${problem.message} ${problem.next} (${file})`, { cause: problem })
  }
}

if (parentPort === null) throw new Error('this file runs as a thread of the server')
await run(workerData as FloorWorkerData, parentPort)
