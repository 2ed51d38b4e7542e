/** What tests of the floor share: an engine that holds a mapping, a store that can go away, and a machine that says its state. */
import type { StateSpan } from '../core/floor/fact.ts'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Signal } from '../core/records/signal.ts'
import type { StateWord } from '../core/records/state-word.ts'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import { failed, ok } from '../core/values/result.ts'
import type { FloorReports, FloorSink, FloorSource, Reading, ReadingStore, ReadingValue } from '../engine/floor-ports.ts'
import type { Engine, EngineStatus, JournalEntry } from '../engine/ports.ts'
import type { MappingSource } from './floor-mapping.ts'

export const MONDAY_MS = Date.parse('2026-05-04T06:00:00.000Z')

/** So many seconds after Monday, six o'clock. */
export function at(seconds: number): Instant {
  return instantFromMs(MONDAY_MS + seconds * 1000)
}

/** A journal that answers like an engine, and takes facts like one. */
export interface TestEngine extends MappingSource, FloorReports, Pick<Engine, 'subscribe'> {
  /** The facts that it took, in one line each. */
  readonly heard: string[]
  /** While true, it is starting again. */
  away: boolean
  /** Journals changes; returns the number of the entry. */
  post(...changes: readonly Change[]): number
}

export function testEngine(records: readonly (readonly [RecordName, AnyRecord])[]): TestEngine {
  const byKind = new Map<RecordName, Map<string, AnyRecord>>()
  const entries: JournalEntry[] = []
  const listeners = new Set<(seq: number) => void>()
  const apply = (change: Change): void => {
    const held = byKind.get(change.record) ?? new Map<string, AnyRecord>()
    byKind.set(change.record, held)
    if (change.type === 'removed') held.delete(change.id)
    else held.set(change.id, change.to)
  }
  const engine: TestEngine = {
    heard: [],
    away: false,
    status: async () => ({ seq: entries.length }) as EngineStatus,
    list: async (record, { after = '', limit }) =>
      [...(byKind.get(record)?.values() ?? [])]
        .filter(({ id }) => id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    async entriesAfter(seq, limit) {
      if (engine.away) throw new Error('the engine is starting again')
      return entries.slice(seq, seq + limit)
    },
    async report(facts) {
      if (engine.away) return failed({ code: 'engine-restarting', message: 'Starting again.', next: 'Wait.', facts: {} })
      for (const { workUnitId, state, goodTotal } of facts)
        engine.heard.push([workUnitId, state, goodTotal].filter((each) => each !== undefined).join(' '))
      return ok({ seq: entries.length })
    },
    post(...changes) {
      for (const change of changes) apply(change)
      entries.push({ seq: entries.length + 1, at: at(0), cause: { by: 'planner', source: 'test' }, changes })
      for (const listener of listeners) listener(entries.length)
      return entries.length
    },
    subscribe(onCommit) {
      listeners.add(onCommit)
      return () => listeners.delete(onCommit)
    },
  }
  for (const [record, to] of records) apply({ type: 'added', record, id: to.id, to })
  return engine
}

/** A store whose connection is cut while `away` is true. */
export function breakable(store: ReadingStore): ReadingStore & { away: boolean } {
  const cut = {
    ...Object.fromEntries(
      (['load', 'spans', 'setAside', 'history', 'close', 'forgetBefore'] as const).map((name) => [name, store[name].bind(store)]),
    ),
    away: false,
    async append(batch: Parameters<ReadingStore['append']>[0]) {
      if (cut.away) throw new Error('the connection is cut')
      await store.append(batch)
    },
  }
  return cut as unknown as ReadingStore & { away: boolean }
}

/** A machine of a plant: tells its signals to the sink as a connector does. */
export interface TestMachine extends FloorSource {
  readonly sink: FloorSink
  tell(address: string, seconds: number, value: ReadingValue, more?: Partial<Reading>): void
}

export function testMachine(sink: FloorSink): TestMachine {
  return {
    sink,
    tell(address, seconds, value, more = {}) {
      const series = sink.series(address, { dataType: typeof value })
      sink.readings([{ series, atMs: MONDAY_MS + seconds * 1000, value, quality: 'good', historical: false, transient: false, ...more }])
    },
    status: () => ({
      name: 'Test',
      url: 'test://machine',
      state: 'connected',
      since: at(0),
      problem: null,
      tier: 0,
      messages: 0,
      metrics: 0,
      setAside: {},
      nodes: [],
    }),
    stop: async () => undefined,
  }
}

export function signal(address: string, role: Signal['role'], more: Partial<Signal> = {}): Signal {
  return { id: address, address, workUnitId: 'weld-2', role, ...more }
}

export function stateWord(word: string, state: StateWord['state']): StateWord {
  return { id: word, vocabulary: 'welder', word, state }
}

export function shownSpan({ workUnitId, state, fromAt, toAt }: StateSpan): string {
  const seconds = (instant: Instant): number => (Date.parse(instant) - MONDAY_MS) / 1000
  return `${workUnitId} ${state} ${seconds(fromAt)}-${seconds(toAt)}`
}
