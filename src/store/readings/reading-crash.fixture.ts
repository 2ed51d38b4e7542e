/** What is killed in the crash test of readings: a process that appends batches, and says on its output which of them were confirmed. */
import { writeSync } from 'node:fs'
import type { Reading } from '../../engine/floor-ports.ts'
import { openStore } from '../open-store.ts'

export const SITE = 'plant'
export const SIGNALS = 20
export const BATCH = 400
const MONDAY = Date.parse('2026-05-04T06:00:00.000Z')

/** The number of the batch is the value of all its readings; each is a second after the one before. */
export function batchOf(n: number): readonly Reading[] {
  return Array.from({ length: BATCH }, (_, i) => ({
    series: i % SIGNALS,
    atMs: MONDAY + n * 1000 + Math.floor(i / SIGNALS),
    value: n,
    quality: 'good',
    historical: false,
    transient: false,
  }))
}

export function seriesOfPlant(): readonly { readonly index: number; readonly address: string; readonly dataType: string }[] {
  return Array.from({ length: SIGNALS }, (_, index) => ({ index, address: `hall/node:signal ${index}`, dataType: 'Int32' }))
}

/** Goes on behind the last value that the store has, beginning with the batch before it once more, until it is killed. */
export async function appendUntilKilled(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir })
  const readings = store.readings(SITE)
  const { series } = await readings.load()
  const last = series[0]?.last?.value
  const first = typeof last === 'number' ? last : 0
  writeSync(1, 'ready\n')
  for (let n = first; ; n++) {
    const batch = batchOf(n)
    await readings.append({
      series: n === 0 ? seriesOfPlant() : [],
      readings: batch,
      last: batch.slice(-SIGNALS),
      spans: [],
      memory: { count: new TextEncoder().encode(String(n)) },
      setAside: [],
    })
    writeSync(1, `${n}\n`)
  }
}
