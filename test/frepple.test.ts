/** frePPLe's demo company, another shape of ERP, through its mapping into a plan: every open demand has a date, and a stop has an answer. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadMapping } from '../src/connectors/files/load-mapping.ts'
import { memoryImport } from '../src/connectors/files/memory-import.fixture.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import { emptyModel, type Model, putRecord } from '../src/core/chain/model.ts'
import { buildPlantView } from '../src/core/impact/build.ts'
import { type Instant, instantFromMs, instantToMs } from '../src/core/values/instant.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, '..', 'shared', 'data', 'frepple')
const skip = existsSync(folder) ? false : "frePPLe's examples of ../shared/data are not on this machine"
const DAY_MS = 86_400_000

async function importPlant(mappingFile: string): Promise<Model> {
  const mapping = await loadMapping(join(root, 'mappings', mappingFile))
  assert.ok(mapping.ok)
  const session = memoryImport()
  assert.ok((await runMapping({ folder, mapping: mapping.value, session, worksAgreement: false })).ok)
  const model = emptyModel()
  for (const { record, body } of session.staged) putRecord(model, record, body)
  return model
}

/** A day before the first open demand is due. */
function beforeDemand(model: Model): Instant {
  const due = [...model.byKind.salesOrderLine.values()].flatMap((line) => (line.status === 'shipped' ? [] : (line.confirmedAt ?? [])))
  assert.ok(due.length > 0)
  return instantFromMs(Math.min(...due.map(instantToMs)) - DAY_MS)
}

for (const mapping of ['frepple.yaml', 'frepple-jobshop.yaml']) {
  test(`${mapping}: every open demand has a projected date and a chain to it, and a stop of a machine moves what stands behind it`, {
    skip,
  }, async () => {
    const model = await importPlant(mapping)
    const now = beforeDemand(model)
    const view = buildPlantView(model, { now })
    const { items } = view.promises({ offset: 0, limit: 10_000 })
    const open = [...model.byKind.salesOrderLine.values()].filter((line) => !['shipped', 'cancelled'].includes(line.status ?? 'open'))
    assert.deepEqual(items.map((each) => each.salesOrderLineId).sort(), open.map((line) => line.id).sort())
    for (const each of items) assert.ok(each.projectedAt !== null && each.projectedAt >= now, `${each.salesOrderLineId} has no date`)
    const used = new Map<string, number>()
    for (const { workUnitId } of items.flatMap((each) => each.chain))
      if (workUnitId !== undefined) used.set(workUnitId, (used.get(workUnitId) ?? 0) + 1)
    const [busiest] = [...used].sort((a, b) => b[1] - a[1])
    assert.ok(busiest, 'some work unit stands behind a promise')
    const stop = {
      id: 'what-if',
      kind: 'workUnitDown',
      workUnitId: busiest[0],
      startAt: now,
      endAt: instantFromMs(instantToMs(now) + 20 * DAY_MS),
    } as const
    const answer = view.impact(stop)
    assert.ok(answer.ok)
    const moved = [...answer.value.late, ...answer.value.insideSlack]
    // What can be done while others wait comes earlier.
    assert.ok(moved.some(({ delaySeconds }) => delaySeconds !== null && delaySeconds > 0))
    for (const each of moved) {
      assert.ok(
        each.delaySeconds !== null && each.delaySeconds !== 0 && Math.abs(each.delaySeconds) <= 40 * 86_400,
        `${each.salesOrderLineId} moves by ${each.delaySeconds} s`,
      )
      assert.equal(each.late, answer.value.late.includes(each) || each.lateBefore)
      assert.ok(each.chain.some((link) => link.parts.disruptedSeconds > 0 || link.addedSeconds !== 0))
    }
    assert.equal(answer.value.totals.lines + answer.value.laterStill, answer.value.late.length)
  })
}
