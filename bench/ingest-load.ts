/**
 * An edge fleet in a process of its own: births, then data at a fixed rate, with the right sequence and, where told so, messages left out.
 * Argument: a `Load` as JSON. Tells its parent what it `Sent`, and keeps its connections until it is ended. The first metric of each message is the sender's clock.
 */
import { connect, type Socket } from 'node:net'
import { type MetricToWrite, writePayload } from '../src/connectors/sparkplug/payload-writer.ts'

export interface Load {
  readonly port: number
  /** Metrics a second. */
  readonly rate: number
  readonly seconds: number
  readonly edges: number
  readonly devices: number
  readonly metricsOfDevice: number
  readonly metricsOfMessage: number
  /** Single messages left out, spread over the middle of the time. */
  readonly gaps: number
  /** How long after the last message it is asked what arrived. */
  readonly graceMs: number
}

export interface Sent {
  readonly messages: number
  readonly metrics: number
  readonly gaps: number
  /** What was to be sent and could not be in its time; metrics. */
  readonly behind: number
}

/** A data packet that is patched in place for each sending. */
interface Template {
  readonly packet: Buffer
  readonly timesAt: readonly number[]
  readonly clockAt: number
}

interface Edge {
  readonly name: string
  readonly socket: Socket
  readonly templates: readonly Template[]
  next: number
  seq: number
}

const load = JSON.parse(process.argv[2] ?? '{}') as Load
/** Six bytes as a varint, as every time of this century takes. */
const SAMPLE_MS = Date.now()
const BATCH = 8

function packetOf(type: number, parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const head = [type]
  let rest = body.length
  for (; rest > 127; rest >>= 7) head.push((rest & 127) | 128)
  return Buffer.concat([Buffer.from([...head, rest]), body])
}

function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}

const publish = (topic: string, payload: Uint8Array): Buffer => packetOf(0x30, [text(topic), payload])

/** The first is the clock; of the others seven in ten are doubles, two whole numbers, one a switch. */
function metric(i: number, about: Partial<MetricToWrite>): MetricToWrite {
  if (i === 0 || i % 10 < 7) return { ...about, type: 'Double', value: 1.5 }
  return i % 10 < 9 ? { ...about, type: 'Int32', value: 1 } : { ...about, type: 'Boolean', value: true }
}

function templateOf(topic: string, firstAlias: number): Template {
  const metrics = Array.from({ length: load.metricsOfMessage }, (_, i) =>
    metric(i, { alias: firstAlias + i, timestampMs: SAMPLE_MS, declared: false }),
  )
  // The sequence number takes two bytes whatever it is, which the wire allows, so that every packet of a template is of one length.
  const payload = Buffer.concat([writePayload({ timestampMs: SAMPLE_MS, metrics }), Buffer.from([0x18, 0x80, 0])])
  const packet = publish(topic, payload)
  const time = writePayload({ timestampMs: SAMPLE_MS, metrics: [] }).subarray(1)
  const timesAt: number[] = []
  for (let at = packet.indexOf(time); at >= 0; at = packet.indexOf(time, at + time.length)) timesAt.push(at)
  const clock = Buffer.alloc(8)
  clock.writeDoubleLE(1.5)
  return { packet, timesAt, clockAt: packet.indexOf(clock) }
}

function birthsOf(name: string): readonly Buffer[] {
  const at = { timestampMs: SAMPLE_MS }
  const node = writePayload({ ...at, seq: 0, metrics: [{ ...at, name: 'bdSeq', type: 'Int64', value: 0 }] })
  const births = [publish(`spBv1.0/bench/NBIRTH/${name}`, node)]
  for (let device = 0; device < load.devices; device += 1) {
    const metrics = Array.from({ length: load.metricsOfDevice }, (_, i) =>
      metric(i % load.metricsOfMessage, { ...at, name: `Tag ${i}`, alias: device * load.metricsOfDevice + i + 1 }),
    )
    births.push(publish(`spBv1.0/bench/DBIRTH/${name}/device${device}`, writePayload({ ...at, seq: device + 1, metrics })))
  }
  return births
}

async function startEdge(name: string): Promise<Edge> {
  const will = writePayload({ metrics: [{ name: 'bdSeq', type: 'Int64', value: 0 }] })
  const socket = connect(load.port, '127.0.0.1')
  socket.setNoDelay(true)
  const head = [text('MQTT'), Buffer.from([4, 0x0e, 2, 0x58])]
  socket.write(packetOf(0x10, [...head, text(`${name}-${process.pid}`), text(`spBv1.0/bench/NDEATH/${name}`), text(will)]))
  await new Promise((resolve, reject) => socket.once('data', resolve).once('error', reject))
  socket.on('data', () => undefined)
  for (const birth of birthsOf(name)) socket.write(birth)
  const templates: Template[] = []
  for (let first = 0; first + load.metricsOfMessage <= load.metricsOfDevice; first += load.metricsOfMessage) {
    for (let device = 0; device < load.devices; device += 1) {
      templates.push(templateOf(`spBv1.0/bench/DDATA/${name}/device${device}`, device * load.metricsOfDevice + first + 1))
    }
  }
  return { name, socket, templates, next: 0, seq: load.devices }
}

function patchTime(packet: Buffer, at: number, ms: number): void {
  let rest = ms
  for (let i = 0; i < 5; i += 1) {
    packet[at + i] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  packet[at + 5] = rest
}

/** Some messages of one edge node in one write, `leftOut` of them not sent at all. */
function send(edge: Edge, leftOut: number): void {
  const now = performance.timeOrigin + performance.now()
  const packets: Buffer[] = []
  for (let i = 0; i < BATCH; i += 1) {
    const template = edge.templates[edge.next]!
    edge.next = (edge.next + 1) % edge.templates.length
    edge.seq = (edge.seq + 1) & 255
    if (i > 0 && i <= leftOut) continue
    const packet = Buffer.from(template.packet)
    for (const at of template.timesAt) patchTime(packet, at, Math.floor(now))
    packet.writeDoubleLE(now, template.clockAt)
    packet[packet.length - 2] = (edge.seq & 127) | 128
    packet[packet.length - 1] = edge.seq >> 7
    packets.push(packet)
  }
  edge.socket.write(Buffer.concat(packets))
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function run(): Promise<Sent> {
  const edges = await Promise.all(Array.from({ length: load.edges }, (_, i) => startEdge(`edge${i}`)))
  await pause(500)
  const began = performance.now()
  let [turn, attempts, messages, gaps] = [0, 0, 0, 0]
  for (let elapsed = 0; elapsed < load.seconds; elapsed = (performance.now() - began) / 1000) {
    const due = elapsed * load.rate
    // Gaps lie in the middle, so that there is always a later message that shows them.
    const gapsDue = Math.min(load.gaps, Math.floor(((elapsed / load.seconds - 0.1) / 0.7) * load.gaps))
    for (let busy = 0; attempts * load.metricsOfMessage < due && busy < edges.length; turn += 1) {
      const edge = edges[turn % edges.length]!
      if (edge.socket.writableLength > 1_000_000) {
        busy += 1
        continue
      }
      const leftOut = gaps < gapsDue ? 1 : 0
      send(edge, leftOut)
      gaps += leftOut
      attempts += BATCH
      messages += BATCH - leftOut
    }
    await pause(1)
  }
  const behind = Math.max(0, load.rate * load.seconds - attempts * load.metricsOfMessage)
  while (edges.some(({ socket }) => socket.writableLength > 0)) await pause(5)
  await pause(load.graceMs)
  return { messages, metrics: messages * load.metricsOfMessage, gaps, behind }
}

process.send?.(await run())
