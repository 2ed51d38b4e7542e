/** What a light over a work center shows, and when it goes out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { andonOf } from './andon.ts'
import { minute, type PlantDay, plantDay, standing, stop } from './standings.fixture.ts'

const D1 = stop('D1', 0, { workUnitId: 'weld-2', reason: 'electrode' })

function welding(): PlantDay {
  const day = plantDay()
  day.put('workCenter', { id: 'welding', name: 'Welding' })
  day.put('workCenter', { id: 'paint', name: 'Paint' })
  day.put('workUnit', { id: 'weld-2', name: 'Weld 2', workCenterId: 'welding' })
  return day
}

const lights = (day: PlantDay, at: number) =>
  andonOf(day.model, { now: minute(at), language: 'en' }).map(
    ({ workCenterId, level, items }) => `${workCenterId} ${level} ${items.length}`,
  )

test('a stop lights its work center after a minute, with what was told of it, and goes out with its end', () => {
  const day = welding()
  day.put('disruption', D1)
  assert.deepEqual(lights(day, 0.5), ['paint none 0', 'welding none 0'])
  day.tell(2, [standing(D1, { promises: 2 })])
  assert.deepEqual(lights(day, 2), ['paint none 0', 'welding stop 1'])
  const [, state] = andonOf(day.model, { now: minute(2), language: 'de' })
  assert.deepEqual(state?.items[0], {
    ...{ level: 'stop', place: 'Weld 2', sinceAt: minute(0), promises: 2, coming: false },
    text: 'Weld 2 steht, seit Mo., 4. Mai, 06:00. Grund: electrode.',
  })
  day.put('disruption', { ...D1, closedAt: minute(30) })
  assert.deepEqual(lights(day, 31), ['paint none 0', 'welding none 0'])
})

test('a call for help lights until it is answered for, and says when somebody is coming; a stop stands before it', () => {
  const day = welding()
  const call = {
    id: 'H',
    kind: 'help',
    ownerRole: 'teamLead',
    workUnitId: 'weld-2',
    what: 'gas is empty',
    moves: [],
    proposedAt: minute(3),
  } as const
  day.put('action', { ...call, state: 'proposed' })
  assert.deepEqual(lights(day, 3), ['paint none 0', 'welding help 1'])
  day.put('action', { ...call, state: 'taken' })
  assert.equal(andonOf(day.model, { now: minute(4), language: 'en' })[1]?.items[0]?.coming, true)
  day.put('disruption', D1)
  assert.deepEqual(lights(day, 4), ['paint none 0', 'welding stop 2'])
  day.put('action', { ...call, state: 'done' })
  day.put('disruption', { ...D1, closedAt: minute(5) })
  assert.deepEqual(lights(day, 6), ['paint none 0', 'welding none 0'])
})
