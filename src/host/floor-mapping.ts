/** What signals mean, followed live: the records of the mapping as the journal tells them, from the first one to the last change. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { RecordByName, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Problem } from '../core/values/result.ts'
import type { Engine } from '../engine/ports.ts'

/** What is asked of the engine. */
export type MappingSource = Pick<Engine, 'status' | 'list' | 'entriesAfter'>

const KINDS = ['signal', 'stateWord', 'workUnit'] as const satisfies readonly RecordName[]
type Kind = (typeof KINDS)[number]
type ById<K extends Kind> = ReadonlyMap<string, RecordByName[K]>

/** The records by which readings become states, by id. */
export interface FloorMapping {
  readonly signals: ById<'signal'>
  readonly stateWords: ById<'stateWord'>
  readonly workUnits: ById<'workUnit'>
}

export interface FollowedMapping {
  readonly mapping: FloorMapping
  /** States as they stood at the start, from which counting goes on. */
  readonly states: readonly RecordByName['workUnitState'][]
  /** The journal has entries up to this one. */
  committed(seq: number): void
  stop(): void
}

const PAGE = 500
const ENTRIES = 20
const RETRY_MS = 500

/** Reads the mapping and follows it. `onChange` is told the whole mapping after each change of it; `onTrouble` that it can't be read now. */
export async function followMapping(
  source: MappingSource,
  { onChange, onTrouble }: { readonly onChange: (mapping: FloorMapping) => void; readonly onTrouble: (problem: Problem) => void },
): Promise<FollowedMapping> {
  // What changes between this number and the lists comes once more; records are whole, so that does no harm.
  const { seq } = await source.status()
  const [signals, stateWords, workUnits, states] = await Promise.all([
    listAll(source, 'signal'),
    listAll(source, 'stateWord'),
    listAll(source, 'workUnit'),
    listAll(source, 'workUnitState'),
  ])
  const mapping = { signals, stateWords, workUnits }
  const byKind: Readonly<Record<Kind, Map<string, RecordByName[Kind]>>> = {
    signal: signals,
    stateWord: stateWords,
    workUnit: workUnits,
  }
  let [read, wanted, reading, stopped] = [seq, seq, false, false]
  const readOn = async (): Promise<void> => {
    while (read < wanted && !stopped) {
      const entries = await source.entriesAfter(read, ENTRIES)
      const changes = entries.flatMap((entry) => entry.changes)
      read = entries.at(-1)?.seq ?? wanted
      if (changes.filter((change) => apply(byKind, change)).length > 0) onChange(mapping)
    }
  }
  const follow = async (): Promise<void> => {
    reading = true
    let told = false
    while (read < wanted && !stopped) {
      try {
        await readOn()
      } catch (error) {
        if (!told) onTrouble(notRead(error))
        told = true
        await sleep(RETRY_MS)
      }
    }
    reading = false
  }
  return {
    mapping,
    states: [...states.values()],
    committed(seq) {
      wanted = Math.max(wanted, seq)
      if (!reading && read < wanted) void follow()
    },
    stop() {
      stopped = true
    },
  }
}

/** Whether the change is one of the mapping. */
function apply(byKind: Readonly<Record<Kind, Map<string, RecordByName[Kind]>>>, change: Change): boolean {
  const kind = KINDS.find((each) => each === change.record)
  if (kind === undefined) return false
  if (change.type === 'removed') byKind[kind].delete(change.id)
  else byKind[kind].set(change.id, change.to as RecordByName[Kind])
  return true
}

async function listAll<K extends Kind | 'workUnitState'>(source: MappingSource, record: K): Promise<Map<string, RecordByName[K]>> {
  const found = new Map<string, RecordByName[K]>()
  let after: string | undefined
  for (;;) {
    const page = (await source.list(record, { limit: PAGE, ...(after === undefined ? {} : { after }) })) as readonly RecordByName[K][]
    for (const each of page) found.set(each.id, each)
    if (page.length < PAGE) return found
    after = page.at(-1)?.id
  }
}

function notRead(error: unknown): Problem {
  return {
    code: 'mapping-not-followed',
    message: 'Changes of the mapping can not be read now.',
    next: 'Nothing to do if the engine is starting again; they are read as soon as it answers.',
    facts: { reason: error instanceof Error ? error.message : String(error) },
  }
}
