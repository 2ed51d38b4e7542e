/** The import templates say what can be filled in, and what is filled in arrives. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { templateHeader, templateMapping, writeImportTemplates } from './import-template.ts'
import { loadMapping } from './load-mapping.ts'
import { memoryImport } from './memory-import.fixture.ts'
import { plantFolder } from './plant-folder.fixture.ts'
import { runMapping } from './run-mapping.ts'

test('a template has a column for each field, and one more for each unit and currency', () => {
  assert.equal(templateHeader('supplier'), 'id,name,country,expediteCost,expediteCostCurrency,expediteSeconds\n')
  assert.equal(templateHeader('stock'), 'id,materialId,quantity,quantityUnit,location\n')
  assert.match(templateHeader('salesOrderLine'), /,price,priceCurrency,/)
})

test('each field of the mapping has one line that says what goes into it', () => {
  const lines = templateMapping().split('\n')
  const at = lines.indexOf('      disposition: disposition')
  assert.equal(
    lines[at - 1],
    '      # May stay empty. Only unrestricted lots supply anything. Unrestricted when not stated. One of unrestricted, restricted, held, closed.',
  )
})

test('filled-in templates are imported by the mapping that comes with them', async () => {
  const folder = await plantFolder({})
  const files = await writeImportTemplates(join(folder, 'templates'))
  assert.ok(files.includes('workOrder.csv') && files.includes('mapping.yaml') && !files.includes('site.csv'))
  const mapping = await loadMapping(join(folder, 'templates', 'mapping.yaml'))
  assert.ok(mapping.ok, JSON.stringify(mapping))
  const header = await readFile(join(folder, 'templates', 'stock.csv'), 'utf8')
  const filled = await plantFolder({ 'stock.csv': `${header}1,bolt,250,EA,A1\n`, 'roster.csv': templateHeader('roster') })
  const session = memoryImport()
  const outcome = await runMapping({ folder: filled, mapping: mapping.value, session, worksAgreement: true })
  assert.ok(outcome.ok)
  assert.deepEqual(session.setAside, [])
  assert.deepEqual(session.staged[1]?.body, { id: '1', materialId: 'bolt', quantity: { value: 250, unit: 'EA' }, location: 'A1' })
  await assert.rejects(writeImportTemplates(join(folder, 'templates')), /EEXIST/, 'what was filled in is never overwritten')
})
