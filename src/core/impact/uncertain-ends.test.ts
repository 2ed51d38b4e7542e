/** Stops whose end is expected but not known: dates that are met as often as not (P50), and nine times in ten (P90). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { buildPlantView } from './build.ts'
import { askPlant } from './plant-answers.fixture.ts'
import { readDisruption, timeText } from './plant-text.fixture.ts'
import { disruptionIn, disruptions } from './random-disruption.fixture.ts'
import { NOW, plants, withDisruptions } from './random-plant.fixture.ts'

const MILL = `
  now 2026-05-04 08:00
  center milling
  unit mill in milling
  unit lathe in milling
  material gear, made
  order W1 4 gear, for line A
  operation W1/10 at milling, work 4h, on mill
  order W2 4 gear, for line B
  operation W2/10 at milling, work 4h, on lathe
  line A 4 gear, due Mon 16:00, price EUR 500
  line B 4 gear, due Mon 16:00, price EUR 700
`

function datesOf(plant: string, id: string): string {
  const { view } = askPlant(plant)
  const promise = view.promise(id)
  assert.ok(promise)
  return `${timeText(promise.projectedAt, view.at)}, ${timeText(promise.projectedP90At, view.at)}`
}

test('a stop acts until its expected end, and until its latest end for the later date', () => {
  assert.equal(datesOf(`${MILL}\n down mill, expected Mon 10:00, latest Mon 20:00`, 'A'), 'Mon 14:00, d1')
})

test('what nothing uncertain is on the way of has one date', () => {
  assert.equal(datesOf(`${MILL}\n down mill, expected Mon 10:00, latest Mon 20:00`, 'B'), 'Mon 12:00, Mon 12:00')
})

test('a recorded end wins over what was expected', () => {
  assert.equal(datesOf(`${MILL}\n down mill, until Mon 09:00, expected Mon 10:00, latest Mon 20:00`, 'A'), 'Mon 13:00, Mon 13:00')
})

test('without any expected end both dates are unknown, and without a latest one the later date is', () => {
  assert.equal(datesOf(`${MILL}\n down mill`, 'A'), 'unknown, unknown')
  assert.equal(datesOf(`${MILL}\n down mill, expected Mon 10:00`, 'A'), 'Mon 14:00, unknown')
})

test('what still works has known dates, as slow as it is, and says that this is assumed; what nothing is made on has none', () => {
  const notes = (plant: string) => {
    const { view } = askPlant(plant)
    const answer = view.impact(readDisruption(plant.trim().split('\n').at(-1) ?? '', view.at))
    assert.ok(answer.ok)
    return [datesOf(plant, 'A'), ...answer.value.notes.filter(({ code }) => code === 'stays-slow' || code === 'end-unknown')]
  }
  const slow = { code: 'stays-slow', facts: { rate: 0.5 } }
  const unknown = { code: 'end-unknown', facts: {} }
  assert.deepEqual(notes(`${MILL}\n slow mill, to 0.5`), ['Mon 16:00, Mon 16:00', slow])
  assert.deepEqual(notes(`${MILL}\n gap milling, skill milling, people 1, rate 0.5`), ['Mon 16:00, Mon 16:00', slow])
  assert.deepEqual(notes(`${MILL}\n gap milling, skill milling, people 1, rate 0`), ['unknown, unknown', unknown])
  assert.deepEqual(notes(`${MILL}\n down mill`), ['unknown, unknown', unknown])
})

test('a stop that should have ended and has not acts until now at least, never into the past', () => {
  assert.equal(datesOf(`${MILL}\n down mill, from Mon 06:00, expected Mon 07:00, latest Mon 11:00`, 'A'), 'Mon 12:00, Mon 15:00')
})

test('the answer names what the expected end rests on, and by when it must end', () => {
  const { view } = askPlant(MILL)
  const stop = readDisruption('down mill, expected Mon 10:00, latest Mon 20:00, basis the last 12 stops of the mill', view.at)
  const asked = view.impact(stop)
  const open = askPlant(`${MILL}\n down mill, expected Mon 10:00, latest Mon 20:00, basis the last 12 stops of the mill`).view
  const [standing] = open.standings()
  for (const answer of [asked, open.impact(stop)]) {
    assert.ok(answer.ok)
    const [moved] = answer.value.insideSlack
    assert.deepEqual(
      [moved?.salesOrderLineId, moved?.projectedAfter, moved?.projectedP90After].map((each) => String(each).slice(0, 16)),
      ['A', '2026-05-04T14:00', '2026-05-05T00:00'],
    )
    assert.ok(
      answer.value.notes.some(
        ({ code, facts }) => code === 'end-expected' && String(facts.basis).includes('the last 12 stops of the mill'),
      ),
    )
  }
  assert.equal(standing?.mustEndBy, '2026-05-04T12:00:00.000Z')
})

const secondsLater = fc.integer({ min: 0, max: 200_000 })

test('in every plant: the later date is never the earlier one, and the same where every end is known', () => {
  const ends = fc.record({ parts: disruptions, expected: fc.option(secondsLater), latest: secondsLater })
  fc.assert(
    fc.property(plants(), fc.array(ends, { minLength: 1, maxLength: 3 }), fc.boolean(), (model, list, known) => {
      const open = list.map(({ parts, expected, latest }, k) => {
        const { endAt, ...rest } = disruptionIn(model, `D${k}`, parts)
        if (known || expected === null) return { ...rest, ...(endAt === undefined ? {} : { endAt }) }
        const at = (seconds: number): Instant => instantFromMs(instantToMs(rest.startAt) + seconds * 1000)
        return { ...rest, expectedEndAt: at(expected), latestEndAt: at(expected + latest) }
      })
      const view = buildPlantView(withDisruptions(model, open), { now: NOW })
      for (const each of view.promises({ offset: 0, limit: 1000 }).items) {
        const { projectedAt, projectedP90At } = each
        if (known) assert.equal(projectedP90At, projectedAt)
        else assert.ok(projectedP90At === null || (projectedAt !== null && projectedP90At >= projectedAt), each.salesOrderLineId)
      }
      for (const each of open) {
        const answer = view.impact(each)
        if (!answer.ok) continue
        for (const { projectedAfter, projectedP90After } of [...answer.value.late, ...answer.value.insideSlack])
          assert.ok(projectedP90After === null || (projectedAfter !== null && projectedP90After >= projectedAfter))
      }
    }),
    { numRuns: 80 },
  )
})

test('what has ended reaches nothing any more, whatever it would reach were it open; the answer says when it ended and how long it lasted', () => {
  const ended = `${MILL}\n down mill, from Mon 02:00, closed Mon 07:30, named before\n down lathe, until Mon 17:00, named open`
  const { view } = askPlant(ended)
  const before = readDisruption('down mill, from Mon 02:00, closed Mon 07:30, named before', view.at)
  const answer = view.impact(before)
  assert.ok(answer.ok)
  const { late, insideSlack, totals, lateAnyway, notes, disruption } = answer.value
  assert.deepEqual([late, insideSlack, totals.lines], [[], [], 0])
  assert.equal(disruption, before)
  assert.equal(lateAnyway, 1)
  assert.deepEqual(notes, [{ code: 'disruption-ended', facts: { endedAt: before.closedAt, lastedSeconds: 19_800 } }])
  const { closedAt: _ended, ...again } = before
  assert.ok(view.impact(again).ok)
})
