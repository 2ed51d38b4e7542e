/** How fast countermeasures are looked at on a plan with stops, beside planning anew for each; and how good the search for sequences is on known job shops. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withOpenTime } from '../src/core/calendar/open-time.ts'
import { bindingChain } from '../src/core/flow/binding-chain.ts'
import { readFlexibleShop, readJobShop, searchJobShop } from '../src/core/flow/job-shop.fixture.ts'
import { buildPlan, type Plan } from '../src/core/flow/plan.ts'
import type { Rearrangement } from '../src/core/flow/plan-change.ts'
import type { Moved } from '../src/core/flow/projection.ts'
import { insertPlaces, rearrangementOf } from '../src/core/flow/work-places.ts'
import { generateModel } from './generate-model.ts'
import { planInputOf } from './plan-model.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const STOPS = 8
/** Of each kind. */
const MOVES_MAX = 200
const REBUILDS = 5
const SHOPS = join(import.meta.dirname, '../../shared/data/scheduling')

/** Two shifts every day, so that there are hours to add. */
const twoShifts = {
  intervals: Array.from({ length: 400 }, (_, day) => ({ from: day * DAY + 6 * HOUR, to: day * DAY + 22 * HOUR })),
  horizon: 400 * DAY,
}

interface Candidate {
  readonly kind: 'other station' | 'other sequence' | 'longer hours'
  readonly way: Rearrangement
}

function stopped(plan: Plan): void {
  const many = plan.network.stationFinite.length
  for (let k = 0; k < STOPS; k++) {
    const station = Math.floor((k * many) / STOPS)
    plan.projection.apply([{ type: 'station', station, disturbed: [{ from: 0, to: (1 + k) * DAY, rate: 0 }] }])
  }
}

/** What work on the chains of late promises could do instead: go before what stands ahead, go to the next machine, have its machine work at night. */
function candidatesOf(plan: Plan): Candidate[] {
  const { projection, network, input } = plan
  const late = input.lines.keys().filter((line) => projection.finish[network.operationCount + line]! > input.lines[line]!.due)
  const nodes = new Set<number>()
  for (const line of late) {
    for (const node of bindingChain(projection, network.operationCount + line)) if (node < network.operationCount) nodes.add(node)
  }
  const candidates: Candidate[] = []
  const isFixed = (node: number) => projection.start[node]! <= network.now
  const add = (kind: Candidate['kind'], node: number, station: number) => {
    for (const before of insertPlaces(projection, { node, station, seconds: projection.duration[node]! }, isFixed))
      candidates.push({ kind, way: rearrangementOf(plan, projection, [{ node, station, before }]) })
  }
  for (const node of nodes) {
    if (isFixed(node)) continue
    const station = network.station[node]!
    add('other sequence', node, station)
    add('other station', node, (station + 1) % network.stationFinite.length)
    const night = {
      from: Math.floor(projection.start[node]! / DAY) * DAY + 22 * HOUR,
      to: Math.floor(projection.start[node]! / DAY + 1) * DAY,
    }
    const calendars = withOpenTime(network.calendars, network.stationCalendar[station]!, [night])
    candidates.push({ kind: 'longer hours', way: { places: [], changes: [{ type: 'calendar', station, calendars }] } })
  }
  const kinds = Map.groupBy(candidates, ({ kind }) => kind)
  return [...kinds.values()].flatMap((each) => each.slice(0, MOVES_MAX))
}

function evaluate(
  plan: Plan,
  candidates: readonly Candidate[],
): { better: number; refused: number; milliseconds: number; operations: number } {
  const { projection, network, input } = plan
  let [better, refused, operations] = [0, 0, 0]
  const savedDays = ({ count, log }: Moved) => {
    operations += count
    let saved = 0
    for (let k = 0; k < count; k++) {
      const node = log[3 * k]!
      if (node < network.operationCount) continue
      const { due } = input.lines[node - network.operationCount]!
      saved += Math.max(0, log[3 * k + 2]! - due) - Math.max(0, projection.finish[node]! - due)
    }
    return saved
  }
  const before = performance.now()
  for (const { way } of candidates) {
    const saved = projection.overlayRearranged(way, savedDays)
    if (saved === undefined) refused++
    else if (saved > 0) better++
  }
  return { better, refused, milliseconds: performance.now() - before, operations }
}

function rebuildMilliseconds(input: Plan['input']): number {
  const times = Array.from({ length: REBUILDS }, () => {
    const before = performance.now()
    stopped(buildPlan(input))
    return performance.now() - before
  })
  return times.sort((a, b) => a - b)[REBUILDS >> 1]!
}

/** Prints evaluations a second of each kind, and how much longer planning anew for each would take. */
export function measureMoves(): void {
  const input = planInputOf(generateModel({ orders: 1050, load: 0.5, ordersPerResource: 40, seed: 1 }), twoShifts)
  const plan = buildPlan(input)
  stopped(plan)
  const candidates = candidatesOf(plan)
  const rebuild = rebuildMilliseconds(input)
  console.log(
    `\nCountermeasures on ${plan.network.operationCount} operations with ${STOPS} machines down; planning anew takes ${rebuild.toFixed(1)} ms`,
  )
  evaluate(plan, candidates)
  for (const [kind, some] of Map.groupBy(candidates, (each) => each.kind)) {
    const { better, refused, milliseconds, operations } = evaluate(plan, some)
    const each = milliseconds / some.length
    console.log(
      `  ${kind}: ${some.length} in ${milliseconds.toFixed(1)} ms, ${(1000 / each).toFixed(0)} a second, planning anew takes ${(rebuild / each).toFixed(0)} times as long; ${(operations / some.length).toFixed(0)} operations moved each, ${better} help, ${refused} would wait for themselves`,
    )
  }
}

/** Prints the makespan that the search finds, beside the best known. */
export function measureSearch(): void {
  if (!existsSync(SHOPS)) return
  console.log('\nSequences searched for, 500,000 moves tried')
  for (const [name, read, best] of [
    ['ft06', readJobShop, 55],
    ['ft10', readJobShop, 930],
    ['mk01', readFlexibleShop, 40],
  ] as const) {
    const before = performance.now()
    const { better } = searchJobShop(read(readFileSync(join(SHOPS, `${name}.txt`), 'utf8')), { tries: 500_000, seed: 1 })
    const seconds = (performance.now() - before) / 1000
    console.log(`  ${name}: makespan ${better.before} as dispatched, ${better.after} found in ${seconds.toFixed(1)} s, best known ${best}`)
  }
}
