/** The floor of one site at work: readings come in, states and counts follow from them, and all of it is kept and told. */
import type { FloorFact, StateSpan } from '../core/floor/fact.ts'
import { FloorMachine } from '../core/floor/floor-machine.ts'
import type { WorkUnitState } from '../core/records/work-unit-state.ts'
import { type Instant, instantFromMs, instantToMs } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'
import type { Floor, FloorReports, FloorSink, FloorSource, Reading, ReadingStore } from '../engine/floor-ports.ts'
import { isKept } from './floor-decimation.ts'
import { FactReporter } from './floor-facts.ts'
import { type FloorMapping, followMapping, type MappingSource } from './floor-mapping.ts'
import { type FloorSeries, FloorSignals } from './floor-signals.ts'
import { type Drained, FloorWriter } from './floor-writer.ts'

export interface FloorRuntimeOptions {
  readonly store: ReadingStore
  readonly engine: MappingSource
  readonly reports: FloorReports
  /** Plant time. */
  readonly nowMs: () => number
  readonly historyDays: number
  /** Where machines connect to, if that is ours. */
  readonly brokerUrl: string | null
  readonly onTrouble: (problem: Problem) => void
  /** How many plain readings may wait while the store is away. */
  readonly waitingMax?: number
}

export interface FloorRuntime {
  readonly floor: Floor
  /** Connects machines. `start` gets where to put what it hears, and what was remembered in earlier runs. */
  connect(start: (sink: FloorSink, memory: Readonly<Record<string, Uint8Array>>) => Promise<RunningSource>): Promise<void>
  /** The engine's journal has entries up to this one. */
  committed(seq: number): void
  /** Disconnects, then writes and tells what waits. */
  stop(): Promise<void>
}

/** A connector; some have something to remember over a restart. */
export interface RunningSource extends FloorSource {
  /** What is new since the last time, by key; null forgets. */
  remember?(): Readonly<Record<string, Uint8Array | null>>
}

const DAY_MS = 86_400_000
/** Clocks of machines are off; one that is ahead by more than this is wrong. */
const AHEAD_MAX_MS = DAY_MS
/** Last values of signals that no state rests on are written no more often, for there are very many. */
const LAST_EVERY_MS = 1000
/** So many of them go with one batch: all at once they would hold up what is vital. */
const LAST_SLICE = 500

/** Reads what is known, and is ready for machines. Rejects while the store or the engine can't be read. */
export async function startFloorRuntime(options: FloorRuntimeOptions): Promise<FloorRuntime> {
  const { series, memory } = await options.store.load()
  const runtime = new Runtime(options)
  const followed = await followMapping(options.engine, {
    onChange: (mapping) => runtime.map(mapping),
    onTrouble: options.onTrouble,
  })
  runtime.begin(series, followed)
  return {
    floor: runtime.floor(),
    async connect(start) {
      runtime.sources.push(await start(runtime.sink(), memory))
    },
    committed: (seq) => followed.committed(seq),
    async stop() {
      followed.stop()
      await runtime.stop()
    },
  }
}

class Runtime {
  readonly sources: RunningSource[] = []
  readonly #writer: FloorWriter
  readonly #options: FloorRuntimeOptions
  readonly #signals = new FloorSignals()
  readonly #reporter: FactReporter
  /** The last fact or record of each work unit: the span that lasts. */
  readonly #standing = new Map<string, Pick<FloorFact, 'workUnitId' | 'state' | 'since' | 'reason'>>()
  #machine: FloorMachine | undefined
  #changed = new Map<number, Reading>()
  #changedVital = new Map<number, Reading>()
  #lastWrittenMs = 0
  /** Last values of this turn that no batch has taken yet. */
  readonly #lastDue: Reading[] = []
  #stopping = false
  #decimated = 0
  #outOfTime = 0

  constructor(options: FloorRuntimeOptions) {
    this.#options = options
    this.#reporter = new FactReporter(options.reports, options.onTrouble)
    this.#writer = new FloorWriter({
      store: options.store,
      now: () => this.#now(),
      drain: () => this.#drain(),
      changedLast: () => this.#changedLast(),
      remember: () => Object.assign({}, ...this.sources.map((source) => source.remember?.() ?? {})),
      onFacts: (facts) => this.#reporter.add(facts),
      onTrouble: options.onTrouble,
      keptFrom: () => instantFromMs(options.nowMs() - options.historyDays * DAY_MS),
      ...(options.waitingMax === undefined ? {} : { waitingMax: options.waitingMax }),
    })
  }

  begin(
    known: Parameters<FloorSignals['restore']>[0],
    { mapping, states }: { readonly mapping: FloorMapping; readonly states: readonly WorkUnitState[] },
  ): void {
    this.#machine = new FloorMachine(mapping, states)
    for (const state of states) this.#standing.set(state.workUnitId, state)
    this.#signals.restore(known)
    this.#apply(mapping)
    const heardMs = known.reduce((newest, { last }) => Math.max(newest, last?.atMs ?? newest), Number.NEGATIVE_INFINITY)
    // Nobody listened since: what the machines did meanwhile is unobserved time until they are heard again.
    if (Number.isFinite(heardMs)) this.#lost('', instantFromMs(heardMs))
    this.#writer.start()
  }

  map(mapping: FloorMapping): void {
    this.#machine?.map(mapping)
    this.#apply(mapping)
  }

  /** What was heard last is read by the new mapping at once, so that nobody waits for the next change of a signal. */
  #apply({ signals }: FloorMapping): void {
    for (const { address, last, rule } of this.#signals.map(signals.values(), this.#now())) {
      if (rule !== undefined && last !== null) this.#machine?.take(address, last)
    }
  }

  sink(): FloorSink {
    return {
      series: (address, { dataType }) => {
        const { series, news } = this.#signals.of(address, dataType)
        if (news) this.#writer.series({ index: series.index, address, dataType })
        return series.index
      },
      readings: (batch) => {
        const nowMs = this.#options.nowMs()
        for (const reading of batch) {
          const series = this.#signals.all[reading.series]
          if (series !== undefined) this.#take(series, reading, nowMs)
        }
      },
      lost: (prefix, at) => this.#lost(prefix, at),
      setAside: (message) => this.#writer.setAside(message),
    }
  }

  floor(): Floor {
    const { store } = this.#options
    return {
      status: async () => ({
        connections: this.sources.map((source) => source.status()),
        brokerUrl: this.#options.brokerUrl,
        signals: this.#signals.all.length,
        unmapped: this.#signals.unmapped,
        silent: this.#signals.silent,
        history: { ...this.#writer.status(), decimated: this.#decimated, outOfTime: this.#outOfTime },
      }),
      signals: async (page) => this.#signals.page(page),
      setAside: (limit) => store.setAside(limit),
      spans: async (range) => this.#withLasting(await store.spans(range), range),
      history: (range) => store.history(range),
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.stop()))
    this.#stopping = true
    await this.#writer.stop()
    await this.#reporter.stop()
  }

  #now(): Instant {
    return instantFromMs(this.#options.nowMs())
  }

  #take(series: FloorSeries, reading: Reading, nowMs: number): void {
    series.count += 1
    const ahead = reading.atMs > nowMs + AHEAD_MAX_MS
    const old = reading.atMs < nowMs - this.#options.historyDays * DAY_MS
    if (ahead || old) this.#outOfTime += 1
    // A current value from the future would hold up every true one until that future comes.
    if (ahead) return
    if (!reading.historical && (series.last === null || reading.atMs >= series.last.atMs)) this.#setLast(series, reading)
    if (series.rule === undefined) return
    if (!reading.transient && !old) this.#keep(series, reading)
    this.#machine?.take(series.address, reading)
  }

  #keep(series: FloorSeries, reading: Reading): void {
    const { kept, rule } = series
    if (rule === undefined) return
    if (!isKept(reading, kept, rule)) {
      this.#decimated += 1
      return
    }
    if (kept === null || reading.atMs >= kept.atMs) series.kept = reading
    this.#writer.keep(reading, rule.vital)
  }

  #setLast(series: FloorSeries, reading: Reading): void {
    series.last = reading
    if (series.rule?.vital === true) this.#changedVital.set(series.index, reading)
    else this.#changed.set(series.index, reading)
  }

  #changedLast(): readonly Reading[] {
    const vital = [...this.#changedVital.values()]
    this.#changedVital = new Map()
    if (this.#stopping || (this.#lastDue.length === 0 && performance.now() - this.#lastWrittenMs >= LAST_EVERY_MS)) {
      this.#lastWrittenMs = performance.now()
      this.#lastDue.push(...this.#changed.values())
      this.#changed = new Map()
    }
    return [...vital, ...this.#lastDue.splice(0, this.#stopping ? this.#lastDue.length : LAST_SLICE)]
  }

  #lost(prefix: string, at: Instant): void {
    const atMs = instantToMs(at)
    for (const series of this.#signals.below(prefix)) {
      const { last } = series
      if (last === null || last.quality === 'stale') continue
      // The value keeps its own time: a machine whose clock is behind ours is heard again all the same.
      this.#setLast(series, { ...last, quality: 'stale' })
      const since: Reading = { ...last, atMs: Math.max(atMs, last.atMs), quality: 'stale', historical: false, transient: false }
      if (series.rule !== undefined) this.#keep(series, since)
    }
    this.#machine?.lost(prefix, at)
  }

  #drain(): Drained {
    const drained = this.#machine?.drain() ?? { facts: [], spans: [], setBacks: [] }
    for (const fact of drained.facts) this.#standing.set(fact.workUnitId, fact)
    // A person has to know: what was made around a counter that was set back is not counted.
    for (const { address, atMs, before, now } of drained.setBacks)
      this.#writer.setAside({
        topic: address,
        payload: new TextEncoder().encode(`${before} -> ${now}`),
        reason: 'counter was set back',
        at: instantFromMs(atMs),
      })
    return drained
  }

  /** The ended spans, and after them the one that lasts, for each work unit. */
  #withLasting(ended: readonly StateSpan[], { from, to, workUnitId }: Parameters<Floor['spans']>[0]): readonly StateSpan[] {
    const now = this.#now()
    const lasting = [...this.#standing.values()]
      .filter((unit) => (workUnitId === undefined || unit.workUnitId === workUnitId) && unit.since < to && now > from)
      .map((unit): StateSpan => {
        const toAt = compare(now, unit.since) > 0 ? now : unit.since
        return { workUnitId: unit.workUnitId, state: unit.state, fromAt: unit.since, toAt, reason: unit.reason ?? null, micro: false }
      })
    const order = (a: StateSpan, b: StateSpan): number =>
      a.workUnitId === b.workUnitId ? compare(a.fromAt, b.fromAt) : compare(a.workUnitId, b.workUnitId)
    const begun = new Set(lasting.map((span) => `${span.workUnitId} ${span.fromAt}`))
    // A span that ended and goes on again, as after a short loss, is told once.
    return [...ended.filter((span) => !begun.has(`${span.workUnitId} ${span.fromAt}`)), ...lasting].sort(order)
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
