/** Job shops in the usual text format as plan inputs: every job a work order, every machine a station that works around the clock. */
import { AROUND_THE_CLOCK, compileCalendars } from '../calendar/work-time.ts'
import { buildPlan, type Plan } from './plan.ts'
import { NONE, type PlanInput } from './plan-input.ts'

/** One minute stands for one unit of time of the file. */
const UNIT_SECONDS = 60
const DAY = 86_400

export interface JobShop {
  /** Per job its steps in order. */
  readonly jobs: readonly (readonly { readonly machine: number; readonly time: number }[])[]
  readonly machines: number
}

/** The first line holds the numbers of jobs and machines, each further line a job: machine and time of every step. */
export function readJobShop(text: string): JobShop {
  const [[jobCount = 0, machines = 0] = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const jobs = rows
    .slice(0, jobCount)
    .map((row) => Array.from({ length: row.length / 2 }, (_, k) => ({ machine: row[2 * k]!, time: row[2 * k + 1]! })))
  return { jobs, machines }
}

/** All jobs are wanted by one far date, so that the dispatch puts first whoever has most work left. */
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
        pool: step.machine,
        work: step.time * UNIT_SECONDS,
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

export function runsOf({ draft, network, projection, input }: Plan): Run[] {
  const units = (seconds: number) => (seconds - input.now) / UNIT_SECONDS
  return Array.from(network.operationOf, (op, node) => ({
    job: draft.opOrder.data[op]!,
    step: draft.opSequence.data[op]!,
    machine: network.station[node]!,
    from: units(projection.start[node]!),
    to: units(projection.finish[node]!),
  }))
}
