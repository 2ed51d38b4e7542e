/** Real exports through the committed mappings into a real store: AdventureWorks whole, and frePPLe's demo company by another mapping alone. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { importFolder, type PreviewedImport } from '../src/connectors/files/run-mapping.ts'
import type { RejectedRow } from '../src/engine/ports.ts'
import { openStore, type Store } from '../src/store/open-store.ts'

const root = join(import.meta.dirname, '..')
const data = join(root, '..', 'shared', 'data')
const skip = existsSync(data) ? false : 'the real data of ../shared/data is not on this machine'

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tl-import-'))
  const store = await openStore({ dataDir })
  try {
    await work(store)
  } finally {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function previewed(store: Store, mapping: string, folder: string): Promise<PreviewedImport> {
  const result = await importFolder({
    folder: join(data, folder),
    mappingFile: join(root, 'mappings', mapping),
    importsOf: (siteId) => store.imports(siteId),
    worksAgreement: false,
  })
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

const CAUSE = { by: 'test', source: 'import' }

function setAside(rows: readonly RejectedRow[]): readonly string[] {
  return rows.map((row) => `${row.file}:${row.line} ${row.record} ${row.problem.code}`)
}

/** Added, changed, unchanged and removed, by kind. */
function counts({ preview }: PreviewedImport): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(preview.records).map(([record, each]) => [record, `${each.added} ${each.changed} ${each.unchanged} ${each.removed}`]),
  )
}

test('AdventureWorks arrives whole, and a second import changes nothing', { skip }, async () => {
  await withStore(async (store) => {
    const first = await previewed(store, 'adventureworks.yaml', 'adventureworks')
    assert.deepEqual(setAside(await first.session.rejected({ after: 0, limit: 100 })), [
      'employees.csv:1 person import.personal',
      'employees.csv:1 qualification import.personal',
    ])
    assert.deepEqual(counts(first), {
      site: '1 0 0 0',
      calendar: '1 0 0 0',
      shift: '3 0 0 0',
      workCenter: '7 0 0 0',
      supplier: '104 0 0 0',
      customer: '6206 0 0 0',
      material: '504 0 0 0',
      bomLine: '2576 0 0 0',
      salesOrderLine: '43033 0 0 0',
      workOrder: '39444 0 0 0',
      operation: '33643 0 0 0',
      purchaseOrderLine: '900 0 0 0',
      stock: '1069 0 0 0',
    })
    assert.equal((await first.session.apply(CAUSE)).changes, 127_491)
    const second = await previewed(store, 'adventureworks.yaml', 'adventureworks')
    assert.equal(counts(second).workOrder, '0 0 39444 0')
    assert.equal((await second.session.apply(CAUSE)).changes, 0)
  })
})

test("frePPLe's two examples arrive by mappings alone, with nothing set aside", { skip }, async () => {
  await withStore(async (store) => {
    const demo = await previewed(store, 'frepple.yaml', 'frepple')
    assert.deepEqual(setAside(await demo.session.rejected({ after: 0, limit: 100 })), [])
    assert.deepEqual(
      Object.entries(counts(demo)).map(([record, each]) => `${record} ${each.split(' ')[0]}`),
      'site 1,area 4,calendar 1,shift 14,workCenter 5,workUnit 4,supplier 4,customer 2,material 11,bomLine 13,routingOperation 8,salesOrderLine 16,purchaseOrderLine 4,stock 19'.split(
        ',',
      ),
    )
    await demo.session.apply(CAUSE)
    const shop = await previewed(store, 'frepple-jobshop.yaml', 'frepple')
    assert.deepEqual(setAside(await shop.session.rejected({ after: 0, limit: 100 })), [])
    assert.equal(counts(shop).routingOperation, '100 0 0 0')
    await shop.session.discard()
    assert.deepEqual(await store.listSites(), ['frepple-demo'])
  })
})
