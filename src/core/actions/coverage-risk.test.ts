/** What hangs on people: a night without a welder is a promise that is late, and a skill that few hold carries what goes through its work. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { putRecord } from '../chain/model.ts'
import { buildPlantView } from '../impact/build.ts'
import { readPlant } from '../impact/plant-text.fixture.ts'
import type { Coverage } from '../people/answer.ts'
import { coverageOf } from '../people/coverage.ts'
import { gapsOf } from '../people/gap.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { moneyText } from '../values/money.ts'
import { withRisk } from './coverage-risk.ts'

/** Two work centers around the clock; both lines go through the paint shop, and the pumps of Brunnen are welded in the night. */
const WORKS = `
  now 2026-05-04 20:00
  hours day mon-sun 06:00-18:00
  hours day mon-sun 18:00-06:00
  center weld, hours day
  unit weld-1 in weld
  center paint, hours day
  unit paint-1 in paint
  center turn, hours day
  unit turn-1 in turn
  material pump, made
  step pump 10 at weld, run 1h
  step pump 20 at paint, run 1h
  material shaft, made
  step shaft 10 at turn, run 1h
  step shaft 20 at paint, run 1h
  order W1 4 pump, for line A
  order W2 4 shaft, for line B
  order W3 1 shaft, for line C
  line A 4 pump, for brunnen, due Tue 08:00, price EUR 1000, cost EUR 400
  line B 4 shaft, for hafen, due Tue 18:00, price EUR 600, cost EUR 100
  line C 1 shaft, for hafen, due d30, price EUR 9000, cost EUR 100
`

const hours = (now: Instant, count: number): Instant => instantFromMs(instantToMs(now) + count * 3_600_000)

function plant(night: boolean) {
  const { model, now } = readPlant(WORKS)
  for (const [center, skill] of [
    ['weld', 'weld'],
    ['turn', 'turn'],
  ] as const) {
    putRecord(model, 'requirement', { id: center, workCenterId: center, skill, levelMinimum: 3, headcount: 1 })
    putRecord(model, 'person', { id: skill, name: skill })
    putRecord(model, 'qualification', { id: skill, personId: skill, skill, level: 3 })
    // From the shift before to the one after; the welder only comes in the morning.
    const spans =
      center === 'turn' || night
        ? [[-2, 22]]
        : [
            [-14, -2],
            [10, 22],
          ]
    for (const [from, to] of spans)
      putRecord(model, 'roster', {
        ...{ id: `${skill} ${from}`, personId: skill, workCenterId: center },
        ...{ startAt: hours(now, from ?? 0), endAt: hours(now, to ?? 0) },
      })
  }
  return { model, now, range: { now, fromAt: now, toAt: hours(now, 10) } }
}

const cellText = ({ cells }: Coverage): readonly string[] =>
  cells.map(({ workCenterId, gap, risk }) => {
    const money =
      risk === null
        ? 'no risk'
        : `${risk.promises} promises of ${risk.customers}: ${risk.money.contribution.map((each) => moneyText(each)).join()}`
    return `${workCenterId} lacks ${gap}, ${money}`
  })

test('a night without a welder puts the promise at risk that is welded in it, whether its disruption is open or not', () => {
  const { model, now, range } = plant(false)
  const expected = ['turn lacks 0, no risk', 'weld lacks 1, 1 promises of 1: 600.00 EUR']
  assert.deepEqual(cellText(withRisk(buildPlantView(model, { now }), coverageOf(model, range))), expected)
  for (const gap of gapsOf(model, { fromMs: instantToMs(now), toMs: instantToMs(range.toAt) }).values()) putRecord(model, 'disruption', gap)
  const open = withRisk(buildPlantView(model, { now }), coverageOf(model, range))
  assert.deepEqual(cellText(open), expected)
  assert.match(open.cells[1]?.disruptionId ?? '', /^gap-weld-weld-/)
})

test('a shift that is covered puts nothing at risk', () => {
  const { model, now, range } = plant(true)
  assert.deepEqual(cellText(withRisk(buildPlantView(model, { now }), coverageOf(model, range))), [
    'turn lacks 0, no risk',
    'weld lacks 0, no risk',
  ])
})

test('skills come by the value that hangs on them within two weeks, and not by what is due later', () => {
  const { model, now, range } = plant(true)
  const { skills } = withRisk(buildPlantView(model, { now }), coverageOf(model, range))
  assert.deepEqual(
    skills.map(
      ({ skill, carries }) => `${skill}: ${carries.promises}, ${carries.money.contribution.map((each) => moneyText(each)).join()}`,
    ),
    ['weld: 1, 600.00 EUR', 'turn: 1, 500.00 EUR'],
  )
})
