/** The state machine of one work unit: its state and since when, its reason, its running order, its rate, its counts. */
import type { Signal } from '../records/signal.ts'
import type { WorkUnitState, WorkUnitStateName } from '../records/work-unit-state.ts'
import { instantFromMs, instantToMs } from '../values/instant.ts'
import type { FloorFact, StateSpan } from './fact.ts'
import { PieceCount, type SetBack } from './piece-count.ts'

/** One value of one signal. Milliseconds since 1970-01-01T00:00:00Z. */
export interface FloorReading {
  readonly atMs: number
  readonly value: number | bigint | boolean | string | null
  readonly quality: 'good' | 'uncertain' | 'stale' | 'bad'
  readonly historical: boolean
}

/** What states words mean; in lower case. */
export type Words = ReadonlyMap<string, WorkUnitStateName>

/** By what one work unit is read. */
export interface UnitRules {
  /** A stop that is shorter is a micro-stop. */
  readonly microMs: number
  readonly words: Words
  /** The address that each role is read from. */
  readonly addresses: Readonly<Partial<Record<Signal['role'], string>>>
}

/** Where the machines of units put what they have to tell. */
export interface Drain {
  readonly facts: FloorFact[]
  readonly spans: StateSpan[]
  readonly setBacks: SetBack[]
}

const UNOBSERVED: ReadonlySet<WorkUnitStateName> = new Set(['offline', 'stale', 'unknown'])
const RUNS: ReadonlySet<WorkUnitStateName> = new Set(['producing', 'setup'])
/** A controller may tell why it stops a moment before it stops. */
const REASON_AHEAD_MS = 5000

/** Whether nobody knows what a work unit in this state does: it is neither running nor down. */
export function isUnobserved(state: WorkUnitStateName): boolean {
  return UNOBSERVED.has(state)
}

export class UnitMachine {
  readonly #id: string
  #rules: UnitRules = { microMs: 0, words: new Map(), addresses: {} }
  #state: WorkUnitStateName = 'unknown'
  #sinceMs = Number.NaN
  /** The last state that was seen, whatever is seen now, and the one before it. */
  #seen: WorkUnitStateName | undefined
  #seenBefore: WorkUnitStateName | undefined
  /** The word that the state rests on, and since when it is told; undefined where none is. */
  #word: FloorReading['value'] | undefined
  #wordSinceMs = Number.NEGATIVE_INFINITY
  /** By the time of the state signal: older words are late. */
  #stateAtMs = Number.NEGATIVE_INFINITY
  #observedMs = Number.NEGATIVE_INFINITY
  #reason: string | undefined
  #reasonAtMs = Number.NEGATIVE_INFINITY
  #order: string | undefined
  #orderAtMs = Number.NEGATIVE_INFINITY
  #rate: number | undefined
  #rateAtMs = Number.NEGATIVE_INFINITY
  readonly #good: PieceCount
  readonly #reject: PieceCount
  #dirty = false
  #facts: FloorFact[] = []
  #spans: StateSpan[] = []
  #setBacks: SetBack[] = []

  /** Goes on from `restored`, or begins with nothing known. */
  constructor(id: string, restored?: WorkUnitState) {
    this.#id = id
    const atMs = restored === undefined ? Number.NEGATIVE_INFINITY : instantToMs(restored.observedAt)
    this.#good = new PieceCount({ counter: restored?.goodCounter, total: restored?.goodTotal, atMs })
    this.#reject = new PieceCount({ counter: restored?.rejectCounter, total: restored?.rejectTotal, atMs })
    if (restored === undefined) return
    this.#state = restored.state
    if (!isUnobserved(restored.state)) this.#seen = restored.state
    this.#sinceMs = instantToMs(restored.since)
    this.#observedMs = atMs
    this.#reason = restored.reason
    if (restored.reason !== undefined) this.#reasonAtMs = this.#sinceMs
    this.#rate = restored.rate
    if (restored.workOrderId !== undefined)
      this.#order = restored.sequence === undefined ? restored.workOrderId : `${restored.workOrderId}/${restored.sequence}`
  }

  /** Reads by these rules from now on. What was told by signals that are still read stays. */
  read(rules: UnitRules): void {
    const before = this.#rules.addresses.state
    const { state } = rules.addresses
    this.#rules = rules
    this.#good.from(rules.addresses.goodCount)
    this.#reject.from(rules.addresses.rejectCount)
    if (state === undefined || (before !== undefined && before !== state)) {
      // Nobody tells the state, or another machine will: from the last reading on it is not known.
      this.#stateAtMs = Number.NEGATIVE_INFINITY
      if (!Number.isNaN(this.#sinceMs) && this.#seen !== undefined) this.#lose('unknown', this.#observedMs)
    } else if (this.#word !== undefined) this.#say(this.#word, this.#wordSinceMs)
  }

  take(signal: Signal, reading: FloorReading): void {
    const usable = reading.value !== null && (reading.quality === 'good' || reading.quality === 'uncertain')
    if (signal.role === 'state') this.#takeState(reading, usable)
    else if (!usable) return
    else if (signal.role === 'goodCount') this.#takeCount(this.#good, signal, reading)
    else if (signal.role === 'rejectCount') this.#takeCount(this.#reject, signal, reading)
    else this.#takeAttribute(signal, reading)
    if (!usable) return
    if (reading.atMs > this.#observedMs) this.#observedMs = reading.atMs
    // Without a signal of its state a unit is heard of all the same.
    if (Number.isNaN(this.#sinceMs) && this.#rules.addresses.state === undefined) this.#begin('unknown', reading.atMs)
  }

  /** The connection is gone: from `atMs` on nobody knows what the unit does. */
  lost(atMs: number): void {
    if (!Number.isNaN(this.#sinceMs)) this.#lose('offline', atMs)
  }

  drain(into: Drain): void {
    if (this.#spans.length > 0) {
      into.spans.push(...this.#spans)
      this.#spans = []
    }
    if (this.#setBacks.length > 0) {
      into.setBacks.push(...this.#setBacks)
      this.#setBacks = []
    }
    this.#tell()
    if (this.#facts.length === 0) return
    into.facts.push(...this.#facts)
    this.#facts = []
  }

  #tell(): void {
    if (!this.#dirty || Number.isNaN(this.#sinceMs)) return
    this.#dirty = false
    const hidden = isUnobserved(this.#state)
    // The word of a machine that nobody has given a meaning is all there is to say why the state is unknown.
    const reason = hidden ? this.#word : this.#reason
    const [good, reject] = [this.#good, this.#reject]
    this.#facts.push({
      workUnitId: this.#id,
      state: this.#state,
      since: instantFromMs(this.#sinceMs),
      observedAt: instantFromMs(hidden && Number.isFinite(this.#observedMs) ? this.#observedMs : Math.max(this.#observedMs, this.#sinceMs)),
      ...(reason === undefined || reason === null || reason === '' ? {} : { reason: String(reason) }),
      ...(this.#order === undefined ? {} : { runningOrder: this.#order }),
      ...(this.#rate === undefined ? {} : { rate: this.#rate }),
      ...(good.counter === undefined ? {} : { goodCounter: good.counter }),
      ...(good.total === undefined ? {} : { goodTotal: good.total }),
      ...(reject.counter === undefined ? {} : { rejectCounter: reject.counter }),
      ...(reject.total === undefined ? {} : { rejectTotal: reject.total }),
    })
  }

  #takeState({ atMs, value, quality }: FloorReading, usable: boolean): void {
    if (atMs < this.#stateAtMs) return
    if (usable) {
      this.#stateAtMs = atMs
      if (value === this.#word) return
      this.#word = value
      this.#wordSinceMs = atMs
      this.#say(value, atMs)
      // One word without a meaning may follow another: the state is the same, and what is told of it is not.
      this.#dirty ||= this.#state === 'unknown'
    } else if (atMs > this.#stateAtMs || !isUnobserved(this.#state)) {
      this.#stateAtMs = atMs
      this.#lose(quality === 'stale' ? 'stale' : 'unknown', atMs)
    }
  }

  #say(word: FloorReading['value'], atMs: number): void {
    const state = this.#rules.words.get(String(word).trim().toLowerCase()) ?? 'unknown'
    if (Number.isNaN(this.#sinceMs)) this.#begin(state, atMs)
    else if (state !== this.#state) this.#become(state, atMs)
  }

  #lose(state: 'offline' | 'stale' | 'unknown', atMs: number): void {
    this.#word = undefined
    if (Number.isNaN(this.#sinceMs)) this.#begin(state, atMs)
    else if (state !== this.#state) this.#become(state, Math.max(atMs, this.#observedMs))
  }

  #begin(state: WorkUnitStateName, atMs: number): void {
    this.#state = state
    this.#sinceMs = atMs
    if (!isUnobserved(state)) this.#seen = state
    this.#dirty = true
  }

  /** A state never begins before the one that it follows, whatever clock told it. */
  #become(state: WorkUnitStateName, toldMs: number): void {
    const atMs = Math.max(toldMs, this.#sinceMs)
    const ended = this.#state
    if (atMs > this.#sinceMs) {
      this.#spans.push({
        workUnitId: this.#id,
        state: ended,
        fromAt: instantFromMs(this.#sinceMs),
        toAt: instantFromMs(atMs),
        reason: isUnobserved(ended) ? null : (this.#reason ?? null),
        micro: !RUNS.has(ended) && !isUnobserved(ended) && atMs - this.#sinceMs < this.#rules.microMs,
      })
    }
    this.#state = state
    this.#sinceMs = atMs
    this.#dirty = true
    if (isUnobserved(state)) return
    // What is seen again as it was left goes on with the reason that it had.
    if (isUnobserved(ended) && state === this.#seen) return
    this.#seenBefore = this.#seen
    this.#seen = state
    if (this.#reasonAtMs < atMs && !this.#isAhead(this.#reasonAtMs)) this.#reason = undefined
  }

  /** Whether what was told then, while the unit ran, says why it stands still now. */
  #isAhead(toldMs: number): boolean {
    if (RUNS.has(this.#state) || this.#seenBefore === undefined || !RUNS.has(this.#seenBefore)) return false
    return toldMs >= this.#sinceMs - REASON_AHEAD_MS
  }

  #takeCount(count: PieceCount, signal: Signal, { atMs, value }: FloorReading): void {
    const taken = count.take(atMs, value, signal.rolloverAt)
    if (taken === false) return
    this.#dirty = true
    if (taken === true) return
    this.#setBacks.push({
      workUnitId: this.#id,
      address: signal.address,
      atMs,
      before: taken.setBackFrom,
      now: Number(value),
    })
  }

  #takeAttribute({ role }: Signal, { atMs, value }: FloorReading): void {
    if (role === 'reason' && atMs >= this.#reasonAtMs) this.#takeReason(atMs, String(value).trim() || undefined)
    else if (role === 'runningOrder' && atMs >= this.#orderAtMs) {
      this.#orderAtMs = atMs
      const order = String(value).trim() || undefined
      if (order === this.#order) return
      // Pieces that were counted until now belong to the order before.
      this.#tell()
      this.#dirty = true
      this.#order = order
    } else if (role === 'rate' && atMs >= this.#rateAtMs) {
      const rate = Number(value)
      if (!Number.isFinite(rate) || rate < 0) return
      this.#rateAtMs = atMs
      this.#dirty ||= rate !== this.#rate
      this.#rate = rate
    }
  }

  /** A reason that was told before the state began is one of what has ended, and late. */
  #takeReason(atMs: number, reason: string | undefined): void {
    this.#reasonAtMs = atMs
    if (reason === this.#reason) return
    if (atMs < this.#sinceMs && !isUnobserved(this.#state) && !this.#isAhead(atMs)) return
    this.#reason = reason
    this.#dirty = true
  }
}
