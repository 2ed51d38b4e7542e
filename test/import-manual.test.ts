/** The manual's examples are loaded as they stand, and it leaves out no key of a mapping. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseMapping } from '../src/connectors/files/load-mapping.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import type { ImportSession, RejectedRow, StagedRow } from '../src/engine/ports.ts'

const manual = await readFile(join(import.meta.dirname, '..', 'docs', 'manual', 'import.md'), 'utf8')
const PLANT = 'name: test\nsite: { id: s, name: S, zone: UTC, currency: EUR }\n'

/** Every block of code with the word and the name behind its fence. */
const blocks = [...manual.matchAll(/^```(\S+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(([, language, name, text]) => ({
  language,
  name: name ?? '',
  text: text ?? '',
}))
const mappings = blocks.filter((block) => block.language === 'yaml').map(({ text }) => (text.startsWith('name:') ? text : PLANT + text))

test('every mapping in the manual loads', () => {
  assert.ok(mappings.length >= 7)
  for (const text of mappings) {
    const mapping = parseMapping(text, 'manual.yaml')
    assert.ok(mapping.ok, JSON.stringify(mapping))
  }
})

test('the first mapping of the manual reads the files beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tl-manual-'))
  try {
    for (const { name, text } of blocks.filter((block) => block.language === 'csv')) await writeFile(join(folder, name), text)
    const mapping = parseMapping(mappings[0] ?? '', 'manual.yaml')
    assert.ok(mapping.ok)
    const staged: StagedRow[] = []
    const rejected: RejectedRow[] = []
    const outcome = await runMapping({ folder, mapping: mapping.value, session: collecting(staged, rejected), worksAgreement: false })
    assert.ok(outcome.ok)
    assert.deepEqual(rejected, [])
    assert.deepEqual(outcome.value.covers, ['material', 'stock'])
    assert.deepEqual(
      staged.slice(1).map(({ body }) => body),
      [
        { id: 'P-100', name: 'Pump 100', unit: 'H87', source: 'make' },
        { id: 'S-7', name: 'Shaft seal', unit: 'H87', source: 'buy', leadTimeSeconds: 14 * 86_400 },
        { id: 'P-100/A-01', materialId: 'P-100', quantity: { value: 1250.5, unit: 'H87' }, location: 'A-01' },
        { id: 'S-7/B-02', materialId: 'S-7', quantity: { value: 40, unit: 'H87' }, location: 'B-02' },
      ],
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function collecting(staged: StagedRow[], rejected: RejectedRow[]): ImportSession {
  return {
    importId: 'manual',
    stage: async (rows) => void staged.push(...rows),
    reject: async (rows) => void rejected.push(...rows),
    preview: async () => ({ importId: 'manual', records: {}, rejectedCount: rejected.length }),
    rejected: async () => [],
    apply: async () => ({ firstSeq: 1, lastSeq: 0, changes: 0 }),
    discard: async () => undefined,
  }
}

/** A mapping with a key that does not exist at every level: the complaints list the keys that do. */
const UNKNOWN_KEYS = `${PLANT.replace('currency: EUR', 'currency: EUR, zzz: 1')}zzz: 1
dates: { zzz: 1 }
numbers: { decimal: '.', zzz: 1 }
pegging: { rule: r, zzz: 1 }
records:
  material:
    file: a.csv
    zzz: 1
    join: { other: { file: b.csv, key: A, by: B, zzz: 1 } }
    key: No
    fields: { name: { column: A, zzz: 1 }, lotMinimum: { column: B, unit: { column: C, zzz: 1 } } }
`

test('the manual explains every key that a mapping may have', () => {
  const refused = parseMapping(UNKNOWN_KEYS, 'keys.yaml')
  assert.ok(!refused.ok)
  const complaints = String(refused.problem.facts.problems).split('\n')
  assert.equal(complaints.length, 9, complaints.join('\n'))
  const keys = new Set(complaints.flatMap((line) => (/allowed: ([^;)]*)/.exec(line)?.[1] ?? '').split(', ')))
  const records = ['workOrder', 'purchaseOrderLine', 'salesOrderLine']
  const unexplained = [...keys].filter(
    (key) => !records.includes(key) && !new RegExp(`\`${key}\\b`).test(manual) && !manual.includes(`{ ${key}:`),
  )
  assert.deepEqual(unexplained, [])
})
