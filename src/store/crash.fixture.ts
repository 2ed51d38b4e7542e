/**
 * What is killed in the crash test: a process that streams changes and imports at the same time, and says on its output
 * what was confirmed. Each append raises two counters alike; each import renames all materials alike.
 */
import { writeSync } from 'node:fs'
import type { RecordByName } from '../core/records/all.ts'
import { openStore, type Store } from './open-store.ts'
import type { SiteWriter } from './site-writer.ts'
import { material, rowsOf, stock, updated } from './store.fixture.ts'

export const SITE = 'plant'
export const LANES = 4
export const MATERIALS = 800

export function generationOf(number: number): readonly RecordByName['material'][] {
  return Array.from({ length: MATERIALS }, (_, i) => material(`m${i}`, `generation ${number}`))
}

/** The two stocks of a lane, which always hold the same. */
export function laneAt(lane: number, value: number): readonly [RecordByName['stock'], RecordByName['stock']] {
  return [stock(`lane ${lane}`, 'm0', value), stock(`mirror ${lane}`, 'm0', value)]
}

/** Imports the materials of a generation. */
export async function importGeneration(store: Store, number: number): Promise<void> {
  const session = await store.imports(SITE).begin({ mapping: 'crash', folder: 'nowhere' })
  await session.stage(rowsOf('material', generationOf(number)))
  await session.preview(['material'])
  await session.apply({ by: 'import', source: 'crash' })
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}

async function streamLane(writer: SiteWriter, lane: number, start: number): Promise<never> {
  for (let value = start; ; value++) {
    const [before, mirrorBefore] = laneAt(lane, value)
    const [after, mirrorAfter] = laneAt(lane, value + 1)
    const { seq } = await writer.append([updated('stock', before, after), updated('stock', mirrorBefore, mirrorAfter)], {
      by: `lane ${lane}`,
      source: 'crash',
    })
    say(`lane ${lane} ${value + 1} ${seq}`)
  }
}

async function importForever(store: Store, start: number): Promise<never> {
  for (let number = start; ; number++) {
    await importGeneration(store, number + 1)
    say(`generation ${number + 1}`)
  }
}

/** Goes on where the tables stand, until it is killed. */
export async function runUntilKilled(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir })
  const writer = await store.siteStore(SITE)
  const values = new Map<string, number>()
  let generation = 0
  for await (const { record, body } of writer.loadRecords()) {
    if (record === 'stock') values.set(body.id, (body as RecordByName['stock']).quantity.value)
    if (body.id === 'm0') generation = Number((body as RecordByName['material']).name.split(' ')[1])
  }
  say('ready')
  const lanes = Array.from({ length: LANES }, (_, lane) => streamLane(writer, lane, values.get(`lane ${lane}`) ?? 0))
  await Promise.all([...lanes, importForever(store, generation)])
}
