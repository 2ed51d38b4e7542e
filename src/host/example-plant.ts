/** Brings the example company's files into the store by the ordinary import, and sets it back when its work has run out. */

import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importFolder } from '../connectors/files/run-mapping.ts'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import { type Instant, instantToMs } from '../core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { PeopleAgreement } from '../engine/people-ports.ts'
import type { ImportStore, SiteStore } from '../engine/ports.ts'

/** As `plants/pumps/README.md` states it. Its people are invented, and it is about this company alone. */
export const EXAMPLE_AGREEMENT: PeopleAgreement = {
  purpose: 'To see who is qualified and on shift. Nothing else, and never how anyone works.',
  signedOn: '2026-01-15',
  retentionDays: 90,
}

export const EXAMPLE_SITE = 'example-pumps'
export const EXAMPLE_FOLDER = fileURLToPath(new URL('../../plants/pumps', import.meta.url))

/** After so many hours of plant time the promises and orders of the files have been worked off, or were missed. */
const STALE_HOURS = 20
const CAUSE = { by: 'example company', source: 'example' } as const

/** What the example remembers between two starts, in a small file of the data folder. */
export interface ExampleMemory {
  /** Plant time when the files were imported last. */
  readonly importedAt: Instant
  /** Plant time when it was written last. */
  readonly plantTime: Instant
  readonly speed: number
}

/** The store, as far as the example needs it. */
export interface ExampleStore {
  listSites(): Promise<readonly string[]>
  imports(site: string): ImportStore
  siteStore(site: string): Promise<SiteStore & { close(): Promise<void> }>
}

export interface PrepareOptions {
  readonly store: ExampleStore
  readonly dataDir: string
  /** The machine's now. */
  readonly now: Instant
}

export interface PreparedExample {
  readonly site: string
  readonly imported: boolean
  /** Plant time of the last import. */
  readonly importedAt: Instant
  readonly plantTime: Instant
  readonly speed: number
}

export async function readExampleMemory(dataDir: string): Promise<ExampleMemory | undefined> {
  try {
    return JSON.parse(await readFile(memoryFile(dataDir), 'utf8')) as ExampleMemory
  } catch {
    // A file that is missing or was cut off means the same: nothing is remembered.
    return undefined
  }
}

/** Written beside and moved into place, so that a crash leaves the file as it was. */
export async function writeExampleMemory(dataDir: string, memory: ExampleMemory): Promise<void> {
  const file = memoryFile(dataDir)
  await writeFile(`${file}.new`, JSON.stringify(memory))
  await rename(`${file}.new`, file)
}

function memoryFile(dataDir: string): string {
  return join(dataDir, 'example.json')
}

/**
 * Makes the example's site ready before the server starts: imports it into a store that has no site yet,
 * leaves it as it is while it is fresh, and imports it anew when its plant time is more than 20 hours past the last import.
 * Plant time never runs backwards: it goes on where it was, or at `now` when that is later.
 * Fails with `example-beside-plant` where the store holds a plant of somebody's own.
 */
export async function prepareExample({ store, dataDir, now }: PrepareOptions): Promise<Result<PreparedExample>> {
  const sites = await store.listSites()
  const own = sites.find((site) => site !== EXAMPLE_SITE)
  if (own !== undefined) return failed(besideOwnPlant(own))
  const memory = await readExampleMemory(dataDir)
  const plantTime = memory !== undefined && memory.plantTime > now ? memory.plantTime : now
  const speed = memory?.speed ?? 10
  const known = sites.length > 0 && memory !== undefined
  if (known && instantToMs(plantTime) - instantToMs(memory.importedAt) < STALE_HOURS * 3_600_000)
    return ok({ site: EXAMPLE_SITE, imported: false, importedAt: memory.importedAt, plantTime, speed })
  const imported = await importExample(store, plantTime)
  if (!imported.ok) return imported
  if (sites.length > 0) await removeWhatTheFloorTold(store)
  await writeExampleMemory(dataDir, { importedAt: plantTime, plantTime, speed })
  return ok({ site: EXAMPLE_SITE, imported: true, importedAt: plantTime, plantTime, speed })
}

function besideOwnPlant(site: string): Problem {
  return {
    code: 'example-beside-plant',
    message: 'The example company needs a store of its own.',
    next: 'Give it another data folder, as: throughline start --example --data example-data.',
    facts: { site },
  }
}

/** The ordinary way in: read, set aside what can't be taken, compare, apply. */
async function importExample(store: ExampleStore, now: Instant): Promise<Result<undefined>> {
  const previewed = await importFolder({
    folder: EXAMPLE_FOLDER,
    mappingFile: join(EXAMPLE_FOLDER, 'mapping.yaml'),
    importsOf: (site) => store.imports(site),
    worksAgreement: true,
    now,
  })
  if (!previewed.ok) return previewed
  const { session, mapping } = previewed.value
  try {
    await session.apply({ by: CAUSE.by, source: mapping.name })
    return ok(undefined)
  } finally {
    await session.discard()
  }
}

/** An import sets its own records back; states and disruptions that the floor and the suppliers told are not among them. */
async function removeWhatTheFloorTold(store: ExampleStore): Promise<void> {
  const writer = await store.siteStore(EXAMPLE_SITE)
  try {
    const changes: Change[] = []
    for await (const { record, body } of writer.loadRecords()) if (isOfFloor(record, body)) changes.push(removal(record, body))
    if (changes.length > 0) await writer.append(changes, CAUSE)
  } finally {
    await writer.close()
  }
}

function isOfFloor(record: RecordName, body: AnyRecord): boolean {
  // Disruptions of the files have ids as D-3001; the floor names its own otherwise.
  return record === 'workUnitState' || (record === 'disruption' && !/^D-\d{4}$/.test(body.id))
}

function removal(record: RecordName, from: AnyRecord): Change {
  return { type: 'removed', record, id: from.id, from }
}
