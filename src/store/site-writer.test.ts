/** The one writer of a site: what it appends lasts whole, in order, and only on top of what is stored. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Instant } from '../core/values/instant.ts'
import type { JournalEntry } from '../engine/ports.ts'
import { lockHead, takeWriteRight } from './journal-head.ts'
import { LOCKS } from './locks.ts'
import { added, material, PLANNER, problemCode, recordsOf, removed, stock, storeOfSuite, updated } from './store.fixture.ts'

describe('the writer of a site', () => {
  const suite = storeOfSuite()

  it('keeps a change in the journal and in the tables', async () => {
    const { store } = suite()
    const writer = await store.siteStore('kept')
    const entry = await writer.append([added('material', material('bracket')), added('stock', stock('S1', 'bracket', 7))], PLANNER)
    assert.equal(entry.seq, 1)
    assert.deepEqual(entry.cause, PLANNER)
    assert.deepEqual(await writer.entriesAfter(0, 10), [entry])
    await writer.close()
    assert.deepEqual(
      await recordsOf(store, 'kept'),
      new Map<string, unknown>([
        ['material/bracket', material('bracket')],
        ['stock/S1', stock('S1', 'bracket', 7)],
      ]),
    )
  })

  it('numbers many appends that come at once without a gap, and each caller gets its own entry', async () => {
    const { store } = suite()
    const writer = await store.siteStore('many')
    const entries = await Promise.all(Array.from({ length: 500 }, (_, i) => writer.append([added('material', material(`m${i}`))], PLANNER)))
    assert.deepEqual(
      entries.map(({ seq }) => seq).sort((a, b) => a - b),
      Array.from({ length: 500 }, (_, i) => i + 1),
    )
    const journal: JournalEntry[] = []
    while (journal.length < 500) journal.push(...(await writer.entriesAfter(journal.length, 120)))
    assert.deepEqual(
      journal,
      entries.toSorted((a, b) => a.seq - b.seq),
    )
    await writer.close()
    assert.equal((await store.verify('many')).differenceCount, 0)
  })

  it('refuses a change that was made on another state, and writes the others of the same batch', async () => {
    const { store } = suite()
    const writer = await store.siteStore('conflict')
    await writer.append([added('material', material('bracket', 'Bracket'))], PLANNER)
    const answers = await Promise.allSettled([
      writer.append([added('material', material('coil'))], PLANNER),
      writer.append(
        [added('stock', stock('S1', 'bracket')), updated('material', material('bracket', 'Angle'), material('bracket', 'Corner'))],
        PLANNER,
      ),
      writer.append([updated('material', material('bracket', 'Bracket'), material('bracket', 'Corner'))], PLANNER),
      writer.append([removed('material', material('bracket', 'Bracket'))], PLANNER),
      writer.append([added('material', material('coil'))], PLANNER),
    ])
    assert.deepEqual(
      answers.map((each) => (each.status === 'fulfilled' ? each.value.seq : each.reason.problem.code)),
      [2, 'record-changed', 3, 'record-changed', 'record-changed'],
    )
    await writer.close()
    assert.deepEqual([...(await recordsOf(store, 'conflict')).keys()].sort(), ['material/bracket', 'material/coil'])
    assert.equal((await store.verify('conflict')).differenceCount, 0)
  })

  it('accepts a record whose keys come in another order as the same one', async () => {
    const { store } = suite()
    const writer = await store.siteStore('order')
    await writer.append([added('material', material('bracket', 'Bracket'))], PLANNER)
    const turned = Object.fromEntries(Object.entries(material('bracket', 'Bracket')).reverse()) as unknown as ReturnType<typeof material>
    assert.equal((await writer.append([removed('material', turned)], PLANNER)).seq, 2)
    await writer.close()
  })

  it('applies several changes of one record in one append in their order', async () => {
    const { store } = suite()
    const writer = await store.siteStore('chain')
    const steps = [material('m', 'one'), material('m', 'two'), material('m', 'three')] as const
    await writer.append(
      [added('material', steps[0]), updated('material', steps[0], steps[1]), updated('material', steps[1], steps[2])],
      PLANNER,
    )
    await writer.append([removed('material', steps[2]), added('material', steps[0])], PLANNER)
    await writer.close()
    assert.deepEqual((await recordsOf(store, 'chain')).get('material/m'), steps[0])
    assert.equal((await store.verify('chain')).differenceCount, 0)
  })

  it('refuses what is not a record, with the field and the reason', async () => {
    const { store } = suite()
    const writer = await store.siteStore('invalid')
    const nameless = { id: 'm', unit: 'H87' } as unknown as ReturnType<typeof material>
    assert.equal(await problemCode(writer.append([added('material', nameless)], PLANNER)), 'record-invalid')
    assert.equal(await problemCode(writer.append([{ ...added('material', material('m')), id: 'other' }], PLANNER)), 'change-id-differs')
    assert.equal(await problemCode(writer.append([added('material', material('m', 'a\0b'))], PLANNER)), 'text-not-storable')
    assert.equal(await problemCode(writer.append([added('material', material('m', 'a\ud800b'))], PLANNER)), 'text-not-storable')
    const lot = { ...stock('L', 'm'), availableAt: '2026-02-30T00:00:00.000Z' as Instant }
    assert.match(await problemCode(writer.append([added('lot', lot)], PLANNER)), /date-impossible|record-invalid/)
    assert.equal(await problemCode(writer.append([], PLANNER)), 'changes-empty')
    assert.equal(await writer.lastSeq(), 0)
    await writer.close()
  })

  it('keeps every text as it was, the strange ones too', async () => {
    const { store } = suite()
    const strange = ['tab\there', 'line\nbreak', 'back\\slash', '\\u0000 spelled out', 'quote " and \' ', 'Größe 测试 🏭', '$1 %s --']
    const writer = await store.siteStore('texts')
    await writer.append(
      strange.map((name, i) => added('material', material(`m${i}`, name))),
      PLANNER,
    )
    await writer.close()
    const records = await recordsOf(store, 'texts')
    assert.deepEqual(
      strange.map((_, i) => (records.get(`material/m${i}`) as ReturnType<typeof material>).name),
      strange,
    )
  })

  it('is alone: a second writer of the site is told so, one of another site is not', async () => {
    const { store } = suite()
    const first = await store.siteStore('alone')
    assert.equal(await problemCode(store.siteStore('alone')), 'site-has-writer')
    await (await store.siteStore('elsewhere')).close()
    await first.close()
    assert.equal(await problemCode(first.append([added('material', material('m'))], PLANNER)), 'site-closed')
    await (await store.siteStore('alone')).close()
  })

  it('stops writing when it loses the connection that holds its lock', async () => {
    const { store, sql } = suite()
    const writer = await store.siteStore('lost')
    await writer.append([added('material', material('m'))], PLANNER)
    await sql.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = $1", [LOCKS.writer])
    assert.equal((await writer.lost).code, 'writer-lock-lost')
    assert.equal(await problemCode(writer.append([added('material', material('n'))], PLANNER)), 'writer-lock-lost')
    const next = await store.siteStore('lost')
    assert.equal((await next.append([added('material', material('n'))], PLANNER)).seq, 2)
    await next.close()
  })

  it('has no right left once a later writer took it, on whatever connection', async () => {
    const { sql } = suite()
    const first = await takeWriteRight(sql, 'rights')
    const second = await takeWriteRight(sql, 'rights')
    assert.equal(await problemCode(lockHead(sql, first)), 'writer-lock-lost')
    assert.equal((await lockHead(sql, second)).seq, 0)
  })

  it('tells every listener of what was committed', async () => {
    const { store } = suite()
    const heard: (readonly [string, number])[] = []
    const arrived = Promise.withResolvers<void>()
    const stop = await store.listen((siteId, seq) => {
      if (siteId === 'heard') heard.push([siteId, seq])
      if (seq === 2 && siteId === 'heard') arrived.resolve()
    })
    const writer = await store.siteStore('heard')
    await writer.append([added('material', material('a'))], PLANNER)
    await writer.append([added('material', material('b'))], PLANNER)
    await arrived.promise
    assert.deepEqual(heard, [
      ['heard', 1],
      ['heard', 2],
    ])
    await writer.close()
    await stop()
  })
})
