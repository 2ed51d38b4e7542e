/** Puts the messages of one edge node into the order in which it sent them, and knows when one is missing. */
import { type Telling, type Trouble, tellMetrics } from './apply.ts'
import { takeDeviceBirth } from './births.ts'
import { deviceOf, devicesPrefix, type EdgeNode, type Held } from './edge-node.ts'
import {
  copyPayload,
  count,
  HELD_BYTES_MAX,
  HELD_MAX,
  type Host,
  lose,
  type Message,
  type Moment,
  putAside,
  statedMs,
  wake,
} from './host-state.ts'
import { readEnvelope } from './payload.ts'
import { wantRebirth } from './rebirths.ts'
import { cursorOf, Malformed } from './wire-reader.ts'

/** Devices of one edge node that are kept. */
const DEVICES_MAX = 10_000

export type SequencedVerb = Held['verb']

/** A message that consumes a number of its edge node's sequence. */
export function takeSequenced(host: Host, { node, verb, message }: { node: EdgeNode; verb: SequencedVerb; message: Message }): void {
  const { seq, timestampMs } = host.envelope
  const { now } = message
  if (seq === -1) {
    putAside(host, message, 'message without a sequence number')
    return
  }
  if (message.device !== null && !node.devices.has(message.device) && node.devices.size >= DEVICES_MAX) {
    putAside(host, message, 'more devices than are kept')
    return
  }
  if (node.standing === 'offline') {
    node.standing = 'unborn'
    node.expected = -1
  }
  if (node.standing === 'unborn') wantRebirth(host, node, { wallMs: now.wallMs, spread: true })
  if (node.standing === 'after gap') {
    apply(host, { node, verb, message })
    return
  }
  if (node.expected === -1) node.expected = seq
  const ahead = (seq - node.expected + 256) % 256
  if (node.held.size > 0 && ahead < 128 && isOfNextRound(node, timestampMs)) {
    giveUpWaiting(host, node, now)
    // What waited was read into the same envelope.
    message.cursor.at = message.from
    readEnvelope(message.cursor, host.envelope)
    takeSequenced(host, { node, verb, message })
    return
  }
  if (ahead === 0) {
    node.expected = (seq + 1) % 256
    apply(host, { node, verb, message })
    if (node.held.size > 0) drain(host, node, now)
  } else if ((ahead > 127 && timestampMs <= node.appliedMs) || node.held.has(seq)) count(host, 'late or repeated')
  else hold(host, node, { verb, message })
}

/** Where more than half a round is missing, a number may come again before the wait is over: it is then newer than all that waits, and not what is missing. */
function isOfNextRound(node: EdgeNode, timestampMs: number): boolean {
  let far = false
  for (const held of node.held.values()) {
    if (held.timestampMs >= timestampMs) return false
    if ((held.seq - node.expected + 256) % 256 > 127) far = true
  }
  return far
}

function hold(host: Host, node: EdgeNode, { verb, message }: { verb: SequencedVerb; message: Message }): void {
  const { now, device } = message
  const { seq, timestampMs } = host.envelope
  const held: Held = { verb, device, bytes: copyPayload(message), seq, timestampMs }
  node.held.set(held.seq, held)
  node.heldBytes += held.bytes.length
  host.heldBytes += held.bytes.length
  if (node.gapDueMs === Number.POSITIVE_INFINITY) {
    node.gapDueMs = now.wallMs + host.settings.reorderTimeoutMs
    wake(host, node.gapDueMs)
  }
  // Behind so many others, what is missing will not come; and after half a round, a number could be taken for that of the next round.
  if (node.held.size >= HELD_MAX || host.heldBytes > HELD_BYTES_MAX || node.gapDueMs <= now.wallMs) giveUpWaiting(host, node, now)
}

/** Applies what waited for the number that came. */
export function drain(host: Host, node: EdgeNode, now: Moment): void {
  for (let held = node.held.get(node.expected); held !== undefined; held = node.held.get(node.expected)) {
    release(host, node, held)
    node.expected = (held.seq + 1) % 256
    applyHeld(host, node, { held, now })
  }
  if (node.held.size === 0) node.gapDueMs = Number.POSITIVE_INFINITY
  else {
    // Another number is missing, whose wait begins now.
    node.gapDueMs = now.wallMs + host.settings.reorderTimeoutMs
    wake(host, node.gapDueMs)
  }
}

function release(host: Host, node: EdgeNode, held: Held): void {
  node.held.delete(held.seq)
  node.heldBytes -= held.bytes.length
  host.heldBytes -= held.bytes.length
}

/** Forgets what waits, as far as it is older than `beforeMs`. */
export function dropHeld(host: Host, node: EdgeNode, beforeMs: number): void {
  for (const held of node.held.values()) {
    if (held.timestampMs >= beforeMs) continue
    release(host, node, held)
    count(host, 'late or repeated')
  }
  if (node.held.size === 0) node.gapDueMs = Number.POSITIVE_INFINITY
}

/**
 * What is missing counts as lost, and with it the values that it may have held: all of the node are stale.
 * Where a rebirth may be asked for, what waited becomes history and the birth brings the present.
 * Where we only listen, no birth would come: what waited and what follows is taken as it is.
 */
export function giveUpWaiting(host: Host, node: EdgeNode, now: Moment): void {
  const waiting = [...node.held.values()].sort((a, b) => ((a.seq - node.expected + 256) % 256) - ((b.seq - node.expected + 256) % 256))
  node.gapDueMs = Number.POSITIVE_INFINITY
  const last = waiting.at(-1)
  if (last === undefined) return
  let next = node.expected
  for (const { seq } of waiting) {
    if (seq !== next) node.gaps += 1
    next = (seq + 1) % 256
  }
  loseNode(host, node, { atMs: now.plantMs, because: 'Messages of its edge node are missing.' })
  const asks = host.settings.tier === 1
  if (asks) node.standing = 'after gap'
  node.expected = asks ? -1 : (last.seq + 1) % 256
  for (const held of waiting) {
    release(host, node, held)
    applyHeld(host, node, { held, now })
  }
  wantRebirth(host, node, { wallMs: now.wallMs, spread: false })
}

/** All signals of the edge node and its devices are stale. */
export function loseNode(host: Host, node: EdgeNode, { atMs, because }: { readonly atMs: number; readonly because: string }): void {
  lose(host, { prefix: node.own.prefix, atMs, because })
  lose(host, { prefix: devicesPrefix(node), atMs, because })
}

function applyHeld(host: Host, node: EdgeNode, { held, now }: { readonly held: Held; readonly now: Moment }): void {
  const cursor = cursorOf(held.bytes)
  readEnvelope(cursor, host.envelope)
  const where = held.device === null ? node.node : `${node.node}/${held.device}`
  const message: Message = { topic: `spBv1.0/${node.group}/${held.verb}/${where}`, device: held.device, cursor, from: 0, now }
  apply(host, { node, verb: held.verb, message })
}

interface Sequenced {
  readonly node: EdgeNode
  readonly verb: SequencedVerb
  readonly message: Message
}

/** Applies a message whose turn it is. */
function apply(host: Host, { node, verb, message }: Sequenced): void {
  const { end } = message.cursor
  try {
    const troubles = applyVerb(host, { node, verb, message })
    if (troubles !== undefined) tellTroubles(host, { node, message, troubles })
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    message.cursor.end = end
    putAside(host, message, error.reason)
    wantRebirth(host, node, { wallMs: message.now.wallMs, spread: false })
  }
  node.appliedMs = Math.max(node.appliedMs, host.envelope.timestampMs)
}

function applyVerb(host: Host, { node, verb, message }: Sequenced): ReadonlySet<Trouble> | undefined {
  if (verb === 'DBIRTH') return takeDeviceBirth(host, { node, message, kind: 'live' })
  const device = deviceOf(node, message.device)
  if (verb === 'DDEATH') {
    device.online = false
    lose(host, { prefix: device.prefix, atMs: statedMs(host, message), because: 'The device died.' })
    return undefined
  }
  if (!device.online) {
    device.online = true
    if (node.standing === 'online') wantRebirth(host, node, { wallMs: message.now.wallMs, spread: false })
  }
  const historical = node.standing === 'after gap'
  const telling: Telling = { node, device, cursor: message.cursor, now: message.now, as: 'data', historical, uncertain: false }
  return tellMetrics(host, telling)
}

/** A message is kept once, by the first thing that is wrong with it, and counted by each. */
export function tellTroubles(
  host: Host,
  { node, message, troubles }: { node: EdgeNode; message: Message; troubles: ReadonlySet<Trouble> },
): void {
  let first = true
  for (const trouble of troubles) {
    if (first) putAside(host, message, trouble)
    else count(host, trouble)
    first = false
    if (trouble === 'alias that no birth has named' || trouble === 'metric that was not in the birth') {
      wantRebirth(host, node, { wallMs: message.now.wallMs, spread: false })
    }
  }
}
