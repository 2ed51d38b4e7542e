/** Where the files of an import may lie, and for whom. Files are real, in a temporary folder. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { memoryImport } from '../connectors/files/memory-import.fixture.ts'
import { importSource } from './import-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-import-source-'))
after(() => rmSync(folder, { recursive: true }))
const importRoot = join(folder, 'imports')
for (const each of ['imports/erp', 'private']) mkdirSync(join(folder, each), { recursive: true })
const mapping = (site: string): string =>
  `name: erp\nsite: { id: ${site}, name: Plant, zone: UTC, currency: EUR }\nrecords:\n  customer: { file: customers.csv, key: no, fields: { name: name } }\n`
for (const each of ['imports/erp', 'private']) {
  writeFileSync(join(folder, each, 'mapping.yaml'), mapping('plant'))
  writeFileSync(join(folder, each, 'customers.csv'), 'no,name\nC-1,Harbour\n')
}
writeFileSync(join(importRoot, 'other.yaml'), mapping('mill'))
symlinkSync(join(folder, 'private'), join(importRoot, 'link'))

const open = importSource({ site: 'plant', importRoot, worksAgreement: false, imports: { begin: async () => memoryImport() } })
const outcomeOf = async (source: { readonly folder: string; readonly mapping: string }, anywhere: boolean): Promise<string> => {
  const opened = await open(source, { anywhere })
  return opened.ok ? 'opened' : opened.problem.code
}

test('below the import folder everybody may import', async () => {
  const erp = { folder: 'erp', mapping: 'erp/mapping.yaml' }
  assert.deepEqual([await outcomeOf(erp, false), await outcomeOf(erp, true)], ['opened', 'opened'])
})

test('elsewhere nobody may but an owner, by whatever way the path gets there', async () => {
  const places = [
    { folder: '../private', mapping: 'erp/mapping.yaml' },
    { folder: 'erp', mapping: '../private/mapping.yaml' },
    { folder: join(folder, 'private'), mapping: 'erp/mapping.yaml' },
    { folder: 'link', mapping: 'erp/mapping.yaml' },
    { folder: '/', mapping: 'erp/mapping.yaml' },
  ]
  for (const place of places) {
    assert.equal(await outcomeOf(place, false), 'import-path-not-found', JSON.stringify(place))
    assert.equal(await outcomeOf(place, true), 'opened', JSON.stringify(place))
  }
})

test('a mapping of another site is refused with the way to serve that one', async () => {
  const opened = await open({ folder: 'erp', mapping: 'other.yaml' }, { anywhere: false })
  assert.equal(!opened.ok && opened.problem.code, 'import-of-other-site')
  assert.match(opened.ok ? '' : opened.problem.next, /stop this server, give the import again, then: throughline start --site mill\./)
})
