/** AdventureWorks whole, from its files to answers: which lines, orders, customers and money every one of its work orders touches. */
import assert from 'node:assert/strict'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { before, test } from 'node:test'
import { createGunzip } from 'node:zlib'
import { loadMapping } from '../src/connectors/files/load-mapping.ts'
import { memoryImport } from '../src/connectors/files/memory-import.fixture.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import { emptyModel, type Model, putRecord } from '../src/core/chain/model.ts'
import type { TouchTotals } from '../src/core/impact/answer.ts'
import { buildPlantView } from '../src/core/impact/build.ts'
import { buildSitePlan } from '../src/core/impact/site-plan.ts'
import { allTouchTotals } from '../src/core/impact/touches.ts'
import { type Instant, instantFromMs } from '../src/core/values/instant.ts'
import { moneyText } from '../src/core/values/money.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, '..', 'shared', 'data', 'adventureworks')
const skip = existsSync(folder) ? false : 'AdventureWorks of ../shared/data is not on this machine'

const at = (day: string): Instant => instantFromMs(Date.parse(`${day}T00:00:00Z`))

async function importPlant(): Promise<Model> {
  const mapping = await loadMapping(join(root, 'mappings', 'adventureworks.yaml'))
  assert.ok(mapping.ok)
  const session = memoryImport()
  assert.ok((await runMapping({ folder, mapping: mapping.value, session, worksAgreement: false })).ok)
  const model = emptyModel()
  for (const { record, body } of session.staged) putRecord(model, record, body)
  return model
}

let model = emptyModel()
let importSeconds = 0
before(async () => {
  if (skip !== false) return
  const started = performance.now()
  model = await importPlant()
  importSeconds = (performance.now() - started) / 1000
})

/** What is known to be right, as text by work order: lines, orders, customers, money to the cent. */
async function known(): Promise<ReadonlyMap<string, string>> {
  const rows = createInterface({ input: createReadStream(join(folder, 'oracle_blast_radius.csv.gz')).pipe(createGunzip()) })
  const result = new Map<string, string>()
  for await (const row of rows) {
    const [id = '', lines, orders, customers, amount] = row.split(',')
    result.set(id, `${lines} ${orders} ${customers} ${Number(amount).toFixed(2)}`)
  }
  result.delete('WorkOrderID')
  return result
}

function textOf(totals: TouchTotals): string {
  const [revenue, ...others] = totals.revenue
  assert.equal(others.length, 0)
  return `${totals.lines} ${totals.orders} ${totals.customers} ${revenue === undefined ? '0.00' : moneyText(revenue).split(' ')[0]}`
}

for (const now of ['2013-07-01', '2012-03-15']) {
  test(`every work order touches what it is known to touch, asked on ${now}`, { skip }, async (t) => {
    const oracle = await known()
    const started = performance.now()
    const site = buildSitePlan(model, at(now))
    const planned = performance.now()
    const answers = [...allTouchTotals(site)].map((totals) => ({ id: totals.workOrderId, text: textOf(totals) }))
    const seconds = (since: number, until = performance.now()) => ((until - since) / 1000).toFixed(1)
    t.diagnostic(
      `import ${importSeconds.toFixed(1)} s, plan ${seconds(started, planned)} s, ${answers.length} answers ${seconds(planned)} s`,
    )
    const wrong = answers.filter(({ id, text }) => oracle.get(id) !== text)
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} of ${answers.length} differ`)
    assert.equal(answers.length, oracle.size)
    assert.equal(answers.length, 39_444)
  })
}

test('scrap reaches only promises that take what was scrapped, or says what served instead; its reason stays as recorded', { skip }, () => {
  const view = buildPlantView(model, { now: at('2013-05-20') })
  const atWork = [...model.byKind.workOrder.values()].filter(
    (order) => (order.actualStartAt ?? '') <= view.at && view.at < (order.actualEndAt ?? ''),
  )
  let moved = 0
  for (const order of atWork) {
    const touched = view.touches(order.id)
    const answer = view.impact({ id: 'what-if', kind: 'scrap', startAt: view.at, workOrderId: order.id, quantity: order.quantity })
    assert.ok(touched.ok && answer.ok)
    assert.equal(touched.value.scrapReason, order.scrapReason ?? null)
    const takers = new Set(touched.value.lines.map((line) => line.salesOrderLineId))
    const reached = [...answer.value.late, ...answer.value.insideSlack]
    assert.deepEqual(
      reached.filter((each) => !takers.has(each.salesOrderLineId)),
      [],
    )
    assert.ok(reached.length > 0 || answer.value.notes.some(({ code }) => /^(replaced-|lost-)/.test(code)), order.id)
    assert.ok(['zone-assumed', 'days-without-time'].every((wanted) => answer.value.notes.some(({ code }) => code === wanted)))
    moved += reached.length
  }
  assert.ok(moved > 0, 'some scrap reaches somebody')
})
