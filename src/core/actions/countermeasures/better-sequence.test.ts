/** Better sequences in plants that can be worked by hand, and over random plants: never worse than the plan. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wholly } from '../../flow/in-steps.ts'
import { buildPlantView } from '../../impact/build.ts'
import { majorUnits } from '../../impact/exposure.ts'
import { readPlant } from '../../impact/plant-text.fixture.ts'
import type { MoneySums } from '../../records/action-figures.ts'
import { moneyText } from '../../values/money.ts'
import { worth } from '../line-money.ts'
import { betterSequence } from './better-sequence.ts'

/** As many tries of the search as are asked for: the same on every machine. */
function tries(many: number) {
  let left = many
  return { toSearch: () => left-- > 0, toPlan: () => true }
}

function better(text: string) {
  const { model, now } = readPlant(text)
  const found = wholly(betterSequence(buildPlantView(model, { now }).live, tries(1000)))
  assert.ok(found.ok)
  return found.value
}

const ONE_MILL = `
  hours day mon-fri 08:00-16:00
  center milling, hours day
  unit mill-1 in milling
  material shaft, made
  order 1 10 shaft, for line A
  order 2 10 shaft, for line B
  operation 1 10 at milling, work 6h, on mill-1
  operation 2 10 at milling, work 6h, on mill-1
  line A 10 shaft, due Mon 14:00, price EUR 1000, cost EUR 400
  line B 10 shaft, due Mon 15:00, price EUR 9000, cost EUR 2000
`

test('only one of two can be in time, and the search lets the dear one go first', () => {
  const { moves, exposureBefore, exposureAfter, latePromisesBefore, latePromisesAfter } = better(ONE_MILL)
  assert.deepEqual(moves, [{ type: 'runOn', operationId: '2-10-at-milling', workUnitId: 'mill-1', beforeOperationId: '1-10-at-milling' }])
  assert.deepEqual(
    exposureBefore.contribution.map((each) => moneyText(each)),
    ['7000.00 EUR'],
  )
  assert.deepEqual(
    exposureAfter.contribution.map((each) => moneyText(each)),
    ['600.00 EUR'],
  )
  assert.deepEqual([latePromisesBefore, latePromisesAfter], [1, 1])
})

test('a stopped mill: its work goes to the other, which has nothing to do', () => {
  const { moves, latePromisesBefore, latePromisesAfter } = better(`
    hours day mon-fri 08:00-16:00
    center milling, hours day
    unit mill-1 in milling
    unit mill-2 in milling
    material shaft, made
    order 1 10 shaft, for line A
    operation 1 10 at milling, work 6h, on mill-1 mill-2
    line A 10 shaft, due Mon 15:00, price EUR 1000, cost EUR 400
    down mill-1, named D, until Tue 12:00
  `)
  assert.deepEqual(moves, [{ type: 'runOn', operationId: '1-10-at-milling', workUnitId: 'mill-2' }])
  assert.deepEqual([latePromisesBefore, latePromisesAfter], [1, 0])
})

test('where nothing is late nothing is moved', () => {
  assert.deepEqual(better(ONE_MILL.replaceAll(/due Mon 1\d:00/g, 'due Fri 16:00')).moves, [])
})

interface Job {
  readonly hours: number
  readonly dueDay: string
  readonly dueHour: number
  readonly price: number
  readonly units: string
}

/** Two mills with more work than they can do in time, one of which stops. */
const crowded = fc.array(
  fc.record<Job>({
    hours: fc.integer({ min: 1, max: 7 }),
    dueDay: fc.constantFrom('Mon', 'Tue', 'Wed'),
    dueHour: fc.integer({ min: 9, max: 16 }),
    price: fc.integer({ min: 5, max: 90 }),
    units: fc.constantFrom('mill-1', 'mill-2', 'mill-1 mill-2'),
  }),
  { minLength: 3, maxLength: 9 },
)

function millsWith(jobs: readonly Job[]): string {
  const lines = jobs.flatMap(({ hours, dueDay, dueHour, price, units }, k) => [
    `order ${k} 10 shaft, for line L${k}`,
    `operation ${k} 10 at milling, work ${hours}h, on ${units}`,
    `line L${k} 10 shaft, due ${dueDay} ${String(dueHour).padStart(2, '0')}:00, price EUR ${price}00, cost EUR ${price}0`,
  ])
  return `
    hours day mon-fri 08:00-16:00
    center milling, hours day
    unit mill-1 in milling
    unit mill-2 in milling
    material shaft, made
    ${lines.join('\n')}
    down mill-1, named D, until Mon 12:00`
}

test('what is found is never worse than the plan, and the plan that was searched stands as before', () => {
  let found = 0
  const exposed = (sums: MoneySums) => worth(sums).reduce((sum, each) => sum + majorUnits(each), 0)
  fc.assert(
    fc.property(crowded, (jobs) => {
      const { model, now } = readPlant(millsWith(jobs))
      const { live } = buildPlantView(model, { now })
      const before = live.projection.finish.slice()
      const trial = wholly(betterSequence(live, tries(500)))
      assert.ok(trial.ok)
      const { moves, exposureBefore, exposureAfter, promisesKept, promisesBroken } = trial.value
      assert.deepEqual(live.projection.finish, before)
      assert.ok(exposed(exposureAfter) <= exposed(exposureBefore))
      if (moves.length === 0) assert.deepEqual([exposureAfter, promisesKept, promisesBroken], [exposureBefore, 0, 0])
      else found++
    }),
    { numRuns: 60 },
  )
  assert.ok(found > 10, `only ${found} better sequences: too few to mean anything`)
})
