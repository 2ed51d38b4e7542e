/** What is known of one edge node: its births, the names behind its aliases, and where it stands in its sequence. */
import { dataTypeCode } from './data-type.ts'
import type { Part } from './flatten.ts'

/**
 * `online`: born while we listened. `unborn`: it sends, and what we know of it is remembered or only what its messages say.
 * `after gap`: messages are missing and a rebirth was asked for; until it comes, values are history. `offline`: it died, or was never heard.
 */
export type Standing = 'online' | 'unborn' | 'after gap' | 'offline'

/** A value inside a data set or template. */
export interface PartSlot {
  readonly series: number
  readonly dataType: number
}

/** One metric of a birth. */
export interface Slot {
  readonly name: string
  readonly address: string
  readonly dataType: number
  /** -1 where its values come by name. */
  readonly alias: number | bigint
  /** -1 for data sets and templates, whose parts have their own. */
  readonly series: number
  /** Null for plain values. */
  readonly parts: Map<string, PartSlot> | null
}

/** A device, or the edge node's own metrics. */
export interface Device {
  /** What the addresses of its signals begin with. */
  readonly prefix: string
  online: boolean
  names: Map<string, Slot>
}

/** A message that waits for one before it. */
export interface Held {
  readonly verb: 'NDATA' | 'DDATA' | 'DBIRTH' | 'DDEATH'
  readonly device: string | null
  readonly bytes: Buffer
  readonly seq: number
  readonly timestampMs: number
}

export interface EdgeNode {
  /** `group/node`. */
  readonly id: string
  readonly group: string
  readonly node: string
  standing: Standing
  /** Of the last birth that was heard; undefined where there was none, or it had none. */
  bdSeq: number | bigint | undefined
  /** The seq that comes next; -1 before the first one is known. */
  expected: number
  /** Time of the payload applied last; -1 before. */
  appliedMs: number
  readonly own: Device
  readonly devices: Map<string, Device>
  readonly aliases: Map<number | bigint, Slot>
  /** Parameters that instances have unless they say otherwise, by the name of the definition. */
  readonly definitions: Map<string, readonly Part[]>
  /** Keys under which its births are remembered. */
  readonly remembered: Set<string>
  slots: number
  readonly held: Map<number, Held>
  heldBytes: number
  /** When what is missing counts as lost; wall milliseconds, infinity while nothing is missing. */
  gapDueMs: number
  /** Wall milliseconds. */
  rebirth: { dueMs: number; askedMs: number; unanswered: number }
  gaps: number
  births: number
  /** Plant milliseconds; -1 before anything was heard. */
  heardMs: number
}

const TEMPLATE_TYPES: ReadonlySet<number> = new Set([dataTypeCode('DataSet'), dataTypeCode('Template')])

/** Whether values of this type are many. */
export function hasParts(dataType: number): boolean {
  return TEMPLATE_TYPES.has(dataType)
}

/** A colon ends the source in an address, so one inside an id is written as its escape. */
function addressId(id: string): string {
  return id.replaceAll('%', '%25').replaceAll(':', '%3A')
}

function newDevice(prefix: string): Device {
  return { prefix, online: false, names: new Map() }
}

export function newEdgeNode(group: string, node: string): EdgeNode {
  return {
    id: `${group}/${node}`,
    group,
    node,
    standing: 'offline',
    bdSeq: undefined,
    expected: -1,
    appliedMs: -1,
    own: newDevice(`${addressId(group)}/${addressId(node)}:`),
    devices: new Map(),
    aliases: new Map(),
    definitions: new Map(),
    remembered: new Set(),
    slots: 0,
    held: new Map(),
    heldBytes: 0,
    gapDueMs: Number.POSITIVE_INFINITY,
    rebirth: { dueMs: Number.POSITIVE_INFINITY, askedMs: Number.NEGATIVE_INFINITY, unanswered: 0 },
    gaps: 0,
    births: 0,
    heardMs: -1,
  }
}

/** What the addresses of all its devices begin with. */
export function devicesPrefix(node: EdgeNode): string {
  return `${node.own.prefix.slice(0, -1)}/`
}

/** The device, made when it was not known; the edge node itself for null. */
export function deviceOf(node: EdgeNode, id: string | null): Device {
  if (id === null) return node.own
  const known = node.devices.get(id)
  if (known !== undefined) return known
  const device = newDevice(`${devicesPrefix(node)}${addressId(id)}:`)
  node.devices.set(id, device)
  return device
}

/** Adds a metric to the tables. False when its alias already stands for another one, which it replaces. */
export function addSlot(node: EdgeNode, device: Device, slot: Slot): boolean {
  const before = device.names.get(slot.name)
  if (before !== undefined) dropSlot(node, before)
  node.slots += 1
  device.names.set(slot.name, slot)
  if (slot.alias === -1) return true
  const other = node.aliases.get(slot.alias)
  node.aliases.set(slot.alias, slot)
  return other === undefined || other.address === slot.address
}

/** Forgets the metrics of a device and gives back what it had. */
export function clearDevice(node: EdgeNode, device: Device): ReadonlyMap<string, Slot> {
  const before = device.names
  for (const slot of before.values()) dropSlot(node, slot)
  device.names = new Map()
  return before
}

function dropSlot(node: EdgeNode, slot: Slot): void {
  if (node.aliases.get(slot.alias) === slot) node.aliases.delete(slot.alias)
  node.slots -= 1 + (slot.parts?.size ?? 0)
}
