/** All edge nodes of one MQTT server, and what their messages lead to, told as a list of effects in the order in which they hold. */
import type { Reading } from '../../engine/floor-ports.ts'
import { type EdgeNode, newEdgeNode } from './edge-node.ts'
import { type Envelope, type Metric, newEnvelope, newMetric } from './payload.ts'
import type { Topic } from './topic.ts'
import type { Cursor } from './wire-reader.ts'

/** The moment at which a message came: wall milliseconds for timers, plant milliseconds for data. */
export interface Moment {
  readonly wallMs: number
  readonly plantMs: number
}

export type Effect =
  | { readonly kind: 'readings'; readonly readings: Reading[] }
  | { readonly kind: 'lost'; readonly prefix: string; readonly atMs: number; readonly because: string }
  | { readonly kind: 'rebirth'; readonly group: string; readonly node: string }
  | { readonly kind: 'aside'; readonly topic: string; readonly payload: Buffer; readonly reason: string; readonly atMs: number }

export interface HostSettings {
  /** 0 never asks for a rebirth. */
  readonly tier: 0 | 1
  /** How long a message may wait for one before it. */
  readonly reorderTimeoutMs: number
  /** The index of an address; the same for the same address. */
  readonly series: (address: string, about: { readonly dataType: string; readonly unit?: string }) => number
  /** From 0 to below 1: spreads requests for rebirths. */
  readonly random: () => number
}

/** One message whose envelope was read into `host.envelope`. */
export interface Message {
  readonly topic: string
  /** Null for messages of the edge node itself. */
  readonly device: string | null
  readonly cursor: Cursor
  /** Where the payload begins; it ends where the cursor's bytes do. */
  readonly from: number
  readonly now: Moment
}

/** Bounds of what is kept in memory. */
export const NODES_MAX = 10_000
export const SLOTS_OF_NODE_MAX = 100_000
export const SLOTS_MAX = 1_000_000
export const HELD_MAX = 127
export const HELD_BYTES_MAX = 64 * 1024 * 1024
const TOPICS_MAX = 100_000

/** A topic that was read before, with the id of its node. */
export interface Route {
  readonly text: string
  readonly topic: Topic
  readonly nodeId: string
}

export interface Host {
  readonly settings: HostSettings
  readonly nodes: Map<string, EdgeNode>
  readonly routes: Map<string, Route>
  effects: Effect[]
  /** Births to remember or to forget, by key. */
  remembered: Map<string, Uint8Array | null>
  slots: number
  heldBytes: number
  messages: number
  metrics: number
  readonly setAside: Map<string, number>
  /** The next time at which `tick` has something to do; wall milliseconds. */
  dueMs: number
  rebirthTokens: { left: number; atMs: number }
  /** Used for one message after the other. */
  readonly envelope: Envelope
  readonly metric: Metric
}

export function newHost(settings: HostSettings): Host {
  return {
    settings,
    nodes: new Map(),
    routes: new Map(),
    effects: [],
    remembered: new Map(),
    slots: 0,
    heldBytes: 0,
    messages: 0,
    metrics: 0,
    setAside: new Map(),
    dueMs: Number.POSITIVE_INFINITY,
    rebirthTokens: { left: 10, atMs: Number.NEGATIVE_INFINITY },
    envelope: newEnvelope(),
    metric: newMetric(),
  }
}

/** What happened since the last call. */
export function takeEffects(host: Host): readonly Effect[] {
  const { effects } = host
  host.effects = []
  return effects
}

/** Remembers how a topic was read; all are forgotten when there are too many, so that invented topics can't fill the memory. */
export function keepRoute(host: Host, route: Route): Route {
  if (host.routes.size >= TOPICS_MAX) host.routes.clear()
  host.routes.set(route.text, route)
  return route
}

/** The node, made when it was not known; undefined when there are too many. */
export function nodeOf(
  host: Host,
  { id, group, node }: { readonly id: string; readonly group: string; readonly node: string },
): EdgeNode | undefined {
  const known = host.nodes.get(id)
  if (known !== undefined) return known
  if (host.nodes.size >= NODES_MAX) return undefined
  const made = newEdgeNode(group, node)
  host.nodes.set(id, made)
  return made
}

/** The list into which readings go, behind whatever happened before. */
export function openReadings(host: Host): Reading[] {
  const last = host.effects.at(-1)
  if (last?.kind === 'readings') return last.readings
  const readings: Reading[] = []
  host.effects.push({ kind: 'readings', readings })
  return readings
}

export function lose(host: Host, loss: { readonly prefix: string; readonly atMs: number; readonly because: string }): void {
  host.effects.push({ kind: 'lost', ...loss })
}

/** Counts a message that can't be used, or not wholly, and keeps its bytes. */
export function putAside(host: Host, message: Message, reason: string): void {
  count(host, reason)
  host.effects.push({ kind: 'aside', topic: message.topic, payload: copyPayload(message), reason, atMs: message.now.plantMs })
}

/** Counts what is no fault worth keeping. */
export function count(host: Host, reason: string): void {
  host.setAside.set(reason, (host.setAside.get(reason) ?? 0) + 1)
}

/** Has `tick` called no later than then. */
export function wake(host: Host, atMs: number): void {
  if (atMs < host.dueMs) host.dueMs = atMs
}

/** A copy of the payload, for the bytes it came in are used for the next ones. */
export function copyPayload({ cursor, from }: Message): Buffer {
  return Buffer.from(cursor.bytes.subarray(from, cursor.end))
}

/** The time that a payload states, or else the time at which it came; plant milliseconds. */
export function statedMs(host: Host, { now }: Message): number {
  return host.envelope.timestampMs >= 0 ? host.envelope.timestampMs : now.plantMs
}
