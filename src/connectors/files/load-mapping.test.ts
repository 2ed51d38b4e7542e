/** Mistakes in a mapping are found when it is loaded, with their line and what would be right. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Instant } from '../../core/values/instant.ts'
import { loadMapping, parseMapping } from './load-mapping.ts'
import { PLANT, plantFolder } from './plant-folder.fixture.ts'

const MATERIAL = `records:
  material:
    file: items.csv
    key: No
    fields:
      name: Name
      unit: { const: EA }
`

/** Everything that is wrong with a mapping, one line each; the plant takes lines 1 to 3. */
function complaints(text: string): readonly string[] {
  const mapping = parseMapping(PLANT + text, 'plant.yaml')
  if (mapping.ok) return []
  const { code, facts } = mapping.problem
  return code === 'mapping.invalid' ? String(facts.problems).split('\n') : [`${code} line ${facts.line}`]
}

function assertComplaint(text: string, expected: readonly RegExp[]): void {
  const found = complaints(text)
  assert.equal(found.length, expected.length, found.join('\n'))
  for (const [i, pattern] of expected.entries()) assert.match(found[i] ?? '', pattern)
}

test('a good mapping loads, whether a record has one source or several', () => {
  assert.deepEqual(complaints(MATERIAL), [])
  assert.deepEqual(complaints(MATERIAL.replace('  material:\n    file', '  material:\n  - file')), [])
})

test('a mistyped key is named with its line and the key that was probably meant', () => {
  assertComplaint(MATERIAL.replace('fields:', 'feilds:'), [
    /^line 5, records\.material\[0\]\.fields: .*missing/,
    /^line 8, records\.material\[0\]\.feilds: There is no such key here\. .*Did you mean fields\?/,
  ])
  assertComplaint(MATERIAL.replace('material:', 'materials:'), [/^line \d+, records\.materials: .*Did you mean material\?/])
  assertComplaint(MATERIAL.replace('name: Name', 'nmae: Name'), [
    /^line 8, .*fields: The record needs this field.*value: name/,
    /^line 9, records\.material\[0\]\.fields\.nmae: .*Did you mean name\?/,
  ])
})

test('a value that is not allowed is named with what is', () => {
  assertComplaint(`${MATERIAL}    encoding: latin9\n`, [
    /^line 11, records\.material\[0\]\.encoding: .*value: latin9; allowed: utf-8, utf-16le, utf-16be, windows-1252/,
  ])
  assertComplaint(`${MATERIAL}empty: ['-', NULL]\n`, [
    /^line 11, empty\[1\]: .*value: NULL; allowed: a text; write words such as 'NULL' in quotes/,
  ])
  assertComplaint(`${MATERIAL}units: { Stk: PIECE }\n`, [/^line 11, units\.Stk: .*PIECE.*H87/])
  assertComplaint(`${MATERIAL}dates: { zone: Berlin }\n`, [/not a time zone.*Berlin.*Europe\/Berlin/, /not a time zone/])
  assertComplaint(`${MATERIAL}      leadTimeSeconds: { column: Days, in: percent }\n`, [
    /percent.*State one of seconds, minutes, hours, days/,
  ])
  assertComplaint(`${MATERIAL}      supplierId: { column: Vendor, unit: EA }\n`, [
    /^line 11, .*supplierId: The key means nothing for a field of this kind\. \(value: unit; kind: ref\)/,
  ])
  assertComplaint(`${MATERIAL}      lotMinimum: MinQty\n`, [/A quantity needs a unit\. .*unit: KGM/])
  assertComplaint(`${MATERIAL}      supplierId: { column: A, const: b }\n`, [/exactly one of column, template, const, expression/])
})

test('an expression is type checked when the mapping is loaded', () => {
  const withSource = (expression: string) => `${MATERIAL}      source: { expression: '${expression}' }\n`
  assert.deepEqual(complaints(withSource('row.Make == "Y" ? "make" : "buy"')), [])
  assertComplaint(withSource('row.Make + 1'), [/^line 11, .*The expression is not valid\. .*string \+ int/])
  assertComplaint(withSource('order.Make'), [/Unknown variable: order/])
  assertComplaint(withSource('row[row.Name]'), [/columns are named in the text/])
  assertComplaint(withSource('row.filter(k, k != "")[0]'), [/columns are named in the text/])
  assertComplaint(withSource('process.exit()'), [/Unknown variable: process/])
  assertComplaint(`${MATERIAL}    where: row.Make\n`, [/A condition must be true or false/])
})

test('the pegging rule may set the pegging groups of records that are there, nothing else', () => {
  assertComplaint(`${MATERIAL}pegging:\n  rule: by day\n  workOrder: { pegGroup: Day, dueAt: Day }\n`, [
    /^line 13, pegging\.workOrder: .*a record that the mapping does not have/,
    /^line 13, pegging\.workOrder\.dueAt: /,
  ])
})

test('a site without a real zone is refused', () => {
  const bad = parseMapping(`${PLANT.replace('Europe/Berlin', 'Saxony').replace('EUR', 'Euro')}${MATERIAL}`, 'plant.yaml')
  assert.match(bad.ok ? '' : String(bad.problem.facts.problems), /line 3, site\.zone: .*Saxony.*\nline 3, site\.currency: .*Euro/)
})

test('text that is not YAML is named with its line', () => {
  assert.deepEqual(
    complaints(`${MATERIAL}      source: 'make\n`).map((line) => line.replace(/\d+/, 'n')),
    ['mapping.not-yaml line n'],
  )
  assert.deepEqual(complaints(`${MATERIAL}covers: []\ncovers: []\n`), ['mapping.not-yaml line 12'])
})

test('a mapping is loaded from its file, and a file that is not there says what to do', async () => {
  const folder = await plantFolder({ 'plant.yaml': PLANT + MATERIAL })
  const mapping = await loadMapping(join(folder, 'plant.yaml'))
  assert.ok(mapping.ok)
  assert.deepEqual([mapping.value.name, mapping.value.file, mapping.value.sources.length], ['test plant', 'plant.yaml', 1])
  const missing = await loadMapping(join(folder, 'plan.yaml'))
  assert.equal(missing.ok ? '' : missing.problem.code, 'mapping.unreadable')
})

test('relative dates are those of the day on which the mapping was loaded, in the zone of the field', () => {
  const orders = `records:
  workOrder:
    rows: [{ no: A, due: '+1d 06:00' }, { no: B, due: 2026-05-08 }]
    key: no
    fields: { materialId: { const: P }, quantity: { const: 1, unit: EA }, dueAt: { column: due, formats: [relative] } }
`
  const mapping = parseMapping(PLANT + orders, 'plant.yaml', '2026-05-08T23:00:00.000Z' as Instant)
  assert.ok(mapping.ok)
  const [source] = mapping.value.sources
  assert.ok(source !== undefined && 'rows' in source.from)
  const due = source.fields.find((each) => each.name === 'dueAt')
  const values = source.from.rows.map(({ cells }) => due?.read({ row: cells }, () => assert.fail('nothing to note')))
  assert.deepEqual(values, [
    { ok: true, value: '2026-05-10T04:00:00.000Z' },
    { ok: true, value: '2026-05-07T22:00:00.000Z' },
  ])
})
