/**
 * What the flow engine plans with: the plant and its book of orders with every reference an index.
 * Times are whole seconds since the plan's origin, work is working seconds, quantities are in the material's own unit.
 * -1 stands for "none" wherever an index or a time may be missing.
 */
import type { WorkCalendars } from '../calendar/work-time.ts'

export const NONE = -1

/** A place that works on operations: one lane of a work unit with capacity, or a work center without a known capacity. */
export interface PlanStation {
  readonly name: string
  readonly calendar: number
  /** Share of the stated rate: work takes work ÷ efficiency. */
  readonly efficiency: number
  /** Works on one operation at a time; otherwise on any number, for no capacity is known. */
  readonly finite: boolean
  /** The setup group it is set up for, or NONE. */
  readonly setupGroup: number
}

export interface PlanStep {
  readonly sequence: number
  /** Index of the pool of stations that can do it. */
  readonly pool: number
  readonly setupSeconds: number
  readonly secondsPerUnit: number
  readonly setupGroup: number
  /** Share of the input that is usually lost here. */
  readonly scrap: number
}

export interface PlanComponent {
  readonly material: number
  /** Taken for one unit of the parent, loss included. */
  readonly per: number
  /** Index of the step that takes it; NONE when the order needs it only to finish. */
  readonly step: number
  /** Orders that start in [from, until) take it. */
  readonly from: number
  readonly until: number
}

export interface PlanMaterial {
  readonly makes: boolean
  /** Elapsed time to have more of it; NONE when not known. */
  readonly leadSeconds: number
  readonly lotMinimum: number
  readonly lotMultiple: number
  readonly steps: readonly PlanStep[]
  readonly components: readonly PlanComponent[]
}

/** Stock, a lot, or what is still to come of a purchase order line. Listed in order of id. */
export interface PlanSupply {
  readonly material: number
  readonly quantity: number
  readonly at: number
  /** Reserved for this line or order: a hard peg. */
  readonly line: number
  readonly order: number
  readonly group: number
}

export interface PlanOperation {
  readonly sequence: number
  readonly pool: number
  /** Remaining working seconds, without setup. */
  readonly work: number
  readonly setupSeconds: number
  readonly setupGroup: number
  /** Its place in the plan's own sequence; NONE when the plan has none. */
  readonly planRank: number
  readonly running: boolean
}

/** A work order that exists. Listed in order of id. */
export interface PlanOrder {
  readonly material: number
  /** What pegs refer to: the ordered quantity, less what an open order has scrapped. */
  readonly quantity: number
  /** What netting may still hand out; 0 when it is done, for then it is in stock or gone. */
  readonly free: number
  /** Not before this. */
  readonly release: number
  readonly due: number
  readonly priority: number
  /** Reserved for this line or order: a hard peg. */
  readonly line: number
  readonly parent: number
  readonly group: number
  readonly componentGroup: number
  /** Its planned or actual start, by which bill-of-material lines are in effect. */
  readonly startsAt: number
  /** It has started: what its first steps take has been taken. */
  readonly started: boolean
  /** When it was done; NONE while it is open. */
  readonly doneAt: number
  readonly operations: readonly PlanOperation[]
}

/** A promise: a sales order line that is open, or closed and kept for its genealogy. Listed in order of id. */
export interface PlanLine {
  readonly material: number
  readonly quantity: number
  /** When it is promised for; UNKNOWN_TIME when no date is known. */
  readonly due: number
  readonly priority: number
  /** Money at stake, in any one scale; 0 when not known. */
  readonly value: number
  readonly group: number
  readonly open: boolean
}

export interface PlanInput {
  readonly now: number
  readonly calendars: WorkCalendars
  readonly stations: readonly PlanStation[]
  readonly pools: readonly (readonly number[])[]
  readonly materials: readonly PlanMaterial[]
  readonly supplies: readonly PlanSupply[]
  readonly orders: readonly PlanOrder[]
  readonly lines: readonly PlanLine[]
}
