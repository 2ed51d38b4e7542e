/** What a metric's bytes mean under its data type: exact numbers, signed where the type is, arrays and bytes as text. */
import type { ReadingValue } from '../../engine/floor-ports.ts'
import { arrayText } from './array-text.ts'
import { Kind, type Metric } from './payload.ts'
import type { Cursor } from './wire-reader.ts'

/** A field that does not fit its data type, or none where a value was due: told as null of bad quality. */
export const UNREADABLE = Symbol('unreadable')

/** Longer values of type Bytes and File are told by their length. */
const BYTES_SHOWN_MAX = 4096

/** The value of `m` as data type number `type`, which is the birth's and not the message's. Data sets and templates are none of its business. */
export function readingValue(c: Cursor, m: Metric, type: number): ReadingValue | typeof UNREADABLE {
  switch (type) {
    case 1:
      return isWhole(m) ? (low32(m) << 24) >> 24 : UNREADABLE
    case 2:
      return isWhole(m) ? (low32(m) << 16) >> 16 : UNREADABLE
    case 3:
      return isWhole(m) ? low32(m) | 0 : UNREADABLE
    case 5:
      return isWhole(m) ? low32(m) & 0xff : UNREADABLE
    case 6:
      return isWhole(m) ? low32(m) & 0xffff : UNREADABLE
    case 7:
      return isWhole(m) ? low32(m) >>> 0 : UNREADABLE
    case 4:
      return m.kind === Kind.long ? signed64(m.long) : m.kind === Kind.int ? m.number | 0 : UNREADABLE
    case 8:
    case 13:
      return m.kind === Kind.long ? m.long : m.kind === Kind.int ? m.number : UNREADABLE
    case 9:
    case 10:
      return (m.kind === Kind.double || m.kind === Kind.float) && Number.isFinite(m.number) ? m.number : UNREADABLE
    case 11:
      return m.kind === Kind.boolean || m.kind === Kind.int ? m.number !== 0 : UNREADABLE
    case 12:
    case 14:
    case 15:
      return m.kind === Kind.text ? m.text : UNREADABLE
    case 17:
    case 18:
      return m.kind === Kind.bytes ? bytesText(c, m) : UNREADABLE
    default:
      if (type >= 22 && type <= 34)
        return m.kind === Kind.bytes ? (arrayText(c.bytes.subarray(m.from, m.to), type) ?? UNREADABLE) : UNREADABLE
      return asItCame(c, m)
  }
}

/** Encoders put whole numbers up to 32 bits into either field. */
function isWhole(m: Metric): boolean {
  return m.kind === Kind.int || m.kind === Kind.long
}

function low32(m: Metric): number {
  if (m.kind === Kind.int) return m.number
  return typeof m.long === 'bigint' ? Number(BigInt.asUintN(32, m.long)) : m.long
}

/** An unsigned 64-bit value read as two's complement. */
export function signed64(value: number | bigint): number | bigint {
  if (typeof value === 'number') return value
  const signed = BigInt.asIntN(64, value)
  const near = signed >= BigInt(Number.MIN_SAFE_INTEGER) && signed <= BigInt(Number.MAX_SAFE_INTEGER)
  return near ? Number(signed) : signed
}

/** Values whose type nobody ever declared: the field says what it can. */
function asItCame(c: Cursor, m: Metric): ReadingValue | typeof UNREADABLE {
  switch (m.kind) {
    case Kind.int:
      return m.number
    case Kind.long:
      return m.long
    case Kind.float:
    case Kind.double:
      return Number.isFinite(m.number) ? m.number : UNREADABLE
    case Kind.boolean:
      return m.number !== 0
    case Kind.text:
      return m.text
    case Kind.bytes:
      return bytesText(c, m)
    default:
      return UNREADABLE
  }
}

/** Bytes in hexadecimal, so that they can be compared by eye; of long ones only how many there are. */
function bytesText(c: Cursor, m: Metric): string {
  const length = m.to - m.from
  return length > BYTES_SHOWN_MAX ? `${length} bytes` : c.bytes.toString('hex', m.from, m.to)
}
