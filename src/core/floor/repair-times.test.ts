/** How long a stop is expected to last, from what is on record: worked by hand, in minutes after six o'clock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Disruption } from '../records/disruption.ts'
import type { Said } from '../values/said.ts'
import { at, secondsOf } from './floor-plant.fixture.ts'
import { expectedEnd } from './repair-times.ts'

let nth = 0

function basisText({ code, facts: { lastedSeconds, stillOpen, ...facts } }: Said): string {
  const longer = (lastedSeconds ?? null) === null ? '' : `, longer than ${lastedSeconds}`
  return `${[code, ...Object.values(facts)].join(' ')}${longer}${(stillOpen ?? 0) === 0 ? '' : `, ${stillOpen} open`}`
}

/** A stop of so many minutes that ended long ago; one without minutes is still open. */
function stop(minutes: number, more: Partial<Disruption> = {}): Disruption {
  const startAt = at(-86_400 * 30)
  nth += 1
  return {
    id: `D-${nth}`,
    kind: 'workUnitDown',
    workUnitId: 'weld-2',
    startAt,
    closedAt: at(-86_400 * 30 + minutes * 60),
    ...more,
  }
}

function still(minutes: number, more: Partial<Disruption> = {}): Disruption {
  const { closedAt: _open, ...open } = stop(0, { startAt: at(-minutes * 60), ...more })
  return open
}

/** What is expected of a stop that began `lasted` minutes before six: the likely and the latest end in minutes after its start. */
function asked(history: readonly Disruption[], { reason, lasted = 0 }: { readonly reason?: string; readonly lasted?: number } = {}) {
  const disruption: Disruption = {
    id: 'now',
    kind: 'workUnitDown',
    workUnitId: 'weld-2',
    startAt: at(-lasted * 60),
    ...(reason === undefined ? {} : { reason }),
  }
  const end = expectedEnd([...history, disruption], {
    disruption,
    now: at(0),
    microMs: 300_000,
    peers: new Set(['weld-1', 'weld-2']),
    workCenterId: 'welding',
  })
  const minutes = (instant: Parameters<typeof secondsOf>[0] | undefined): number | undefined =>
    instant === undefined ? undefined : secondsOf(instant) / 60 + lasted
  return end === undefined
    ? undefined
    : { likely: minutes(end.expectedEndAt), latest: minutes(end.latestEndAt), basis: end.endRestsOn.map(basisText).join(' ') }
}

const MINUTES = [10, 12, 15, 18, 20, 25, 30, 40, 60, 90]

test('half of the stops were over by the likely end, nine in ten by the latest', () => {
  assert.deepEqual(asked(MINUTES.map((each) => stop(each))), {
    likely: 20,
    latest: 60,
    basis: 'from-stops-of-unit 10 weld-2',
  })
})

test('a stop that has lasted is compared with those that lasted longer', () => {
  assert.deepEqual(
    asked(
      [...MINUTES, ...MINUTES].map((each) => stop(each)),
      { lasted: 20 },
    ),
    {
      likely: 40,
      latest: 90,
      basis: 'from-stops-of-unit 10 weld-2, longer than 1200',
    },
  )
})

test('stops of the same reason say more than all stops, and all stops more than those of the neighbours', () => {
  const history = [
    ...[60, 70, 80].map((each) => stop(each, { reason: 'electrode' })),
    ...[10, 12, 14, 16].map((each) => stop(each, { reason: 'wire' })),
    ...MINUTES.map((each) => stop(each * 10, { workUnitId: 'weld-1' })),
    ...MINUTES.map((each) => stop(each * 100, { workUnitId: 'mill-1' })),
  ]
  const likely = asked(history, { reason: 'electrode' })
  assert.equal(likely?.likely, 70)
  // Nine in ten of three says nothing: the latest end rests on the whole work center.
  assert.equal(likely?.latest, 600)
  assert.equal(likely?.basis, 'from-stops-of-unit-for 3 weld-2 electrode latest-end-from-more from-stops-of-center 17 welding')
  assert.equal(asked(history, { reason: 'gas' })?.likely, 16)
  assert.equal(asked(history, { reason: 'gas', lasted: 85 })?.basis, 'from-stops-of-center 10 welding, longer than 5100')
})

test('an open stop lasts at least as long as it has, and pushes the expectation out', () => {
  const ended = [10, 20, 30].map((each) => stop(each))
  assert.equal(asked(ended)?.likely, 20)
  assert.deepEqual(asked([...ended, still(15), still(25)]), {
    likely: 30,
    latest: undefined,
    basis: 'from-stops-of-unit 3 weld-2, 2 open',
  })
})

test('where too little is on record nothing is expected', () => {
  assert.equal(asked([]), undefined)
  assert.equal(asked([stop(10), stop(20)]), undefined)
  assert.equal(asked(MINUTES.map((each) => stop(each, { workUnitId: 'mill-1' }))), undefined)
  // Longer than any on record.
  assert.equal(
    asked(
      MINUTES.map((each) => stop(each)),
      { lasted: 100 },
    ),
    undefined,
  )
})

test('micro-stops, slow hours and silences are no repairs', () => {
  const noise = [1, 2, 3, 4].map((each) => stop(each))
  const others = [5, 6, 7].flatMap((each) => [stop(each, { kind: 'workUnitSlow' }), stop(each, { kind: 'signalLost' })])
  assert.equal(asked([...noise, ...others]), undefined)
  assert.equal(asked([...noise, ...others, ...[10, 20, 30].map((each) => stop(each))])?.likely, 20)
})

test('an expected end lies behind now, and the latest never before the likely one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 5, max: 600 }), fc.boolean()), { maxLength: 40 }), fc.nat(300), (stops, lasted) => {
      const end = asked(
        stops.map(([minutes, open]) => (open ? still(minutes) : stop(minutes))),
        { lasted },
      )
      if (end === undefined) return
      assert.ok((end.likely ?? 0) > lasted)
      assert.ok(end.latest === undefined || end.latest >= (end.likely ?? 0))
    }),
  )
})
