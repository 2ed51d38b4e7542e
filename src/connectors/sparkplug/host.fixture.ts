/** A host without a server: payloads and topics in, and what came of them as text that reads like a log. */
import type { Reading } from '../../engine/floor-ports.ts'
import { receive, startHost, tick } from './host.ts'
import { type Host, type Moment, takeEffects } from './host-state.ts'
import { type MetricToWrite, writePayload } from './payload-writer.ts'
import { cursorOf } from './wire-reader.ts'

export const START_MS = Date.UTC(2026, 2, 2, 6)

export interface Bench {
  readonly host: Host
  readonly addresses: string[]
  /** Wall milliseconds since the beginning; plant time runs along. */
  wallMs: number
  /** Everything since the last look, one line for each effect and reading. */
  log(): readonly string[]
  /** Readings since the last look. */
  readings(): readonly (Reading & { readonly address: string })[]
  hears(topic: string, payload: Uint8Array, how?: { readonly retained?: boolean }): void
  waits(ms: number): void
}

export function bench({
  tier = 1,
  memory = {},
  reorderTimeoutMs = 2_000,
}: {
  readonly tier?: 0 | 1
  readonly memory?: Readonly<Record<string, Uint8Array>>
  readonly reorderTimeoutMs?: number
} = {}): Bench {
  const addresses: string[] = []
  const series = (address: string): number => {
    const known = addresses.indexOf(address)
    return known >= 0 ? known : addresses.push(address) - 1
  }
  const host = startHost({ tier, reorderTimeoutMs, series, random: () => 0 }, memory)
  const now = (): Moment => ({ wallMs: it.wallMs, plantMs: START_MS + it.wallMs })
  const it: Bench = {
    host,
    addresses,
    wallMs: 0,
    log() {
      return takeEffects(host).flatMap((effect) => {
        if (effect.kind === 'lost') return [`lost ${effect.prefix}`]
        if (effect.kind === 'rebirth') return [`rebirth ${effect.group}/${effect.node}`]
        if (effect.kind === 'aside') return [`aside ${effect.reason}`]
        return effect.readings.map((reading) => told(addresses[reading.series] ?? '', reading))
      })
    },
    readings() {
      return takeEffects(host).flatMap((effect) =>
        effect.kind === 'readings' ? effect.readings.map((reading) => ({ ...reading, address: addresses[reading.series] ?? '' })) : [],
      )
    },
    hears(topic, payload, { retained = false } = {}) {
      receive(host, { topic, cursor: cursorOf(payload), retained }, now())
    },
    waits(ms) {
      for (let left = ms; left > 0; left -= 1) {
        it.wallMs += 1
        if (host.dueMs <= it.wallMs) tick(host, now())
      }
    },
  }
  return it
}

function told(address: string, { value, quality, historical, transient }: Reading): string {
  const marks = [quality === 'good' ? '' : ` ${quality}`, historical ? ' historical' : '', transient ? ' transient' : '']
  return `${address} = ${value}${marks.join('')}`
}

/** Edge node `weld` of group `plant`, with one counter under alias 1 and device `robot` with one under alias 2. */
export const weld = {
  birth: (seq: number, how: { readonly bdSeq?: number; readonly atMs?: number; readonly value?: number } = {}): [string, Buffer] => [
    'spBv1.0/plant/NBIRTH/weld',
    message(seq, how.atMs ?? START_MS, [
      { name: 'bdSeq', type: 'Int64', value: how.bdSeq ?? 7 },
      { name: 'Node Control/Rebirth', type: 'Boolean', value: false },
      { name: 'Good', alias: 1, type: 'Int32', value: how.value ?? 0 },
    ]),
  ],
  robotBirth: (seq: number, atMs = START_MS): [string, Buffer] => [
    'spBv1.0/plant/DBIRTH/weld/robot',
    message(seq, atMs, [{ name: 'Good', alias: 2, type: 'Int32', value: 0 }]),
  ],
  data: (seq: number, value = seq, atMs = START_MS + 1): [string, Buffer] => [
    'spBv1.0/plant/NDATA/weld',
    message(seq, atMs, [{ alias: 1, type: 'Int32', declared: false, value }]),
  ],
  robotData: (seq: number, value = seq, atMs = START_MS + 1): [string, Buffer] => [
    'spBv1.0/plant/DDATA/weld/robot',
    message(seq, atMs, [{ alias: 2, type: 'Int32', declared: false, value }]),
  ],
  robotDeath: (seq: number, atMs = START_MS + 1): [string, Buffer] => ['spBv1.0/plant/DDEATH/weld/robot', message(seq, atMs, [])],
  death: (bdSeq: number): [string, Buffer] => [
    'spBv1.0/plant/NDEATH/weld',
    writePayload({ metrics: [{ name: 'bdSeq', type: 'Int64', value: bdSeq }] }),
  ],
} as const

export function message(seq: number, timestampMs: number, metrics: readonly MetricToWrite[]): Buffer {
  return writePayload({ timestampMs, seq, metrics: metrics.map((metric) => ({ timestampMs, ...metric })) })
}
