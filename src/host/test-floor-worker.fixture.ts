/** A floor's thread for tests: on a real store, with one welder that says that it runs, and a journal entry that makes the thread crash. */
import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '../store/open-store.ts'
import { MONDAY_MS, testMachine } from './floor.fixture.ts'
import { outsideBy, serveFloorCalls } from './floor-calls.ts'
import { startFloorRuntime } from './floor-runtime.ts'

const { dataDir, crashAt } = workerData as { readonly dataDir: string; readonly crashAt: number }
if (parentPort === null) throw new Error('run this as a worker')
if (dataDir === 'nowhere') throw new Error('the store could not be opened')
const store = await openStore({ dataDir })
const runtime = await startFloorRuntime({
  ...outsideBy(parentPort),
  store: store.readings('plant'),
  nowMs: () => MONDAY_MS + 3_600_000,
  historyDays: 30,
  brokerUrl: 'mqtt://127.0.0.1:1883',
})
await runtime.connect(async (sink) => {
  const machine = testMachine(sink)
  machine.tell('hall/weld:State', 10, 'run')
  return machine
})
serveFloorCalls(parentPort, runtime.floor, {
  committed(seq) {
    if (seq === crashAt) process.exit(3)
    runtime.committed(seq)
  },
  async stop() {
    await runtime.stop()
    await store.close()
  },
})
