/** Reads protobuf's wire format where it lies: varints exact to 64 bits, fixed values, lengths that are checked, fields that are skipped. */

/** Bytes that are no Sparkplug payload. `reason` is one of a few constant phrases, by which they are counted. */
export class Malformed extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

// Made once: a flood of noise must not cost a stack trace for every message.
const TRUNCATED = new Malformed('payload ends inside a field')
const OVERLONG = new Malformed('number longer than 64 bits')
const STRANGE = new Malformed('field of an unknown wire type')

/** A place in some bytes. `end` is exclusive; what lies behind it belongs to somebody else. */
export interface Cursor {
  bytes: Buffer
  view: DataView
  at: number
  end: number
}

/** A cursor at the beginning of `bytes`. */
export function cursorOf(bytes: Uint8Array): Cursor {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { bytes: buffer, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, end: bytes.byteLength }
}

/**
 * The next varint, unsigned and exact: a bigint only where a number can't hold it.
 * May read past `end` inside the same memory; whoever walks a message compares the place with the end of it.
 */
export function readVarint(c: Cursor): number | bigint {
  const { bytes } = c
  const first = bytes[c.at++] as number
  if (first < 128) return first
  let low = first & 127
  for (let shift = 7; shift < 28; shift += 7) {
    const byte = bytes[c.at++] as number
    low |= (byte & 127) << shift
    if (byte < 128) return low
  }
  let high = 0
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = bytes[c.at++] as number
    high |= (byte & 127) << shift
    if (byte < 128) return high < 0x200_0000 ? low + high * 0x1000_0000 : BigInt(low) + (BigInt(high) << 28n)
  }
  return readLastBits(c, BigInt(low) + (BigInt(high) << 28n))
}

/** The ninth and tenth byte of a varint, which hold bits 56 to 63. */
function readLastBits(c: Cursor, below: bigint): number | bigint {
  const ninth = c.bytes[c.at++] as number
  const tenth = ninth < 128 ? 0 : (c.bytes[c.at++] as number)
  if (c.at > c.end) throw TRUNCATED
  if (tenth > 1) throw OVERLONG
  const value = below + (BigInt(ninth & 127) << 56n) + (BigInt(tenth) << 63n)
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}

/** The next varint where only small numbers have a meaning: larger ones than a number can hold are malformed. */
export function readSmall(c: Cursor): number {
  const value = readVarint(c)
  if (typeof value === 'bigint') throw OVERLONG
  return value
}

/** The low 32 bits of the next varint, unsigned: encoders write negative numbers in five bytes or in ten. */
export function readLow32(c: Cursor): number {
  const value = readVarint(c)
  return typeof value === 'bigint' ? Number(BigInt.asUintN(32, value)) : value >>> 0
}

/** Where the length-delimited field that begins here ends; the cursor then stands at its first byte. */
export function readEnd(c: Cursor): number {
  const length = readSmall(c)
  const end = c.at + length
  if (end > c.end) throw TRUNCATED
  return end
}

/** A length-delimited text. */
export function readText(c: Cursor): string {
  const end = readEnd(c)
  const text = c.bytes.toString('utf8', c.at, end)
  c.at = end
  return text
}

export function readFloat(c: Cursor): number {
  if (c.at + 4 > c.end) throw TRUNCATED
  const value = c.view.getFloat32(c.at, true)
  c.at += 4
  return value
}

export function readDouble(c: Cursor): number {
  if (c.at + 8 > c.end) throw TRUNCATED
  const value = c.view.getFloat64(c.at, true)
  c.at += 8
  return value
}

/** Steps over the value of a field that means nothing here. */
export function skipField(c: Cursor, tag: number): void {
  if (tag < 8) throw STRANGE // Field 0 does not exist.
  const wireType = tag & 7
  if (wireType === 0) readVarint(c)
  else if (wireType === 1) c.at += 8
  else if (wireType === 2) c.at = readEnd(c)
  else if (wireType === 5) c.at += 4
  else throw STRANGE
}

/** A message must end exactly where its last field does. */
export function assertAt(c: Cursor, end: number): void {
  if (c.at !== end) throw TRUNCATED
}
