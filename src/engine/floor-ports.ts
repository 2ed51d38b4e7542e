/** What the floor offers and needs: connectors give readings, the floor keeps them and tells the engine facts, pages ask how it all stands. */
import type { FloorFact, StateSpan } from '../core/floor/fact.ts'
import type { Signal } from '../core/records/signal.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Problem, Result } from '../core/values/result.ts'

/** Good is usable; stale is the last value of a source that was lost; uncertain may be wrong; bad must not be used. */
export type Quality = 'good' | 'uncertain' | 'stale' | 'bad'

/** A value of a signal. 64-bit integers that a number can't hold exactly are bigint; bytes and arrays are told as text. */
export type ReadingValue = number | bigint | boolean | string | null

/** One value of one signal at one instant. Milliseconds since 1970-01-01T00:00:00Z, for there are very many. */
export interface Reading {
  /** The index that the connector gave the address; `FloorSource` tells both once. */
  readonly series: number
  readonly atMs: number
  readonly value: ReadingValue
  readonly quality: Quality
  /** Kept, but never moves the current value. */
  readonly historical: boolean
  /** Moves the current value, but is not kept. */
  readonly transient: boolean
}

/** What a connector tells of its connection. */
export interface ConnectionStatus {
  readonly name: string
  /** Without user or password. */
  readonly url: string
  readonly state: 'connected' | 'connecting' | 'failed'
  readonly since: Instant
  readonly problem: Problem | null
  /** Never more than listening, or also STATE and rebirth requests. */
  readonly tier: 0 | 1
  readonly messages: number
  readonly metrics: number
  /** Messages that were set aside, by reason. */
  readonly setAside: Readonly<Record<string, number>>
  /** Edge nodes that were heard of. */
  readonly nodes: readonly {
    readonly id: string
    readonly state: 'online' | 'offline' | 'waiting for birth'
    readonly devices: number
    readonly gaps: number
    readonly births: number
    readonly lastAt: Instant | null
  }[]
}

/** Where a connector puts what it hears. Called in bursts; it must not wait. */
export interface FloorSink {
  /** A signal that was not heard of before. Returns the index that its readings carry from now on; the same for the same address. */
  series(address: string, about: { readonly dataType: string; readonly unit?: string }): number
  readings(batch: readonly Reading[]): void
  /** All signals whose addresses begin so were lost at an instant: their last values stay, their quality is stale. */
  lost(addressPrefix: string, at: Instant, because: string): void
  /** A message that can't be used. At most so many are kept as the store allows; all are counted. */
  setAside(message: { readonly topic: string; readonly payload: Uint8Array; readonly reason: string; readonly at: Instant }): void
}

/** A connector that was started. */
export interface FloorSource {
  status(): ConnectionStatus
  stop(): Promise<void>
}

/** One row of the page on which people map signals. */
export interface SignalStanding {
  readonly address: string
  readonly dataType: string
  readonly value: string | null
  readonly quality: Quality
  /** By the time of the signal. */
  readonly at: Instant | null
  /** Values heard since the start. */
  readonly count: number
  /** Null while nobody has mapped it. */
  readonly mapping: Signal | null
  /** Since when readings are read by this mapping; null while it is not applied yet. */
  readonly appliedAt: Instant | null
}

export interface FloorStatus {
  readonly connections: readonly ConnectionStatus[]
  /** Address of the embedded broker; null where an external one is used. */
  readonly brokerUrl: string | null
  readonly signals: number
  readonly unmapped: number
  readonly silent: number
  readonly history: {
    /** Readings that are durable since the start. */
    readonly kept: number
    /** Left out by deadband or minimum interval. */
    readonly decimated: number
    /** Left out of the history because they are older than it reaches, or a day ahead of the plant's clock. */
    readonly outOfTime: number
    /** Waiting to be written. */
    readonly waiting: number
    /** Lost because the store was away for longer than memory lasts; never silent. */
    readonly dropped: number
    readonly lastWrittenAt: Instant | null
    /** Why nothing is written now; null when it is. */
    readonly problem: Problem | null
  }
}

/** The questions about the floor. Answers are plain data and cross a thread boundary. */
export interface Floor {
  status(): Promise<FloorStatus>
  /** By address; `only` narrows to those that are or are not mapped, `text` to addresses that hold it. */
  signals(page: {
    readonly offset: number
    readonly limit: number
    readonly only?: 'mapped' | 'unmapped'
    readonly text?: string
  }): Promise<{ readonly total: number; readonly items: readonly SignalStanding[] }>
  /** Messages that were set aside, newest first. */
  setAside(
    limit: number,
  ): Promise<readonly { readonly topic: string; readonly reason: string; readonly at: Instant; readonly payloadHex: string }[]>
  /** What work units did: ended spans and, last, the one that lasts. */
  spans(range: { readonly from: Instant; readonly to: Instant; readonly workUnitId?: string }): Promise<readonly StateSpan[]>
  /** Kept values of one signal, oldest first, at most `limit` evenly chosen. */
  history(range: {
    readonly address: string
    readonly from: Instant
    readonly to: Instant
    readonly limit: number
  }): Promise<readonly { readonly at: Instant; readonly value: number | string | null; readonly quality: Quality }[]>
}

/** Where readings and spans are kept. Rejects while the store is away; the caller keeps what it has and tries again. */
export interface ReadingStore {
  /** Every series that was ever told, with its last value and, for connectors, what they asked to remember. */
  load(): Promise<{
    readonly series: readonly {
      readonly index: number
      readonly address: string
      readonly dataType: string
      readonly last: Reading | null
    }[]
    readonly memory: Readonly<Record<string, Uint8Array>>
  }>
  /** One durable step: new series, readings, last values, ended spans, and memory by key (null forgets). */
  append(batch: {
    readonly series: readonly { readonly index: number; readonly address: string; readonly dataType: string }[]
    readonly readings: readonly Reading[]
    readonly last: readonly Reading[]
    readonly spans: readonly StateSpan[]
    readonly memory: Readonly<Record<string, Uint8Array | null>>
    readonly setAside: readonly { readonly topic: string; readonly payload: Uint8Array; readonly reason: string; readonly at: Instant }[]
  }): Promise<void>
  /** Drops the readings of whole days before an instant; what stands now stays. */
  forgetBefore(before: Instant): Promise<void>
  spans: Floor['spans']
  setAside: Floor['setAside']
  history: Floor['history']
  close(): Promise<void>
}

/** How the floor tells the engine. Whole facts: one that comes twice changes nothing. */
export interface FloorReports {
  /** Journals what the facts change: states, progress of operations, disruptions that began or ended. */
  report(facts: readonly FloorFact[]): Promise<Result<{ readonly seq: number }>>
}
