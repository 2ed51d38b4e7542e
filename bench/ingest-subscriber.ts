/**
 * A subscriber in a process of its own: the connector with a sink that keeps latest values, or one over the same connection that only counts.
 * Arguments: `host`, `count` or `floor`, the address of the broker, and for the whole floor which signals are mapped.
 * Says `ready`; told anything, it answers with what it `Heard` and begins anew.
 */
import { openLink } from '../src/connectors/sparkplug/mqtt-link.ts'
import { startSparkplug } from '../src/connectors/sparkplug/start-sparkplug.ts'
import type { FloorSink } from '../src/engine/floor-ports.ts'
import { startWholeFloor } from './ingest-floor.ts'

export interface Heard {
  /** Of data; births are left out. */
  readonly messages: number
  readonly metrics: number
  readonly gaps: number
  /** From publish to sink; milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Of one core. */
  readonly cpuSeconds: number
}

/** Latencies of one run. */
const latencies = new Float64Array(4_000_000)
let [taken, metrics] = [0, 0]
/** Of the first message; what comes within a second of it is compiled while it runs, and is no measure. */
let first = 0
const WARM_UP_MS = 1000

const now = (): number => performance.timeOrigin + performance.now()

/** Numbers above this are the sender's clock. */
const CLOCKS = 1e12

function countingSink(): FloorSink {
  const indexes = new Map<string, number>()
  const latest: unknown[] = []
  return {
    series(address) {
      const known = indexes.get(address) ?? indexes.size
      indexes.set(address, known)
      return known
    },
    readings(batch) {
      const at = now()
      metrics += batch.length
      for (const reading of batch) {
        latest[reading.series] = reading
        if (typeof reading.value !== 'number' || reading.value < CLOCKS) continue
        if (first === 0) first = reading.value
        if (reading.value - first > WARM_UP_MS && taken < latencies.length) latencies[taken++] = at - reading.value
      }
    },
    lost: () => undefined,
    setAside: () => undefined,
  }
}

let cpu = process.cpuUsage()

function heard(messages: number, gaps: number): Heard {
  const sorted = latencies.subarray(0, taken).toSorted()
  const { user, system } = process.cpuUsage(cpu)
  const share = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0
  const told: Heard = { messages, metrics, gaps, p50: share(0.5), p99: share(0.99), cpuSeconds: (user + system) / 1e6 }
  ;[taken, metrics] = [0, 0]
  cpu = process.cpuUsage()
  return told
}

async function startCounting(url: string): Promise<() => Heard> {
  let messages = 0
  await new Promise<void>((resolve) => {
    openLink({ url }, null, {
      onPublish(topic) {
        if (topic.includes('DATA')) messages += 1
      },
      onBurst: () => undefined,
      onOversize: () => undefined,
      onOpen: (link) => void link.subscribe(['spBv1.0/#']).then(resolve),
      onClosed: () => process.exit(1),
    })
  })
  let told = 0
  return () => {
    const fresh = messages - told
    told = messages
    return heard(fresh, 0)
  }
}

async function startHosting(url: string): Promise<() => Heard> {
  const source = await startSparkplug({ url, name: 'bench', tier: 0, sink: countingSink(), clock: Date.now, memory: {} })
  let [messages, gaps] = [0, 0]
  return () => {
    const { nodes, messages: all } = source.status()
    const certificates = nodes.reduce((sum, node) => sum + node.births * (1 + node.devices), 0)
    const [freshMessages, freshGaps] = [all - certificates - messages, nodes.reduce((sum, node) => sum + node.gaps, 0) - gaps]
    messages += freshMessages
    gaps += freshGaps
    return heard(freshMessages, freshGaps)
  }
}

/** The whole floor, which ends with its database. */
async function startFloor(url: string, addresses: readonly string[]): Promise<() => Promise<Heard>> {
  const floor = await startWholeFloor(url, addresses)
  process.on('SIGTERM', () => void floor.stop().then(() => process.exit()))
  return async () => {
    const { messages, gaps, kept, p50, p99 } = await floor.report()
    const { user, system } = process.cpuUsage(cpu)
    return { messages, metrics: kept, gaps, p50, p99, cpuSeconds: (user + system) / 1e6 }
  }
}

const [role, url = '', mapped = '[]'] = process.argv.slice(2)
const start = { host: startHosting, count: startCounting, floor: (at: string) => startFloor(at, JSON.parse(mapped)) }
const report = await start[role as keyof typeof start](url)
process.on('message', async () => process.send?.(await report()))
process.send?.('ready')
