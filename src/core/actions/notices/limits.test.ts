/** What a role can take in: ten messages in the first ten minutes of an upset, then one in ten minutes; and nothing is lost by it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Notice } from '../../records/notice.ts'
import { WORK_ROLES } from '../../records/work-role.ts'
import { instantToMs } from '../../values/instant.ts'
import { inBrief, minute, plantDay, standing, stop } from './standings.fixture.ts'

const stops = (n: number) => Array.from({ length: n }, (_, k) => standing(stop(`D${String(k).padStart(2, '0')}`, 0), { promises: 20 - k }))
const heardBy = (role: string, told: readonly Notice[]) => told.filter((each) => each.role === role)

describe('fifteen machines stop at once', () => {
  test('the ten that cost most are told, and ten minutes later one message tells of the other five', () => {
    const day = plantDay()
    const first = heardBy('planner', day.tell(2, stops(15)))
    assert.deepEqual(
      first.map(({ disruptionId }) => disruptionId),
      Array.from({ length: 10 }, (_, k) => `D0${k}`),
    )
    for (let at = 3; at < 12; at++) assert.deepEqual(day.tell(at, stops(15)), [])
    const [next, ...others] = heardBy('planner', day.tell(12, stops(15)))
    assert.deepEqual([next?.disruptionId, others.length], ['D10', 0])
    assert.deepEqual(
      next?.facts.others,
      [11, 12, 13, 14].map((k) => ({ disruptionId: `D${k}`, promises: 20 - k })),
    )
    assert.deepEqual(day.tell(40, stops(15)), [])
  })

  test('after half an hour of calm another upset may be told of in full', () => {
    const day = plantDay()
    day.tell(2, stops(10))
    const more = [...stops(10), ...['E1', 'E2', 'E3'].map((id) => standing(stop(id, 30), { promises: 1 }))]
    assert.equal(heardBy('planner', day.tell(33, more)).length, 3)
  })

  test('whoever is called for help hears it at once, whatever else is told', () => {
    const day = plantDay()
    day.tell(2, stops(15))
    day.put('workUnit', { id: 'weld-2', name: 'Weld 2', workCenterId: 'welding' })
    day.put('action', {
      ...{ id: 'H', kind: 'help', ownerRole: 'teamLead', state: 'proposed', workUnitId: 'weld-2', what: 'gas is empty', moves: [] },
      proposedAt: minute(3),
    })
    const told = day.tell(3, stops(15))
    assert.deepEqual(inBrief(told), ['teamLead help H'])
    assert.deepEqual([told[0]?.facts.place, told[0]?.facts.reason], ['Weld 2', 'gas is empty'])
  })
})

/** Causes that begin and end in any order, over six hours; each breaks some promises. */
const histories = fc.array(
  fc.record({ from: fc.nat({ max: 300 }), lasts: fc.integer({ min: 1, max: 200 }), promises: fc.integer({ min: 0, max: 5 }) }),
  { maxLength: 40 },
)

function sixHours(causes: readonly { readonly from: number; readonly lasts: number; readonly promises: number }[]) {
  const day = plantDay()
  const told: Notice[] = []
  for (let at = 0; at <= 400; at++) {
    const open = causes.flatMap(({ from, lasts, promises }, k) => {
      const cause = stop(`D${k}`, from)
      if (at < from) return []
      if (at < from + lasts) return [standing(cause, { promises })]
      day.put('disruption', { ...cause, closedAt: minute(from + lasts) })
      return []
    })
    told.push(...day.tell(at, open))
  }
  return told
}

describe('laws of what roles are told', () => {
  test('never more than ten in ten minutes, and one in ten minutes after the first ten of an upset', () => {
    fc.assert(
      fc.property(histories, (causes) => {
        const told = sixHours(causes)
        for (const role of WORK_ROLES) {
          const minutes = heardBy(role, told).map(({ at }) => (instantToMs(at) - instantToMs(minute(0))) / 60_000)
          for (const from of minutes) assert.ok(minutes.filter((each) => each >= from && each < from + 10).length <= 10)
          let began = Number.NEGATIVE_INFINITY
          for (const [k, each] of minutes.entries()) {
            const before = minutes[k - 1] ?? Number.NEGATIVE_INFINITY
            if (each - before >= 30) began = each
            if (each - began >= 10) assert.ok(each - before >= 10, `${role} at ${before} and ${each}`)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a cause that flutters is told of once an hour, or when it has doubled', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 30, maxLength: 360 }), (promises) => {
        const day = plantDay()
        const cause = stop('D0', 0)
        const told = heardBy(
          'planner',
          promises.flatMap((each, at) => [...day.tell(at, [standing(cause, { promises: each, insideSlack: 1 })])]),
        )
        for (const [k, { at, facts }] of told.entries()) {
          const before = told[k - 1]
          if (before === undefined) continue
          const passed = (instantToMs(at) - instantToMs(before.at)) / 60_000
          assert.ok(passed >= 60 || facts.promises >= 2 * before.facts.promises, `${before.facts.promises}, then ${facts.promises}`)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('whoever is told of a cause at one time is told the same numbers', () => {
    const looks = fc.array(fc.record({ promises: fc.nat({ max: 12 }), penalty: fc.constantFrom(0, 0, 50_000) }), {
      minLength: 90,
      maxLength: 240,
    })
    fc.assert(
      fc.property(looks, (reaches) => {
        const day = plantDay()
        const cause = stop('D0', 0)
        const told = reaches.flatMap((each, at) => [...day.tell(at, [standing(cause, { ...each, insideSlack: 1 })])])
        day.put('disruption', { ...cause, closedAt: minute(reaches.length) })
        for (let at = reaches.length; at < reaches.length + 60; at++) told.push(...day.tell(at))
        const over = told.filter(({ occasion }) => occasion === 'over')
        assert.ok(new Set(over.map(({ facts }) => JSON.stringify(facts))).size <= 1)
        for (const { at, facts } of told) for (const each of told) if (each.at === at) assert.deepEqual(each.facts, facts)
      }),
      { numRuns: 50 },
    )
  })

  test('one message for each cause, occasion and role where nothing changes; every cause that lasts is told, by name or in number', () => {
    fc.assert(
      fc.property(histories, (causes) => {
        const told = sixHours(causes)
        const keys = told.map(({ role, occasion, disruptionId }) => `${role} ${occasion} ${disruptionId}`)
        assert.equal(new Set(keys).size, keys.length)
        const known = new Set(
          heardBy('planner', told).flatMap(({ disruptionId, facts }) => [disruptionId, ...facts.others.map((each) => each.disruptionId)]),
        )
        for (const [k, { lasts, promises }] of causes.entries()) if (promises > 0 && lasts > 40) assert.ok(known.has(`D${k}`), `D${k}`)
      }),
      { numRuns: 40 },
    )
  })
})
