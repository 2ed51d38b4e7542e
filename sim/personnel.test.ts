/** The personnel office of the example company: a certificate runs out, shifts lack somebody, and it is renewed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gapsOf } from '../src/core/people/gap.ts'
import { instantFromMs } from '../src/core/values/instant.ts'
import { certifiedShifts, expireCertificate } from './personnel.ts'
import { clientOf, examplePlant } from './plant-client.fixture.ts'

const NOW = Date.parse('2026-05-06T10:00:00Z')
const WEEK_MS = 7 * 86_400_000

async function plant() {
  const model = await examplePlant(instantFromMs(NOW))
  const gaps = () => [...gapsOf(model, { fromMs: NOW, toMs: NOW + WEEK_MS }).keys()]
  return { model, client: clientOf(model, () => NOW), gaps }
}

test('shifts that ask for a certificate and have just the people that they need are found, one for each work center', async () => {
  const { client } = await plant()
  const shifts = await certifiedShifts(client, NOW)
  assert.deepEqual(shifts.map(({ workCenterId }) => workCenterId).sort(), ['assy', 'final', 'pack', 'test', 'weld'])
  assert.ok(shifts.every(({ fromAt, gap }) => fromAt > instantFromMs(NOW) && gap === 0))
})

test('a permit that runs out leaves the next shift of the test field without a tester, until it is renewed', async () => {
  const { client, gaps, model } = await plant()
  const before = gaps()
  const permits = () =>
    JSON.stringify(
      [...model.byKind.qualification.values()].filter(({ kind }) => kind === 'certificate').map(({ id, validUntil }) => [id, validUntil]),
    )
  const held = permits()
  const expired = await expireCertificate(client, { workCenterId: 'test', nowMs: NOW })
  assert.ok(expired.ok)
  const opened = gaps().filter((id) => !before.includes(id))
  // The late shift of today is the next one.
  assert.equal(opened[0], 'gap-test-pump-testing-20260506T120000')
  assert.ok(opened.every((id) => id.startsWith('gap-test-')))
  await expired.value()
  assert.deepEqual(gaps(), before)
  assert.equal(permits(), held)
})

test('a work center without certificates has none that could run out', async () => {
  const { client } = await plant()
  const expired = await expireCertificate(client, { workCenterId: 'saw', nowMs: NOW })
  assert.equal(expired.ok ? '' : expired.problem.code, 'example-target-unknown')
})
