/** Who hears of a cause, and when: one message for each cause, occasion and role; a minute's delay; silence where it is wanted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBrief, minute, plantDay, standing, stop } from './standings.fixture.ts'

const D1 = stop('D1', 0)

test('a stop that breaks twelve promises of five customers is one message for each role that can act', () => {
  const day = plantDay()
  const open = [standing(D1, { promises: 12, customers: ['A', 'B', 'C', 'D', 'E'], insideSlack: 7, mustEndBy: minute(90) })]
  const told = day.tell(2, open)
  assert.deepEqual(inBrief(told), [
    ...['operator reached D1', 'teamLead reached D1', 'maintenance reached D1'],
    ...['planner reached D1', 'sales reached D1', 'plantManager reached D1'],
  ])
  assert.equal(new Set(told.map(({ facts }) => JSON.stringify(facts))).size, 1)
  assert.deepEqual(
    [told[0]?.facts.promises, told[0]?.facts.customers, told[0]?.facts.insideSlack, told[0]?.facts.mustEndBy],
    [12, 5, 7, minute(90)],
  )
  assert.deepEqual(day.tell(3, open), [])
})

test('a stop of less than a minute is told to nobody', () => {
  const day = plantDay()
  assert.deepEqual(day.tell(0.1, [standing(D1, { promises: 2 })]), [])
  assert.deepEqual(day.tell(0.9, [standing(D1, { promises: 2 })]), [])
  day.put('disruption', { ...D1, closedAt: minute(0.95) })
  assert.deepEqual(day.tell(2, []), [])
})

test('what moves inside the slack is told to whoever looks after the place; what reaches nothing to nobody', () => {
  const day = plantDay()
  assert.deepEqual(inBrief(day.tell(5, [standing(D1, { insideSlack: 3 })])), ['teamLead reached D1', 'maintenance reached D1'])
  assert.deepEqual(plantDay().tell(5, [standing(D1)]), [])
})

test('a penalty brings in finance and the chief of operations', () => {
  const roles = plantDay()
    .tell(5, [standing(D1, { promises: 1, penalty: 50_000 })])
    .map(({ role }) => role)
  assert.deepEqual(roles.slice(-3), ['finance', 'plantManager', 'coo'])
})

test('a signal that is lost is told to whoever looks after connections', () => {
  assert.deepEqual(inBrief(plantDay().tell(5, [standing(stop('L', 0, { kind: 'signalLost' }))])), ['ot reached L'])
})

test('a cause that reaches more is told again once that has lasted a minute; who had not heard of it hears it is there', () => {
  const day = plantDay()
  day.tell(2, [standing(D1, { insideSlack: 3 })])
  const more = [standing(D1, { promises: 2 })]
  assert.deepEqual(inBrief(day.tell(20, more)), [
    'operator reached D1',
    'planner reached D1',
    'sales reached D1',
    'plantManager reached D1',
  ])
  assert.deepEqual(inBrief(day.tell(21, more)), ['teamLead changed D1', 'maintenance changed D1'])
})

test('promises that come and go within a minute change nothing that is told', () => {
  const day = plantDay()
  day.tell(2, [standing(D1, { promises: 2 })])
  for (let k = 0; k < 20; k++) assert.deepEqual(day.tell(20 + k * 0.5, [standing(D1, { promises: 2 + (k % 2) })]), [])
})

test('a quarter more or less is told when it has stayed so for a quarter of an hour, and an hour after the last word of it', () => {
  const day = plantDay()
  const heard = (at: number, promises: number) => inBrief(day.tell(at, [standing(D1, { promises })])).includes('planner changed D1')
  day.tell(2, [standing(D1, { promises: 8 })])
  const minutes = Array.from({ length: 118 }, (_, k) => k + 3)
  // Nine instead of eight is inside the dead band; eleven is not, from the fortieth minute on, with a minute of eight in between.
  const at = (minute: number) => (minute < 40 ? 9 : minute === 50 ? 8 : 11)
  assert.deepEqual(
    minutes.filter((each) => heard(each, at(each))),
    [66],
  )
})

test('twice as many promises are told within a minute, however lately the last word was', () => {
  const day = plantDay()
  day.tell(2, [standing(D1, { promises: 4 })])
  assert.deepEqual(day.tell(4, [standing(D1, { promises: 8 })]), [])
  assert.ok(inBrief(day.tell(5, [standing(D1, { promises: 8 })])).includes('planner changed D1'))
})

test('twice the money is told within a minute, though the promises are the same', () => {
  const day = plantDay()
  const open = (penalty: number) => [standing(D1, { promises: 2, penalty })]
  const heard = (at: number, penalty: number) => inBrief(day.tell(at, open(penalty))).includes('planner changed D1')
  day.tell(2, open(100_000))
  assert.ok(!heard(4, 500_000))
  assert.ok(heard(5, 500_000))
})

test('what gets better step by step is told once, when it has come to its end', () => {
  const day = plantDay()
  day.tell(2, [standing(D1, { promises: 40 })])
  // A promise less every minute from the first hour on, until ten are left after an hour and a half.
  const left = (minute: number) => 40 - Math.min(30, Math.max(0, minute - 60))
  const minutes = Array.from({ length: 300 }, (_, k) => k + 3)
  const told = minutes.flatMap((each) => [...day.tell(each, [standing(D1, { promises: left(each) })])])
  const planner = told.filter(({ role }) => role === 'planner')
  assert.deepEqual(
    planner.map(({ occasion, facts }) => `${occasion} ${facts.promises}`),
    ['changed 10'],
  )
})

test('whoever hears that a cause is over reads the same numbers, also where some had heard of a change and others came later', () => {
  const day = plantDay()
  day.tell(2, [standing(D1, { promises: 8 })])
  // Finance comes in with the penalty, and the others are told an hour after the first word of it.
  const open = [standing(D1, { promises: 12, penalty: 20_000 })]
  assert.ok(inBrief(day.tell(30, open)).includes('finance reached D1'))
  const changed = inBrief(day.tell(80, [standing(D1, { promises: 14, penalty: 20_000 })]))
  assert.ok(changed.includes('planner changed D1') && !changed.includes('finance changed D1'))
  day.put('disruption', { ...D1, closedAt: minute(120) })
  const over = day.tell(121)
  assert.ok(over.some(({ role }) => role === 'finance') && over.some(({ role }) => role === 'planner'))
  assert.deepEqual([...new Set(over.map(({ facts }) => facts.promises))], [14])
})

test('a customer of whom a role was not told is a change, though the number of promises is about the same', () => {
  const day = plantDay()
  const hit = (...customers: readonly string[]) => [standing(D1, { promises: 8, customers })]
  day.tell(2, hit('Harbour'))
  day.tell(60, hit('Harbour', 'Railyard'))
  const told = day.tell(75, hit('Harbour', 'Railyard')).find(({ role }) => role === 'sales')
  assert.deepEqual([told?.occasion, told?.facts.customerNames], ['changed', ['Harbour', 'Railyard']])
})

test('a cause that is over is told to those who knew of it, with the numbers that they know and when it ended', () => {
  const day = plantDay()
  day.tell(2, [standing(D1, { promises: 2 })])
  day.put('disruption', { ...D1, closedAt: minute(61), reason: 'electrode' })
  const told = day.tell(62)
  assert.deepEqual(inBrief(told).slice(0, 2), ['operator over D1', 'teamLead over D1'])
  assert.equal(told.length, 6)
  const { facts } = told[0] ?? {}
  assert.deepEqual([facts?.promises, facts?.untilAt, facts?.reason, facts?.mustEndBy], [2, minute(61), 'electrode', null])
  assert.deepEqual(day.tell(63), [])
})

test('a cause whose record is gone is spoken of no more', () => {
  const day = plantDay()
  day.tell(2, [standing(D1, { promises: 2 })])
  ;(day.model.byKind.disruption as Map<string, unknown>).delete('D1')
  assert.deepEqual(day.tell(30), [])
})

test('what was told is not told again after the program started anew', () => {
  const day = plantDay()
  const open = [standing(D1, { promises: 2 })]
  assert.equal(day.tell(2, open).length, 6)
  day.restart()
  assert.deepEqual(day.tell(3, open), [])
  assert.deepEqual(day.tell(30, open), [])
})

test('a shelved cause is silent for that role alone, until the shelving ends', () => {
  const day = plantDay()
  day.put('shelving', { id: 's', disruptionId: 'D1', role: 'sales', at: minute(0), untilAt: minute(60), reason: 'customer knows' })
  assert.ok(!inBrief(day.tell(2, [standing(D1, { promises: 2 })])).includes('sales reached D1'))
  assert.deepEqual(day.tell(59, [standing(D1, { promises: 2 })]), [])
  assert.deepEqual(inBrief(day.tell(61, [standing(D1, { promises: 2 })])), ['sales reached D1'])
})
