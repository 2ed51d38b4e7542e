/** Run with --expose-gc: feeds a host with mutations of real payloads and with noise, and prints what it took and how much memory stayed. */
import { receive, startHost, tick } from '../src/connectors/sparkplug/host.ts'
import { takeEffects } from '../src/connectors/sparkplug/host-state.ts'
import { cursorOf } from '../src/connectors/sparkplug/wire-reader.ts'
import { hex, int32, payload, SAMPLES, template } from '../src/connectors/sparkplug/wire-samples.fixture.ts'
import { chanceFrom } from '../src/core/values/chance.ts'

const [count = 0, seed = 1] = process.argv.slice(2).map(Number)

const drawn = chanceFrom(seed)
const pick = (below: number) => Math.floor(drawn() * below)
const real = [
  ...Object.values(SAMPLES).map(hex),
  payload(
    [
      template('Pump', {
        reference: 'Motor',
        members: [int32('Speed', 1), template('Seal', { reference: 'Seal', members: [int32('Wear', 2)] })],
      }),
    ],
    {
      seq: 0,
    },
  ),
]
const verbs = ['NBIRTH', 'NDEATH', 'NDATA', 'DBIRTH', 'DDEATH', 'DDATA']

function mutated(): Buffer {
  if (pick(10) === 0) return Buffer.from(Array.from({ length: pick(60) }, () => pick(256)))
  const bytes = Buffer.from(real[pick(real.length)] as Buffer)
  for (let changes = pick(5); changes > 0; changes -= 1) bytes[pick(bytes.length)] = pick(256)
  const cut = pick(4) === 0 ? pick(bytes.length + 1) : bytes.length
  return pick(8) === 0 ? Buffer.concat([bytes.subarray(0, cut), real[pick(real.length)] as Buffer]) : bytes.subarray(0, cut)
}

// Every address costs its sink an entry for ever, so the sink here forgets: what grows is then the host's own.
let series = 0
const host = startHost({ tier: 1, reorderTimeoutMs: 5, series: () => (series = (series + 1) % 1000), random: () => 0.5 }, {})
let [readings, aside] = [0, 0]
let heapBefore = 0
for (let i = 0; i < count; i += 1) {
  const verb = verbs[pick(verbs.length)] as string
  const topic = `spBv1.0/plant/${verb}/node${pick(20)}${verb.startsWith('D') ? `/device${pick(5)}` : ''}`
  const now = { wallMs: i, plantMs: 1_700_000_000_000 + i }
  receive(host, { topic, cursor: cursorOf(mutated()), retained: pick(50) === 0 }, now)
  if (host.dueMs <= i) tick(host, now)
  host.remembered.clear()
  for (const effect of takeEffects(host)) {
    if (effect.kind === 'readings') readings += effect.readings.length
    if (effect.kind === 'aside') aside += 1
  }
  if (i === Math.floor(count / 10)) heapBefore = heapAfterCollection()
}

function heapAfterCollection(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

console.log(
  JSON.stringify({ messages: host.messages, readings, aside, nodes: host.nodes.size, heapBefore, heapAfter: heapAfterCollection() }),
)
