/** The job shops that schedulers are compared by: the schedule must be one that could be worked, and its makespan is printed beside the best known. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { planJobShop, type Run, readJobShop, runsOf } from './job-shop.fixture.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/scheduling')
const skip = existsSync(folder) ? false : 'the job shops of ../shared/data/scheduling are not on this machine'

const SMALL = `
  2 2
  0 3  1 2
  1 4  0 1
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

function feasibleMakespan(text: string): number {
  const shop = readJobShop(text)
  const runs = runsOf(planJobShop(shop))
  const asked = shop.jobs.flatMap((steps, job) => steps.map(({ machine, time }, step) => `${job}/${step} on ${machine} for ${time}`))
  const given = runs
    .toSorted((a, b) => a.job - b.job || a.from - b.from)
    .map((run) => `${run.job}/${run.step} on ${run.machine} for ${run.to - run.from}`)
  assert.deepEqual(given, asked, 'every job takes its steps in order, each on its machine, for its time')
  oneAfterTheOther(runs, (run) => run.job)
  oneAfterTheOther(runs, (run) => run.machine)
  assert.ok(Math.min(...runs.map((run) => run.from)) === 0, 'the shop does not stand still at first')
  return Math.max(...runs.map((run) => run.to))
}

test('two jobs on two machines', () => {
  assert.equal(feasibleMakespan(SMALL), 6)
})

for (const [name, best] of [
  ['ft06', 55],
  ['ft10', 930],
] as const) {
  test(`${name} becomes a schedule that can be worked`, { skip }, (t) => {
    const makespan = feasibleMakespan(readFileSync(join(folder, `${name}.txt`), 'utf8'))
    t.diagnostic(`${name}: makespan ${makespan}, best known ${best}`)
    assert.ok(makespan >= best, `${makespan} would be better than what is proven to be the best`)
  })
}
