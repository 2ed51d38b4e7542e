/** Turns the metrics of one message into readings, by the names, types and aliases that births gave. */
import type { Quality, Reading, ReadingValue } from '../../engine/floor-ports.ts'
import { dataTypeName } from './data-type.ts'
import { addSlot, type Device, type EdgeNode, hasParts, type PartSlot, type Slot } from './edge-node.ts'
import { dataSetParts, newWalk, type Part, templateParts } from './flatten.ts'
import { type Host, type Moment, openReadings, SLOTS_MAX, SLOTS_OF_NODE_MAX } from './host-state.ts'
import { Kind, type Metric, readMetric } from './payload.ts'
import { qualityOf, unitOf } from './properties.ts'
import { readingValue, UNREADABLE } from './value.ts'
import type { Cursor } from './wire-reader.ts'

/** One message whose envelope was read into `host.envelope`, and how it is to be taken. */
export interface Telling {
  readonly node: EdgeNode
  readonly device: Device
  readonly cursor: Cursor
  readonly now: Moment
  /** `birth` fills the tables and tells values; `table` only fills them; `data` goes by them. */
  readonly as: 'birth' | 'table' | 'data'
  /** Values are history only, for what is now can't be known from them. */
  readonly historical: boolean
  /** Values are from another time and may be wrong by now. */
  readonly uncertain: boolean
}

/** What could not be used; constant phrases, by which they are counted. */
export type Trouble =
  | 'alias that no birth has named'
  | 'metric without name and alias'
  | 'metric that was not in the birth'
  | 'one alias for two metrics'
  | 'more metrics than are kept'
  | 'value that does not fit its type'

/** Names that serve the protocol and tell nothing of the plant. */
export function isControl(name: string): boolean {
  return name === 'bdSeq' || name.startsWith('Node Control/') || name.startsWith('Device Control/')
}

/** Readings of all metrics of the message. Throws `Malformed`, and has then told none. */
export function tellMetrics(host: Host, telling: Telling): ReadonlySet<Trouble> {
  const readings = telling.as === 'table' ? [] : openReadings(host)
  const [told, troubles] = [readings.length, new Set<Trouble>()]
  const { envelope, metric } = host
  const { cursor } = telling
  try {
    for (let i = 0; i < envelope.metrics; i += 1) {
      cursor.at = envelope.places[2 * i] as number
      readMetric(cursor, envelope.places[2 * i + 1] as number, metric)
      const slot = telling.as === 'data' ? slotOf(host, telling, troubles) : bornSlot(host, telling, troubles)
      if (slot !== undefined) tell(host, telling, { slot, readings, troubles })
    }
  } catch (error) {
    readings.length = told
    throw error
  }
  host.metrics += envelope.metrics
  return troubles
}

/** The slot of a metric in a data message. */
function slotOf(host: Host, telling: Telling, troubles: Set<Trouble>): Slot | undefined {
  const { metric } = host
  const byAlias = metric.alias === -1 ? undefined : telling.node.aliases.get(metric.alias)
  if (byAlias !== undefined) return byAlias
  if (metric.name === undefined) {
    troubles.add(metric.alias === -1 ? 'metric without name and alias' : 'alias that no birth has named')
    return undefined
  }
  if (isControl(metric.name)) return undefined
  const byName = telling.device.names.get(metric.name)
  if (byName !== undefined) return byName
  if (telling.node.standing === 'online') troubles.add('metric that was not in the birth')
  return newSlot(host, telling, troubles)
}

/** The slot of a metric in a birth, new. */
function bornSlot(host: Host, telling: Telling, troubles: Set<Trouble>): Slot | undefined {
  const { name } = host.metric
  if (name === undefined) troubles.add('metric without name and alias')
  if (name === undefined || isControl(name)) return undefined
  return newSlot(host, telling, troubles)
}

function newSlot(host: Host, { node, device, cursor }: Telling, troubles: Set<Trouble>): Slot | undefined {
  const { metric } = host
  const { name = '' } = metric
  if (!hasRoom(host, node)) {
    troubles.add('more metrics than are kept')
    return undefined
  }
  const dataType = metric.dataType >= 0 ? metric.dataType : impliedType(metric)
  const address = device.prefix + name
  const parts = hasParts(dataType)
  const unit = unitOf(cursor, metric)
  const series = parts ? -1 : host.settings.series(address, { dataType: dataTypeName(dataType), ...(unit !== undefined && { unit }) })
  const slot: Slot = { name, address, dataType, alias: metric.alias, series, parts: parts ? new Map<string, PartSlot>() : null }
  const slotsBefore = node.slots
  if (!addSlot(node, device, slot)) troubles.add('one alias for two metrics')
  host.slots += node.slots - slotsBefore
  return slot
}

function hasRoom(host: Host, node: EdgeNode): boolean {
  return node.slots < SLOTS_OF_NODE_MAX && host.slots < SLOTS_MAX
}

/** Where no type was declared, the wire still tells data sets and templates from plain values. */
function impliedType({ kind }: Metric): number {
  return kind === Kind.dataSet ? 16 : kind === Kind.template ? 19 : 0
}

interface Target {
  readonly slot: Slot
  readonly readings: Reading[]
  readonly troubles: Set<Trouble>
}

function tell(host: Host, telling: Telling, { slot, readings, troubles }: Target): void {
  const { metric, envelope } = host
  const { cursor, now } = telling
  const timed = metric.timestampMs >= 0 || envelope.timestampMs >= 0
  const atMs = metric.timestampMs >= 0 ? metric.timestampMs : timed ? envelope.timestampMs : now.plantMs
  const doubtful = telling.uncertain || !timed
  if (slot.parts !== null) {
    tellParts(host, telling, { slot, readings, troubles, atMs, doubtful })
    return
  }
  const value = metric.isNull ? null : readingValue(cursor, metric, slot.dataType)
  let quality: Quality = metric.propertiesTo === metric.propertiesFrom ? 'good' : qualityOf(cursor, metric)
  if (quality === 'good' && (doubtful || slot.dataType === 0)) quality = 'uncertain'
  if (value === UNREADABLE) {
    troubles.add('value that does not fit its type')
    quality = 'bad'
  }
  readings.push({
    series: slot.series,
    atMs,
    value: value === UNREADABLE ? null : (value as ReadingValue),
    quality,
    historical: metric.historical || telling.historical,
    transient: metric.transient,
  })
}

interface PartsTarget extends Target {
  readonly atMs: number
  readonly doubtful: boolean
}

/** The parts of a data set or template. A null of the whole is a null of every part that is known. */
function tellParts(host: Host, telling: Telling, { slot, readings, troubles, atMs, doubtful }: PartsTarget): void {
  const { metric } = host
  const known = slot.parts ?? new Map<string, PartSlot>()
  const whole = qualityOf(telling.cursor, metric)
  const flags = { historical: metric.historical || telling.historical, transient: metric.transient }
  if (metric.isNull) {
    for (const { series } of known.values()) readings.push({ series, atMs, value: null, quality: whole, ...flags })
    return
  }
  for (const part of partsOf(host, telling, known)) {
    const place = known.get(part.path) ?? newPart(host, telling.node, { slot, part })
    if (place === undefined) {
      troubles.add('more metrics than are kept')
      continue
    }
    const quality = part.quality !== 'good' ? part.quality : whole === 'good' && doubtful ? 'uncertain' : whole
    readings.push({ series: place.series, atMs: part.timestampMs >= 0 ? part.timestampMs : atMs, value: part.value, quality, ...flags })
  }
}

function partsOf(host: Host, telling: Telling, known: ReadonlyMap<string, PartSlot>): readonly Part[] {
  const { metric } = host
  const { cursor, node } = telling
  const walk = newWalk((path) => known.get(path)?.dataType)
  if (metric.kind === Kind.dataSet) return dataSetParts(cursor, metric, walk)
  if (metric.kind !== Kind.template) return []
  const { isDefinition, reference, members, parameters } = templateParts(cursor, metric, walk)
  if (isDefinition) {
    if (telling.as !== 'data' && node.definitions.size < SLOTS_OF_NODE_MAX) node.definitions.set(metric.name ?? '', parameters)
    return []
  }
  const stated = new Set(parameters.map(({ path }) => path))
  const defaults = telling.as === 'data' ? [] : (node.definitions.get(reference ?? '') ?? []).filter(({ path }) => !stated.has(path))
  return [...members, ...parameters, ...defaults]
}

function newPart(host: Host, node: EdgeNode, { slot, part }: { readonly slot: Slot; readonly part: Part }): PartSlot | undefined {
  if (!hasRoom(host, node)) return undefined
  const series = host.settings.series(`${slot.address}/${part.path}`, { dataType: dataTypeName(part.dataType) })
  const place: PartSlot = { series, dataType: part.dataType }
  slot.parts?.set(part.path, place)
  node.slots += 1
  host.slots += 1
  return place
}
