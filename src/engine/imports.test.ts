/** An import is read, looked at and then applied or dropped, in that order and one at a time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failed, ok, type Problem } from '../core/values/result.ts'
import { type ImportsOptions, type OpenedImport, runImports } from './imports.ts'
import { MONDAY, planner } from './plant.fixture.ts'
import type { ImportSession, ImportState } from './ports.ts'

const source = { folder: 'erp', mapping: 'erp/mapping.yaml' }
const reach = { anywhere: false }
const broken: Problem = { code: 'import.no-folder', message: 'There is no such folder.', next: 'Give the folder.', facts: {} }

/** Imports whose sessions do as they are told and write down what happened to them. */
function held(more: { readonly read?: OpenedImport['read']; readonly apply?: ImportSession['apply'] } = {}) {
  const happened: string[] = []
  let number = 0
  const open: ImportsOptions['open'] = async () => {
    number += 1
    const importId = String(number)
    const session: ImportSession = {
      importId,
      stage: async () => undefined,
      reject: async () => undefined,
      async preview(covers) {
        happened.push(`${importId} previewed ${covers.join()}`)
        return { importId, records: {}, rejectedCount: 0 }
      },
      rejected: async () => [],
      apply: more.apply ?? (async () => ({ firstSeq: 2, lastSeq: 3, changes: 7 })),
      async discard() {
        happened.push(`${importId} discarded`)
      },
    }
    return ok({ session, read: more.read ?? (async () => ok({ covers: ['stock'] as const, notes: [] })) })
  }
  const imports = runImports({ open, writeOutside: (work) => work(), clock: { now: () => MONDAY } })
  return { imports, happened }
}

const begun = (result: Awaited<ReturnType<ReturnType<typeof held>['imports']['begin']>>): ImportState => {
  assert.ok(result.ok)
  return result.value
}

/** Lets what was begun come to its end. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('an import is read, previewed and applied', async () => {
  const { imports, happened } = held()
  const { importId, stage } = begun(await imports.begin(source, reach))
  assert.equal(stage, 'reading')
  await settled()
  assert.equal((await imports.get(importId))?.stage, 'previewed')
  assert.ok((await imports.apply(importId, planner)).ok)
  await settled()
  assert.deepEqual((await imports.get(importId))?.applied, { firstSeq: 2, lastSeq: 3, changes: 7 })
  assert.deepEqual(happened, ['1 previewed stock'])
})

test('one is read at a time, and the next may begin when it is over', async () => {
  const { imports } = held()
  const both = await Promise.all([imports.begin(source, reach), imports.begin(source, reach)])
  assert.deepEqual(
    both.map((result) => (result.ok ? 'begun' : result.problem.code)),
    ['begun', 'import-under-way'],
  )
  await settled()
  assert.equal(begun(await imports.begin(source, reach)).importId, '2')
  assert.deepEqual(
    (await imports.list()).map(({ importId }) => importId),
    ['2', '1'],
  )
})

test('what can not be read fails with its reason, and its staging is dropped', async () => {
  for (const read of [async () => failed<never>(broken), () => Promise.reject(new Error('the disk went away'))]) {
    const { imports, happened } = held({ read })
    const { importId } = begun(await imports.begin(source, reach))
    await settled()
    const state = await imports.get(importId)
    assert.equal(state?.stage, 'failed')
    assert.match(`${state?.problem?.code} ${state?.problem?.facts.reason}`, /import\.no-folder|import-failed the disk went away/)
    assert.deepEqual(happened, ['1 discarded'])
  }
})

test('an import that fails while it is applied says so, and can not be applied again', async () => {
  const { imports } = held({ apply: () => Promise.reject(new Error('the connection was lost')) })
  const { importId } = begun(await imports.begin(source, reach))
  await settled()
  await imports.apply(importId, planner)
  await settled()
  assert.equal((await imports.get(importId))?.stage, 'failed')
  const again = await imports.apply(importId, planner)
  assert.equal(!again.ok && again.problem.code, 'import-stage-differs')
})

test('only what was previewed can be applied or dropped, and only once', async () => {
  const { imports, happened } = held()
  const { importId } = begun(await imports.begin(source, reach))
  const early = await imports.apply(importId, planner)
  assert.equal(!early.ok && early.problem.facts.stage, 'reading')
  await settled()
  assert.equal((await imports.discard(importId)).ok, true)
  const late = await Promise.all([
    imports.discard(importId),
    imports.apply(importId, planner),
    imports.rejected(importId, { after: 0, limit: 1 }),
  ])
  assert.deepEqual(
    late.map((result) => result.ok),
    [false, false, false],
  )
  const nothing = await imports.apply('9', planner)
  assert.equal(!nothing.ok && nothing.problem.code, 'import-not-found')
  assert.deepEqual(happened, ['1 previewed stock', '1 discarded'])
})
