/**
 * The whole floor in a process of its own, as it runs in the server: connector, mapping, states, latest values, and the store.
 * One signal of each machine is mapped, and every value of it is kept; of the others the latest value is. What is timed is durable.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSparkplug } from '../src/connectors/sparkplug/start-sparkplug.ts'
import type { Signal } from '../src/core/records/signal.ts'
import type { ReadingStore } from '../src/engine/floor-ports.ts'
import { type FloorRuntimeOptions, startFloorRuntime } from '../src/host/floor-runtime.ts'
import { openStore } from '../src/store/open-store.ts'

export interface FloorHeard {
  readonly messages: number
  readonly gaps: number
  readonly kept: number
  /** From publish to durable; milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** Numbers above this are the sender's clock. */
const CLOCKS = 1e12
const WARM_UP_MS = 1000

export async function startWholeFloor(url: string, addresses: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-ingest-'))
  const store = await openStore({ dataDir: folder })
  const latencies: number[] = []
  let first = 0
  const kept = store.readings('bench')
  const timed: ReadingStore = {
    ...boundTo(kept),
    async append(batch) {
      await kept.append(batch)
      const at = performance.timeOrigin + performance.now()
      for (const { value } of batch.readings) {
        if (typeof value !== 'number' || value < CLOCKS) continue
        if (first === 0) first = value
        if (value - first > WARM_UP_MS) latencies.push(at - value)
      }
    },
  }
  const signals = addresses.map((address): Signal => ({ id: address, address, workUnitId: 'M1', role: 'reading' }))
  const runtime = await startFloorRuntime({
    store: timed,
    engine: mappingOf(signals),
    reports: { report: async () => ({ ok: true, value: { seq: 0 } }) },
    nowMs: Date.now,
    historyDays: 30,
    brokerUrl: null,
    onTrouble: (problem) => console.error(problem),
  })
  await runtime.connect((sink, memory) => startSparkplug({ url, name: 'bench', tier: 0, sink, memory, clock: Date.now }))
  return {
    async report(): Promise<FloorHeard> {
      const { connections, history } = await runtime.floor.status()
      const [{ messages, nodes } = { messages: 0, nodes: [] }] = connections
      const certificates = nodes.reduce((sum, node) => sum + node.births * (1 + node.devices), 0)
      const sorted = Float64Array.from(latencies).sort()
      const share = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0
      return {
        messages: messages - certificates,
        gaps: nodes.reduce((sum, node) => sum + node.gaps, 0),
        kept: history.kept,
        p50: share(0.5),
        p99: share(0.99),
      }
    },
    async stop(): Promise<void> {
      await runtime.stop()
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The methods of a class, as an object of its own. */
function boundTo(store: ReadingStore): ReadingStore {
  return {
    load: () => store.load(),
    append: (batch) => store.append(batch),
    forgetBefore: (before) => store.forgetBefore(before),
    spans: (range) => store.spans(range),
    setAside: (limit) => store.setAside(limit),
    history: (range) => store.history(range),
    close: () => store.close(),
  }
}

function mappingOf(signals: readonly Signal[]): FloorRuntimeOptions['engine'] {
  return {
    status: async () => ({ seq: 0 }) as Awaited<ReturnType<FloorRuntimeOptions['engine']['status']>>,
    list: async (record, { after }) => (record === 'signal' && after === undefined ? signals : []),
    entriesAfter: async () => [],
  }
}
