/** Writes what the floor hears to the store in batches, one durable transaction each; what the store can't take now waits. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FloorFact, StateSpan } from '../core/floor/fact.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'
import type { FloorStatus, Reading, ReadingStore } from '../engine/floor-ports.ts'
import { floorQueue } from './floor-queue.ts'

type Batch = Parameters<ReadingStore['append']>[0]
export type SetAside = Batch['setAside'][number]

/** What a drain of the state machine gave. */
export interface Drained {
  readonly facts: readonly FloorFact[]
  readonly spans: readonly StateSpan[]
}

export interface FloorWriterOptions {
  readonly store: ReadingStore
  readonly now: () => Instant
  /** Asked once for each batch: what the readings so far mean. */
  readonly drain: () => Drained
  /** Asked once for each batch: last values that changed. */
  readonly changedLast: () => readonly Reading[]
  /** Asked once for each batch: what connectors want to be remembered, by key; null forgets. */
  readonly remember: () => Batch['memory']
  /** Told when the readings are durable on which they rest. */
  readonly onFacts: (facts: readonly FloorFact[]) => void
  /** Told when writing begins to fail. */
  readonly onTrouble: (problem: Problem) => void
  /** From when on readings are wanted; asked now and then. */
  readonly keptFrom: () => Instant
  readonly waitingMax?: number
}

const NOTHING: Drained = { facts: [], spans: [] }
const FLUSH_MS = 20
const BATCH_MAX = 10_000
const WAITING_MAX = 2_000_000
/** Newer ones replace the oldest while the store is away: they are there to be looked at, and all are counted. */
const SET_ASIDE_WAITING_MAX = 1000
const RETRY_FIRST_MS = 250
const RETRY_MAX_MS = 5000
const FORGET_EVERY_MS = 3_600_000
const STOP_PATIENCE_MS = 8000

/** One loop that takes what waits, writes it, and tries again when it must. */
export class FloorWriter {
  readonly #options: FloorWriterOptions
  readonly #queue
  readonly #stopping = new AbortController()
  #series = new Map<number, Batch['series'][number]>()
  #setAside: SetAside[] = []
  #running: Promise<void> | undefined
  #wake: () => void = () => undefined
  #inFlight = 0
  #givenUp = false
  #kept = 0
  #lastWrittenAt: Instant | null = null
  #problem: Problem | null = null

  constructor(options: FloorWriterOptions) {
    this.#options = options
    this.#queue = floorQueue(options.waitingMax ?? WAITING_MAX)
  }

  start(): void {
    this.#running = this.#run()
  }

  /** `vital` readings are never dropped, however long the store is away. */
  keep(reading: Reading, vital: boolean): void {
    this.#queue.add(reading, vital)
    if (this.#queue.length === BATCH_MAX) this.#wake()
  }

  series(series: Batch['series'][number]): void {
    this.#series.set(series.index, series)
  }

  setAside(message: SetAside): void {
    this.#setAside.push(message)
    if (this.#setAside.length > SET_ASIDE_WAITING_MAX) this.#setAside.shift()
  }

  status(): Pick<FloorStatus['history'], 'kept' | 'waiting' | 'dropped' | 'lastWrittenAt' | 'problem'> {
    return {
      kept: this.#kept,
      waiting: this.#queue.length + this.#inFlight,
      dropped: this.#queue.dropped,
      lastWrittenAt: this.#lastWrittenAt,
      problem: this.#problem,
    }
  }

  /** Writes what waits and ends; gives up after a while when the store is away. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#wake()
    await Promise.race([this.#running, sleep(STOP_PATIENCE_MS, undefined, { ref: false })])
    this.#givenUp = true
  }

  async #run(): Promise<void> {
    let forgetAt = 0
    while (!this.#stopping.signal.aborted) {
      await this.#pause()
      await this.#writeAll()
      if (performance.now() < forgetAt) continue
      forgetAt = performance.now() + FORGET_EVERY_MS
      // What is too old goes an hour later if it can't go now.
      await this.#options.store.forgetBefore(this.#options.keptFrom()).catch(() => undefined)
    }
    await this.#writeAll()
  }

  /** Until the next flush is due, or a full batch waits. */
  async #pause(): Promise<void> {
    if (this.#queue.length >= BATCH_MAX || this.#stopping.signal.aborted) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, FLUSH_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }

  async #writeAll(): Promise<void> {
    do {
      // Facts wait for the readings that they rest on.
      const { facts, spans } = this.#queue.vitalLength > BATCH_MAX ? NOTHING : this.#options.drain()
      const batch: Batch = {
        readings: this.#queue.take(BATCH_MAX),
        last: this.#options.changedLast(),
        spans,
        series: [...this.#series.values()],
        memory: this.#options.remember(),
        setAside: this.#setAside,
      }
      this.#series = new Map()
      this.#setAside = []
      if (!isEmpty(batch)) await this.#write(batch)
      if (facts.length > 0 && !this.#givenUp) this.#options.onFacts(facts)
    } while (this.#queue.length >= BATCH_MAX && !this.#givenUp)
  }

  /** The same batch until it is durable: whether a lost connection had taken it is not known, and twice does no harm. */
  async #write(batch: Batch): Promise<void> {
    this.#inFlight = batch.readings.length
    for (let waitMs = RETRY_FIRST_MS; !this.#givenUp; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
      try {
        await this.#options.store.append(batch)
        this.#kept += batch.readings.length
        this.#inFlight = 0
        this.#lastWrittenAt = this.#options.now()
        this.#problem = null
        return
      } catch (error) {
        const problem = problemOf(error)
        if (this.#problem === null) this.#options.onTrouble(problem)
        this.#problem = problem
        // While we stop there is nothing to wait for but the store.
        await sleep(Math.min(waitMs, this.#stopping.signal.aborted ? RETRY_FIRST_MS : waitMs))
      }
    }
  }
}

function isEmpty({ readings, last, spans, series, memory, setAside }: Batch): boolean {
  const things = readings.length + last.length + spans.length + series.length + setAside.length
  return things === 0 && Object.keys(memory).length === 0
}

/** The store's own words, in the frame of what it means for the floor. */
function problemOf(error: unknown): Problem {
  const told = error instanceof Error && 'problem' in error ? (error.problem as Problem) : undefined
  return {
    code: 'readings-not-written',
    message: 'Readings can not be written now; they wait.',
    next: told?.next ?? 'Read the reason; writing goes on by itself when the store is back.',
    facts: { reason: error instanceof Error ? error.message : String(error) },
  }
}
