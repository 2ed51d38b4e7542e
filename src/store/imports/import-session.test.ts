/** Imports against a real database: what is new, what is set aside and why, what goes, and that a second time changes nothing. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AnyRecord, RecordName } from '../../core/records/all.ts'
import type { ImportPreview, ImportSession, StagedRow } from '../../engine/ports.ts'
import type { Store } from '../open-store.ts'
import {
  added,
  material,
  PLANNER,
  problemCode,
  recordsOf,
  rowsOf,
  stock,
  storeOfSuite,
  updated,
  workCenter,
  workOrder,
} from '../store.fixture.ts'

const ERP = { mapping: 'erp', folder: 'erp-files' }
const CAUSE = { by: 'import', source: 'erp' }

interface Done {
  readonly preview: ImportPreview
  /** Set-aside rows in words: kind/id, code, column. */
  readonly aside: readonly string[]
  readonly changes: number
}

async function asideOf(session: ImportSession): Promise<readonly string[]> {
  const rows = await session.rejected({ after: 0, limit: 1000 })
  return rows.map(({ record, recordId, problem, column, line }) => `${record}/${recordId} ${problem.code} ${column} line ${line}`)
}

async function importRows(store: Store, site: string, rows: readonly StagedRow[], covers: readonly RecordName[] = []): Promise<Done> {
  const session = await store.imports(site).begin(ERP)
  await session.stage(rows)
  const preview = await session.preview(covers)
  const aside = await asideOf(session)
  const { changes } = await session.apply(CAUSE)
  return { preview, aside, changes }
}

const PLANT: readonly StagedRow[] = [
  ...rowsOf('stock', [stock('S1', 'bracket'), stock('S2', 'coil')]),
  ...rowsOf('material', [material('bracket'), material('coil')]),
  ...rowsOf('workOrder', [workOrder('W1', 'bracket'), workOrder('W2', 'coil', 'W1')]),
]
const ALL: readonly RecordName[] = ['material', 'stock', 'workOrder']

describe('an import', () => {
  const suite = storeOfSuite()

  it('shows what it would do, does it, and does nothing the second time', async () => {
    const { store } = suite()
    const first = await importRows(store, 'twice', PLANT, ALL)
    assert.deepEqual(first.preview.records, {
      material: { added: 2, changed: 0, unchanged: 0, removed: 0 },
      workOrder: { added: 2, changed: 0, unchanged: 0, removed: 0 },
      stock: { added: 2, changed: 0, unchanged: 0, removed: 0 },
    })
    assert.equal(first.changes, 6)
    const session = await store.imports('twice').begin(ERP)
    await session.stage(PLANT.toReversed())
    await session.preview(ALL)
    const { firstSeq, lastSeq, changes } = await session.apply(CAUSE)
    assert.deepEqual([firstSeq > lastSeq, changes], [true, 0])
    const { differenceCount, changes: journaled } = await store.verify('twice')
    assert.deepEqual([differenceCount, journaled], [0, 6])
  })

  it('changes only what differs', async () => {
    const { store } = suite()
    await importRows(store, 'differs', PLANT, ALL)
    const changed = PLANT.map((row) => (row.body.id === 'S1' ? { ...row, body: stock('S1', 'bracket', 11) } : row))
    const { preview } = await importRows(store, 'differs', changed, ALL)
    assert.deepEqual(preview.records.stock, { added: 0, changed: 1, unchanged: 1, removed: 0 })
    assert.deepEqual(preview.records.material, { added: 0, changed: 0, unchanged: 2, removed: 0 })
    assert.deepEqual((await recordsOf(store, 'differs')).get('stock/S1'), stock('S1', 'bracket', 11))
    assert.equal((await store.verify('differs')).differenceCount, 0)
  })

  it('keeps the first of two rows with one key and names its file and line', async () => {
    const { store } = suite()
    const session = await store.imports('duplicate').begin(ERP)
    await session.stage(
      rowsOf('material', [material('bracket', 'first'), material('coil'), material('bracket', 'second'), material('bracket', 'third')]),
    )
    assert.deepEqual((await session.preview([])).records.material, { added: 2, changed: 0, unchanged: 0, removed: 0 })
    assert.deepEqual(await asideOf(session), ['material/bracket duplicate-key id line 4', 'material/bracket duplicate-key id line 5'])
    const [row] = await session.rejected({ after: 0, limit: 1 })
    assert.deepEqual([row?.problem.facts.firstFile, row?.problem.facts.firstLine, row?.raw.name], ['material.csv', 2, 'second'])
    await session.apply(CAUSE)
    assert.deepEqual((await recordsOf(store, 'duplicate')).get('material/bracket'), material('bracket', 'first'))
  })

  it('sets rows aside that refer to nothing, and then those that refer to them', async () => {
    const { store } = suite()
    const orders = [
      workOrder('W1', 'ghost'),
      workOrder('W2', 'bracket', 'W1'),
      workOrder('W3', 'bracket', 'W2'),
      workOrder('W4', 'bracket'),
    ]
    const { aside, preview } = await importRows(store, 'dangling', [
      ...rowsOf('workOrder', orders),
      ...rowsOf('material', [material('bracket')]),
    ])
    assert.deepEqual(aside, [
      'workOrder/W1 reference-dangles materialId line 2',
      'workOrder/W2 reference-dangles parentWorkOrderId line 3',
      'workOrder/W3 reference-dangles parentWorkOrderId line 4',
    ])
    assert.equal(preview.rejectedCount, 3)
    assert.deepEqual([...(await recordsOf(store, 'dangling')).keys()].sort(), ['material/bracket', 'workOrder/W4'])
  })

  it('checks lists of references entry by entry', async () => {
    const { store } = suite()
    const step: AnyRecord = { id: 'R1', materialId: 'bracket', sequence: 10, workCenterId: 'press', workUnitIds: ['P1', 'P9'] }
    const unit: AnyRecord = { id: 'P1', name: 'P1', workCenterId: 'press' }
    const rows = [
      ...rowsOf('routingOperation', [step]),
      ...rowsOf('material', [material('bracket')]),
      ...rowsOf('workCenter', [workCenter('press')]),
      ...rowsOf('workUnit', [unit]),
    ]
    const session = await store.imports('lists').begin(ERP)
    await session.stage(rows)
    await session.preview([])
    const [row] = await session.rejected({ after: 0, limit: 10 })
    assert.deepEqual([row?.column, row?.problem.facts.value, row?.problem.facts.refersTo], ['workUnitIds', 'P9', 'workUnit'])
    await session.discard()
  })

  it('finds what a row refers to in the site as well as in the import', async () => {
    const { store } = suite()
    await importRows(store, 'found', rowsOf('material', [material('bracket')]))
    const { aside } = await importRows(store, 'found', rowsOf('stock', [stock('S1', 'bracket')]))
    assert.deepEqual(aside, [])
  })

  it('sets an invalid record aside instead of stopping', async () => {
    const { store } = suite()
    const bad = { ...stock('S1', 'bracket'), quantity: { value: -1, unit: 'H87' } } as AnyRecord
    const { aside } = await importRows(store, 'invalid', [...rowsOf('stock', [bad]), ...rowsOf('material', [material('bracket')])])
    assert.deepEqual(aside, ['stock/S1 record-invalid quantity.value line 2'])
  })

  it('removes what a complete import no longer states, and only that', async () => {
    const { store } = suite()
    await importRows(store, 'removes', PLANT, ALL)
    const writer = await store.siteStore('removes')
    await writer.append([added('stock', stock('by hand', 'coil'))], PLANNER)
    await writer.close()
    const kept = PLANT.filter(({ body }) => body.id !== 'S1' && body.id !== 'S2')
    const partial = await importRows(store, 'removes', kept, ['material'])
    assert.equal(partial.changes, 0)
    const { preview } = await importRows(store, 'removes', kept, ALL)
    assert.deepEqual(preview.records.stock, { added: 0, changed: 0, unchanged: 0, removed: 2 })
    assert.deepEqual([...(await recordsOf(store, 'removes')).keys()].sort(), [
      'material/bracket',
      'material/coil',
      'stock/by hand',
      'workOrder/W1',
      'workOrder/W2',
    ])
    assert.equal((await store.verify('removes')).differenceCount, 0)
  })

  it('never removes what something that stays refers to, and says who', async () => {
    const { store } = suite()
    await importRows(store, 'referred', PLANT, ALL)
    const rest = PLANT.filter(({ body }) => body.id === 'W2' || body.id === 'bracket')
    const session = await store.imports('referred').begin(ERP)
    await session.stage(rest)
    const preview = await session.preview(ALL)
    assert.deepEqual([preview.records.material?.removed, preview.records.workOrder?.removed, preview.records.stock?.removed], [0, 0, 2])
    assert.deepEqual(await asideOf(session), ['material/coil still-referred-to null line 0', 'workOrder/W1 still-referred-to null line 0'])
    const [row] = await session.rejected({ after: 0, limit: 1 })
    assert.equal(row?.problem.facts.byId, 'W2')
    await session.apply(CAUSE)
    assert.deepEqual([...(await recordsOf(store, 'referred')).keys()].sort(), [
      'material/bracket',
      'material/coil',
      'workOrder/W1',
      'workOrder/W2',
    ])
  })

  it('never removes a record whose row was set aside', async () => {
    const { store } = suite()
    await importRows(store, 'aside', PLANT, ALL)
    const ghost = PLANT.map((row) => (row.body.id === 'S1' ? { ...row, body: stock('S1', 'ghost') } : row))
    const { preview } = await importRows(store, 'aside', ghost, ALL)
    assert.deepEqual(preview.records.stock, { added: 0, changed: 0, unchanged: 1, removed: 0 })
    assert.deepEqual((await recordsOf(store, 'aside')).get('stock/S1'), stock('S1', 'bracket'))
  })

  it('removes nothing of a kind while a row of it has no readable key', async () => {
    const { store } = suite()
    await importRows(store, 'keyless', PLANT, ALL)
    const session = await store.imports('keyless').begin(ERP)
    await session.stage(PLANT.filter(({ record }) => record !== 'stock'))
    const problem = { code: 'key-missing', message: 'The row has no key.', next: 'Write its key.', facts: {} }
    await session.reject([{ record: 'stock', recordId: null, file: 'stock.csv', line: 2, column: 'id', problem, raw: { id: '' } }])
    assert.equal((await session.preview(ALL)).records.stock, undefined)
    assert.deepEqual(await asideOf(session), ['stock/null key-missing id line 2', 'stock/null removals-held-back null line 0'])
    assert.equal((await session.apply(CAUSE)).changes, 0)
  })

  it('leaves nothing behind when it is discarded', async () => {
    const { store } = suite()
    const session = await store.imports('discarded').begin(ERP)
    await session.stage([...PLANT, ...rowsOf('stock', [stock('S9', 'ghost')])])
    await session.preview(ALL)
    await session.discard()
    assert.equal(await problemCode(session.apply(CAUSE)), 'import-over')
    assert.equal((await recordsOf(store, 'discarded')).size, 0)
    assert.deepEqual(await store.imports('discarded').openRejects({ after: 0, limit: 10 }), [])
    assert.deepEqual(
      await store
        .imports('discarded')
        .begin(ERP)
        .then((again) => again.preview(ALL))
        .then(({ records }) => records),
      {},
    )
  })

  it('is refused when rows came after the preview', async () => {
    const { store } = suite()
    const session = await store.imports('late').begin(ERP)
    await session.stage(rowsOf('material', [material('bracket')]))
    await session.preview([])
    await session.stage(rowsOf('material', [material('coil')]))
    assert.equal(await problemCode(session.apply(CAUSE)), 'import-not-previewed')
    assert.deepEqual((await session.preview([])).records.material, { added: 2, changed: 0, unchanged: 0, removed: 0 })
    assert.equal((await session.apply(CAUSE)).changes, 2)
  })
})

describe('an import beside a writer', () => {
  const suite = storeOfSuite()

  it('is applied in the journal order of the writer that is open', async () => {
    const { store } = suite()
    const writer = await store.siteStore('beside')
    const session = await store.imports('beside').begin(ERP)
    await session.stage(PLANT)
    await session.preview(ALL)
    await writer.append([added('material', material('washer'))], PLANNER)
    assert.deepEqual(await session.apply(CAUSE), { firstSeq: 2, lastSeq: 4, changes: 6 })
    assert.equal((await writer.append([updated('material', material('coil'), material('coil', 'wide coil'))], PLANNER)).seq, 5)
    await writer.close()
    assert.equal((await store.verify('beside')).differenceCount, 0)
  })

  it('is refused when the site changed so that it would do something else', async () => {
    const { store } = suite()
    await importRows(store, 'outdated', PLANT, ALL)
    const session = await store.imports('outdated').begin(ERP)
    await session.stage(PLANT)
    await session.preview(ALL)
    const writer = await store.siteStore('outdated')
    await writer.append([updated('stock', stock('S1', 'bracket'), stock('S1', 'bracket', 3))], PLANNER)
    assert.equal(await problemCode(session.apply(CAUSE)), 'import-outdated')
    assert.equal((await session.preview(ALL)).records.stock?.changed, 1)
    assert.equal((await session.apply(CAUSE)).changes, 1)
    await writer.close()
    assert.deepEqual((await recordsOf(store, 'outdated')).get('stock/S1'), stock('S1', 'bracket'))
  })

  it('cuts a large import into entries that a message can hold', async () => {
    const { store } = suite()
    const session = await store.imports('large').begin(ERP)
    await session.stage(
      rowsOf(
        'material',
        Array.from({ length: 2500 }, (_, i) => material(`m${i}`)),
      ),
    )
    await session.preview([])
    assert.deepEqual(await session.apply(CAUSE), { firstSeq: 1, lastSeq: 3, changes: 2500 })
    const writer = await store.siteStore('large')
    assert.deepEqual(
      (await writer.entriesAfter(0, 10)).map(({ changes }) => changes.length),
      [1000, 1000, 500],
    )
    await writer.close()
  })
})

describe('rows that were set aside', () => {
  const suite = storeOfSuite()
  const openOf = async (site: string): Promise<readonly string[]> =>
    (await suite().store.imports(site).openRejects({ after: 0, limit: 100 })).map(
      ({ record, recordId, problem }) => `${record}/${recordId} ${problem.code}`,
    )

  it('are kept until a later import brings them right', async () => {
    const { store } = suite()
    await importRows(store, 'kept', rowsOf('stock', [stock('S1', 'bracket'), stock('S2', 'ghost')]))
    assert.deepEqual(await openOf('kept'), ['stock/S1 reference-dangles', 'stock/S2 reference-dangles'])
    await importRows(store, 'kept', [...rowsOf('material', [material('bracket')]), ...rowsOf('stock', [stock('S1', 'bracket')])])
    assert.deepEqual(await openOf('kept'), ['stock/S2 reference-dangles'])
  })

  it('are tried again without their file', async () => {
    const { store } = suite()
    await importRows(store, 'retried', rowsOf('stock', [stock('S1', 'bracket'), stock('S2', 'ghost')]))
    await importRows(store, 'retried', rowsOf('material', [material('bracket')]))
    const session = await store.imports('retried').retry('erp')
    assert.deepEqual((await session.preview([])).records, { stock: { added: 1, changed: 0, unchanged: 0, removed: 0 } })
    await session.apply(CAUSE)
    assert.deepEqual(await openOf('retried'), ['stock/S2 reference-dangles'])
    assert.deepEqual((await recordsOf(store, 'retried')).get('stock/S1'), stock('S1', 'bracket'))
  })

  it('do not pile up when the same file is imported again and again', async () => {
    const { store } = suite()
    const rows = [...rowsOf('stock', [stock('S1', 'ghost')]), ...rowsOf('material', [material('a'), material('a')])]
    for (let i = 0; i < 3; i++) await importRows(store, 'again', rows, ['stock', 'material'])
    assert.deepEqual(await openOf('again'), ['material/a duplicate-key', 'stock/S1 reference-dangles'])
  })
})
