/** The example plant in memory, asked as the simulator asks the server, for tests that need no server. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { loadMapping } from '../src/connectors/files/load-mapping.ts'
import { memoryImport } from '../src/connectors/files/memory-import.fixture.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import { applyChanges, emptyModel, getRecord, type Model, putRecord } from '../src/core/chain/model.ts'
import { buildPlantView } from '../src/core/impact/build.ts'
import type { PlantView } from '../src/core/impact/plant-view.ts'
import { coverageOf } from '../src/core/people/coverage.ts'
import { whoCanAct } from '../src/core/people/who-can-act.ts'
import type { RecordByName, RecordName } from '../src/core/records/all.ts'
import { type Instant, instantFromMs } from '../src/core/values/instant.ts'
import { problemOfChanges } from '../src/engine/change-check.ts'
import type { PlantClient } from './plant-client.ts'

export async function examplePlant(now: Instant): Promise<Model> {
  const folder = join(import.meta.dirname, '..', 'plants', 'pumps')
  const mapping = await loadMapping(join(folder, 'mapping.yaml'), now)
  assert.ok(mapping.ok)
  const session = memoryImport()
  assert.ok((await runMapping({ folder, mapping: mapping.value, session, worksAgreement: true })).ok)
  const model = emptyModel()
  for (const { record, body } of session.staged) putRecord(model, record, body)
  return model
}

/** Answers from `model` at the plant's time; changes are checked and applied as the engine does. */
export function clientOf(model: Model, plantMs: () => number): PlantClient {
  // Built anew only when time went on or something changed, as the server's is.
  let built: { readonly atMs: number; readonly view: PlantView } | undefined
  const view = (): PlantView => {
    const atMs = plantMs()
    if (built?.atMs !== atMs) built = { atMs, view: buildPlantView(model, { now: instantFromMs(atMs) }) }
    return built.view
  }
  return {
    list: async <N extends RecordName>(record: N) => [...(model.byKind[record] as ReadonlyMap<string, RecordByName[N]>).values()],
    get: async (record, id) => getRecord(model, record, id),
    schedule: async (from, to) => view().schedule({ from, to, limit: 2000 }),
    async impact(disruption) {
      const answer = view().impact(disruption)
      return answer.ok ? answer.value : undefined
    },
    async change(changes) {
      if (problemOfChanges(model, changes) !== undefined) return false
      applyChanges(model, changes)
      built = undefined
      return true
    },
    coverage: async (fromAt, toAt) => coverageOf(model, { now: instantFromMs(plantMs()), fromAt, toAt }),
    async whoCanAct({ workCenterId, fromAt, toAt }) {
      const answer = whoCanAct(model, { now: instantFromMs(plantMs()), workCenterId, fromAt, toAt })
      return answer.ok ? answer.value : undefined
    },
    async importFiles(folder, mapping) {
      const loaded = await loadMapping(mapping)
      const session = memoryImport()
      if (!loaded.ok || !(await runMapping({ folder, mapping: loaded.value, session, worksAgreement: true })).ok) return false
      for (const { record, body } of session.staged) putRecord(model, record, body)
      built = undefined
      return session.setAside.length === 0
    },
  }
}
