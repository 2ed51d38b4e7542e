/** Payloads that tests are made of: what edge nodes write, byte by byte, and parts that the writer does not need. */
import { newWriter, type WireWriter, writeNested, writeTextField, writeVarintField, written } from './payload-writer.ts'

/** 1486144502122 ms, in every sample. */
export const SAMPLE_MS = 1_486_144_502_122

export const SAMPLES = {
  nodeDeath: '08eaf2f5a8a02b12120a05626453657118eaf2f5a8a02b20085800',
  nodeDeathWithoutTime: '120b0a05626453657120045807',
  rebirth: '08eaf2f5a8a02b12210a144e6f646520436f6e74726f6c2f5265626972746818eaf2f5a8a02b200b7001',
  nodeBirth:
    '08eaf2f5a8a02b12120a05626453657118eaf2f5a8a02b2004580012210a144e6f646520436f6e74726f6c2f5265626972746818eaf2f5a8a02b200b700012170a0454656d70100118eaf2f5a8a02b200150ffffffff0f1800',
  minusOneInOneByte: '08eaf2f5a8a02b120c100118eaf2f5a8a02b50ff011801',
  minusOneInFourBytes: '08eaf2f5a8a02b120f100118eaf2f5a8a02b50ffffffff0f1801',
  nullOfStaleQuality: '08eaf2f5a8a02b12210a0454656d7018eaf2f5a8a02b38014a100a075175616c6974791205080318f4031802',
  unsignedInInt: '120b0a0155200750ffffffff0f1803',
  unsignedInLong: '120b0a0155200758ffffffff0f1803',
  minusOneIn64Bits: '12120a03493634200458ffffffffffffffffff011803',
  deviceDeath: '08eaf2f5a8a02b18ff01',
  dataSet:
    '08eaf2f5a8a02b12350a02445318eaf2f5a8a02b20108a0125080212016e12026f6b1803180b220c0a0608ffffffff0f0a02280122080a0208050a0228001804',
} as const

export function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}

/** A payload of metrics that are written by hand. */
export function payload(
  metrics: readonly ((w: WireWriter) => void)[],
  { seq, timestampMs }: { readonly seq?: number; readonly timestampMs?: number } = {},
): Buffer {
  const w = newWriter()
  if (timestampMs !== undefined) writeVarintField(w, 1, timestampMs)
  for (const metric of metrics) writeNested(w, 2, metric)
  if (seq !== undefined) writeVarintField(w, 3, seq)
  return written(w)
}

/** A template metric: an instance of `reference` or, without one, a definition. */
export function template(
  name: string,
  how: {
    readonly reference?: string
    readonly members?: readonly ((w: WireWriter) => void)[]
    readonly parameters?: readonly (readonly [string, string])[]
  },
): (w: WireWriter) => void {
  return (metric) => {
    writeTextField(metric, 1, name)
    writeVarintField(metric, 4, 19)
    writeNested(metric, 18, (value) => {
      for (const member of how.members ?? []) writeNested(value, 2, member)
      for (const [key, text] of how.parameters ?? []) {
        writeNested(value, 3, (parameter) => {
          writeTextField(parameter, 1, key)
          writeVarintField(parameter, 2, 12)
          writeTextField(parameter, 8, text)
        })
      }
      if (how.reference !== undefined) writeTextField(value, 4, how.reference)
      writeVarintField(value, 5, how.reference === undefined ? 1 : 0)
    })
  }
}

/** A whole number of 32 bits under a name, with its type. */
export function int32(name: string, value: number): (w: WireWriter) => void {
  return (metric) => {
    writeTextField(metric, 1, name)
    writeVarintField(metric, 4, 3)
    writeVarintField(metric, 10, value >>> 0)
  }
}
