/** Real exports through the committed mappings into a real store: AdventureWorks whole, and frePPLe's demo company by another mapping alone. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadMapping } from '../src/connectors/files/load-mapping.ts'
import { memoryImport } from '../src/connectors/files/memory-import.fixture.ts'
import { importFolder, type PreviewedImport, runMapping } from '../src/connectors/files/run-mapping.ts'
import type { RecordByName, RecordName } from '../src/core/records/all.ts'
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
      requirement: '7 0 0 0',
    })
    assert.equal((await first.session.apply(CAUSE)).changes, 127_498)
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

/** Whether work that starts at `at` takes this line of the bill. */
function effective(line: RecordByName['bomLine'], at: string): boolean {
  return (line.validFrom === undefined || line.validFrom <= at) && (line.validUntil === undefined || at < line.validUntil)
}

test('the pegging rule of AdventureWorks is exact to the unit: each group supplies what it is asked for', { skip }, async () => {
  const mapping = await loadMapping(join(root, 'mappings', 'adventureworks.yaml'))
  assert.ok(mapping.ok)
  const session = memoryImport()
  await runMapping({ folder: join(data, 'adventureworks'), mapping: mapping.value, session, worksAgreement: false })
  const all = <N extends RecordName>(name: N) =>
    session.staged.filter((row) => row.record === name).map((row) => row.body as RecordByName[N])
  const balance = new Map<string, number>()
  const add = (material: string, group: string | undefined, quantity: number) => {
    const key = `${material} ${group}`
    balance.set(key, (balance.get(key) ?? 0) + quantity)
  }
  const bills = Map.groupBy(all('bomLine'), (line) => line.parentId)
  const made = new Set(all('workOrder').map((order) => order.materialId))
  for (const order of all('workOrder')) {
    add(order.materialId, order.pegGroup, order.quantity.value)
    for (const line of bills.get(order.materialId) ?? []) {
      if (!made.has(line.componentId) || !effective(line, order.actualStartAt ?? '')) continue
      add(line.componentId, order.componentPegGroup, -line.quantity.value * order.quantity.value)
    }
  }
  for (const line of all('salesOrderLine')) if (line.pegGroup !== undefined) add(line.materialId, line.pegGroup, -line.quantity.value)
  assert.equal(balance.size, 38_756)
  assert.deepEqual(
    [...balance].filter(([, left]) => left !== 0),
    [],
  )
})
