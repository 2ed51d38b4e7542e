/** Who covers a shift, what is missing in it, and what nobody can say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { putRecord } from '../chain/model.ts'
import { coverageOf } from './coverage.ts'
import { crewPlant, on } from './crew.fixture.ts'

const CERTIFICATE = 'welding certificate'
const WELDERS = { workCenterId: 'weld', skill: 'weld', levelMinimum: 3, headcount: 2, certificate: CERTIFICATE }
const EARLY = '05-08 06:00 - 05-08 14:00 weld'
const range = (day: string) => ({ now: on('05-08 05:00'), fromAt: on(`${day} 06:00`), toAt: on(`${day} 14:00`) })

const ANA = { name: 'Ana', skills: ['weld 3'], certificates: [`${CERTIFICATE} until 06-30`], works: [EARLY] }
const BEN = { name: 'Ben', skills: ['weld 4'], certificates: [`${CERTIFICATE} until 04-30`], works: [EARLY] }
const CEM = { name: 'Cem', skills: ['weld 2'], certificates: [CERTIFICATE], works: [EARLY] }
const DANA = { name: 'Dana', skills: ['weld 3'], certificates: [CERTIFICATE] }

test('two welders are asked for: one is there, one certificate has run out, one is learning, one is away', () => {
  const plant = crewPlant([WELDERS], [ANA, BEN, CEM, DANA])
  const { state, cells, skills } = coverageOf(plant, range('05-08'))
  assert.equal(state, 'on')
  assert.deepEqual(
    cells.map(({ shift, required, supply, gap, disruptionId, risk }) => ({ shift, required, supply, gap, disruptionId, risk })),
    [{ shift: 'early', required: 2, supply: 1, gap: 1, disruptionId: null, risk: null }],
  )
  assert.equal(skills[0]?.busFactor, 2)
  const inJuly = coverageOf(plant, { ...range('05-08'), now: on('07-01') })
  assert.equal(inJuly.skills[0]?.busFactor, 1)
})

test('a certificate that ends within the shift covers none of it, and one that is renewed in time covers all of it', () => {
  const ends = { ...ANA, certificates: [`${CERTIFICATE} until 05-08 13:00`] }
  assert.equal(coverageOf(crewPlant([WELDERS], [ends]), range('05-08')).cells[0]?.supply, 0)
  const renewed = crewPlant([WELDERS], [ends])
  const validFrom = on('05-08 13:00')
  putRecord(renewed, 'qualification', { id: 'new', personId: 'Ana', skill: CERTIFICATE, level: 3, kind: 'certificate', validFrom })
  assert.equal(coverageOf(renewed, range('05-08')).cells[0]?.supply, 1)
})

test('whoever goes home before the shift ends does not cover it; two rosters that touch do', () => {
  const half = { ...ANA, works: ['05-08 06:00 - 05-08 10:00 weld'] }
  assert.equal(coverageOf(crewPlant([WELDERS], [half, BEN]), range('05-08')).cells[0]?.supply, 0)
  const whole = { ...half, works: [...half.works, '05-08 10:00 - 05-08 18:00'] }
  assert.equal(coverageOf(crewPlant([WELDERS], [whole, BEN]), range('05-08')).cells[0]?.supply, 1)
})

test('a roster without a place counts anywhere, with one only there, and nobody stands at two work centers', () => {
  const turning = { workCenterId: 'turn', skill: 'turn', levelMinimum: 2, headcount: 1 }
  const welding = { ...WELDERS, headcount: 1, certificate: undefined } as const
  const both = { name: 'Ida', skills: ['weld 3', 'turn 3'], works: ['05-08 06:00 - 05-08 14:00'] }
  const atTheLathe = { name: 'Jo', skills: ['weld 3', 'turn 2'], works: ['05-08 06:00 - 05-08 14:00 turn'] }
  const { certificate: _none, ...plainWelding } = welding
  const supplyOf = (people: Parameters<typeof crewPlant>[1]) =>
    coverageOf(crewPlant([turning, plainWelding], people), range('05-08')).cells.map(({ workCenterId, supply }) => [workCenterId, supply])
  assert.deepEqual(supplyOf([both]), [
    ['turn', 1],
    ['weld', 0],
  ])
  assert.deepEqual(supplyOf([both, atTheLathe]), [
    ['turn', 1],
    ['weld', 1],
  ])
})

test('where shifts overlap, whoever began first stays, and the later shift lacks them', () => {
  const plant = crewPlant(
    [
      { workCenterId: 'weld', skill: 'weld', levelMinimum: 3, headcount: 1 },
      { workCenterId: 'day', skill: 'weld', levelMinimum: 3, headcount: 1 },
    ],
    [{ name: 'Ana', skills: ['weld 4'], works: ['05-08 06:00 - 05-08 16:00'] }],
  )
  putRecord(plant, 'calendar', { id: 'office', name: 'Day shift' })
  const days = ['fri'] as const
  putRecord(plant, 'shift', { id: 'day', calendarId: 'office', name: 'day', days, startTime: '08:00', endTime: '16:00', working: true })
  putRecord(plant, 'workCenter', { id: 'day', name: 'Day shop', calendarId: 'office' })
  assert.deepEqual(
    coverageOf(plant, range('05-08')).cells.map(({ shift, supply }) => [shift, supply]),
    [
      ['early', 1],
      ['day', 0],
    ],
  )
})

test('a shift that no roster speaks of is not known, and no gap is claimed for it', () => {
  const { cells, notes } = coverageOf(crewPlant([WELDERS], [ANA]), { ...range('05-08'), toAt: on('05-09 06:00') })
  assert.deepEqual(
    cells.map(({ shift, gap }) => [shift, gap]),
    [['early', 1]],
  )
  assert.deepEqual(notes, [{ code: 'rosters-end', facts: { at: on('05-08 14:00') } }])
  const none = coverageOf(crewPlant([WELDERS], [DANA]), range('05-08'))
  assert.deepEqual([none.cells, none.notes], [[], [{ code: 'no-rosters', facts: {} }]])
})

test('a night without a welder is a gap while others work and welders are planned before and after it', () => {
  const guard = { name: 'Gil', works: ['05-08 22:00 - 05-09 06:00 gate'] }
  const welder = { ...ANA, works: [EARLY, '05-09 06:00 - 05-09 14:00 weld'] }
  const { cells } = coverageOf(crewPlant([WELDERS], [welder, guard]), {
    ...range('05-08'),
    fromAt: on('05-08 22:00'),
    toAt: on('05-09 06:00'),
  })
  assert.deepEqual(
    cells.map(({ shift, supply, gap }) => [shift, supply, gap]),
    [['night', 0, 2]],
  )
})

test('a break belongs to its shift, and a holiday has none', () => {
  const plant = crewPlant([WELDERS], [ANA])
  const entry = { calendarId: 'continuous', days: ['fri'] as const, working: false, precedence: 0 }
  putRecord(plant, 'shift', { id: 'break', name: 'break', ...entry, startTime: '09:30', endTime: '10:00' })
  const [cell] = coverageOf(plant, range('05-08')).cells
  assert.deepEqual([cell?.fromAt, cell?.toAt], [on('05-08 06:00'), on('05-08 14:00')])
  putRecord(plant, 'shift', { id: 'holiday', name: 'holiday', ...entry, startTime: '00:00', endTime: '24:00' })
  assert.deepEqual(coverageOf(plant, range('05-08')).cells, [])
})

test('without a calendar the shifts are those of the rosters', () => {
  const plant = crewPlant([WELDERS], [ANA, { ...DANA, works: ['05-08 10:00 - 05-08 18:00 weld'] }])
  putRecord(plant, 'workCenter', { id: 'weld', name: 'Welding' })
  assert.deepEqual(
    coverageOf(plant, { ...range('05-08'), toAt: on('05-08 18:00') }).cells.map(({ fromAt, toAt, shift, supply }) => [
      fromAt.slice(11, 16),
      toAt.slice(11, 16),
      shift,
      supply,
    ]),
    [
      ['06:00', '10:00', null, 1],
      ['10:00', '14:00', null, 2],
      ['14:00', '18:00', null, 1],
    ],
  )
})

test('certificates that end are counted by their day, and nobody is named', () => {
  const twins = ['Eva', 'Finn'].map((name) => ({ name, skills: ['weld 3'], certificates: [`${CERTIFICATE} until 05-17`] }))
  const [standing] = coverageOf(crewPlant([WELDERS], [ANA, DANA, ...twins]), range('05-08')).skills
  assert.deepEqual(standing?.ending, [
    { at: on('05-17'), people: 2 },
    { at: on('06-30'), people: 1 },
  ])
  assert.deepEqual(
    [standing?.busFactor, standing?.busFactorIn30Days, standing?.busFactorIn60Days, standing?.busFactorIn90Days],
    [4, 2, 1, 1],
  )
  assert.doesNotMatch(JSON.stringify(standing), /Ana|Eva|Finn|Dana/)
})

test('what nobody can do is said, what is asked for nowhere is empty, and without people it is off', () => {
  const { notes } = coverageOf(crewPlant([WELDERS], [BEN]), range('05-08'))
  assert.deepEqual(notes, [{ code: 'nobody-qualified', facts: { workCenterId: 'weld', workCenter: 'The weld shop', skill: 'weld' } }])
  assert.equal(coverageOf(crewPlant([], [ANA]), range('05-08')).state, 'empty')
  assert.equal(coverageOf(crewPlant([WELDERS], []), range('05-08')).state, 'off')
})

test('a skill that is needed now and then has a standing, and no place in a shift', () => {
  const { cells, skills } = coverageOf(crewPlant([{ ...WELDERS, headcount: 0 }], [ANA]), range('05-08'))
  assert.deepEqual([cells.length, skills[0]?.busFactor, skills[0]?.required], [0, 1, 0])
})
