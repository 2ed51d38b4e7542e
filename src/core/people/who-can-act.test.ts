/** Who can act: the qualified and on shift, in alphabetical order and with the reason of each, and what the others lack. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Model, putRecord } from '../chain/model.ts'
import type { Action } from '../records/action.ts'
import type { Said } from '../values/said.ts'
import type { WhoCanAct } from './answer.ts'
import { crewPlant, on, type PersonText } from './crew.fixture.ts'
import { checkQualified, whoCanAct } from './who-can-act.ts'

const CERTIFICATE = 'welding certificate'
const WELDERS = { workCenterId: 'weld', skill: 'weld', levelMinimum: 3, headcount: 2, certificate: CERTIFICATE }
const TURNERS = { workCenterId: 'turn', skill: 'turn', levelMinimum: 3, headcount: 1 }
const EARLY = '05-08 06:00 - 05-08 14:00'
const NOW = on('05-08 09:00')

const welder = (name: string, more: Partial<PersonText> = {}): PersonText => ({
  ...{ name, skills: ['weld 3'], certificates: [`${CERTIFICATE} until 06-30`], works: [`${EARLY} weld`] },
  ...more,
})

function asked(plant: Model, ask: Parameters<typeof whoCanAct>[1]): WhoCanAct {
  const answer = whoCanAct(plant, ask)
  assert.ok(answer.ok, answer.ok ? '' : answer.problem.message)
  return answer.value
}

const names = (people: readonly { readonly name: string }[]): readonly string[] => people.map(({ name }) => name)
const codes = (all: readonly Said[]): readonly string[] => all.map(({ code }) => code)

function action(plant: Model, more: Partial<Action>): Model {
  putRecord(plant, 'action', { id: 'A1', kind: 'check', ownerRole: 'teamLead', state: 'proposed', moves: [], proposedAt: NOW, ...more })
  return plant
}

test('the list is alphabetical whatever the level, accents as their letters, with the reason of each', () => {
  const plant = crewPlant(
    [WELDERS],
    [welder('Zoë'), welder('Özlem', { skills: ['weld 4'] }), welder('Peter'), welder('Łukasz'), welder('Ada')],
  )
  const { workCenter, fromAt, toAt, asks, can } = asked(plant, { now: NOW, workCenterId: 'weld' })
  assert.deepEqual(names(can), ['Ada', 'Łukasz', 'Özlem', 'Peter', 'Zoë'])
  assert.deepEqual([workCenter, fromAt, toAt], ['The weld shop', NOW, on('05-08 14:00')])
  assert.deepEqual(asks, [{ skill: 'weld', levelMinimum: 3, certificate: CERTIFICATE, headcount: 2 }])
  assert.deepEqual(can[2]?.reasons, [
    { code: 'skill-held', facts: { skill: 'weld', level: 4 } },
    { code: 'certificate-valid', facts: { certificate: CERTIFICATE, until: on('06-30') } },
    { code: 'on-shift', facts: { until: on('05-08 14:00') } },
    { code: 'rostered-at', facts: { workCenterId: 'weld', workCenter: 'The weld shop' } },
  ])
  assert.deepEqual([can[2]?.onShiftUntil, can[2]?.rosteredAt], [on('05-08 14:00'), 'weld'])
})

test('whoever lacks one thing is told with it; who lacks more is left out, and who lacks the skill altogether is only counted', () => {
  const plant = crewPlant(
    [WELDERS, TURNERS],
    [
      welder('Ana', { works: ['05-08 14:00 - 05-08 22:00 weld'] }),
      welder('Ben', { certificates: [`${CERTIFICATE} until 04-30`] }),
      welder('Cem', { skills: ['weld 2'] }),
      welder('Dana', { works: ['05-08 06:00 - 05-08 12:00 weld'] }),
      welder('Eva', { works: [`${EARLY} turn`] }),
      welder('Finn', { skills: [] }),
      welder('Gil', { certificates: [] }),
      welder('Hal', { skills: ['weld 2'], works: [] }),
      welder('Ida', { skills: ['weld 3 until 05-08 13:00'] }),
    ],
  )
  const { can, almost, without } = asked(plant, { now: NOW, workCenterId: 'weld' })
  assert.deepEqual([can, without], [[], 1])
  assert.deepEqual(
    almost.map(({ name, lacks }) => [name, ...lacks.map(({ code, facts }) => `${code} ${Object.values(facts).join(' ')}`.trim())]),
    [
      ['Ana', 'not-on-shift'],
      ['Ben', `certificate-ends ${CERTIFICATE} ${on('04-30')}`],
      ['Cem', 'level-too-low weld 2 3'],
      ['Dana', `off-before-end ${on('05-08 12:00')}`],
      ['Eva', 'rostered-elsewhere turn The turn shop'],
      ['Gil', `certificate-missing ${CERTIFICATE}`],
      ['Ida', `skill-ends weld ${on('05-08 13:00')}`],
    ],
  )
})

test('those who lead and are on shift are named beside, whether they can do the work or not', () => {
  const plant = crewPlant(
    [WELDERS],
    [
      welder('Otto', { leads: true, skills: [] }),
      welder('Ines', { leads: true, works: ['05-08 14:00 - 05-08 22:00 weld'] }),
      welder('Ana'),
    ],
  )
  const { can, leads } = asked(plant, { now: NOW, workCenterId: 'weld' })
  assert.deepEqual([names(can), names(leads)], [['Ana'], ['Otto']])
})

test('of an action, the place, the skill and the time are those of its move', () => {
  const [fromAt, toAt] = [on('05-08 22:00'), on('05-09 06:00')]
  const plant = crewPlant([WELDERS, TURNERS], [welder('Ana', { works: ['05-08 22:00 - 05-09 06:00 weld'] }), welder('Ben')])
  action(plant, { kind: 'movePerson', moves: [{ type: 'staff', workCenterId: 'weld', skill: 'weld', fromAt, toAt }] })
  const told = asked(plant, { now: NOW, actionId: 'A1' })
  assert.deepEqual([told.workCenterId, told.fromAt, told.toAt, names(told.can)], ['weld', fromAt, toAt, ['Ana']])
})

test('a broken machine asks for maintenance where the plant knows it, from wherever they are rostered; else for who works there', () => {
  const people = [welder('Ana'), { name: 'Max', skills: ['maintenance 3'], works: [`${EARLY} turn`] }]
  const stop = { id: 'D1', kind: 'workUnitDown' as const, workUnitId: 'weld-1', startAt: on('05-08 08:00') }
  const plant = crewPlant([WELDERS, TURNERS], people)
  putRecord(plant, 'workUnit', { id: 'weld-1', name: 'Weld 1', workCenterId: 'weld' })
  putRecord(plant, 'disruption', stop)
  const told = asked(plant, { now: NOW, disruptionId: 'D1' })
  assert.deepEqual([names(told.can), told.asks[0]?.skill, told.can[0]?.rosteredAt], [['Max'], 'maintenance', 'turn'])
  const without = crewPlant([WELDERS], [welder('Ana')])
  putRecord(without, 'workUnit', { id: 'weld-1', name: 'Weld 1', workCenterId: 'weld' })
  putRecord(without, 'disruption', stop)
  assert.deepEqual(names(asked(action(without, { disruptionId: 'D1' }), { now: NOW, actionId: 'A1' }).can), ['Ana'])
})

test('a gap asks for its own skill in its own shift', () => {
  const plant = crewPlant([WELDERS, { ...TURNERS, workCenterId: 'weld' }], [welder('Ana'), welder('Bo', { skills: ['turn 3'] })])
  const [startAt, endAt] = [on('05-08 06:00'), on('05-08 14:00')]
  putRecord(plant, 'disruption', { id: 'D1', kind: 'qualificationMissing', workCenterId: 'weld', skill: 'turn', startAt, endAt })
  assert.deepEqual(names(asked(plant, { now: NOW, disruptionId: 'D1' }).can), ['Bo'])
  assert.deepEqual(names(asked(plant, { now: NOW, workCenterId: 'weld' }).can), ['Ana', 'Bo'])
})

test('without rosters the usual shift counts, over midnight as well, at the place where they usually work', () => {
  const usually = { shiftId: 'night', workCenterIds: ['weld'] }
  const { works: _none, ...ana } = welder('Ana', { usually })
  const { works: _nothing, ...ben } = welder('Ben', { usually: { ...usually, workCenterIds: ['turn'] } })
  const plant = crewPlant([WELDERS, TURNERS], [ana, ben])
  const told = asked(plant, { now: on('05-09 02:00'), workCenterId: 'weld' })
  assert.deepEqual(names(told.can), ['Ana'])
  assert.deepEqual(codes(told.can[0]?.reasons ?? []), ['skill-held', 'certificate-valid', 'usual-shift'])
  assert.deepEqual(
    told.almost.map(({ name, lacks }) => [name, lacks[0]?.code]),
    [['Ben', 'rostered-elsewhere']],
  )
  assert.deepEqual(codes(asked(plant, { now: NOW, workCenterId: 'weld' }).almost[0]?.lacks ?? []), ['not-on-shift'])
})

test('what is chosen is checked when work begins and when it ends: a certificate may have run out between', () => {
  const plant = crewPlant(
    [WELDERS],
    [welder('Ana', { certificates: [`${CERTIFICATE} until 05-08 14:00`], works: [`${EARLY} weld`, '05-08 14:00 - 05-08 22:00 weld'] })],
  )
  action(plant, { moves: [{ type: 'runOn', operationId: 'O1', workUnitId: 'weld-1' }] })
  putRecord(plant, 'workUnit', { id: 'weld-1', name: 'Weld 1', workCenterId: 'weld' })
  assert.deepEqual(checkQualified(plant, 'Ana', { now: NOW, actionId: 'A1' }), { qualified: true, lacks: [] })
  const later = checkQualified(plant, 'Ana', { now: on('05-08 15:00'), actionId: 'A1' })
  assert.deepEqual([later.qualified, codes(later.lacks)], [false, ['certificate-ends']])
  assert.equal(checkQualified(plant, 'Nobody', { now: NOW, actionId: 'A1' }).lacks[0]?.code, 'person-unknown')
})

test('work at no work center, and ids that are not there, are refused with what to do', () => {
  const plant = action(crewPlant([WELDERS], [welder('Ana')]), { kind: 'buyElsewhere' })
  const codeOf = (ask: Parameters<typeof whoCanAct>[1]) => {
    const answer = whoCanAct(plant, ask)
    return answer.ok ? 'ok' : answer.problem.code
  }
  assert.deepEqual(
    [codeOf({ now: NOW, actionId: 'A1' }), codeOf({ now: NOW, actionId: 'A2' }), codeOf({ now: NOW, workCenterId: 'nowhere' })],
    ['work-center-unknown', 'record-not-found', 'record-not-found'],
  )
  // Whoever buys needs no qualification that this plant knows of.
  assert.equal(checkQualified(plant, 'Ana', { now: NOW, actionId: 'A1' }).qualified, true)
})
