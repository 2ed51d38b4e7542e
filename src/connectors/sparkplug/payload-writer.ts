/** Writes payloads: what a rebirth request needs here, and what simulated edge nodes and tests send. */
import { type DataTypeName, dataTypeCode } from './data-type.ts'

export type MetricValue = number | bigint | boolean | string | Uint8Array | null

/** A metric to write. Absent fields are not written; null is written as a null of the type. */
export interface MetricToWrite {
  readonly name?: string
  readonly alias?: number | bigint
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly timestampMs?: number
  readonly type: DataTypeName
  /** Births declare the type, data messages rely on them. Declared when not stated. */
  readonly declared?: boolean
  /** Bytes for types Bytes, File and arrays. */
  readonly value: MetricValue
  readonly historical?: boolean
  readonly transient?: boolean
  /** The unit, as the property that engineering tools read. */
  readonly unit?: string
}

export interface PayloadToWrite {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly timestampMs?: number
  readonly metrics: readonly MetricToWrite[]
  /** 0 to 255. Deaths and commands have none. */
  readonly seq?: number
}

/** Bytes that grow as they are written. */
export interface WireWriter {
  bytes: Buffer
  at: number
}

export function newWriter(): WireWriter {
  return { bytes: Buffer.allocUnsafe(512), at: 0 }
}

/** What was written; a copy. */
export function written(w: WireWriter): Buffer {
  return Buffer.from(w.bytes.subarray(0, w.at))
}

/** The payload in the byte order in which its fields are numbered. */
export function writePayload(payload: PayloadToWrite): Buffer {
  const w = newWriter()
  if (payload.timestampMs !== undefined) writeVarintField(w, 1, payload.timestampMs)
  for (const metric of payload.metrics) writeNested(w, 2, (inner) => writeMetric(inner, metric))
  if (payload.seq !== undefined) writeVarintField(w, 3, payload.seq)
  return written(w)
}

function writeMetric(w: WireWriter, metric: MetricToWrite): void {
  if (metric.name !== undefined) writeTextField(w, 1, metric.name)
  if (metric.alias !== undefined) writeVarintField(w, 2, metric.alias)
  if (metric.timestampMs !== undefined) writeVarintField(w, 3, metric.timestampMs)
  if (metric.declared !== false) writeVarintField(w, 4, dataTypeCode(metric.type))
  if (metric.historical === true) writeVarintField(w, 5, 1)
  if (metric.transient === true) writeVarintField(w, 6, 1)
  if (metric.value === null) writeVarintField(w, 7, 1)
  if (metric.unit !== undefined) writeUnit(w, metric.unit)
  if (metric.value !== null) writeValue(w, metric.type, metric.value)
}

function writeUnit(w: WireWriter, unit: string): void {
  writeNested(w, 9, (set) => {
    writeTextField(set, 1, 'engUnit')
    writeNested(set, 2, (value) => {
      writeVarintField(value, 1, dataTypeCode('String'))
      writeTextField(value, 8, unit)
    })
  })
}

function writeValue(w: WireWriter, type: DataTypeName, value: Exclude<MetricValue, null>): void {
  if (value instanceof Uint8Array) writeBytesField(w, 16, value)
  else if (typeof value === 'string') writeTextField(w, 15, value)
  else if (typeof value === 'boolean') writeVarintField(w, 14, value ? 1 : 0)
  else if (type === 'Double') writeDouble(w, Number(value))
  else if (type === 'Float') writeFloat(w, Number(value))
  else if (type === 'Int64' || type === 'UInt64' || type === 'DateTime') writeVarintField(w, 11, value)
  else writeVarintField(w, 10, Number(BigInt.asUintN(32, BigInt(value))))
}

function room(w: WireWriter, bytes: number): void {
  if (w.at + bytes <= w.bytes.length) return
  const grown = Buffer.allocUnsafe(Math.max(2 * w.bytes.length, w.at + bytes))
  w.bytes.copy(grown, 0, 0, w.at)
  w.bytes = grown
}

/** Negative values are written as their 64-bit two's complement. */
function writeVarint(w: WireWriter, value: number | bigint): void {
  room(w, 10)
  if (typeof value === 'number' && value >= 0 && value < 0x8000_0000) {
    let rest = value
    for (; rest > 127; rest >>>= 7) w.bytes[w.at++] = (rest & 127) | 128
    w.bytes[w.at++] = rest
    return
  }
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest > 127n; rest >>= 7n) w.bytes[w.at++] = Number(rest & 127n) | 128
  w.bytes[w.at++] = Number(rest)
}

/** A whole number under a field number. */
export function writeVarintField(w: WireWriter, field: number, value: number | bigint): void {
  writeVarint(w, field << 3)
  writeVarint(w, value)
}

function writeBytesField(w: WireWriter, field: number, value: Uint8Array): void {
  writeVarint(w, (field << 3) | 2)
  writeVarint(w, value.length)
  room(w, value.length)
  w.bytes.set(value, w.at)
  w.at += value.length
}

/** A text under a field number. */
export function writeTextField(w: WireWriter, field: number, text: string): void {
  writeBytesField(w, field, Buffer.from(text))
}

/** A message inside a message under a field number. */
export function writeNested(w: WireWriter, field: number, write: (inner: WireWriter) => void): void {
  const inner = newWriter()
  write(inner)
  writeBytesField(w, field, inner.bytes.subarray(0, inner.at))
}

function writeDouble(w: WireWriter, value: number): void {
  writeVarint(w, (13 << 3) | 1)
  room(w, 8)
  w.at = w.bytes.writeDoubleLE(value, w.at)
}

function writeFloat(w: WireWriter, value: number): void {
  writeVarint(w, (12 << 3) | 5)
  room(w, 4)
  w.at = w.bytes.writeFloatLE(value, w.at)
}
