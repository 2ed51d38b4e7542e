/** A floor that talks: edge nodes with machines over MQTT, so many metrics a second, and a machine that stops when it is told. Runs as a process of its own. */
import { connectAsync } from 'mqtt'
import { type MetricToWrite, writePayload } from '../src/connectors/sparkplug/payload-writer.ts'

interface Start {
  readonly url: string
  readonly machines: readonly { readonly id: string; readonly edge: string }[]
  readonly readings: number
  /** Metrics a second, over all machines. */
  readonly rate: number
}

const TICK_MS = 20
const STATE_ALIAS = 0
const GOOD_ALIAS = 1

async function run({ url, machines, readings, rate }: Start): Promise<void> {
  const client = await connectAsync(url, { clientId: 'bench-floor', protocolVersion: 4 })
  const edges = [...new Set(machines.map(({ edge }) => edge))]
  const seqOf = new Map(edges.map((edge) => [edge, 0]))
  const next = (edge: string): number => {
    const seq = seqOf.get(edge) ?? 0
    seqOf.set(edge, (seq + 1) % 256)
    return seq
  }
  const aliasOf = (machine: number, metric: number): number => 1 + machine * (readings + 2) + metric
  for (const edge of edges) {
    const timestampMs = Date.now()
    const metrics: MetricToWrite[] = [
      { name: 'bdSeq', type: 'Int64', value: 0, timestampMs },
      { name: 'Node Control/Rebirth', type: 'Boolean', value: false, timestampMs },
    ]
    client.publish(`spBv1.0/Bench/NBIRTH/${edge}`, writePayload({ timestampMs, seq: next(edge), metrics }))
  }
  for (const [m, { id, edge }] of machines.entries()) {
    const timestampMs = Date.now()
    const named = (name: string, metric: number) => ({ name, alias: aliasOf(m, metric), timestampMs })
    const metrics: MetricToWrite[] = [
      { ...named('State', STATE_ALIAS), type: 'String', value: 'producing' },
      { ...named('Good', GOOD_ALIAS), type: 'UInt64', value: 0 },
      ...Array.from({ length: readings }, (_, k): MetricToWrite => ({ ...named(`Reading ${k + 1}`, 2 + k), type: 'Double', value: k })),
    ]
    client.publish(`spBv1.0/Bench/DBIRTH/${edge}/${id}`, writePayload({ timestampMs, seq: next(edge), metrics }))
  }
  const publish = (machine: number, metrics: readonly MetricToWrite[]): void => {
    const each = machines[machine]
    if (each === undefined) return
    client.publish(`spBv1.0/Bench/DDATA/${each.edge}/${each.id}`, writePayload({ timestampMs: Date.now(), seq: next(each.edge), metrics }))
  }
  const started = Date.now()
  let [sent, turn] = [0, 0]
  setInterval(() => {
    for (const due = ((Date.now() - started) / 1000) * rate; sent < due; sent += readings, turn += 1) {
      const machine = turn % machines.length
      const timestampMs = Date.now()
      publish(
        machine,
        Array.from({ length: readings }, (_, k): MetricToWrite => {
          return { alias: aliasOf(machine, 2 + k), type: 'Double', declared: false, value: Math.sin(turn + k), timestampMs }
        }),
      )
    }
  }, TICK_MS)
  process.on('message', ({ machine, state }: { readonly machine: number; readonly state: string }) => {
    const timestampMs = Date.now()
    publish(machine, [{ alias: aliasOf(machine, STATE_ALIAS), type: 'String', declared: false, value: state, timestampMs }])
    process.send?.({ at: timestampMs, sent })
  })
  process.send?.({ ready: true })
}

process.once('message', (start: Start) => void run(start))
