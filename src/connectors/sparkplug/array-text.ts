/** Arrays of Sparkplug, packed little-endian in bytes, told as JSON text that is exact to the last digit. */

/** Bytes of one element, by data type number; the other array types have no fixed width. */
const WIDTHS: Readonly<Record<number, number>> = { 22: 1, 23: 2, 24: 4, 25: 8, 26: 1, 27: 2, 28: 4, 29: 8, 30: 4, 31: 8, 34: 8 }

/** The elements as JSON; undefined where the bytes are no array of this type. */
export function arrayText(bytes: Buffer, type: number): string | undefined {
  if (type === 32) return booleans(bytes)
  if (type === 33) return texts(bytes)
  const width = WIDTHS[type]
  if (width === undefined || bytes.length % width !== 0) return undefined
  const elements: string[] = []
  for (let at = 0; at < bytes.length; at += width) elements.push(element(bytes, type, at))
  return `[${elements.join(',')}]`
}

function element(bytes: Buffer, type: number, at: number): string {
  switch (type) {
    case 22:
      return String(bytes.readInt8(at))
    case 23:
      return String(bytes.readInt16LE(at))
    case 24:
      return String(bytes.readInt32LE(at))
    case 25:
      return String(bytes.readBigInt64LE(at))
    case 26:
      return String(bytes.readUInt8(at))
    case 27:
      return String(bytes.readUInt16LE(at))
    case 28:
      return String(bytes.readUInt32LE(at))
    case 30:
      return finite(shortestFloat(bytes.readFloatLE(at)))
    case 31:
      return finite(bytes.readDoubleLE(at))
    default:
      return String(bytes.readBigUInt64LE(at))
  }
}

/** JSON has no word for what is no number. */
function finite(value: number): string {
  return Number.isFinite(value) ? String(value) : 'null'
}

/** The shortest decimal that is this float again: 1.23 and not 1.2300000190734863. */
function shortestFloat(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

/** A count in four bytes, then bits from the highest down. */
function booleans(bytes: Buffer): string | undefined {
  if (bytes.length < 4) return undefined
  const count = bytes.readUInt32LE(0)
  if (Math.ceil(count / 8) > bytes.length - 4) return undefined
  const elements: boolean[] = []
  for (let i = 0; i < count; i += 1) elements.push((((bytes[4 + (i >> 3)] ?? 0) >> (7 - (i & 7))) & 1) === 1)
  return JSON.stringify(elements)
}

/** Texts that each end with a zero byte. */
function texts(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return '[]'
  if (bytes[bytes.length - 1] !== 0) return undefined
  return JSON.stringify(bytes.toString('utf8', 0, bytes.length - 1).split('\0'))
}
