/** The people of the example plant, whenever it is imported: shifts that are covered, one that is not, and what ends soon. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadMapping } from '../src/connectors/files/load-mapping.ts'
import { memoryImport } from '../src/connectors/files/memory-import.fixture.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import { withRisk } from '../src/core/actions/coverage-risk.ts'
import { emptyModel, type Model, putRecord } from '../src/core/chain/model.ts'
import { buildPlantView } from '../src/core/impact/build.ts'
import type { Coverage } from '../src/core/people/answer.ts'
import { coverageOf } from '../src/core/people/coverage.ts'
import { gapsOf } from '../src/core/people/gap.ts'
import { whoCanAct } from '../src/core/people/who-can-act.ts'
import { type Instant, instantFromMs, instantToMs } from '../src/core/values/instant.ts'

const folder = join(import.meta.dirname, '..', 'plants', 'pumps')
const DAY = 86_400_000

async function plantAt(local: string): Promise<{ readonly now: Instant; readonly model: Model }> {
  const now = instantFromMs(Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').epochMilliseconds)
  const mapping = await loadMapping(join(folder, 'mapping.yaml'), now)
  assert.ok(mapping.ok)
  const session = memoryImport()
  assert.ok((await runMapping({ folder, mapping: mapping.value, session, worksAgreement: true })).ok)
  const model = emptyModel()
  for (const { record, body } of session.staged) putRecord(model, record, body)
  const kept = Object.values(model.byKind).reduce((sum, records) => sum + records.size, 0)
  assert.equal(kept, session.staged.length, 'no two rows of the files are one record')
  return { now, model }
}

function coverageFor({ now, model }: { readonly now: Instant; readonly model: Model }, days: number): Coverage {
  const toAt = instantFromMs(instantToMs(now) + days * DAY)
  return withRisk(buildPlantView(model, { now }), coverageOf(model, { now, fromAt: now, toAt }))
}

const MOMENTS = [
  '2026-05-06T00:05',
  '2026-05-06T11:00',
  '2026-05-06T23:30',
  '2026-05-10T22:30',
  '2026-03-28T18:00',
  '2026-10-24T12:00',
] as const

/** Promises that break by it, moment by moment. */
const atRisk: number[] = []

for (const moment of MOMENTS) {
  test(`whoever starts at ${moment} finds one shift of the week that nobody may work`, async () => {
    const { cells, notes } = coverageFor(await plantAt(moment), 7)
    assert.deepEqual(notes, [])
    const gaps = cells.filter(({ gap }) => gap > 0)
    assert.deepEqual(
      gaps.map(({ workCenterId, shift, supply, required }) => [workCenterId, shift, supply, required]),
      [['test', 'night', 0, 1]],
    )
    atRisk.push(gaps[0]?.risk?.promises ?? 0)
    assert.ok(cells.length > 200)
  })
}

test('at nearly every hour that shift breaks promises', () => {
  assert.ok(atRisk.filter((n) => n >= 1).length >= MOMENTS.length - 1, `promises that break: ${atRisk.join(', ')}`)
})

test('the one who stands in for it has a permit that ran out; whoever else could is at home', async () => {
  const { now, model } = await plantAt('2026-05-06T11:00')
  for (const gap of gapsOf(model, { fromMs: instantToMs(now), toMs: instantToMs(now) + 7 * DAY }).values())
    putRecord(model, 'disruption', gap)
  const [gap] = coverageFor({ now, model }, 7).cells.filter((cell) => cell.gap > 0)
  const asked = whoCanAct(model, { now, disruptionId: gap?.disruptionId ?? '' })
  assert.ok(asked.ok)
  assert.deepEqual(asked.value.can, [])
  const lacks = asked.value.almost.flatMap(({ lacks: all }) => all.map(({ code }) => code))
  assert.deepEqual([...new Set(lacks)].sort(), ['certificate-ends', 'not-on-shift'])
  assert.equal(lacks.filter((code) => code === 'certificate-ends').length, 1)
})

test('two welding certificates end within nine days, and then shifts lack a welder', async () => {
  const { cells, skills } = coverageFor(await plantAt('2026-05-06T11:00'), 14)
  const weld = skills.find(({ skill }) => skill === 'welding')
  assert.deepEqual(weld?.ending[0], { at: '2026-05-14T22:00:00.000Z', people: 2 })
  assert.ok((weld?.busFactor ?? 0) > (weld?.busFactorIn30Days ?? 0))
  const lacking = cells.filter(({ workCenterId, gap }) => workCenterId === 'weld' && gap > 0)
  assert.ok(lacking.length >= 4 && lacking.every(({ fromAt, supply }) => fromAt > '2026-05-14' && supply === 1))
})

test('one person alone can calibrate the test benches, and what goes through them hangs on that', async () => {
  const { skills } = coverageFor(await plantAt('2026-05-06T11:00'), 1)
  const alone = skills.filter(({ busFactor }) => busFactor === 1)
  assert.deepEqual(
    alone.map(({ workCenterId, skill }) => [workCenterId, skill]),
    [['test', 'bench calibration']],
  )
  assert.ok((alone[0]?.carries.promises ?? 0) > 20)
})

test('nobody of the example works more than six days in seven, or begins again before eleven hours have passed', async () => {
  const { model } = await plantAt('2026-05-06T11:00')
  const rosters = [...model.byKind.roster.values()].sort((a, b) => (a.startAt < b.startAt ? -1 : 1))
  for (const person of model.byKind.person.keys()) {
    const own = rosters
      .filter(({ personId }) => personId === person)
      .map((each) => [instantToMs(each.startAt), instantToMs(each.endAt)] as const)
    assert.ok(own.length >= 13, person)
    for (const [k, [startMs, endMs]] of own.entries()) {
      const next = own[k + 1]
      assert.ok(next === undefined || next[0] - endMs >= 11 * 3_600_000, `${person} rests`)
      assert.ok(own.filter(([from]) => from >= startMs && from < startMs + 7 * DAY).length <= 6, `${person} has days off`)
    }
  }
})
