/** The two properties of a metric that mean something here: its quality and its unit. */
import type { Quality } from '../../engine/floor-ports.ts'
import type { Metric } from './payload.ts'
import { type Cursor, readEnd, readLow32, readText, skipField } from './wire-reader.ts'

/** Names under which engineering tools write the unit. */
const UNIT_KEYS: ReadonlySet<string> = new Set(['engUnit', 'engineeringUnit', 'Engineering Units', 'unit'])

interface Property {
  number: number | undefined
  text: string | undefined
}

/** The quality that `m` states; good where it states none. */
export function qualityOf(c: Cursor, m: Metric): Quality {
  if (m.propertiesTo === m.propertiesFrom) return 'good'
  const code = findProperty(c, m, (key) => key === 'Quality')?.number
  if (code === undefined || code === 192) return 'good'
  if (code === 500) return 'stale'
  // Other numbers conform to nothing; their two quality bits of the older OPC are what they most likely carry.
  const bits = code & 0xc0
  return bits === 0xc0 ? 'good' : bits === 0x40 ? 'uncertain' : 'bad'
}

/** The unit that `m` states. */
export function unitOf(c: Cursor, m: Metric): string | undefined {
  if (m.propertiesTo === m.propertiesFrom) return undefined
  const unit = findProperty(c, m, (key) => UNIT_KEYS.has(key))?.text
  return unit === '' ? undefined : unit
}

/** Keys and values are two lists side by side, and may be written in any order. */
function findProperty(c: Cursor, m: Metric, wanted: (key: string) => boolean): Property | undefined {
  const [at, end] = [c.at, c.end]
  c.at = m.propertiesFrom
  c.end = m.propertiesTo
  const keys: string[] = []
  const values: number[] = []
  while (c.at < c.end) {
    const tag = c.bytes[c.at] as number
    if (tag === 0x0a) {
      c.at += 1
      keys.push(readText(c))
    } else if (tag === 0x12) {
      c.at += 1
      const to = readEnd(c)
      values.push(c.at, to)
      c.at = to
    } else {
      c.at += 1
      skipField(c, tag)
    }
  }
  const place = keys.findIndex(wanted)
  const found = place < 0 ? undefined : readProperty(c, values[2 * place], values[2 * place + 1])
  c.at = at
  c.end = end
  return found
}

function readProperty(c: Cursor, from: number | undefined, to: number | undefined): Property | undefined {
  if (from === undefined || to === undefined) return undefined
  const found: Property = { number: undefined, text: undefined }
  c.at = from
  c.end = to
  while (c.at < c.end) {
    const tag = c.bytes[c.at++] as number
    if (tag === 0x18 || tag === 0x20) found.number = readLow32(c)
    else if (tag === 0x42) found.text = readText(c)
    else skipField(c, tag)
  }
  return found
}
