/** The state machine of one work unit: its state and since when, its reason, its running order, its counts. */
import type { Signal } from '../records/signal.ts'
import type { WorkUnitState, WorkUnitStateName } from '../records/work-unit-state.ts'
import { instantFromMs, instantToMs } from '../values/instant.ts'
import { counterStep } from './counter.ts'
import type { FloorFact, StateSpan } from './fact.ts'

/** One value of one signal. Milliseconds since 1970-01-01T00:00:00Z. */
export interface FloorReading {
  readonly atMs: number
  readonly value: number | bigint | boolean | string | null
  readonly quality: 'good' | 'uncertain' | 'stale' | 'bad'
  readonly historical: boolean
}

interface Count {
  counter: number | undefined
  total: number
  atMs: number
}

const UNOBSERVED: ReadonlySet<WorkUnitStateName> = new Set(['offline', 'stale', 'unknown'])

/** Whether nobody knows what a work unit in this state does: it is neither running nor down. */
export function isUnobserved(state: WorkUnitStateName): boolean {
  return UNOBSERVED.has(state)
}

export class UnitMachine {
  microMs = 0
  readonly #id: string
  #state: WorkUnitStateName = 'unknown'
  #sinceMs = Number.NaN
  /** By the time of the state signal: older words are late. */
  #stateAtMs = Number.NEGATIVE_INFINITY
  #observedMs = Number.NEGATIVE_INFINITY
  #reason: string | undefined
  #reasonAtMs = Number.NEGATIVE_INFINITY
  #order: string | undefined
  #orderAtMs = Number.NEGATIVE_INFINITY
  #rate: number | undefined
  #rateAtMs = Number.NEGATIVE_INFINITY
  readonly #good: Count
  readonly #reject: Count
  #dirty = false
  #facts: FloorFact[] = []
  #spans: StateSpan[] = []

  /** Goes on from `restored`, or begins with nothing known. */
  constructor(id: string, restored?: WorkUnitState) {
    this.#id = id
    const atMs = restored === undefined ? Number.NEGATIVE_INFINITY : instantToMs(restored.observedAt)
    this.#good = { counter: restored?.goodCounter, total: restored?.goodTotal ?? 0, atMs }
    this.#reject = { counter: restored?.rejectCounter, total: restored?.rejectTotal ?? 0, atMs }
    if (restored === undefined) return
    this.#state = restored.state
    this.#sinceMs = instantToMs(restored.since)
    this.#stateAtMs = this.#sinceMs
    this.#observedMs = atMs
    this.#reason = restored.reason
    this.#rate = restored.rate
    if (restored.workOrderId !== undefined)
      this.#order = restored.sequence === undefined ? restored.workOrderId : `${restored.workOrderId}/${restored.sequence}`
  }

  take(signal: Signal, words: ReadonlyMap<string, WorkUnitStateName>, reading: FloorReading): void {
    const usable = reading.value !== null && (reading.quality === 'good' || reading.quality === 'uncertain')
    if (signal.role === 'state') this.#takeState(words, reading, usable)
    else if (!usable) return
    else if (signal.role === 'goodCount') this.#takeCount(this.#good, signal, reading)
    else if (signal.role === 'rejectCount') this.#takeCount(this.#reject, signal, reading)
    else this.#takeAttribute(signal, reading)
    if (usable && reading.atMs > this.#observedMs) this.#observedMs = reading.atMs
  }

  /** From `atMs` on nobody knows what the unit does. */
  unobserved(state: 'offline' | 'stale' | 'unknown', atMs: number): void {
    if (Number.isNaN(this.#sinceMs) || isUnobserved(this.#state)) return
    this.#become(state, Math.max(atMs, this.#observedMs))
  }

  drain(facts: FloorFact[], spans: StateSpan[]): void {
    if (this.#spans.length > 0) {
      spans.push(...this.#spans)
      this.#spans = []
    }
    this.#tell()
    if (this.#facts.length === 0) return
    facts.push(...this.#facts)
    this.#facts = []
  }

  #tell(): void {
    if (!this.#dirty || Number.isNaN(this.#sinceMs)) return
    this.#dirty = false
    this.#facts.push({
      workUnitId: this.#id,
      state: this.#state,
      since: instantFromMs(this.#sinceMs),
      observedAt: instantFromMs(Math.max(this.#observedMs, this.#sinceMs)),
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      ...(this.#order === undefined ? {} : { runningOrder: this.#order }),
      ...(this.#rate === undefined ? {} : { rate: this.#rate }),
      ...(this.#good.counter === undefined ? {} : { goodCounter: this.#good.counter, goodTotal: this.#good.total }),
      ...(this.#reject.counter === undefined ? {} : { rejectCounter: this.#reject.counter, rejectTotal: this.#reject.total }),
    })
  }

  #takeState(words: ReadonlyMap<string, WorkUnitStateName>, { atMs, value, quality }: FloorReading, usable: boolean): void {
    // A word of the same instant that brings a unit back into sight is no repetition.
    if (atMs < this.#stateAtMs || (atMs === this.#stateAtMs && !isUnobserved(this.#state))) return
    if (!usable) {
      this.unobserved(quality === 'stale' ? 'stale' : 'unknown', atMs)
      return
    }
    this.#stateAtMs = atMs
    const state = words.get(String(value).toLowerCase()) ?? 'unknown'
    if (Number.isNaN(this.#sinceMs)) {
      this.#state = state
      this.#sinceMs = atMs
      this.#dirty = true
    } else if (state !== this.#state) this.#become(state, Math.max(atMs, this.#sinceMs))
  }

  #become(state: WorkUnitStateName, atMs: number): void {
    if (atMs > this.#sinceMs) {
      this.#spans.push({
        workUnitId: this.#id,
        state: this.#state,
        fromAt: instantFromMs(this.#sinceMs),
        toAt: instantFromMs(atMs),
        reason: this.#reason ?? null,
        micro: atMs - this.#sinceMs < this.microMs,
      })
    }
    // The reason belongs to what has ended, unless it was told with what begins.
    if (this.#reasonAtMs < atMs) this.#reason = undefined
    this.#state = state
    this.#sinceMs = atMs
    this.#dirty = true
  }

  #takeCount(count: Count, signal: Signal, { atMs, value }: FloorReading): void {
    const now = Number(value)
    if (atMs < count.atMs || !Number.isFinite(now) || now < 0) return
    count.atMs = atMs
    if (now === count.counter) return
    // The first value that was ever heard is where counting begins.
    if (count.counter !== undefined) count.total += counterStep(count.counter, now, signal.rolloverAt).pieces
    count.counter = now
    this.#dirty = true
  }

  #takeAttribute({ role }: Signal, { atMs, value }: FloorReading): void {
    if (role === 'reason' && atMs >= this.#reasonAtMs) {
      this.#reasonAtMs = atMs
      const reason = String(value).trim() || undefined
      this.#dirty ||= reason !== this.#reason
      this.#reason = reason
    } else if (role === 'runningOrder' && atMs >= this.#orderAtMs) {
      this.#orderAtMs = atMs
      const order = String(value).trim() || undefined
      if (order === this.#order) return
      // Pieces that were counted until now belong to the order before.
      this.#tell()
      this.#dirty = true
      this.#order = order
    } else if (role === 'rate' && atMs >= this.#rateAtMs && Number.isFinite(Number(value)) && Number(value) >= 0) {
      this.#rateAtMs = atMs
      this.#dirty ||= Number(value) !== this.#rate
      this.#rate = Number(value)
    }
  }
}
