/** A Sparkplug host application as a function of what it hears: message by message, with the time as an argument, and effects as the answer. */
import { lookThrough, restore, takeDeviceBirth, takeNodeBirth } from './births.ts'
import { type EdgeNode, newEdgeNode } from './edge-node.ts'
import {
  count,
  type Host,
  type HostSettings,
  keepRoute,
  type Message,
  type Moment,
  newHost,
  nodeOf,
  putAside,
  type Route,
  wake,
} from './host-state.ts'
import { PAYLOAD_BYTES_MAX, readEnvelope } from './payload.ts'
import { askForRebirths, settleRebirth, wantRebirth } from './rebirths.ts'
import { drain, dropHeld, giveUpWaiting, loseNode, takeSequenced, tellTroubles } from './sequence.ts'
import { parseTopic, type Topic } from './topic.ts'
import { type Cursor, Malformed } from './wire-reader.ts'

/** One message as it comes from a server: the cursor stands at the beginning of its payload and ends with it. */
export interface Incoming {
  readonly topic: string
  readonly cursor: Cursor
  /** Whether the server kept it for newcomers, so that it is from another time. */
  readonly retained: boolean
}

type NodeTopic = Extract<Topic, { kind: 'node' }>

/** Brokers that know Sparkplug keep the last births under this prefix. */
const CERTIFICATES = '$sparkplug/certificates/'

/** A host that knows the births in `memory`, by the keys under which `rememberedBirths` gave them. */
export function startHost(settings: HostSettings, memory: Readonly<Record<string, Uint8Array>>): Host {
  const host = newHost(settings)
  restore(host, memory)
  return host
}

/** Births to remember since the last call, by key; null where one is to be forgotten. */
export function rememberedBirths(host: Host): ReadonlyMap<string, Uint8Array | null> {
  const { remembered } = host
  host.remembered = new Map()
  return remembered
}

/** Takes one message. Whatever its bytes are, it does not throw; what it leads to is in the host's effects. */
export function receive(host: Host, { topic: text, cursor, retained }: Incoming, now: Moment): void {
  host.messages += 1
  const route = host.routes.get(text) ?? readRoute(host, text)
  const { topic } = route
  const message: Message = { topic: text, device: topic.kind === 'node' ? topic.device : null, cursor, from: cursor.at, now }
  if (topic.kind === 'malformed') {
    putAside(host, message, 'malformed topic')
    return
  }
  if (topic.kind === 'unknown verb') {
    count(host, 'verb of another edition')
    return
  }
  if (topic.kind === 'state' || topic.verb === 'NCMD' || topic.verb === 'DCMD') return
  if (cursor.end - cursor.at > PAYLOAD_BYTES_MAX) {
    count(host, 'payload above 1 MiB')
    return
  }
  const { end } = cursor
  try {
    readEnvelope(cursor, host.envelope)
    const node = nodeOf(host, { id: route.nodeId, group: topic.group, node: topic.node })
    if (node === undefined) {
      putAside(host, message, 'more edge nodes than are kept')
      return
    }
    if (retained || text.startsWith(CERTIFICATES)) {
      takeOld(host, { node, topic, message })
      return
    }
    node.heardMs = now.plantMs
    takeLive(host, { node, topic, message })
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    cursor.end = end
    putAside(host, message, error.reason)
    const node = host.nodes.get(route.nodeId)
    if (node !== undefined) wantRebirth(host, node, { wallMs: now.wallMs, spread: false })
  }
}

function readRoute(host: Host, text: string): Route {
  const topic = parseTopic(text.startsWith(CERTIFICATES) ? text.slice(CERTIFICATES.length) : text)
  return keepRoute(host, { text, topic, nodeId: topic.kind === 'node' ? newEdgeNode(topic.group, topic.node).id : '' })
}

interface Live {
  readonly node: EdgeNode
  readonly topic: NodeTopic
  readonly message: Message
}

function takeLive(host: Host, { node, topic: { verb }, message }: Live): void {
  if (verb === 'NBIRTH') takeBirth(host, node, message)
  else if (verb === 'NDEATH') takeDeath(host, node, message)
  else if (verb !== 'NCMD' && verb !== 'DCMD') takeSequenced(host, { node, verb, message })
}

function takeBirth(host: Host, node: EdgeNode, message: Message): void {
  const { seq, timestampMs } = host.envelope
  if (seq === -1) {
    putAside(host, message, 'message without a sequence number')
    return
  }
  const troubles = takeNodeBirth(host, { node, message, kind: 'live' })
  node.standing = 'online'
  node.expected = (seq + 1) % 256
  node.appliedMs = timestampMs
  settleRebirth(node)
  tellTroubles(host, { node, message, troubles })
  // What was sent before the birth is over; what was sent after it and came earlier still waits for its turn.
  dropHeld(host, node, timestampMs >= 0 ? timestampMs : Number.POSITIVE_INFINITY)
  if (node.held.size > 0) drain(host, node, message.now)
}

/** A death counts only if it belongs to the birth that was heard last: a late one of an earlier connection must not end a later one. */
function takeDeath(host: Host, node: EdgeNode, message: Message): void {
  const { bdSeq } = lookThrough(host, message)
  const belongs = node.standing === 'unborn' || node.bdSeq === undefined || node.bdSeq === bdSeq
  if (node.standing === 'offline' || !belongs) {
    count(host, 'late death')
    return
  }
  node.standing = 'offline'
  node.own.online = false
  for (const device of node.devices.values()) device.online = false
  dropHeld(host, node, Number.POSITIVE_INFINITY)
  settleRebirth(node)
  loseNode(host, node, { atMs: message.now.plantMs, because: 'The edge node died.' })
}

/** What a server kept for newcomers is worth something only where nothing newer was heard. */
function takeOld(host: Host, { node, topic: { verb }, message }: Live): void {
  if (verb !== 'NBIRTH' && verb !== 'DBIRTH') {
    count(host, 'retained message')
    return
  }
  if (node.standing === 'online' || node.standing === 'after gap') return
  const take = verb === 'NBIRTH' ? takeNodeBirth : takeDeviceBirth
  tellTroubles(host, { node, message, troubles: take(host, { node, message, kind: 'old' }) })
  if (node.standing === 'offline') node.standing = 'unborn'
}

/** Does what is due by now: gives up waiting for what is missing, asks for rebirths. To be called at `host.dueMs`. */
export function tick(host: Host, now: Moment): void {
  host.dueMs = Number.POSITIVE_INFINITY
  for (const node of host.nodes.values()) {
    if (node.gapDueMs <= now.wallMs) giveUpWaiting(host, node, now)
    else wake(host, node.gapDueMs)
  }
  if (host.settings.tier === 1) askForRebirths(host, now)
}

/** The connection to the server is lost: what its edge nodes told is stale, and may have changed before it is back. */
export function serverLost(host: Host, now: Moment): void {
  for (const node of host.nodes.values()) {
    if (node.standing === 'offline' || node.heardMs === -1) continue
    dropHeld(host, node, Number.POSITIVE_INFINITY)
    settleRebirth(node)
    node.standing = 'unborn'
    node.expected = -1
    loseNode(host, node, { atMs: now.plantMs, because: 'The connection to the MQTT server is lost.' })
  }
}

/**
 * The connection is there: whoever was heard of before is asked for a birth, for those that only tell changes may be silent for long,
 * and those that had died may have come back unheard.
 */
export function serverFound(host: Host, now: Moment): void {
  for (const node of host.nodes.values()) if (node.standing !== 'online') wantRebirth(host, node, { wallMs: now.wallMs, spread: true })
}
