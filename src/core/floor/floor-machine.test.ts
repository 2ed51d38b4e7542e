/** What a work unit is taken to do, from what its signals say: states, stops and their reasons, pieces, silences, mappings that change. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkUnitState } from '../records/work-unit-state.ts'
import { ALL, at, reading, rulesOf, type Shop, secondsOf, shop, signal, spanText } from './floor-plant.fixture.ts'

const standing = (floor: Shop): string => {
  const { state, since, reason } = floor.now() ?? {}
  return `${state} since ${since === undefined ? '?' : secondsOf(since)}${reason === undefined ? '' : `: ${reason}`}`
}

test('a welder that runs, stops for its electrode and runs again leaves spans with reasons', () => {
  const floor = shop()
  floor.tell('state', 0, 'producing')
  floor.tell('state', 600, 'down')
  floor.tell('reason', 600, 'electrode')
  assert.equal(standing(floor), 'down since 600: electrode')
  floor.tell('state', 1500, 'producing')
  floor.tell('reason', 1500, '')
  floor.tell('state', 1800, 'stopped')
  floor.tell('state', 1920, 'producing')
  assert.equal(standing(floor), 'producing since 1920')
  assert.deepEqual(floor.spans.map(spanText), [
    'producing 0-600',
    'down 600-1500 (electrode)',
    'producing 1500-1800',
    'stopped 1800-1920 micro',
  ])
})

test('the shift of 06:00 to 14:00 adds up from spans that begin before it and end behind it', () => {
  const minute = 60
  const floor = shop()
  for (const [minutes, state] of [
    [-10, 'producing'],
    [20, 'stopped'],
    [24, 'producing'],
    [460, 'down'],
    [490, 'producing'],
  ] as const)
    floor.tell('state', minutes * minute, state)
  floor.drain()
  // Planned: six to two without the break from ten to half past.
  const planned = [
    [0, 240],
    [270, 480],
  ] as const
  const inside = (state: string, micro: boolean): number =>
    floor.spans
      .filter((span) => span.state === state && span.micro === micro)
      .flatMap(({ fromAt, toAt }) =>
        planned.map(([from, to]) => Math.max(0, Math.min(secondsOf(toAt) / minute, to) - Math.max(secondsOf(fromAt) / minute, from))),
      )
      .reduce((sum, minutes) => sum + minutes, 0)
  assert.deepEqual([inside('producing', false), inside('stopped', true), inside('down', false)], [426, 4, 20])
})

test('a reason told a moment before the stop is the reason of the stop, one of an earlier stop is not', () => {
  const ahead = shop()
  ahead.tell('state', 0, 'producing')
  ahead.tell('reason', 599, 'wire jam')
  ahead.tell('state', 600, 'down')
  assert.equal(standing(ahead), 'down since 600: wire jam')
  ahead.tell('state', 900, 'producing')
  assert.equal(standing(ahead), 'producing since 900')
  ahead.tell('state', 2000, 'down')
  assert.equal(standing(ahead), 'down since 2000')
  // Told late: it belonged to what has ended.
  ahead.tell('reason', 800, 'electrode')
  assert.equal(standing(ahead), 'down since 2000')
})

test('words mean what the vocabulary of their signal says: PackML, MTConnect, plain names, words of the plant before all', () => {
  const state = (vocabulary: string | undefined, value: string | number, words: Parameters<typeof rulesOf>[1] = []): string | undefined => {
    const floor = shop(rulesOf([signal('state', vocabulary === undefined ? {} : { vocabulary })], words))
    floor.tell('state', 0, value)
    return floor.now()?.state
  }
  assert.deepEqual(
    [state('packml', 6), state('packml', '9'), state('packml', 5), state('packml', 11)],
    ['producing', 'down', 'waiting', 'held'],
  )
  assert.deepEqual(
    [state('mtconnect', 'ACTIVE'), state('mtconnect', 'FEED_HOLD'), state('mtconnect', 'READY')],
    ['producing', 'held', 'idle'],
  )
  assert.deepEqual([state(undefined, 'Producing'), state(undefined, 'nonproduction')], ['producing', 'nonProduction'])
  const own = [{ id: 'w', vocabulary: 'packml', word: '5', state: 'idle' }] as const
  assert.deepEqual([state('packml', 5, own), state('packml', 6, own)], ['idle', 'producing'])
})

test('a word that nobody has given a meaning is no state, and is told as it was said', () => {
  const floor = shop()
  floor.tell('state', 0, 'producing')
  floor.tell('state', 60, 'HOMING')
  assert.equal(standing(floor), 'unknown since 60: HOMING')
  floor.tell('state', 70, 'PARKING')
  assert.equal(standing(floor), 'unknown since 60: PARKING')
})

test('null, bad and stale values leave nothing known, and never make a stop', () => {
  for (const [value, quality, state] of [
    [null, 'good', 'unknown'],
    ['down', 'bad', 'unknown'],
    ['producing', 'stale', 'stale'],
  ] as const) {
    const floor = shop()
    floor.tell('state', 0, 'producing')
    floor.tell('state', 60, value, { quality })
    assert.equal(standing(floor), `${state} since 60`)
    floor.tell('state', 50, 'down')
    assert.equal(standing(floor), `${state} since 60`, 'a late word does not bring it back')
    floor.tell('state', 90, 'producing', { quality: 'uncertain' })
    assert.equal(standing(floor), 'producing since 90')
  }
})

test('a lost connection is unobserved time, and a stop that still lasts behind it keeps its reason', () => {
  const floor = shop()
  floor.tell('state', 0, 'down')
  floor.tell('reason', 5, 'electrode')
  floor.machine.lost('hall/', at(100))
  assert.equal(standing(floor), 'offline since 100')
  assert.equal(floor.now()?.observedAt, at(5))
  // The birth tells again what was told before, with the times of before.
  floor.tell('state', 0, 'down')
  floor.tell('reason', 5, 'electrode')
  assert.equal(standing(floor), 'down since 100: electrode')
  floor.machine.lost('other/', at(200))
  assert.equal(standing(floor), 'down since 100: electrode')
})

test('late, repeated and historical readings change nothing', () => {
  const floor = shop()
  floor.tell('state', 100, 'producing')
  floor.tell('goodCount', 100, 10)
  floor.tell('goodCount', 160, 14)
  assert.equal(floor.now()?.goodTotal, 4)
  const facts = floor.facts.length
  floor.tell('state', 50, 'down')
  floor.tell('state', 100, 'producing')
  floor.tell('state', 200, 'down', { historical: true })
  floor.tell('goodCount', 130, 12)
  floor.tell('goodCount', 160, 14)
  floor.tell('goodCount', 300, 99, { historical: true })
  floor.drain()
  assert.equal(floor.facts.length, facts)
})

test('a counter begins where it is first heard, and survives a reset, a rollover and a hand that sets it back', () => {
  const floor = shop(rulesOf([signal('state'), signal('goodCount', { rolloverAt: 9999 })]))
  const total = (seconds: number, counter: number | string | bigint): number | undefined => {
    floor.tell('goodCount', seconds, counter)
    return floor.now()?.goodTotal
  }
  floor.tell('state', 0, 'producing')
  assert.equal(total(0, 9000), 0)
  assert.equal(total(1, 9990), 990)
  assert.equal(total(2, 4), 990 + 9 + 5)
  assert.equal(total(3, 1000), 2000)
  assert.equal(total(4, 3), 2003, 'a reset: three pieces since')
  assert.equal(total(5, 100n), 2100)
  floor.tell('goodCount', 6, 60)
  assert.deepEqual(floor.machine.drain().setBacks, [
    { workUnitId: 'weld-2', address: 'hall/weld-2:goodCount', atMs: reading(6, 0).atMs, before: 100, now: 60 },
  ])
  assert.equal(total(7, '61'), 2101)
  assert.equal(total(8, 'many'), 2101)
})

test('after a restart counting goes on from the records, and a machine that counted meanwhile is caught up with', () => {
  const restored: WorkUnitState = {
    id: 'weld-2',
    workUnitId: 'weld-2',
    state: 'producing',
    since: at(0),
    observedAt: at(60),
    goodCounter: 105,
    goodTotal: 5,
    workOrderId: '4711',
    sequence: 20,
  }
  const floor = shop(rulesOf(), [restored])
  floor.tell('goodCount', 60, 105)
  floor.drain()
  assert.deepEqual(floor.facts, [])
  floor.tell('goodCount', 120, 108)
  const fact = floor.now()
  assert.deepEqual([fact?.goodTotal, fact?.state, fact?.runningOrder], [8, 'producing', '4711/20'])
})

test('pieces that were counted before another order begins are told under the order before', () => {
  const floor = shop()
  floor.tell('state', 0, 'producing')
  floor.tell('runningOrder', 0, 'A/10')
  floor.tell('goodCount', 0, 0)
  floor.tell('goodCount', 10, 3)
  floor.tell('runningOrder', 11, 'B/10')
  floor.tell('goodCount', 20, 4)
  floor.drain()
  assert.deepEqual(floor.facts.map(({ runningOrder, goodTotal }) => [runningOrder, goodTotal ?? 0]).slice(-2), [
    ['A/10', 3],
    ['B/10', 4],
  ])
})

test('another counter is where counting begins anew, and what was counted stays', () => {
  const floor = shop()
  floor.tell('state', 0, 'producing')
  floor.tell('goodCount', 0, 100)
  floor.tell('goodCount', 10, 120)
  const other = { ...signal('goodCount'), address: 'hall/weld-2:parts' }
  floor.machine.map(rulesOf([signal('state'), other]))
  floor.machine.take(other.address, reading(5, 50_000))
  assert.deepEqual([floor.now()?.goodTotal, floor.now()?.goodCounter], [20, 50_000])
  floor.machine.take(other.address, reading(30, 50_002))
  assert.equal(floor.now()?.goodTotal, 22)
})

test('a word that gets another meaning is read so at once, from when it was said', () => {
  const floor = shop(rulesOf(ALL))
  floor.tell('state', 0, 'producing')
  floor.tell('state', 60, 'CLAMPING')
  assert.equal(standing(floor), 'unknown since 60: CLAMPING')
  floor.machine.map(rulesOf(ALL, [{ id: 'w', vocabulary: '', word: 'clamping', state: 'setup' }]))
  assert.equal(standing(floor), 'setup since 60')
  assert.deepEqual(floor.spans.map(spanText), ['producing 0-60'])
})

test('a unit whose state nobody tells any more is unknown, and does not run for ever', () => {
  const floor = shop()
  floor.tell('state', 0, 'producing')
  floor.tell('goodCount', 60, 1)
  floor.machine.map(rulesOf(ALL.filter(({ role }) => role !== 'state')))
  assert.equal(standing(floor), 'unknown since 60')
})

test('a unit that only counts is heard of, and its state is unknown', () => {
  const floor = shop(rulesOf([signal('goodCount')]))
  floor.tell('goodCount', 0, 7)
  floor.tell('goodCount', 60, 9)
  const fact = floor.now()
  assert.deepEqual([fact?.state, fact?.since, fact?.observedAt, fact?.goodTotal], ['unknown', at(0), at(60), 2])
})

test('of two signals for one role the first by id is read', () => {
  const second = { ...signal('state'), id: 'z', address: 'hall/weld-2:other' }
  const floor = shop(rulesOf([second, signal('state')]))
  floor.machine.take(second.address, reading(5, 'down'))
  assert.equal(floor.now(), undefined)
  floor.tell('state', 6, 'producing')
  assert.equal(standing(floor), 'producing since 6')
})

test('one address may tell of several units', () => {
  const line = signal('state', { id: 'line', workUnitId: 'weld-3', address: 'hall/weld-2:state' })
  const floor = shop(rulesOf([...ALL, line]))
  floor.tell('state', 0, 'down')
  floor.drain()
  assert.deepEqual(floor.facts.map(({ workUnitId, state }) => `${workUnitId} ${state}`).sort(), ['weld-2 down', 'weld-3 down'])
})

test('a machine whose clock is behind ours is heard again after a loss, and no span runs backwards', () => {
  const floor = shop()
  floor.tell('state', 0, 'producing')
  floor.machine.lost('', at(3600))
  floor.tell('state', 10, 'down')
  assert.equal(standing(floor), 'down since 3600')
  floor.tell('state', 20, 'producing')
  floor.drain()
  assert.ok(
    floor.spans.every(({ fromAt, toAt }) => fromAt < toAt),
    floor.spans.map(spanText).join(),
  )
})
