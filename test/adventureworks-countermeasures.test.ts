/** AdventureWorks: the work center of each of 20 work orders stands still for six hours; what would help most is found, and its figures hold. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadMapping } from '../src/connectors/files/load-mapping.ts'
import { memoryImport } from '../src/connectors/files/memory-import.fixture.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import type { CountermeasureAnswer } from '../src/core/actions/answer.ts'
import { countermeasuresFor } from '../src/core/actions/countermeasures/countermeasures.ts'
import { trialOf } from '../src/core/actions/countermeasures/trial.ts'
import { sumsLess } from '../src/core/actions/line-money.ts'
import { patched } from '../src/core/actions/rewind.ts'
import { emptyModel, type Model, putRecord } from '../src/core/chain/model.ts'
import { byId } from '../src/core/flow/by-id.ts'
import { buildPlantView } from '../src/core/impact/build.ts'
import type { LivePlan } from '../src/core/impact/live-plan.ts'
import type { Disruption } from '../src/core/records/disruption.ts'
import type { Operation } from '../src/core/records/operation.ts'
import { instantFromMs } from '../src/core/values/instant.ts'
import { moneyText } from '../src/core/values/money.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, '..', 'shared', 'data', 'adventureworks')
const skip = existsSync(folder) ? false : 'AdventureWorks of ../shared/data is not on this machine'
const NOW = instantFromMs(Date.parse('2013-05-20T00:00:00Z'))
const SIX_HOURS_LATER = instantFromMs(Date.parse('2013-05-20T06:00:00Z'))

async function importPlant(): Promise<Model> {
  const mapping = await loadMapping(join(root, 'mappings', 'adventureworks.yaml'))
  assert.ok(mapping.ok)
  const session = memoryImport()
  assert.ok((await runMapping({ folder, mapping: mapping.value, session, worksAgreement: false })).ok)
  const model = emptyModel()
  for (const { record, body } of session.staged) putRecord(model, record, body)
  return model
}

/** Twenty work orders that are at work, from all over the plant: their operations of that moment. */
function atWork(model: Model): Operation[] {
  const open = byId(model.byKind.operation.values()).filter(
    ({ actualStartAt = '', actualEndAt = '' }) => actualStartAt <= NOW && NOW < actualEndAt,
  )
  const orders = [...new Map(open.map((each) => [each.workOrderId, each])).values()]
  const step = Math.floor(orders.length / 20)
  return orders.filter((_, k) => k % step === 0).slice(0, 20)
}

interface Asked {
  readonly live: LivePlan
  readonly answer: CountermeasureAnswer
  readonly seconds: number
}

function whatHelps(model: Model, workCenterId: string): Asked {
  const to: Disruption = { id: 'stop', kind: 'workUnitDown', workCenterId, startAt: NOW, endAt: SIX_HOURS_LATER }
  const { live } = buildPlantView(patched(model, [{ type: 'added', record: 'disruption', id: to.id, to }]), { now: NOW })
  const started = performance.now()
  const found = countermeasuresFor(live, to.id, 3)
  assert.ok(found.ok)
  return { live, answer: found.value, seconds: (performance.now() - started) / 1000 }
}

test('the best countermeasure for each of 20 work orders whose work center is down for six hours', { skip }, async (t) => {
  const model = await importPlant()
  const orders = atWork(model)
  assert.equal(orders.length, 20)
  // The work orders at one work center wait for the same stop, and the same helps.
  const asked = new Map<string, Asked>()
  for (const { workCenterId } of orders) if (!asked.has(workCenterId)) asked.set(workCenterId, whatHelps(model, workCenterId))
  for (const { workOrderId, workCenterId } of orders) {
    const { answer, seconds } = asked.get(workCenterId) ?? assert.fail()
    const [best] = answer.items
    const exposed = answer.exposure.revenue.map((each) => moneyText(each)).join() || 'nothing'
    const saved = best?.saved.revenue.map((each) => moneyText(each)).join() || 'nothing'
    const found =
      best === undefined
        ? `nothing helps: ${answer.notes.map(({ code }) => code).join(', ')}`
        : `${best.kind} (${best.what.code}) saves ${saved}, keeps ${best.promisesKept}`
    t.diagnostic(
      `work order ${workOrderId} at ${workCenterId}: ${exposed} of revenue at risk; ${found}; ${answer.tried} looked at, ${answer.replanned} planned anew in ${seconds.toFixed(1)} s`,
    )
  }
  for (const { live, answer } of asked.values()) {
    const [best] = answer.items
    if (answer.notes.some(({ code }) => code === 'no-promise-is-late-by-it')) assert.equal(best, undefined)
    if (best === undefined) continue
    const trial = trialOf(live, best.moves)
    assert.ok(trial.ok)
    assert.deepEqual(sumsLess(trial.value.exposureBefore, trial.value.exposureAfter), best.saved)
  }
  assert.ok(
    [...asked.values()].some(({ answer }) => answer.items.length > 0),
    'something helps somewhere',
  )
})
