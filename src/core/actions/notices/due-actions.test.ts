/** Who is asked, who hears that an action still waits, and when: in working hours, unless a promise breaks before the next shift. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Action } from '../../records/action.ts'
import type { WorkRole } from '../../records/work-role.ts'
import type { Instant } from '../../values/instant.ts'
import { inBrief, minute, type PlantDay, plantDay, standing, stop } from './standings.fixture.ts'

const HOUR = 60

/** An action that the role is asked for at six o'clock on Monday, or so many minutes later. */
function asked(ownerRole: WorkRole, more: Partial<Action> = {}): Action {
  return { id: 'A', kind: 'overtime', ownerRole, state: 'proposed', moves: [], proposedAt: minute(0), ...more }
}

/** One shift a day, from six to two in the afternoon, Monday to Friday. */
function withShift(day: PlantDay): PlantDay {
  day.put('site', { id: 'works', name: 'Works', zone: 'UTC', currency: 'EUR' })
  day.put('calendar', { id: 'early', name: 'Early', zone: 'UTC' })
  day.put('shift', {
    ...{ id: 'early', calendarId: 'early', name: 'Early', days: ['mon', 'tue', 'wed', 'thu', 'fri'], working: true },
    ...{ startTime: '06:00', endTime: '14:00' },
  })
  return day
}

/** What is told from one minute to another, looking every five: `plantManager escalated A at 20`. */
function toldFrom(day: PlantDay, [from, to]: readonly [number, number], open: Parameters<PlantDay['tell']>[1] = []): readonly string[] {
  const lines: string[] = []
  for (let at = from; at <= to; at += 5) for (const line of inBrief(day.tell(at, open))) lines.push(`${line} at ${at}`)
  return lines
}

describe('an action that nobody takes', () => {
  test('is told to the next role when its time to answer is over, step by step, and then to nobody', () => {
    const day = withShift(plantDay())
    day.put('action', asked('planner'))
    assert.deepEqual(toldFrom(day, [0, 3 * HOUR]), ['planner asked A at 0', 'plantManager escalated A at 20', 'coo escalated A at 40'])
  })

  test("goes up the operators' and maintenance's own ways", () => {
    for (const [role, ways] of [
      ['operator', ['teamLead escalated A at 20', 'plantManager escalated A at 40']],
      ['maintenance', ['plantManager escalated A at 20']],
      ['buyer', ['plantManager escalated A at 20', 'coo escalated A at 40']],
    ] as const) {
      const day = withShift(plantDay())
      day.put('action', asked(role))
      assert.deepEqual(toldFrom(day, [0, 2 * HOUR]).slice(1), ways)
    }
  })

  test('waits for the next shift outside of it', () => {
    const day = withShift(plantDay())
    day.put('action', asked('planner', { proposedAt: minute(9 * HOUR) }))
    // Asked at three in the afternoon; the next shift begins at six on Tuesday.
    assert.deepEqual(toldFrom(day, [9 * HOUR, 24 * HOUR + 30]), [
      `planner asked A at ${9 * HOUR}`,
      `plantManager escalated A at ${24 * HOUR + 20}`,
    ])
  })

  test('does not wait where it is wanted before anybody is back', () => {
    const day = withShift(plantDay())
    day.put('action', asked('planner', { proposedAt: minute(9 * HOUR), byAt: minute(12 * HOUR) }))
    assert.deepEqual(toldFrom(day, [9 * HOUR, 24 * HOUR]), [
      `planner asked A at ${9 * HOUR}`,
      `plantManager escalated A at ${9 * HOUR + 20}`,
      `coo escalated A at ${9 * HOUR + 40}`,
    ])
  })

  test('does not wait where a promise breaks before; a promise that breaks later can wait', () => {
    const waits = (mustEndBy: Instant): readonly string[] => {
      const day = withShift(plantDay())
      day.put('action', asked('maintenance', { proposedAt: minute(9 * HOUR), disruptionId: 'D' }))
      const open = [standing(stop('D', 9 * HOUR), { promises: 1, mustEndBy })]
      return toldFrom(day, [9 * HOUR, 16 * HOUR], open).filter((line) => line.includes('escalated'))
    }
    assert.deepEqual(waits(minute(14 * HOUR)), [`plantManager escalated A at ${9 * HOUR + 20}`])
    assert.deepEqual(waits(minute(30 * HOUR)), [])
  })

  test('is spoken of no more when it was taken, or when its cause is over', () => {
    const day = withShift(plantDay())
    day.put('action', asked('planner'))
    day.tell(0)
    day.put('action', asked('planner', { state: 'taken', takenAt: minute(10) }))
    assert.deepEqual(toldFrom(day, [20, HOUR]), [])

    const other = withShift(plantDay())
    other.put('disruption', { ...stop('D', 0), closedAt: minute(10) })
    other.put('action', asked('planner', { disruptionId: 'D' }))
    assert.deepEqual(toldFrom(other, [0, HOUR]), ['planner asked A at 0'])
  })

  test('goes on being told when somebody called for help, though the machine runs again: a person still waits', () => {
    const day = withShift(plantDay())
    day.put('disruption', { ...stop('D', 0), closedAt: minute(1) })
    day.put('action', asked('teamLead', { kind: 'help', workUnitId: 'weld-1', disruptionId: 'D' }))
    assert.deepEqual(toldFrom(day, [0, HOUR]), ['teamLead help A at 0', 'plantManager escalated A at 20'])
  })

  test('a plant without calendars works around the clock', () => {
    const day = plantDay()
    day.put('action', asked('planner', { proposedAt: minute(18 * HOUR) }))
    assert.deepEqual(toldFrom(day, [18 * HOUR, 18 * HOUR + 30]).slice(1), [`plantManager escalated A at ${18 * HOUR + 20}`])
  })
})

test('what came of an action is told to whoever was asked, to the plant and to finance, with what it kept', () => {
  const EUR = { amount: 100_000, scale: 2, currency: 'EUR' }
  const money = { revenue: EUR, contribution: EUR, penalty: null }
  const none = { revenue: null, contribution: null, penalty: null }
  const sums = { revenue: [EUR], contribution: [EUR], penalty: [] }
  const day = plantDay()
  day.put('customer', { id: 'harbour', name: 'Harbour Cranes' })
  day.put('action', asked('planner', { state: 'done', takenAt: minute(1), doneAt: minute(5) }))
  day.put('outcome', {
    ...{ id: 'outcome-A', actionId: 'A', disruptionId: 'D', settledAt: minute(60), verdict: 'worked' },
    figures: {
      ...{ causeEndedAt: minute(50), secondsBack: 3600, promisesKept: 1, promisesBroken: 0, saved: sums, cost: null, reached: [] },
      lines: [
        {
          ...{
            salesOrderLineId: 'SO-1',
            customerId: 'harbour',
            dueAt: minute(90),
            withoutAt: minute(120),
            withAt: minute(80),
            met: true,
            kept: true,
          },
          ...{ exposureWithout: money, exposureWith: none, saved: money },
        },
      ],
    },
  })
  const told = day.tell(61)
  assert.deepEqual(inBrief(told), ['planner settled A', 'finance settled A', 'plantManager settled A'])
  const { facts } = told[0] ?? {}
  assert.deepEqual([facts?.verdict, facts?.promises, facts?.customerNames, facts?.saved], ['worked', 1, ['Harbour Cranes'], sums])
  assert.deepEqual(day.tell(62), [])
})
