/** The job shops that schedulers are compared by: the schedule must be one that could be worked, and its makespan is printed beside the best known. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type JobShop, planJobShop, type Run, readFlexibleShop, readJobShop, runsOf, searchJobShop } from './job-shop.fixture.ts'
import { Projection } from './projection.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/scheduling')
const skip = existsSync(folder) ? false : 'the job shops of ../shared/data/scheduling are not on this machine'

const SMALL = `
  2 2
  0 3  1 2
  1 4  0 1
`

/** Two jobs of one step each, which the first machine does in 3 and the second in 4: together they take 4, one after the other 6. */
const FLEXIBLE = `
  2 2
  1  2 1 3 2 4
  1  2 1 3 2 4
`

/** Each run ends before the next of the same group begins. */
function oneAfterTheOther(runs: readonly Run[], groupOf: (run: Run) => number): void {
  for (const group of Map.groupBy(runs, groupOf).values()) {
    const inTime = [...group].sort((a, b) => a.from - b.from)
    inTime.forEach((run, k) => {
      const before = inTime[k - 1]
      assert.ok(before === undefined || before.to <= run.from, `${JSON.stringify(before)} overlaps ${JSON.stringify(run)}`)
    })
  }
}

/** The makespan of runs that could be worked. */
function feasibleMakespan(shop: JobShop, runs: readonly Run[]): number {
  const given = Map.groupBy(
    runs.toSorted((a, b) => a.job - b.job || a.step - b.step),
    ({ job }) => job,
  )
  shop.jobs.forEach((steps, job) => {
    const its = given.get(job) ?? []
    assert.equal(its.length, steps.length, `job ${job} takes all its steps`)
    its.forEach((run, step) => {
      assert.ok(step === 0 || its[step - 1]!.to <= run.from, `job ${job} takes its steps in order`)
      const can = steps[step]!.some(({ machine, time }) => machine === run.machine && time === run.to - run.from)
      assert.ok(can, `a machine that can do step ${step} of job ${job} does it, for its time`)
    })
  })
  oneAfterTheOther(runs, (run) => run.machine)
  assert.ok(Math.min(...runs.map((run) => run.from)) === 0, 'the shop does not stand still at first')
  return Math.max(...runs.map((run) => run.to))
}

function dispatched(shop: JobShop): number {
  const plan = planJobShop(shop)
  return feasibleMakespan(shop, runsOf(plan, plan.projection))
}

test('two jobs on two machines', () => {
  assert.equal(dispatched(readJobShop(SMALL)), 6)
})

test('work goes to a slower machine where the fast one is busy for longer', () => {
  const shop = readFlexibleShop(FLEXIBLE)
  assert.equal(dispatched(shop), 6)
  const { plan, projection, better } = searchJobShop(shop, { tries: 50, seed: 1 })
  assert.equal(feasibleMakespan(shop, runsOf(plan, projection)), 4)
  assert.equal(better.way.places.length, 1, 'one job goes elsewhere')
})

for (const { name, read, best, bound } of [
  { name: 'ft06', read: readJobShop, best: 55, bound: 55 },
  { name: 'ft10', read: readJobShop, best: 930, bound: 960 },
  { name: 'mk01', read: readFlexibleShop, best: 40, bound: 42 },
]) {
  test(`${name} becomes a schedule that can be worked, and the search makes it shorter`, { skip }, (t) => {
    const shop = read(readFileSync(join(folder, `${name}.txt`), 'utf8'))
    const first = dispatched(shop)
    const { plan, projection, better } = searchJobShop(shop, { tries: 200_000, seed: 1 })
    const makespan = feasibleMakespan(shop, runsOf(plan, projection))
    t.diagnostic(`${name}: makespan ${first} as dispatched, ${makespan} after ${better.tried} tries, best known ${best}`)
    assert.ok(makespan >= best, `${makespan} would be better than what is proven to be the best`)
    assert.ok(makespan <= bound, `${makespan} is more than ${bound}`)
    assert.equal(better.after, makespan)
    const again = new Projection(plan.network, Number.POSITIVE_INFINITY)
    assert.ok(again.rearrange(better.way), 'the way found leads from the plan to the better one')
    assert.deepEqual(again.finish, projection.finish)
  })
}
