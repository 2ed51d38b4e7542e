/** What a team's work kept for customers: by work orders, by materials, and never of a group in which single people could be told apart. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Model, putRecord } from '../chain/model.ts'
import { readPlant } from '../impact/plant-text.fixture.ts'
import { WEEKDAYS } from '../records/shift.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import { keptFor } from './kept.ts'

const at = (day: number): Instant => instantFromMs(Date.parse(`2026-05-0${day}T12:00:00Z`))
const WEEK = { fromAt: at(4), toAt: at(9) }

const SHOP = `
  now 2026-05-04 08:00
  center casting
  center milling
  center packing
  material blank, made
  material gear, made
  material box, bought
  bill gear takes 1 blank
  step blank 10 at casting, run 1min
  step gear 10 at milling, run 1min
  order W1 4 gear, for line A
  operation W1/10 at milling, work 1h
  line A 4 gear, for harbour, due Tue 12:00
  line B 4 gear, for railyard, due Wed 12:00
  line C 4 box, for quarry, due Wed 12:00
`

function shop(people: Readonly<Record<string, number>>): Model {
  const { model } = readPlant(SHOP)
  for (const [center, areaId] of [
    ['casting', 'hot'],
    ['milling', 'hot'],
    ['packing', 'cold'],
  ] as const) {
    const record = model.byKind.workCenter.get(center)
    if (record !== undefined) putRecord(model, 'workCenter', { ...record, areaId })
  }
  for (const [id, day] of [
    ['A', 5],
    ['B', 7],
    ['C', 6],
  ] as const) {
    const record = model.byKind.salesOrderLine.get(id)
    if (record !== undefined) putRecord(model, 'salesOrderLine', { ...record, shippedAt: at(day), status: 'shipped' })
  }
  for (const [workCenterId, count] of Object.entries(people)) {
    for (let k = 0; k < count; k++) {
      const personId = `${workCenterId}-${k}`
      // Rostered twice, a person is one person.
      for (const day of [5, 6])
        putRecord(model, 'roster', { id: `${personId}-${day}`, personId, workCenterId, startAt: at(day), endAt: at(day + 1) })
    }
  }
  return model
}

function kept(model: Model, workCenterId: string) {
  const answer = keptFor(model, { workCenterId, ...WEEK })
  assert.ok(answer.ok)
  const { widened, promises, shippedOnTime, shipped, customers } = answer.value
  return {
    widened,
    promises: promises.map(({ salesOrderLineId, onTime }) => `${salesOrderLineId} ${onTime ? 'on time' : 'late'}`),
    shippedOnTime,
    shipped,
    customers: customers.map(({ name }) => name),
  }
}

test('eight millers see the promises that went through milling: on time to Harbour, a day late to Railyard', () => {
  assert.deepEqual(kept(shop({ milling: 8 }), 'milling'), {
    widened: 'none',
    promises: ['B late', 'A on time'],
    shippedOnTime: 1,
    shipped: 2,
    customers: ['harbour', 'railyard'],
  })
})

test('a promise goes through whoever made a part of it, by the bill of its material', () => {
  assert.deepEqual(kept(shop({ casting: 9 }), 'casting').promises, ['B late', 'A on time'])
})

test('seven millers see what their area kept, when there are eight people in it', () => {
  assert.equal(kept(shop({ milling: 7, casting: 1 }), 'milling').widened, 'area')
})

test('an area from which a shown team could be subtracted is not shown to the few that are left of it', () => {
  assert.equal(kept(shop({ milling: 3, casting: 8 }), 'casting').widened, 'none')
  assert.equal(kept(shop({ milling: 3, casting: 8 }), 'milling').widened, 'site')
})

test('where too few people are rostered, or nobody knows who is, the figures are those of the site', () => {
  assert.equal(kept(shop({ milling: 3, casting: 4, packing: 9 }), 'milling').widened, 'site')
  assert.equal(kept(shop({}), 'milling').widened, 'site')
})

const TIMES = { early: ['06:00', '14:00'], late: ['14:00', '22:00'] } as const
type ShiftName = keyof typeof TIMES

/** Millers in two shifts on Tuesday; W1 was milled on Tuesday at noon, in the early one. */
function inShifts(people: Readonly<Record<ShiftName, number>>): Model {
  const model = shop({})
  putRecord(model, 'calendar', { id: 'two', name: 'Two shifts', zone: 'UTC' })
  const center = model.byKind.workCenter.get('milling')
  if (center !== undefined) putRecord(model, 'workCenter', { ...center, calendarId: 'two' })
  const order = model.byKind.operation.get('W1/10') ?? [...model.byKind.operation.values()][0]
  if (order !== undefined) putRecord(model, 'operation', { ...order, status: 'completed', actualEndAt: at(5) })
  for (const name of ['early', 'late'] as const) {
    const [startTime, endTime] = TIMES[name]
    putRecord(model, 'shift', { id: name, name, calendarId: 'two', days: WEEKDAYS, startTime, endTime, working: true })
    for (let k = 0; k < people[name]; k++) {
      const on = (time: string) => instantFromMs(Date.parse(`2026-05-05T${time}:00Z`))
      const personId = `${name}-${k}`
      putRecord(model, 'roster', { id: personId, personId, workCenterId: 'milling', startAt: on(startTime), endAt: on(endTime) })
    }
  }
  return model
}

function keptIn(model: Model, shift: ShiftName) {
  const answer = keptFor(model, { workCenterId: 'milling', shift, ...WEEK })
  assert.ok(answer.ok)
  const { widened, shifts, promises } = answer.value
  return [shifts.join(' '), answer.value.shift, widened, promises.map(({ salesOrderLineId }) => salesOrderLineId).join(' ')]
}

test('a shift sees the promises whose work ended in it, and only those that are recorded so', () => {
  const model = inShifts({ early: 8, late: 9 })
  assert.deepEqual(keptIn(model, 'early'), ['early late', 'early', 'none', 'A'])
  assert.deepEqual(keptIn(model, 'late'), ['early late', 'late', 'none', ''])
})

test('a shift of few people, or one that would leave few to be subtracted, is told as the whole team', () => {
  const model = inShifts({ early: 8, late: 3 })
  assert.deepEqual(keptIn(model, 'late'), ['early late', null, 'none', 'B A'])
  assert.deepEqual(keptIn(model, 'early'), ['early late', null, 'none', 'B A'])
})

test('of a work center that is not there nothing is told', () => {
  const answer = keptFor(shop({}), { workCenterId: 'painting', ...WEEK })
  assert.equal(answer.ok ? undefined : answer.problem.code, 'record-not-found')
})
