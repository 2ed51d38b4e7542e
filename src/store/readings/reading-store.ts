/** Keeps readings, current values, spans and what connectors remember: a batch is one durable transaction. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Instant } from '../../core/values/instant.ts'
import type { Reading, ReadingStore } from '../../engine/floor-ports.ts'
import { connect, endQuietly, inTransaction, type Target } from '../connect.ts'
import { asStoreProblem, codeOf } from '../store-problem.ts'
import { copyBinary, READING_COLUMNS } from './copy-binary.ts'
import { dayOf, dropDaysBefore, knownDays, makeDays } from './day-partitions.ts'
import { kindOf, qualityOf, readingValueOf, rowOf } from './reading-columns.ts'
import { readingQuestions } from './reading-questions.ts'

type Batch = Parameters<ReadingStore['append']>[0]

/** More are dropped, the oldest first: one broken machine must not fill the disk. */
const SET_ASIDE_MAX = 1000
const UNIQUE_VIOLATION = '23505'

export interface ReadingsOf {
  readonly target: Target
  /** For questions, so that they never wait for a batch. */
  readonly pool: pg.Pool
  readonly siteId: string
}

/** The readings of one site, for the one thread that writes them. */
export class SiteReadings implements ReadingStore {
  readonly spans: ReadingStore['spans']
  readonly setAside: ReadingStore['setAside']
  readonly history: ReadingStore['history']
  readonly #of: ReadingsOf
  #client: pg.Client | undefined
  #days = new Set<number>()
  /** By the index that readings carry. */
  readonly #ids: number[] = []
  /** The newest reading that is kept, by index: what is newer than it can't be there yet. */
  readonly #newest: number[] = []

  constructor(of: ReadingsOf) {
    this.#of = of
    const { spans, setAside, history } = readingQuestions(of.pool, of.siteId)
    this.spans = spans
    this.setAside = setAside
    this.history = history
  }

  async load(): ReturnType<ReadingStore['load']> {
    try {
      return await this.#load(await this.#connected())
    } catch (error) {
      await this.#disconnect()
      throw asStoreProblem(error)
    }
  }

  async #load(client: pg.Client): ReturnType<ReadingStore['load']> {
    const { rows } = await client.query<SeriesRow>(
      `select s.series_id, s.address, s.data_type, l.at, l.kind, l.value, l.note, l.quality
       from series s left join series_last l using (series_id) where s.site_id = $1 order by s.series_id`,
      [this.#of.siteId],
    )
    const memory = await client.query<{ key: string; value: Buffer }>('select key, value from floor_memory where site_id = $1', [
      this.#of.siteId,
    ])
    this.#ids.length = 0
    this.#newest.length = 0
    const series = rows.map((row, index) => {
      const last = lastOf(row, index)
      this.#ids.push(row.series_id)
      this.#newest.push(last?.atMs ?? Number.NEGATIVE_INFINITY)
      return { index, address: row.address, dataType: row.data_type, last }
    })
    return { series, memory: Object.fromEntries(memory.rows.map(({ key, value }) => [key, new Uint8Array(value)])) }
  }

  /** Rejects with a `StoreProblem`. When the outcome is not known, the same batch may be appended again. */
  async append(batch: Batch): Promise<void> {
    try {
      const client = await this.#connected()
      const missing = new Set(batch.readings.map(({ atMs }) => dayOf(atMs)).filter((day) => !this.#days.has(day)))
      if (missing.size > 0) {
        await makeDays(client, missing)
        this.#days = new Set([...this.#days, ...missing])
      }
      await inTransaction(client, () => this.#write(client, batch))
    } catch (error) {
      await this.#disconnect()
      throw asStoreProblem(error)
    }
    // Only now are they surely there.
    for (const { series, atMs } of batch.readings) this.#newest[series] = Math.max(atMs, this.#newest[series] ?? atMs)
  }

  async forgetBefore(before: Instant): Promise<void> {
    try {
      const gone = await dropDaysBefore(await this.#connected(), this.#of.siteId, before)
      for (const day of gone) this.#days.delete(day)
    } catch (error) {
      await this.#disconnect()
      throw asStoreProblem(error)
    }
  }

  async close(): Promise<void> {
    await this.#disconnect()
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client !== undefined) return this.#client
    const client = await connect(this.#of.target)
    try {
      await client.query('create temp table reading_again (like reading) on commit delete rows')
      this.#days = new Set(await knownDays(client))
    } catch (error) {
      await endQuietly(client)
      throw asStoreProblem(error)
    }
    this.#client = client
    return client
  }

  async #disconnect(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    if (client !== undefined) await endQuietly(client)
  }

  async #write(client: pg.Client, batch: Batch): Promise<void> {
    await this.#writeSeries(client, batch.series)
    await this.#writeReadings(client, batch.readings)
    await this.#writeLast(client, batch.last)
    await this.#writeSpans(client, batch.spans)
    await this.#writeMemory(client, batch.memory)
    await this.#writeSetAside(client, batch.setAside)
  }

  async #writeSeries(client: pg.Client, series: Batch['series']): Promise<void> {
    if (series.length === 0) return
    const { rows } = await client.query<{ series_id: number; address: string }>(
      `insert into series (site_id, address, data_type) select $1, * from unnest($2::text[], $3::text[])
       on conflict (site_id, address) do update set data_type = excluded.data_type returning series_id, address`,
      [this.#of.siteId, series.map(({ address }) => storable(address)), series.map(({ dataType }) => storable(dataType))],
    )
    const ids = new Map(rows.map(({ series_id, address }) => [address, series_id]))
    for (const { index, address } of series) this.#ids[index] = ids.get(storable(address)) as number
  }

  /** What is newer than all that is kept is copied straight; what may be there already goes a slower way that skips it. */
  async #writeReadings(client: pg.Client, readings: readonly Reading[]): Promise<void> {
    if (readings.length === 0) return
    const newest = new Map<number, number>()
    const fresh: Reading[] = []
    const again: Reading[] = []
    for (const reading of readings) {
      const before = newest.get(reading.series) ?? this.#newest[reading.series] ?? Number.NEGATIVE_INFINITY
      if (reading.atMs > before) {
        newest.set(reading.series, reading.atMs)
        fresh.push(reading)
      } else again.push(reading)
    }
    if (fresh.length > 0) {
      await client.query('savepoint straight')
      try {
        await this.#copy(client, 'reading', fresh)
      } catch (error) {
        // Kept by a process that ended before it could say so.
        if (codeOf(error) !== UNIQUE_VIOLATION) throw error
        await client.query('rollback to savepoint straight')
        again.unshift(...fresh)
      }
    }
    if (again.length === 0) return
    await this.#copy(client, 'reading_again', again)
    await client.query(`insert into reading (${READING_COLUMNS}) select ${READING_COLUMNS} from reading_again on conflict do nothing`)
  }

  async #copy(client: pg.Client, table: string, readings: readonly Reading[]): Promise<void> {
    const stream = client.query(copyFrom(`copy ${table} (${READING_COLUMNS}) from stdin (format binary)`))
    await pipeline(Readable.from(copyBinary(this.#rows(readings)), { highWaterMark: 2 }), stream)
  }

  *#rows(readings: readonly Reading[]) {
    for (const reading of readings) yield rowOf(this.#ids[reading.series] as number, reading)
  }

  async #writeLast(client: pg.Client, last: Batch['last']): Promise<void> {
    if (last.length === 0) return
    const rows = [...this.#rows([...new Map(last.map((reading) => [reading.series, reading])).values()])]
    const kinds = new Map(last.map((reading) => [this.#ids[reading.series], kindOf(reading.value)]))
    await client.query(
      `insert into series_last (series_id, at, kind, value, note, quality)
       select series_id, to_timestamp(at_ms / 1000.0), kind::"char", value, note, quality
       from unnest($1::int[], $2::float8[], $3::text[], $4::float8[], $5::text[], $6::smallint[]) as t (series_id, at_ms, kind, value, note, quality)
       on conflict (series_id) do update
       set at = excluded.at, kind = excluded.kind, value = excluded.value, note = excluded.note, quality = excluded.quality`,
      [
        rows.map(({ seriesId }) => seriesId),
        rows.map(({ atMs }) => atMs),
        rows.map(({ seriesId }) => kinds.get(seriesId)),
        rows.map(({ value }) => value),
        rows.map(({ note }) => note),
        rows.map(({ quality }) => quality),
      ],
    )
  }

  async #writeSpans(client: pg.Client, spans: Batch['spans']): Promise<void> {
    if (spans.length === 0) return
    const last = [...new Map(spans.map((span) => [`${span.fromAt} ${span.workUnitId}`, span])).values()]
    await client.query(
      `insert into state_span (site_id, work_unit_id, from_at, to_at, state, reason, micro)
       select $1, * from unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[], $7::boolean[])
       on conflict (site_id, work_unit_id, from_at) do update
       set to_at = excluded.to_at, state = excluded.state, reason = excluded.reason, micro = excluded.micro`,
      [
        this.#of.siteId,
        last.map(({ workUnitId }) => workUnitId),
        last.map(({ fromAt }) => fromAt),
        last.map(({ toAt }) => toAt),
        last.map(({ state }) => state),
        last.map(({ reason }) => reason),
        last.map(({ micro }) => micro),
      ],
    )
  }

  async #writeMemory(client: pg.Client, memory: Batch['memory']): Promise<void> {
    for (const [key, value] of Object.entries(memory)) {
      if (value === null) await client.query('delete from floor_memory where site_id = $1 and key = $2', [this.#of.siteId, key])
      else
        await client.query(
          `insert into floor_memory (site_id, key, value) values ($1, $2, $3) on conflict (site_id, key) do update set value = excluded.value`,
          [this.#of.siteId, key, Buffer.from(value)],
        )
    }
  }

  async #writeSetAside(client: pg.Client, setAside: Batch['setAside']): Promise<void> {
    const newest = setAside.slice(-SET_ASIDE_MAX)
    if (newest.length === 0) return
    await client.query(
      `insert into set_aside (site_id, at, topic, reason, payload)
       select $1, at, topic, reason, payload from unnest($2::timestamptz[], $3::text[], $4::text[], $5::bytea[]) with ordinality as t (at, topic, reason, payload, n)
       order by n`,
      [
        this.#of.siteId,
        newest.map(({ at }) => at),
        newest.map(({ topic }) => storable(topic)),
        newest.map(({ reason }) => storable(reason)),
        newest.map(({ payload }) => Buffer.from(payload)),
      ],
    )
    await client.query(
      `delete from set_aside where site_id = $1 and set_aside_id <= (
         select set_aside_id from set_aside where site_id = $1 order by set_aside_id desc offset $2 limit 1)`,
      [this.#of.siteId, SET_ASIDE_MAX],
    )
  }
}

interface SeriesRow {
  readonly series_id: number
  readonly address: string
  readonly data_type: string
  readonly at: Date | null
  readonly kind: string
  readonly value: number | null
  readonly note: string | null
  readonly quality: number
}

function lastOf(row: SeriesRow, index: number): Reading | null {
  if (row.at === null) return null
  return {
    series: index,
    atMs: row.at.getTime(),
    value: readingValueOf(row),
    quality: qualityOf(row.quality),
    historical: false,
    transient: false,
  }
}

/** Topics come from outside: what PostgreSQL can't hold is replaced. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}
