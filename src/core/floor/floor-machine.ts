/** From readings to states, counts and spans: one small machine for each work unit, read by the mapping of its signals. */
import type { Signal } from '../records/signal.ts'
import type { StateWord } from '../records/state-word.ts'
import type { WorkUnit } from '../records/work-unit.ts'
import type { WorkUnitState } from '../records/work-unit-state.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import type { FloorFact, StateSpan } from './fact.ts'
import { VOCABULARIES } from './state-words.ts'
import { type FloorReading, UnitMachine } from './unit-machine.ts'

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
  readonly words: ReadonlyMap<string, WorkUnitState['state']>
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

  /** Reads by other rules from now on. Units keep what still holds. */
  map({ signals, stateWords, workUnits }: FloorRules): void {
    const own = Map.groupBy(stateWords.values(), ({ vocabulary }) => vocabulary)
    this.#readers = new Map()
    for (const signal of signals.values()) {
      if (signal.role === 'reading') continue
      const unit = this.#units.getOrInsertComputed(signal.workUnitId, (id) => new UnitMachine(id))
      const { vocabulary = '' } = signal
      const entries = [
        ...Object.entries(VOCABULARIES[vocabulary] ?? {}),
        ...(own.get(vocabulary) ?? []).map(({ word, state }) => [word.toLowerCase(), state] as const),
      ]
      this.#readers.getOrInsertComputed(signal.address, () => []).push({ unit, signal, words: new Map(entries) })
    }
    for (const [id, unit] of this.#units) unit.microMs = (workUnits.get(id)?.microStopSeconds ?? MICRO_STOP_SECONDS) * 1000
  }

  /** Takes one reading. One that is late, came before or has no meaning changes nothing. */
  take(address: string, reading: FloorReading): void {
    const readers = this.#readers.get(address)
    if (readers === undefined || reading.historical) return
    for (const { unit, signal, words } of readers) unit.take(signal, words, reading)
  }

  /** All signals whose addresses begin so were lost: their units are not observed any more. */
  lost(addressPrefix: string, at: Instant): void {
    const units = new Set<UnitMachine>()
    for (const [address, readers] of this.#readers) {
      if (!address.startsWith(addressPrefix)) continue
      for (const { unit, signal } of readers) if (signal.role === 'state') units.add(unit)
    }
    for (const unit of units) unit.unobserved('offline', instantToMs(at))
  }

  /** Facts of the units that changed, and the spans that ended, since the last time. */
  drain(): { readonly facts: readonly FloorFact[]; readonly spans: readonly StateSpan[] } {
    const facts: FloorFact[] = []
    const spans: StateSpan[] = []
    for (const unit of this.#units.values()) unit.drain(facts, spans)
    return { facts, spans }
  }
}
