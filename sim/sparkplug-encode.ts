/** Writes Sparkplug B payloads. The simulator shares no code with the connector that reads them, so that each checks the other. */

/** Data types of the simulator's metrics, by their numbers on the wire. */
export const DATA_TYPES = { Int64: 4, UInt64: 8, Double: 10, Boolean: 11, String: 12 } as const
export type DataType = keyof typeof DATA_TYPES

export type MetricValue = number | boolean | string

/** One metric. Births carry name, alias and type; data messages the alias alone. */
export interface Metric {
  readonly name?: string
  readonly alias?: number
  readonly type: DataType
  readonly value: MetricValue
  readonly timestampMs: number
}

export interface Payload {
  readonly timestampMs: number
  /** Absent in the death of a node. */
  readonly seq?: number
  readonly metrics: readonly Metric[]
}

export function encodePayload({ timestampMs, seq, metrics }: Payload): Buffer {
  const parts = [varintField(1, timestampMs), ...metrics.map((metric) => bytesField(2, encodeMetric(metric)))]
  if (seq !== undefined) parts.push(varintField(3, seq))
  return Buffer.concat(parts)
}

function encodeMetric({ name, alias, type, value, timestampMs }: Metric): Buffer {
  const parts: Buffer[] = []
  if (name !== undefined) parts.push(bytesField(1, Buffer.from(name)))
  if (alias !== undefined) parts.push(varintField(2, alias))
  parts.push(varintField(3, timestampMs))
  // A host takes the type of later values from the birth.
  if (name !== undefined) parts.push(varintField(4, DATA_TYPES[type]))
  parts.push(valueField(type, value))
  return Buffer.concat(parts)
}

function valueField(type: DataType, value: MetricValue): Buffer {
  switch (type) {
    case 'Int64':
    case 'UInt64':
      return varintField(11, Number(value))
    case 'Double': {
      const bytes = Buffer.alloc(9)
      bytes[0] = (13 << 3) | 1
      bytes.writeDoubleLE(Number(value), 1)
      return bytes
    }
    case 'Boolean':
      return varintField(14, value === true ? 1 : 0)
    case 'String':
      return bytesField(15, Buffer.from(String(value)))
  }
}

function varintField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)])
}

function bytesField(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes])
}

/** Of whole numbers from 0 to 2^53. */
function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  while (left >= 128) {
    bytes.push((left % 128) + 128)
    left = Math.floor(left / 128)
  }
  bytes.push(left)
  return Buffer.from(bytes)
}

const REBIRTH = Buffer.from('Node Control/Rebirth')

/** Whether a command asks for births: the only command that the simulated machines obey. */
export function asksForRebirth(payload: Uint8Array): boolean {
  return Buffer.from(payload).includes(REBIRTH)
}
