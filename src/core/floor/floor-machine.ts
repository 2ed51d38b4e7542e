/** From readings to states, counts and spans: one small machine for each work unit, read by the mapping of its signals. */
import type { Signal } from '../records/signal.ts'
import type { StateWord } from '../records/state-word.ts'
import type { WorkUnit } from '../records/work-unit.ts'
import type { WorkUnitState } from '../records/work-unit-state.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import { VOCABULARIES } from './state-words.ts'
import { type Drain, type FloorReading, UnitMachine, type UnitRules, type Words } from './unit-machine.ts'

/** The records by which readings are read, by id. */
export interface FloorRules {
  readonly signals: ReadonlyMap<string, Signal>
  readonly stateWords: ReadonlyMap<string, StateWord>
  readonly workUnits: ReadonlyMap<string, WorkUnit>
}

/** What one address means. */
interface Reader {
  readonly unit: UnitMachine
  readonly signal: Signal
}

const MICRO_STOP_SECONDS = 300

/** All work units of a site. What stood before a start goes on from the records; totals never go back. */
export class FloorMachine {
  readonly #units = new Map<string, UnitMachine>()
  #readers = new Map<string, Reader[]>()

  constructor(rules: FloorRules, states: Iterable<WorkUnitState>) {
    for (const state of states) this.#units.set(state.workUnitId, new UnitMachine(state.workUnitId, state))
    this.map(rules)
  }

  /**
   * Reads by other rules from now on; units keep what still holds. One signal is read for each role of a unit: the first by id.
   * The caller takes the last readings again, so that signals that are new here are heard at once.
   */
  map({ signals, stateWords, workUnits }: FloorRules): void {
    const words = vocabularies(stateWords.values())
    const rules = new Map<string, { addresses: Partial<Record<Signal['role'], string>>; words: Words }>()
    this.#readers = new Map()
    for (const signal of [...signals.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const { role, workUnitId, address, vocabulary } = signal
      if (role === 'reading') continue
      const known = rules.getOrInsertComputed(workUnitId, () => ({ addresses: {}, words: new Map() }))
      if (known.addresses[role] !== undefined) continue
      known.addresses[role] = address
      if (role === 'state') known.words = words(vocabulary ?? '')
      const unit = this.#units.getOrInsertComputed(workUnitId, (id) => new UnitMachine(id))
      this.#readers.getOrInsertComputed(address, () => []).push({ unit, signal })
    }
    for (const [id, unit] of this.#units) {
      const microMs = (workUnits.get(id)?.microStopSeconds ?? MICRO_STOP_SECONDS) * 1000
      unit.read({ ...(rules.get(id) ?? { addresses: {}, words: new Map() }), microMs } satisfies UnitRules)
    }
  }

  /** Takes one reading. One that is late, came before or has no meaning changes nothing. */
  take(address: string, reading: FloorReading): void {
    const readers = this.#readers.get(address)
    if (readers === undefined || reading.historical) return
    for (const { unit, signal } of readers) unit.take(signal, reading)
  }

  /** All signals whose addresses begin so were lost: their units are not observed any more. */
  lost(addressPrefix: string, at: Instant): void {
    const atMs = instantToMs(at)
    for (const [address, readers] of this.#readers) {
      if (!address.startsWith(addressPrefix)) continue
      for (const { unit, signal } of readers) if (signal.role === 'state') unit.lost(atMs)
    }
  }

  /** Since the last time: facts of the units that changed, spans that ended, counters that were set back. */
  drain(): Readonly<Drain> {
    const into: Drain = { facts: [], spans: [], setBacks: [] }
    for (const unit of this.#units.values()) unit.drain(into)
    return into
  }
}

/** The words of a vocabulary by its name: those of the plant, and behind them those that come along. */
function vocabularies(stateWords: Iterable<StateWord>): (name: string) => Words {
  const own = Map.groupBy(stateWords, ({ vocabulary }) => vocabulary)
  const known = new Map<string, Words>()
  return (name) =>
    known.getOrInsertComputed(name, () => {
      const plants = (own.get(name) ?? []).map(({ word, state }) => [word.trim().toLowerCase(), state] as const)
      return new Map([...Object.entries(VOCABULARIES[name] ?? {}), ...plants])
    })
}
