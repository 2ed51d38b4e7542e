/** What holds of coverage whoever works and whatever is asked for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptyModel, type Model, putRecord } from '../chain/model.ts'
import { type AnyRecord, type RecordName, recordNames } from '../records/all.ts'
import { coverageOf } from './coverage.ts'
import { crewPlant, on, type PersonText } from './crew.fixture.ts'
import { gapsOf } from './gap.ts'
import { fillPlaces } from './matching.ts'
import { needsOf } from './needs.ts'

const CENTERS = ['saw', 'turn', 'weld'] as const
const TIMES = ['05-08 06:00 - 05-08 14:00', '05-08 06:00 - 05-08 22:00', '05-08 10:00 - 05-09 06:00', '05-08 14:00 - 05-08 22:00'] as const
const RANGE = { now: on('05-08'), fromAt: on('05-08 06:00'), toAt: on('05-09 06:00') }

const requirements = fc.uniqueArray(
  fc.record({
    workCenterId: fc.constantFrom(...CENTERS),
    skill: fc.constantFrom('cut', 'join'),
    levelMinimum: fc.integer({ min: 1, max: 4 }),
    headcount: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: ({ workCenterId, skill }) => `${workCenterId}/${skill}`, minLength: 1, maxLength: 4 },
)

const persons: fc.Arbitrary<readonly Omit<PersonText, 'name'>[]> = fc.array(
  fc.record({
    skills: fc.uniqueArray(
      fc.tuple(fc.constantFrom('cut', 'join'), fc.integer({ min: 0, max: 4 })).map(([skill, level]) => `${skill} ${level}`),
      { selector: (text) => text.split(' ')[0], maxLength: 2 },
    ),
    works: fc.uniqueArray(
      fc.tuple(fc.constantFrom(...TIMES), fc.constantFrom('', ...CENTERS)).map(([time, place]) => `${time} ${place}`.trim()),
      { selector: (text) => text.slice(0, 11), maxLength: 2 },
    ),
  }),
  { maxLength: 6 },
)

const named = (people: readonly Omit<PersonText, 'name'>[]): readonly PersonText[] =>
  people.map((person, k) => ({ ...person, name: `Person ${k}` }))

const supplies = (plant: Model): readonly number[] => coverageOf(plant, RANGE).cells.map(({ supply }) => supply)

test('the matching fills as many places as any choice could, and nobody fills two', () => {
  const places = fc.array(fc.uniqueArray(fc.nat(4), { maxLength: 5 }), { maxLength: 6 })
  fc.assert(
    fc.property(places, (able) => {
      const filled = fillPlaces(able, 5)
      const used = [...filled].filter((person) => person !== -1)
      assert.equal(new Set(used).size, used.length)
      for (const [place, person] of filled.entries()) assert.ok(person === -1 || able[place]?.includes(person))
      assert.equal(used.length, mostFilled(able))
    }),
    { numRuns: 500 },
  )
})

/** Every choice, one place after the other. */
function mostFilled(able: readonly (readonly number[])[], place = 0, used: ReadonlySet<number> = new Set()): number {
  if (place === able.length) return 0
  const filled = (able[place] ?? [])
    .filter((person) => !used.has(person))
    .map((each) => 1 + mostFilled(able, place + 1, new Set([...used, each])))
  return Math.max(mostFilled(able, place + 1, used), ...filled)
}

test('a shift never has more supply than people who are there, nor more than it asks for', () => {
  fc.assert(
    fc.property(requirements, persons, (asked, people) => {
      const { cells } = coverageOf(crewPlant(asked, named(people)), RANGE)
      for (const { supply, gap, required } of cells) assert.ok(supply >= 0 && gap >= 0 && supply + gap === required)
      for (const at of new Set(cells.map(({ fromAt }) => fromAt))) {
        const together = cells.filter(({ fromAt }) => fromAt === at).reduce((sum, { supply }) => sum + supply, 0)
        const there = people.filter(({ works = [] }) => works.some((text) => on(text.slice(0, 11)) <= at)).length
        assert.ok(together <= there, `${together} places, ${there} people`)
      }
    }),
  )
})

test('one more person never lowers the coverage of any shift', () => {
  fc.assert(
    fc.property(
      requirements,
      persons.filter((each) => each.length > 0),
      (asked, people) => {
        const all = named(people)
        // Rosters say which shifts are known: the last one stays, what they can do comes.
        const without = all.map((person, k) => (k === all.length - 1 ? { ...person, skills: [] } : person))
        const [before, after] = [supplies(crewPlant(asked, without)), supplies(crewPlant(asked, all))]
        assert.equal(before.length, after.length)
        for (const [k, supply] of before.entries()) assert.ok((after[k] ?? 0) >= supply)
      },
    ),
    { numRuns: 300 },
  )
})

test('the order in which records came makes no difference', () => {
  fc.assert(
    fc.property(requirements, persons, fc.integer(), (asked, people, seed) => {
      const plant = crewPlant(asked, named(people))
      assert.deepEqual(coverageOf(shuffled(plant, seed), RANGE), coverageOf(plant, RANGE))
    }),
  )
})

function shuffled(model: Model, seed: number): Model {
  const other = emptyModel()
  const rank = (id: string) => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) ^ seed, seed) | 0
  for (const name of recordNames) {
    const bodies = [...(model.byKind[name as RecordName] as ReadonlyMap<string, AnyRecord>).values()]
    for (const body of bodies.sort((a, b) => rank(a.id) - rank(b.id))) putRecord(other, name, body)
  }
  return other
}

test('each gap is one disruption of its shift, and takes the share of capacity that nobody is there for', () => {
  fc.assert(
    fc.property(requirements, persons, (asked, people) => {
      const plant = crewPlant(asked, named(people))
      const span = { fromMs: Date.parse(RANGE.fromAt), toMs: Date.parse(RANGE.toAt) }
      const gaps = [...gapsOf(plant, span).values()]
      const open = needsOf(plant, span).known.filter(({ supply, requirement }) => supply < requirement.headcount)
      assert.equal(gaps.length, open.length)
      for (const { rate, missing, startAt, endAt } of gaps) {
        assert.ok((rate ?? 1) < 1 && (missing ?? 0) > 0)
        assert.ok(endAt !== undefined && startAt < endAt)
      }
    }),
  )
})
