/** Every signal that was heard of: its last value, what it means, and what the history has of it. */
import type { Signal } from '../core/records/signal.ts'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import type { Floor, Reading, ReadingStore, ReadingValue, SignalStanding } from '../engine/floor-ports.ts'
import { type KeepRule, keepRuleOf } from './floor-decimation.ts'

/** One signal. `last` is the newest value, `kept` the newest that goes to the history. */
export interface FloorSeries {
  readonly index: number
  readonly address: string
  dataType: string
  count: number
  last: Reading | null
  kept: Reading | null
  mappings: readonly Signal[]
  rule: KeepRule | undefined
  appliedAt: Instant | null
}

type KnownSeries = Awaited<ReturnType<ReadingStore['load']>>['series'][number]

/** The series by index and by address, and the mapping by address. */
export class FloorSignals {
  readonly all: FloorSeries[] = []
  readonly #byAddress = new Map<string, FloorSeries>()
  #mappings: ReadonlyMap<string, readonly Signal[]> = new Map()
  #mappedAt = new Map<string, Instant>()
  #sorted: readonly string[] | undefined

  /** Begins with what the store knows. */
  restore(known: readonly KnownSeries[]): void {
    for (const { address, dataType, last } of known) this.#add(address, dataType).last = last
  }

  /** The series of an address, and whether the store has to be told of it. */
  of(address: string, dataType: string): { readonly series: FloorSeries; readonly news: boolean } {
    const known = this.#byAddress.get(address)
    if (known === undefined) return { series: this.#add(address, dataType), news: true }
    const news = known.dataType !== dataType
    known.dataType = dataType
    return { series: known, news }
  }

  /** Replaces the mapping. Returns the series whose meaning changed; `at` is from when on they are read by it. */
  map(signals: Iterable<Signal>, at: Instant): readonly FloorSeries[] {
    const mappings = Map.groupBy(signals, ({ address }) => address)
    const changed = [...new Set([...mappings.keys(), ...this.#mappings.keys()])].filter(
      (address) => !sameMappings(mappings.get(address), this.#mappings.get(address)),
    )
    this.#mappings = mappings
    this.#sorted = undefined
    for (const address of changed) {
      if (mappings.has(address)) this.#mappedAt.set(address, at)
      else this.#mappedAt.delete(address)
    }
    const series = changed.flatMap((address) => this.#byAddress.get(address) ?? [])
    for (const each of series) this.#apply(each)
    return series
  }

  /** The series whose addresses begin so. */
  below(prefix: string): readonly FloorSeries[] {
    return this.all.filter(({ address }) => address.startsWith(prefix))
  }

  get unmapped(): number {
    return this.all.reduce((sum, { rule }) => sum + Number(rule === undefined), 0)
  }

  get silent(): number {
    return this.all.reduce((sum, { last }) => sum + Number(last?.quality === 'stale'), 0)
  }

  /** Those that were heard of and those that are mapped only, by address. */
  page({ offset, limit, only, text }: Parameters<Floor['signals']>[0]): Awaited<ReturnType<Floor['signals']>> {
    this.#sorted ??= [...new Set([...this.#byAddress.keys(), ...this.#mappings.keys()])].sort()
    const needle = text?.toLowerCase()
    const found = this.#sorted.filter(
      (address) =>
        (only === undefined || (only === 'mapped') === this.#mappings.has(address)) &&
        (needle === undefined || address.toLowerCase().includes(needle)),
    )
    return { total: found.length, items: found.slice(offset, offset + limit).map((address) => this.#standing(address)) }
  }

  #add(address: string, dataType: string): FloorSeries {
    const series: FloorSeries = {
      index: this.all.length,
      address,
      dataType,
      count: 0,
      last: null,
      kept: null,
      mappings: [],
      rule: undefined,
      appliedAt: null,
    }
    this.all.push(series)
    this.#byAddress.set(address, series)
    this.#sorted = undefined
    this.#apply(series)
    return series
  }

  #apply(series: FloorSeries): void {
    series.mappings = this.#mappings.get(series.address) ?? []
    series.rule = keepRuleOf(series.mappings)
    series.appliedAt = this.#mappedAt.get(series.address) ?? null
    // What was kept under other rules says nothing about what these would have kept.
    series.kept = null
  }

  #standing(address: string): SignalStanding {
    const series = this.#byAddress.get(address)
    const last = series?.last ?? null
    return {
      address,
      dataType: series?.dataType ?? '',
      value: textOf(last?.value ?? null),
      quality: last?.quality ?? 'stale',
      at: last === null ? null : instantFromMs(last.atMs),
      count: series?.count ?? 0,
      mapping: this.#mappings.get(address)?.[0] ?? null,
      appliedAt: this.#mappedAt.get(address) ?? null,
    }
  }
}

function textOf(value: ReadingValue): string | null {
  return value === null ? null : String(value)
}

/** Records are replaced when they change, and keep their order of fields. */
function sameMappings(a: readonly Signal[] = [], b: readonly Signal[] = []): boolean {
  return a.length === b.length && a.every((each, i) => JSON.stringify(each) === JSON.stringify(b[i]))
}
