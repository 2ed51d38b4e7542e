/** Takes a payload apart without copying it: the envelope first, then one metric at a time into an object that is used again and again. */
import {
  assertAt,
  type Cursor,
  Malformed,
  readDouble,
  readEnd,
  readFloat,
  readLow32,
  readSmall,
  readText,
  readVarint,
  skipField,
} from './wire-reader.ts'

/** Larger payloads are set aside unread. */
export const PAYLOAD_BYTES_MAX = 1024 * 1024
/** Of one message, counting members of templates and cells of data sets. */
export const METRICS_MAX = 10_000
export const DEPTH_MAX = 8
export const NAME_BYTES_MAX = 1024

export const TOO_MANY = new Malformed('more metrics than a message may hold')
export const TOO_DEEP = new Malformed('templates nested too deeply')
const LONG_NAME = new Malformed('name longer than 1 KiB')
const BAD_SEQ = new Malformed('sequence number above 255')

/** Years that a record can hold; a time beyond them is as good as none. */
const TIME_MAX_MS = Date.UTC(9999, 11, 31)

/** What a payload says beside its metrics, and where those lie. */
export interface Envelope {
  /** -1 where the payload states none. */
  timestampMs: number
  /** 0 to 255; -1 where the payload states none. */
  seq: number
  metrics: number
  /** Where metric i lies: from `2 i` to `2 i + 1`. */
  readonly places: Int32Array
}

export function newEnvelope(): Envelope {
  return { timestampMs: -1, seq: -1, metrics: 0, places: new Int32Array(2 * METRICS_MAX) }
}

/** Finds time, seq and metrics of the payload from the cursor to its end. Throws `Malformed`. */
export function readEnvelope(c: Cursor, envelope: Envelope): void {
  envelope.timestampMs = -1
  envelope.seq = -1
  let metrics = 0
  const { end } = c
  while (c.at < end) {
    const tag = c.bytes[c.at] as number
    if (tag === 0x12) {
      c.at += 1
      const to = readEnd(c)
      if (metrics === METRICS_MAX) throw TOO_MANY
      envelope.places[2 * metrics] = c.at
      envelope.places[2 * metrics + 1] = to
      metrics += 1
      c.at = to
    } else readEnvelopeField(c, envelope)
  }
  assertAt(c, end)
  envelope.metrics = metrics
}

function readEnvelopeField(c: Cursor, envelope: Envelope): void {
  const tag = readSmall(c)
  if (tag === 0x08) envelope.timestampMs = readTime(c)
  else if (tag === 0x18) {
    envelope.seq = readSmall(c)
    if (envelope.seq > 255) throw BAD_SEQ
  } else skipField(c, tag)
}

/** Which field of the wire a value came in; `none` where the metric has no value. */
export const Kind = {
  none: 0,
  int: 10,
  long: 11,
  float: 12,
  double: 13,
  boolean: 14,
  text: 15,
  bytes: 16,
  dataSet: 17,
  template: 18,
} as const

/** One metric, as it stands on the wire. */
export interface Metric {
  name: string | undefined
  /** -1 where the metric has none. */
  alias: number | bigint
  timestampMs: number
  /** -1 where the metric declares none. */
  dataType: number
  historical: boolean
  transient: boolean
  isNull: boolean
  kind: number
  /** The value of int, float, double, and of boolean as 0 or 1. */
  number: number
  /** The value of long, unsigned. */
  long: number | bigint
  text: string
  /** Where the value of bytes, data set or template lies. */
  from: number
  to: number
  /** Where the properties lie; the same place twice where there are none. */
  propertiesFrom: number
  propertiesTo: number
}

export function newMetric(): Metric {
  return {
    name: undefined,
    alias: -1,
    timestampMs: -1,
    dataType: -1,
    historical: false,
    transient: false,
    isNull: false,
    kind: Kind.none,
    number: 0.5, // Not a whole number, so that the field is laid out for doubles from the beginning.
    long: 0,
    text: '',
    from: 0,
    to: 0,
    propertiesFrom: 0,
    propertiesTo: 0,
  }
}

function clear(m: Metric): void {
  m.name = undefined
  m.alias = -1
  m.timestampMs = -1
  m.dataType = -1
  m.historical = false
  m.transient = false
  m.isNull = false
  m.kind = Kind.none
  m.propertiesTo = m.propertiesFrom
}

/** Reads the metric from the cursor to `end` into `m`. Throws `Malformed`. */
export function readMetric(c: Cursor, end: number, m: Metric): void {
  clear(m)
  while (c.at < end) {
    const tag = c.bytes[c.at++] as number
    switch (tag) {
      case 0x10:
        m.alias = readVarint(c)
        break
      case 0x18:
        m.timestampMs = readTime(c)
        break
      case 0x69:
        m.kind = Kind.double
        m.number = readDouble(c)
        break
      case 0x50:
        m.kind = Kind.int
        m.number = readLow32(c)
        break
      case 0x58:
        m.kind = Kind.long
        m.long = readVarint(c)
        break
      case 0x65:
        m.kind = Kind.float
        m.number = readFloat(c)
        break
      case 0x70:
        m.kind = Kind.boolean
        m.number = readVarint(c) === 0 ? 0 : 1
        break
      case 0x7a:
        m.kind = Kind.text
        m.text = readText(c)
        break
      default:
        c.at -= 1
        readRareField(c, m)
    }
  }
  assertAt(c, end)
}

function readRareField(c: Cursor, m: Metric): void {
  const tag = readSmall(c)
  if (tag === 0x0a) m.name = readName(c)
  else if (tag === 0x20) m.dataType = readLow32(c)
  else if (tag === 0x28) m.historical = readVarint(c) !== 0
  else if (tag === 0x30) m.transient = readVarint(c) !== 0
  else if (tag === 0x38) m.isNull = readVarint(c) !== 0
  else if (tag === 0x4a) {
    m.propertiesTo = readEnd(c)
    m.propertiesFrom = c.at
    c.at = m.propertiesTo
  } else if (tag === 0x82 || tag === 0x8a || tag === 0x92) {
    m.kind = tag >> 3
    m.to = readEnd(c)
    m.from = c.at
    c.at = m.to
  } else skipField(c, tag)
}

/** A name, which may be as long as limits allow. */
export function readName(c: Cursor): string {
  const from = c.at
  const name = readText(c)
  if (c.at - from > NAME_BYTES_MAX + 2) throw LONG_NAME
  return name
}

/** Milliseconds since 1970, or -1 for a time that no calendar of ours holds. */
function readTime(c: Cursor): number {
  const value = readVarint(c)
  return typeof value === 'bigint' || value > TIME_MAX_MS ? -1 : value
}
