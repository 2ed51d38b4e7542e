/** A plan while it is being exploded: orders, their operations, their demands and the pegs between them, in columns. */
import { FloatColumn, IntColumn } from './columns.ts'
import type { PlanInput } from './plan-input.ts'

/** Plan rank of an operation that runs: before everything else. */
export const RUNNING = -2

/** A demand that any supply may serve. */
export const WANTED = 0
/** Of an order that has started: it waits for its own group or reservation; whatever else it takes was there when it started. */
export const EXPECTED = 2
/** Taken already: pegged to its own group or reservation for the record, and nothing waits for it. */
export const TAKEN = 1

/** How a peg was found. */
export const PEG_RECORDED = 0
export const PEG_GROUP = 1
export const PEG_NETTED = 2
export const PEG_ASSUMED = 3

/**
 * Orders 0 … input.orders.length − 1 are those that exist, the rest are assumed.
 * Supplies 0 … input.supplies.length − 1 exist, the rest are assumed purchases.
 * A demand belongs to a line (`demandLine` ≥ 0) or to an order.
 */
export interface Draft {
  readonly input: PlanInput
  readonly orderMaterial: IntColumn
  readonly orderQuantity: FloatColumn
  /** When its output is wanted, from what it is pegged to; UNKNOWN_TIME when nothing wants it. */
  readonly orderNeed: IntColumn
  /** Urgency inherited from the most urgent promise it serves; smaller is more urgent. */
  readonly orderRank: IntColumn
  readonly orderFirstOp: IntColumn
  readonly orderOpCount: IntColumn
  /** Orders in the order in which they were exploded: after every order that takes their output. */
  readonly exploded: IntColumn
  readonly opOrder: IntColumn
  readonly opSequence: IntColumn
  readonly opPool: IntColumn
  readonly opWork: IntColumn
  readonly opSetup: IntColumn
  readonly opSetupGroup: IntColumn
  readonly opRelease: IntColumn
  /** Latest start that keeps the promise on an empty plant: the urgency of the dispatch. */
  readonly opLatestStart: IntColumn
  readonly opPlanRank: IntColumn
  readonly demandMaterial: IntColumn
  readonly demandQuantity: FloatColumn
  readonly demandNeed: IntColumn
  readonly demandRank: IntColumn
  readonly demandLine: IntColumn
  readonly demandOrder: IntColumn
  /** The operation that waits for it: index within its order; the count of operations means only the order's end waits. */
  readonly demandStep: IntColumn
  /** How much of it is still open: WANTED, EXPECTED or TAKEN. */
  readonly demandTaken: IntColumn
  readonly demandNext: IntColumn
  /** Newest demand per material. */
  readonly demandHead: Int32Array
  readonly supplyMaterial: IntColumn
  readonly supplyQuantity: FloatColumn
  readonly supplyAt: IntColumn
  /** Pegs: from a supply (≥ 0) or an order (~order) to a demand. */
  readonly pegSource: IntColumn
  readonly pegDemand: IntColumn
  readonly pegQuantity: FloatColumn
  readonly pegFound: IntColumn
}

export function newDraft(input: PlanInput): Draft {
  const orders = input.orders.length + input.lines.length * 4
  const ops = orders * 3
  const demands = orders * 2
  const ints = (capacity: number) => new IntColumn(capacity)
  return {
    input,
    orderMaterial: ints(orders),
    orderQuantity: new FloatColumn(orders),
    orderNeed: ints(orders),
    orderRank: ints(orders),
    orderFirstOp: ints(orders),
    orderOpCount: ints(orders),
    exploded: ints(orders),
    opOrder: ints(ops),
    opSequence: ints(ops),
    opPool: ints(ops),
    opWork: ints(ops),
    opSetup: ints(ops),
    opSetupGroup: ints(ops),
    opRelease: ints(ops),
    opLatestStart: ints(ops),
    opPlanRank: ints(ops),
    demandMaterial: ints(demands),
    demandQuantity: new FloatColumn(demands),
    demandNeed: ints(demands),
    demandRank: ints(demands),
    demandLine: ints(demands),
    demandOrder: ints(demands),
    demandStep: ints(demands),
    demandTaken: ints(demands),
    demandNext: ints(demands),
    demandHead: new Int32Array(input.materials.length).fill(-1),
    supplyMaterial: ints(input.supplies.length),
    supplyQuantity: new FloatColumn(input.supplies.length),
    supplyAt: ints(input.supplies.length),
    pegSource: ints(demands),
    pegDemand: ints(demands),
    pegQuantity: new FloatColumn(demands),
    pegFound: ints(demands),
  }
}

export interface NewDemand {
  readonly material: number
  readonly quantity: number
  readonly need: number
  readonly rank: number
  readonly line: number
  readonly order: number
  readonly step: number
  readonly taken: number
}

export function addDemand(draft: Draft, demand: NewDemand): number {
  const d = draft.demandMaterial.length
  draft.demandMaterial.push(demand.material)
  draft.demandQuantity.push(demand.quantity)
  draft.demandNeed.push(demand.need)
  draft.demandRank.push(demand.rank)
  draft.demandLine.push(demand.line)
  draft.demandOrder.push(demand.order)
  draft.demandStep.push(demand.step)
  draft.demandTaken.push(demand.taken)
  draft.demandNext.push(draft.demandHead[demand.material]!)
  draft.demandHead[demand.material] = d
  return d
}

export function addPeg(draft: Draft, peg: { source: number; demand: number; quantity: number; found: number }): void {
  draft.pegSource.push(peg.source)
  draft.pegDemand.push(peg.demand)
  draft.pegQuantity.push(peg.quantity)
  draft.pegFound.push(peg.found)
}

/** The demand's pegging group, or -1: its line's, or its order's group for components. */
export function demandGroup(draft: Draft, d: number): number {
  const line = draft.demandLine.data[d]!
  if (line >= 0) return draft.input.lines[line]!.group
  const order = draft.demandOrder.data[d]!
  return order < draft.input.orders.length ? draft.input.orders[order]!.componentGroup : -1
}
