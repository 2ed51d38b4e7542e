/** Run as a program with little heap: imports the folder named on its command line and prints what came of it. */
import { parseMapping } from '../src/connectors/files/load-mapping.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import type { ImportSession } from '../src/engine/ports.ts'

const MAPPING = `
name: large
site: { id: large, name: Large, zone: Europe/Berlin, currency: EUR }
dates: { formats: ['DD.MM.YYYY HH:mm'] }
numbers: { decimal: ',' }
records:
  stock:
    file: stock.csv
    join: { item: { file: items.csv, key: No, by: Item } }
    key: No
    fields:
      materialId: Item
      quantity: { column: Qty, unit: { column: item.Unit } }
      location: { expression: '"Shelf " + row.Shelf.upper()' }
  lot:
    file: lots.jsonl
    key: No
    fields:
      materialId: Item
      quantity: { column: Qty, unit: KGM }
      availableAt: From
`

/** Counts the rows and lets them go, as a store does that writes them away. */
function countingSession(): { readonly session: ImportSession; readonly counts: { staged: number; rejected: number } } {
  const counts = { staged: 0, rejected: 0 }
  const session: ImportSession = {
    importId: 'counted',
    stage: async (rows) => {
      counts.staged += rows.length
    },
    reject: async (rows) => {
      counts.rejected += rows.length
    },
    preview: async () => ({ importId: 'counted', records: {}, rejectedCount: counts.rejected }),
    rejected: async () => [],
    apply: async () => ({ firstSeq: 1, lastSeq: 0, changes: 0 }),
    discard: async () => undefined,
  }
  return { session, counts }
}

const mapping = parseMapping(MAPPING, 'large.yaml')
if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem))
const { session, counts } = countingSession()
const outcome = await runMapping({ folder: process.argv[2] ?? '', mapping: mapping.value, session, worksAgreement: false })
process.stdout.write(JSON.stringify({ ok: outcome.ok, ...counts }))
