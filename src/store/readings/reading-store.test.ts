/** What the floor keeps: every reading once, whatever comes late, twice or through a crash; and how it is asked for. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { StateSpan } from '../../core/floor/fact.ts'
import { type Instant, instantFromMs } from '../../core/values/instant.ts'
import type { Reading, ReadingStore, ReadingValue } from '../../engine/floor-ports.ts'
import { problemCode, storeOfSuite } from '../store.fixture.ts'
import { StoreProblem } from '../store-problem.ts'

const MONDAY = Date.parse('2026-05-04T06:00:00.000Z')
const DAY = 86_400_000
const EMPTY: Parameters<ReadingStore['append']>[0] = { series: [], readings: [], last: [], spans: [], memory: {}, setAside: [] }

const at = (ms: number): Instant => instantFromMs(MONDAY + ms)

function reading(series: number, ms: number, value: ReadingValue, more: Partial<Reading> = {}): Reading {
  return { series, atMs: MONDAY + ms, value, quality: 'good', historical: false, transient: false, ...more }
}

const seriesOf = (...addresses: readonly string[]) => addresses.map((address, index) => ({ index, address, dataType: 'Double' }))

describe('the readings of a site', () => {
  const suite = storeOfSuite()
  const count = async (siteId: string): Promise<number> => {
    const { rows } = await suite().sql.query<{ n: number }>(
      'select count(*)::int as n from reading join series using (series_id) where site_id = $1',
      [siteId],
    )
    return rows[0]?.n ?? -1
  }
  const whole = (siteId: string, address: string, limit = 1000) =>
    suite()
      .store.readings(siteId)
      .history({ address, from: at(-DAY), to: at(9 * DAY), limit })

  it('are there again after a restart, with their last values and what a connector remembers', async () => {
    const readings = suite().store.readings('restart')
    const values: readonly ReadingValue[] = [21.5, 9_007_199_254_740_993n, true, false, 'Störung\0 €', null, Number.NaN]
    await readings.append({
      ...EMPTY,
      series: seriesOf(...values.map((_, i) => `hall/press:v${i}`)),
      readings: values.map((value, i) => reading(i, 0, value)),
      last: values.map((value, i) => reading(i, 0, value, { quality: i === 1 ? 'stale' : 'good' })),
      memory: { 'node hall/press': new Uint8Array([1, 2, 255]), gone: new Uint8Array([9]) },
    })
    await readings.append({ ...EMPTY, memory: { gone: null } })
    await readings.close()
    const again = await suite().store.readings('restart').load()
    assert.deepEqual(
      again.series.map(({ index, address, last }) => [index, address, last?.value, last?.quality]),
      [
        [0, 'hall/press:v0', 21.5, 'good'],
        [1, 'hall/press:v1', 9_007_199_254_740_993n, 'stale'],
        [2, 'hall/press:v2', true, 'good'],
        [3, 'hall/press:v3', false, 'good'],
        [4, 'hall/press:v4', 'Störung\uFFFD €', 'good'],
        [5, 'hall/press:v5', null, 'good'],
        [6, 'hall/press:v6', Number.NaN, 'good'],
      ],
    )
    assert.deepEqual(again.memory, { 'node hall/press': new Uint8Array([1, 2, 255]) })
    const kept = await Promise.all(values.map((_, i) => whole('restart', `hall/press:v${i}`)))
    assert.deepEqual(
      kept.map((rows) => rows.map(({ value }) => value)),
      [[21.5], ['9007199254740993'], [1], [0], ['Störung\uFFFD €'], [null], ['NaN']],
    )
    assert.deepEqual(kept[0], [{ at: at(0), value: 21.5, quality: 'good' }])
  })

  it('go on by the same numbers when signals come to those that are known', async () => {
    const first = suite().store.readings('grow')
    await first.append({ ...EMPTY, series: seriesOf('a:x', 'a:y'), readings: [reading(1, 0, 1)], last: [reading(1, 0, 1)] })
    await first.close()
    const second = suite().store.readings('grow')
    const { series } = await second.load()
    assert.deepEqual(
      series.map(({ index, address, last }) => [index, address, last?.value]),
      [
        [0, 'a:x', undefined],
        [1, 'a:y', 1],
      ],
    )
    await second.append({
      ...EMPTY,
      series: [{ index: 2, address: 'a:z', dataType: 'Int64' }],
      readings: [reading(1, 1, 2), reading(2, 1, 3)],
    })
    assert.deepEqual(
      (await whole('grow', 'a:y')).map(({ value }) => value),
      [1, 2],
    )
    assert.deepEqual(
      (await whole('grow', 'a:z')).map(({ value }) => value),
      [3],
    )
  })

  it('are kept once, whatever comes late, twice or in another order, and the first one counts', async () => {
    const seed = randomInt(2 ** 31)
    let site = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.record({ series: fc.nat(2), ms: fc.nat(30), value: fc.integer() }), { maxLength: 20 }), { maxLength: 6 }),
        fc.array(fc.nat(5), { maxLength: 3 }),
        async (batches, repeats) => {
          site += 1
          const siteId = `order ${seed} ${site}`
          const expected = new Map<string, number>()
          const readings = suite().store.readings(siteId)
          await readings.append({ ...EMPTY, series: seriesOf('a', 'b', 'c') })
          for (const batch of [...batches, ...repeats.map((n) => batches[n] ?? [])]) {
            for (const { series, ms, value } of batch) if (!expected.has(`${series} ${ms}`)) expected.set(`${series} ${ms}`, value)
            await readings.append({ ...EMPTY, readings: batch.map(({ series, ms, value }) => reading(series, ms, value)) })
          }
          await readings.close()
          const { rows } = await suite().sql.query<{ address: string; at: Date; value: number }>(
            'select address, at, value from reading join series using (series_id) where site_id = $1',
            [siteId],
          )
          const found = new Map(rows.map((row) => [`${'abc'.indexOf(row.address)} ${row.at.getTime() - MONDAY}`, row.value]))
          assert.deepEqual(found, expected)
        },
      ),
      { numRuns: 25, seed },
    )
  })

  it('come to a million in batches, and every batch may come again, also by a process that does not know of it', async () => {
    const [batches, size, signals] = [100, 10_000, 500]
    const addresses = Array.from({ length: signals }, (_, i) => `line/node:signal ${i}`)
    const batchOf = (n: number): readonly Reading[] =>
      Array.from({ length: size }, (_, i) => reading(i % signals, (n * size + i - (i % signals)) * 20, n + i / size))
    const readings = suite().store.readings('million')
    await readings.append({ ...EMPTY, series: seriesOf(...addresses) })
    for (let n = 0; n < batches; n++) await readings.append({ ...EMPTY, readings: batchOf(n), last: batchOf(n).slice(-signals) })
    assert.equal(await count('million'), batches * size)
    await readings.append({ ...EMPTY, readings: batchOf(7) })
    await readings.close()
    const other = suite().store.readings('million')
    await other.append({ ...EMPTY, series: seriesOf(...addresses), readings: batchOf(99) })
    await other.append({ ...EMPTY, readings: [...batchOf(3), ...batchOf(100)] })
    assert.equal(await count('million'), (batches + 1) * size)
    const shown = await other.history({ address: 'line/node:signal 3', from: at(0), to: at(DAY), limit: 100 })
    assert.equal(shown.length, 97, 'every 21st of 2020 readings')
    assert.deepEqual(shown.at(-1), { at: at(2019 * signals * 20), value: 100 + (19 * signals + 3) / size, quality: 'good' })
    assert.deepEqual(
      shown.map((each) => each.at),
      shown.map((each) => each.at).sort(),
    )
  })

  it('lie in one partition a day, which goes as a whole once no site wants it', async () => {
    const [north, south] = [suite().store.readings('north'), suite().store.readings('south')]
    const week = Array.from({ length: 7 }, (_, day) => reading(0, day * DAY, day))
    await north.append({ ...EMPTY, series: seriesOf('n:v'), readings: week })
    await south.append({ ...EMPTY, series: seriesOf('s:v'), readings: week })
    await suite().sql.query(`delete from series where site_id not in ('north', 'south')`)
    await north.forgetBefore(at(5 * DAY))
    assert.equal((await whole('north', 'n:v')).length, 7, 'the southern plant has not said what it wants')
    await south.forgetBefore(at(3 * DAY))
    assert.deepEqual(
      (await whole('north', 'n:v')).map(({ value }) => value),
      [3, 4, 5, 6],
    )
    await south.append({ ...EMPTY, readings: [reading(0, DAY + 5, 42)] })
    assert.equal((await whole('south', 's:v'))[0]?.value, 42, 'a day that was dropped is made again when something comes for it')
  })

  it('tell the spans of a time, and the last word on a span counts', async () => {
    const readings = suite().store.readings('spans')
    const span = (workUnitId: string, from: number, to: number, state: StateSpan['state']): StateSpan => ({
      workUnitId,
      state,
      fromAt: at(from),
      toAt: at(to),
      reason: state === 'down' ? 'electrode' : null,
      micro: false,
    })
    const [ran, down, other] = [span('weld-2', 0, 100, 'producing'), span('weld-2', 100, 200, 'down'), span('press', 0, 50, 'idle')]
    await readings.append({ ...EMPTY, spans: [ran, down, other] })
    await readings.append({ ...EMPTY, spans: [ran, { ...down, toAt: at(250) }] })
    assert.deepEqual(await readings.spans({ from: at(100), to: at(300) }), [{ ...down, toAt: at(250) }])
    assert.deepEqual(await readings.spans({ from: at(0), to: at(101), workUnitId: 'weld-2' }), [ran, { ...down, toAt: at(250) }])
    assert.deepEqual(await readings.spans({ from: at(0), to: at(50) }), [other, ran])
  })

  it('keep the newest thousand messages that were set aside', async () => {
    const readings = suite().store.readings('aside')
    const message = (n: number) => ({ topic: `t/${n}`, payload: new Uint8Array([n % 256, 0]), reason: 'not a payload\0', at: at(n) })
    await readings.append({ ...EMPTY, setAside: Array.from({ length: 700 }, (_, n) => message(n)) })
    await readings.append({ ...EMPTY, setAside: Array.from({ length: 700 }, (_, n) => message(700 + n)) })
    const kept = await readings.setAside(5000)
    assert.deepEqual([kept.length, kept[0]?.topic, kept.at(-1)?.topic], [1000, 't/1399', 't/400'])
    assert.deepEqual((await readings.setAside(1))[0], { topic: 't/1399', reason: 'not a payload\uFFFD', at: at(1399), payloadHex: '7700' })
  })

  it('say that the store is away, keep nothing by half, and go on when it is back', async () => {
    const readings = suite().store.readings('outage')
    await readings.append({ ...EMPTY, series: seriesOf('o:v'), readings: [reading(0, 0, 0)] })
    await suite().sql.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()')
    const batch = { ...EMPTY, readings: [reading(0, 1, 1)], last: [reading(0, 1, 1)] }
    await assert.rejects(readings.append(batch), StoreProblem)
    await readings.append(batch)
    assert.equal(await count('outage'), 2)
    const broken = { ...EMPTY, readings: [reading(0, 2, 2)], last: [reading(77, 2, 2)] }
    assert.equal(await problemCode(readings.append(broken)), 'store-failed')
    assert.equal(await count('outage'), 2)
  })
})
