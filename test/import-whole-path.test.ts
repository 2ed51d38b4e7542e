/** A plant's files through a mapping into a real store: previewed, applied, changed, and what goes wrong on the way. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { importFolder, type PreviewedImport } from '../src/connectors/files/run-mapping.ts'
import { openStore, type Store } from '../src/store/open-store.ts'

const MAPPING = `
name: pump works
site: { id: SITE, name: Pump works, zone: Europe/Berlin, currency: EUR }
covers: [material, customer, salesOrderLine]
records:
  material: { file: items.csv, key: No, fields: { name: Name, unit: Unit } }
  customer: { file: customers.csv, key: No, fields: { name: Name } }
  salesOrderLine:
    file: lines.csv
    key: '{Order}-{Line}'
    fields:
      orderId: Order
      customerId: Customer
      materialId: Item
      quantity: { column: Qty, unit: EA }
      confirmedAt: Due
`
const FILES = {
  'items.csv': 'No,Name,Unit\npump,Pump,EA\nseal,Seal,EA\n',
  'customers.csv': 'No,Name\nC1,Wasserwerk Süd\nC2,Papier AG\n',
  'lines.csv': 'Order,Line,Customer,Item,Qty,Due\nSO1,1,C1,pump,2,2026-05-08\nSO1,2,C1,seal,9,2026-05-08\nSO2,1,C2,pump,1,2026-05-11\n',
}
const CAUSE = { by: 'planner', source: 'files' }

let dataDir: string
let store: Store
let plants = 0

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tl-import-'))
  store = await openStore({ dataDir })
})
after(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** A plant of its own for a test: gives the way to import a set of files into it. */
async function newPlant(): Promise<(files: Readonly<Record<string, string>>) => Promise<PreviewedImport>> {
  plants += 1
  const site = `plant-${plants}`
  const mappingFile = join(dataDir, `${site}.yaml`)
  await writeFile(mappingFile, MAPPING.replace('SITE', site))
  return async (files) => {
    const folder = join(dataDir, site)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder)
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    const result = await importFolder({ folder, mappingFile, importsOf: (siteId) => store.imports(siteId), worksAgreement: false })
    assert.ok(result.ok, JSON.stringify(result))
    return result.value
  }
}

function counted({ preview }: PreviewedImport): string {
  return Object.entries(preview.records)
    .map(([record, each]) => `${record} +${each.added} ~${each.changed} =${each.unchanged} -${each.removed}`)
    .join(', ')
}

async function setAside({ session }: PreviewedImport): Promise<readonly string[]> {
  const rows = await session.rejected({ after: 0, limit: 100 })
  return rows.map(({ file, line, column, problem }) => `${file}:${line} ${column ?? '-'} ${problem.code}`)
}

test('what the preview counts is what the site gets, and the same files again change nothing', async () => {
  const imported = await newPlant()
  const first = await imported(FILES)
  assert.equal(counted(first), 'site +1 ~0 =0 -0, customer +2 ~0 =0 -0, material +2 ~0 =0 -0, salesOrderLine +3 ~0 =0 -0')
  assert.equal((await first.session.apply(CAUSE)).changes, 8)
  const again = await imported(FILES)
  assert.equal(counted(again), 'site +0 ~0 =1 -0, customer +0 ~0 =2 -0, material +0 ~0 =2 -0, salesOrderLine +0 ~0 =3 -0')
  assert.equal((await again.session.apply(CAUSE)).changes, 0)
})

test('a changed file changes only what differs, and a row that is gone from a complete file is removed', async () => {
  const imported = await newPlant()
  await (await imported(FILES)).session.apply(CAUSE)
  const moved = await imported({
    ...FILES,
    'lines.csv': 'Order,Line,Customer,Item,Qty,Due\nSO1,1,C1,pump,2,2026-05-15\nSO1,2,C1,seal,9,2026-05-08\nSO3,1,C2,seal,4,2026-05-20\n',
  })
  assert.equal(counted(moved), 'site +0 ~0 =1 -0, customer +0 ~0 =2 -0, material +0 ~0 =2 -0, salesOrderLine +1 ~1 =1 -1')
  assert.equal((await moved.session.apply(CAUSE)).changes, 3)
})

test('a line for an unknown customer and a key that comes twice are set aside by row, and the rest arrives', async () => {
  const imported = await newPlant()
  const lines = `${FILES['lines.csv']}SO4,1,C9,pump,1,2026-05-08\nSO1,1,C2,seal,5,2026-05-09\n`
  const found = await imported({ ...FILES, 'lines.csv': lines })
  assert.deepEqual(await setAside(found), ['lines.csv:6 id duplicate-key', 'lines.csv:5 customerId reference-dangles'])
  assert.equal(found.preview.records.salesOrderLine?.added, 3)
})

test('a row that turns bad, a file that gets lost and a file that comes empty never remove what the site holds', async () => {
  const imported = await newPlant()
  await (await imported(FILES)).session.apply(CAUSE)
  const bad = await imported({ ...FILES, 'lines.csv': FILES['lines.csv'].replace('2026-05-11', '2026-02-30') })
  assert.deepEqual(await setAside(bad), ['lines.csv:4 Due import.impossible-date'])
  assert.equal(counted(bad).split(', ')[3], 'salesOrderLine +0 ~0 =2 -0')
  await bad.session.discard()
  const { 'lines.csv': _lost, ...others } = FILES
  const lost = await imported({ ...others, 'customers.csv': 'No,Name\n' })
  assert.deepEqual(await setAside(lost), ['lines.csv:1 - import.missing-file'])
  assert.equal(counted(lost), 'site +0 ~0 =1 -0, material +0 ~0 =2 -0')
  await lost.session.discard()
})

test('rows that were set aside are kept, and settled when their file comes right', async () => {
  const imported = await newPlant()
  const bad = await imported({ ...FILES, 'lines.csv': FILES['lines.csv'].replace(',9,', ',-9,') })
  await bad.session.apply(CAUSE)
  const site = `plant-${plants}`
  const kept = await store.imports(site).openRejects({ after: 0, limit: 10 })
  assert.deepEqual(
    kept.map((row) => `${row.recordId} ${row.column} ${row.raw.Qty} ${row.problem.code}`),
    ['SO1-2 Qty -9 import.negative'],
  )
  await (await imported(FILES)).session.apply(CAUSE)
  assert.deepEqual(await store.imports(site).openRejects({ after: 0, limit: 10 }), [])
})
