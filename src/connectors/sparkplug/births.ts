/** Births fill the tables by which data is understood; they are remembered, so that a restart of ours understands the data that follows. */
import { type Telling, type Trouble, tellMetrics } from './apply.ts'
import { clearDevice, type Device, deviceOf, devicesPrefix, type EdgeNode } from './edge-node.ts'
import { dataSetParts, newWalk, templateParts } from './flatten.ts'
import { copyPayload, type Host, lose, type Message, nodeOf, statedMs } from './host-state.ts'
import { Kind, readEnvelope, readMetric } from './payload.ts'
import { cursorOf, Malformed } from './wire-reader.ts'

/** `live` moves values and standing; `old` was kept by the server for newcomers, so its values may be wrong by now; `remembered` was kept by us and tells no values. */
export type BirthKind = 'live' | 'old' | 'remembered'

/** What a birth says at first sight. */
interface FirstSight {
  readonly names: ReadonlySet<string>
  readonly bdSeq: number | bigint | undefined
}

/** Reads the whole message once before anything is touched, so that one that can't be read to its end changes nothing. Throws `Malformed`. */
export function lookThrough(host: Host, { cursor }: Message): FirstSight {
  const { envelope, metric } = host
  const names = new Set<string>()
  let bdSeq: number | bigint | undefined
  for (let i = 0; i < envelope.metrics; i += 1) {
    cursor.at = envelope.places[2 * i] as number
    readMetric(cursor, envelope.places[2 * i + 1] as number, metric)
    if (metric.name !== undefined) names.add(metric.name)
    if (metric.name === 'bdSeq') bdSeq = metric.kind === Kind.long ? metric.long : metric.kind === Kind.int ? metric.number : undefined
    if (metric.kind === Kind.dataSet) dataSetParts(cursor, metric, newWalk(nothing))
    if (metric.kind === Kind.template) templateParts(cursor, metric, newWalk(nothing))
  }
  return { names, bdSeq }
}

function nothing(): undefined {
  return undefined
}

/** The birth of an edge node. Its devices are to be born after it. Throws `Malformed`, and has then changed nothing. */
export function takeNodeBirth(
  host: Host,
  { node, message, kind }: { node: EdgeNode; message: Message; kind: BirthKind },
): ReadonlySet<Trouble> {
  const { names, bdSeq } = lookThrough(host, message)
  const slotsBefore = node.slots
  const wereOnline = [...node.devices.values()].some(({ online }) => online)
  const before = clearDevice(node, node.own)
  for (const device of node.devices.values()) clearDevice(node, device)
  node.devices.clear()
  node.aliases.clear()
  node.definitions.clear()
  host.slots += node.slots - slotsBefore
  if (kind === 'live') {
    const atMs = statedMs(host, message)
    if (wereOnline) lose(host, { prefix: devicesPrefix(node), atMs, because: 'Its edge node was born again, and it has not been yet.' })
    loseVanished(host, node.own, { before, names, atMs })
    node.own.online = true
    node.bdSeq = bdSeq
    node.births += 1
    for (const key of node.remembered) host.remembered.set(key, null)
    node.remembered.clear()
    keep(host, node, message)
  }
  return tellMetrics(host, tellingOf(message, { node, device: node.own, kind }))
}

/** The birth of a device. Throws `Malformed`, and has then changed nothing. */
export function takeDeviceBirth(
  host: Host,
  { node, message, kind }: { node: EdgeNode; message: Message; kind: BirthKind },
): ReadonlySet<Trouble> {
  const { names } = lookThrough(host, message)
  const device = deviceOf(node, message.device)
  const slotsBefore = node.slots
  const before = clearDevice(node, device)
  host.slots += node.slots - slotsBefore
  if (kind === 'live') {
    if (device.online) loseVanished(host, device, { before, names, atMs: statedMs(host, message) })
    device.online = true
    keep(host, node, message)
  }
  return tellMetrics(host, tellingOf(message, { node, device, kind }))
}

/** Metrics that were there before and are no part of the new birth keep their values, which are stale. */
function loseVanished(
  host: Host,
  device: Device,
  { before, names, atMs }: { readonly before: ReadonlyMap<string, unknown>; readonly names: ReadonlySet<string>; readonly atMs: number },
): void {
  for (const name of before.keys()) {
    if (!names.has(name)) {
      lose(host, { prefix: device.prefix, atMs, because: 'It was born again without some of its signals.' })
      return
    }
  }
}

function tellingOf(message: Message, { node, device, kind }: { node: EdgeNode; device: Device; kind: BirthKind }): Telling {
  return {
    node,
    device,
    cursor: message.cursor,
    now: message.now,
    as: kind === 'remembered' ? 'table' : 'birth',
    historical: node.standing === 'after gap' && kind === 'live' && device !== node.own,
    uncertain: kind === 'old',
  }
}

function keep(host: Host, node: EdgeNode, message: Message): void {
  const key = message.device === null ? node.id : `${node.id}/${message.device}`
  node.remembered.add(key)
  host.remembered.set(key, copyPayload(message))
}

/** Takes up births that were remembered by an earlier run. What can't be read any more is passed over; its edge node is then as good as new. */
export function restore(host: Host, memory: Readonly<Record<string, Uint8Array>>): void {
  const keys = Object.keys(memory).sort((a, b) => a.split('/').length - b.split('/').length)
  for (const key of keys) {
    const [group = '', name = '', device] = key.split('/')
    const node = nodeOf(host, { id: `${group}/${name}`, group, node: name })
    const bytes = memory[key]
    if (node === undefined || bytes === undefined || name === '') continue
    const cursor = cursorOf(bytes)
    const message: Message = { topic: key, device: device ?? null, cursor, from: 0, now: { wallMs: 0, plantMs: 0 } }
    try {
      readEnvelope(cursor, host.envelope)
      if (device === undefined) takeNodeBirth(host, { node, message, kind: 'remembered' })
      else takeDeviceBirth(host, { node, message, kind: 'remembered' })
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      continue
    }
    node.remembered.add(key)
    node.standing = 'unborn'
  }
}
