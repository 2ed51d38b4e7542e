/** What pages ask beside impact and promises: the ranking of disruptions, the chain as one picture, the schedule, the search, the trace. */

import type { Disruption } from '../records/disruption.ts'
import type { WorkUnitState, WorkUnitStateName } from '../records/work-unit-state.ts'
import type { Instant } from '../values/instant.ts'
import type { Money } from '../values/money.ts'
import type { Quantity } from '../values/quantity.ts'
import type { Said } from '../values/said.ts'
import type { MoneyTotals } from './answer.ts'

/** What can be named, linked to and found. */
export type ThingKind =
  | 'salesOrderLine'
  | 'salesOrder'
  | 'customer'
  | 'workOrder'
  | 'material'
  | 'lot'
  | 'purchaseOrderLine'
  | 'supplier'
  | 'workUnit'
  | 'workCenter'
  | 'person'
  | 'disruption'

export interface Thing {
  readonly kind: ThingKind
  readonly id: string
  /** What people call it; its id where it has no name. */
  readonly name: string
}

/** One open disruption among the others. */
export interface DisruptionStanding {
  readonly disruption: Disruption
  /** Where it sits: the work unit, the supplier, the lot, the order. Null where the plant holds no such thing any more. */
  readonly place: Thing | null
  /** Promises that it breaks, counted once; its money counts what it adds to the penalties of those that are late anyway, too. */
  readonly totals: MoneyTotals
  /** Promises that are late without it, and later still by it. */
  readonly laterStill: number
  /** The part of it that no other open disruption would cause as well. */
  readonly alone: MoneyTotals
  /** Those promises by their ids, the dearest first; the first 50 of them. */
  readonly broken: readonly string[]
  /** Customers of those promises, by money. */
  readonly customers: readonly Thing[]
  /** The promise that it delays longest, with the delay in seconds; null delay where an end is not known. */
  readonly worst: { readonly salesOrderLineId: string; readonly customer: Thing; readonly delaySeconds: number | null } | null
  /** Promises that it reaches and that stay inside their slack. */
  readonly insideSlack: number
  /** Of all promises that it reaches and that still hold, the one with the least slack. */
  readonly tightest: { readonly salesOrderLineId: string; readonly customer: Thing; readonly slackSeconds: number } | null
  /** By when it must end so that the first promise that still can hold does; null where the end is known or nothing depends on it. */
  readonly mustEndBy: Instant | null
  /**
   * Links of the chain picture that it reaches, from its place to customers: `late` where a promise breaks, `later` where one that is late anyway
   * becomes later still, `slack` where neither does.
   */
  readonly path: readonly { readonly linkId: string; readonly effect: 'late' | 'later' | 'slack' }[]
  readonly notes: readonly Said[]
}

/** One node of the chain picture. Nodes keep their place while the plant keeps its shape. */
export interface ChainNode {
  /** Kind and id, as `supplier:guss-nord`. */
  readonly id: string
  readonly thing: Thing
  /** 0 holds suppliers, the last one customers; between them work centers by stage, as goods flow. */
  readonly column: number
  /** Place within the column, from 0. */
  readonly row: number
  /** Work units of a work center with their states; empty for others. */
  readonly units: readonly { readonly id: string; readonly name: string; readonly state: WorkUnitStateName }[]
  /** Open promises that go through it, and how many of them are late. */
  readonly promises: number
  readonly latePromises: number
  /** Revenue of the late ones, each line once. */
  readonly atRisk: readonly Money[]
}

/** Goods that flow from one node to the next because promises are pegged so. */
export interface ChainFlow {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly promises: number
  /** Revenue of those promises: the thickness of the line. */
  readonly revenue: readonly Money[]
}

export interface ChainPicture {
  readonly columns: readonly { readonly kind: 'supplier' | 'workCenter' | 'customer'; readonly name: string | null }[]
  readonly nodes: readonly ChainNode[]
  readonly flows: readonly ChainFlow[]
}

/** One operation on the schedule of a work unit. */
export interface ScheduleBar {
  /** Operation id, or a name that says it is assumed. */
  readonly id: string
  readonly workOrderId: string
  readonly sequence: number
  readonly name: string | null
  readonly material: Thing
  readonly quantity: Quantity
  readonly completed: Quantity | null
  readonly fromAt: Instant
  /** Null where its end can't be known. */
  readonly toAt: Instant | null
  readonly setupSeconds: number
  readonly standing: 'done' | 'running' | 'planned' | 'assumed'
  /** The most urgent promise that waits for it. */
  readonly promise: { readonly salesOrderLineId: string; readonly customer: Thing; readonly slackSeconds: number | null } | null
  readonly late: boolean
}

export interface ScheduleRow {
  readonly workUnit: Thing
  readonly workCenter: Thing
  /** The projected sequence from now on, and what is recorded before. Work whose start can't be known is left out. */
  readonly bars: readonly ScheduleBar[]
  /** Working time ends and begins again: closed spans within the asked time. */
  readonly closed: readonly { readonly fromAt: Instant; readonly toAt: Instant }[]
  /** Recorded and projected disturbances on this unit. */
  readonly disturbed: readonly {
    readonly disruptionId: string
    readonly fromAt: Instant
    readonly toAt: Instant | null
    readonly rate: number
  }[]
}

export interface Schedule {
  readonly at: Instant
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly rows: readonly ScheduleRow[]
  /** Bars that the answer leaves out because there are too many. */
  readonly leftOut: number
}

/** One work unit on the floor. */
export interface FloorUnit {
  readonly workUnit: Thing
  readonly workCenter: Thing
  /** Null where no signal of it is mapped. */
  readonly state: WorkUnitState | null
  /** What it works on now, or will next. */
  readonly current: ScheduleBar | null
  readonly next: ScheduleBar | null
  /** Promises that its current and later work serves, and the money of those that are late. */
  readonly promises: number
  readonly latePromises: number
  readonly atRisk: readonly Money[]
}

/** An open purchase order line, by what hangs on it and not by its own days late. */
export interface Delivery {
  readonly purchaseOrderLineId: string
  readonly material: Thing
  readonly supplier: Thing | null
  readonly quantity: Quantity
  readonly promisedAt: Instant
  /** The disruption that has moved it, and its new date; null there where nobody has named one. Null where it stands as promised. */
  readonly moved: { readonly disruptionId: string; readonly newAt: Instant | null } | null
  /** `bites`: a late promise waits for it. `binds`: it sets the date of promises that still hold. `free`: no date hangs on it. */
  readonly bite: 'bites' | 'binds' | 'free'
  /** How late its supplier usually is; null where nine in ten are in time, or too few are known. */
  readonly usual: Said | null
  /** Behind the supplier's date by now, the new one where it has moved; 0 where it is not due yet. */
  readonly overdueSeconds: number
  /** How many promises have their date from it, and the ten with the least slack. */
  readonly promises: number
  readonly first: readonly {
    readonly salesOrderLineId: string
    readonly customer: Thing
    readonly slackSeconds: number | null
    readonly late: boolean
  }[]
  /** Revenue of the late ones. */
  readonly atRisk: readonly Money[]
}

/** What promises that are due soon ask of a work center, beside the time that it is open. */
export interface CenterLoad {
  readonly workCenter: Thing
  readonly askedSeconds: number
  /** By its calendar, on all its work units, less what open stops take. */
  readonly openSeconds: number
  /** Asked by open; more than 1 can't be done in time. Null where it is not open at all. */
  readonly load: number | null
  readonly promises: number
}

/** A promise and what it takes of the constraint. */
export interface ConstraintPromise {
  readonly salesOrderLineId: string
  readonly customer: Thing
  readonly material: Thing
  readonly dueAt: Instant | null
  readonly late: boolean
  /** Time of the constraint that the work left for it takes: its share of orders that serve several. */
  readonly seconds: number
  /** Price less truly variable cost of what is not delivered. Null where not stated. */
  readonly contribution: Money | null
  /** Contribution for each hour of the constraint. */
  readonly anHour: Money | null
}

/** Where time is shortest, and what an hour there earns. */
export interface Constraint {
  readonly at: Instant
  /** Promises due by then are counted, overdue ones too. */
  readonly untilAt: Instant
  /** The ten with the highest load, highest first. */
  readonly workCenters: readonly CenterLoad[]
  /** The one with the highest load; null where no promise asks anything of one with a stated capacity. */
  readonly workCenter: Thing | null
  /** Contribution of all promises that go through it by the hours that they take of it. Null where not stated, and with several currencies. */
  readonly anHour: Money | null
  /** Best first; those whose contribution is not stated last. */
  readonly promises: readonly ConstraintPromise[]
  /** Promises that take none of its time: they earn beside it. */
  readonly free: { readonly promises: number; readonly contribution: readonly Money[] }
  readonly notes: readonly Said[]
}

/** One find of the search. */
export interface SearchHit {
  readonly thing: Thing
  /** What tells it from others of the same name: the customer of an order, the material of a lot. */
  readonly detail: string | null
}

/** Everything before and behind one thing in the chain of pegs. */
export interface Trace {
  readonly thing: Thing
  /** What it comes from, nearest first: lots, purchase lines, work orders, suppliers, work units that worked or will work on it. */
  readonly upstream: readonly TraceStep[]
  /** What it goes to, nearest first: work orders, promises, customers. */
  readonly downstream: readonly TraceStep[]
  /** The open promises that it goes to: their revenue and contribution whether late or not, and the penalty of those that are late. */
  readonly totals: MoneyTotals
}

export interface TraceStep {
  readonly thing: Thing
  /** How many pegs away; 0 for what the thing stands for: the lines of a customer, the orders of a work unit, the deliveries of a supplier. */
  readonly distance: number
  readonly quantity: Quantity | null
  /** When it is, was or will be there. */
  readonly at: Instant | null
  /** Whether a promise that waits for it is late. */
  readonly late: boolean
  /** The name of what it is or belongs to. */
  readonly detail: string | null
  /** Where nothing on record has a name for it: it lies in stock, or nobody has ordered it yet. */
  readonly note: Said | null
}
