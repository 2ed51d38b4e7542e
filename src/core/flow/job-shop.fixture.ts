/** Job shops in the usual text format as plan inputs: every job a work order, every machine a station that works around the clock. */
import { AROUND_THE_CLOCK, compileCalendars } from '../calendar/work-time.ts'
import { buildPlan, type Plan } from './plan.ts'
import { NONE, type PlanInput } from './plan-input.ts'
import { Projection } from './projection.ts'
import { type BetterSequence, searchSequence } from './search-sequence.ts'
import { insertPlaces } from './work-places.ts'

/** One minute stands for one unit of time of the file. */
const UNIT_SECONDS = 60
const DAY = 86_400

interface Option {
  readonly machine: number
  readonly time: number
}

export interface JobShop {
  /** Per job its steps in order, each with the machines that can do it and its time there, the fastest first. */
  readonly jobs: readonly (readonly (readonly Option[])[])[]
  readonly machines: number
}

function numbersOf(text: string): number[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
}

/** The first line holds the numbers of jobs and machines, each further line a job: machine and time of every step. */
export function readJobShop(text: string): JobShop {
  const [[jobCount = 0, machines = 0] = [], ...rows] = numbersOf(text)
  const jobs = rows
    .slice(0, jobCount)
    .map((row) => Array.from({ length: row.length / 2 }, (_, k) => [{ machine: row[2 * k]!, time: row[2 * k + 1]! }]))
  return { jobs, machines }
}

/** Job shops with alternatives: for every step how many machines can do it, then each of them, counted from 1, with its time. */
export function readFlexibleShop(text: string): JobShop {
  const [[jobCount = 0, machines = 0] = [], ...rows] = numbersOf(text)
  const jobs = rows.slice(0, jobCount).map(([steps = 0, ...numbers]) =>
    Array.from({ length: steps }, () => {
      const [count = 0] = numbers.splice(0, 1)
      const options = Array.from({ length: count }, () => {
        const [machine = 1, time = 0] = numbers.splice(0, 2)
        return { machine: machine - 1, time }
      })
      return options.sort((a, b) => a.time - b.time)
    }),
  )
  return { jobs, machines }
}

/** All jobs are wanted by one far date, so that the dispatch puts first whoever has most work left. Every step is done by its fastest machine. */
export function planJobShop({ jobs, machines }: JobShop): Plan {
  const now = DAY
  const due = now + 20 * DAY
  const input: PlanInput = {
    now,
    calendars: compileCalendars([], 30 * DAY),
    stations: Array.from({ length: machines }, (_, m) => ({
      name: `M${m}`,
      calendar: AROUND_THE_CLOCK,
      efficiency: 1,
      finite: true,
      setupGroup: NONE,
    })),
    pools: Array.from({ length: machines }, (_, m) => [m]),
    materials: jobs.map(() => ({ makes: true, leadSeconds: NONE, lotMinimum: 0, lotMultiple: 0, steps: [], components: [] })),
    supplies: [],
    orders: jobs.map((steps, j) => ({
      material: j,
      quantity: 1,
      free: 1,
      release: now,
      due,
      priority: 1,
      line: NONE,
      parent: NONE,
      group: NONE,
      componentGroup: NONE,
      startsAt: now,
      started: false,
      doneAt: NONE,
      operations: steps.map((step, k) => ({
        sequence: k,
        pool: step[0]!.machine,
        work: step[0]!.time * UNIT_SECONDS,
        setupSeconds: 0,
        setupGroup: NONE,
        planRank: NONE,
        running: false,
      })),
    })),
    lines: jobs.map((_, j) => ({ material: j, quantity: 1, due, priority: 1, value: 0, group: NONE, open: true })),
  }
  return buildPlan(input)
}

/** When an operation runs, in the file's units of time from now. */
export interface Run {
  readonly job: number
  readonly step: number
  readonly machine: number
  readonly from: number
  readonly to: number
}

export function runsOf({ draft, network, input }: Plan, projection: Projection): Run[] {
  const units = (seconds: number) => (seconds - input.now) / UNIT_SECONDS
  return Array.from(network.operationOf, (op, node) => ({
    job: draft.opOrder.data[op]!,
    step: draft.opSequence.data[op]!,
    machine: projection.sequence.station[node]!,
    from: units(projection.start[node]!),
    to: units(projection.finish[node]!),
  }))
}

/** Searches for the sequences with the least makespan. `better` is in the file's units of time; the projection is left at the best. */
export function searchJobShop(
  shop: JobShop,
  budget: { readonly tries: number; readonly seed: number; readonly stop?: () => boolean },
): { readonly plan: Plan; readonly projection: Projection; readonly better: BetterSequence } {
  const plan = planJobShop(shop)
  const { network, draft, input } = plan
  const projection = new Projection(network, Number.POSITIVE_INFINITY)
  const last = () => projection.finish.subarray(0, network.operationCount).reduce((latest, each) => Math.max(latest, each), 0)
  const optionsOf = (node: number) =>
    shop.jobs[draft.opOrder.data[network.operationOf[node]!]!]![draft.opSequence.data[network.operationOf[node]!]!]!
  const better = searchSequence({
    mayWait: true,
    stop: () => false,
    ...budget,
    projection,
    objective: () => (last() - input.now) / UNIT_SECONDS,
    ends: () => {
      const end = last()
      return [...projection.finish.subarray(0, network.operationCount).keys()].filter((node) => projection.finish[node] === end)
    },
    isFree: () => true,
    elsewhere: (node) =>
      optionsOf(node).flatMap(({ machine, time }) => {
        if (machine === projection.sequence.station[node]) return []
        const places = insertPlaces(projection, { node, station: machine, seconds: time * UNIT_SECONDS }, () => false)
        return places.map((before) => ({ node, station: machine, before }))
      }),
    rearrangement: (place) => {
      const time = optionsOf(place.node).find(({ machine }) => machine === place.station)!.time
      return { places: [place], changes: [{ type: 'duration', node: place.node, seconds: time * UNIT_SECONDS }] }
    },
  })
  return { plan, projection, better }
}
