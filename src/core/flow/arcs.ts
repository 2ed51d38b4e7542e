/** Who waits for whom through material: from orders to the operations and lines that take their output, and dates from everything else. */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { type Draft, TAKEN } from './draft.ts'

/** Consumers are nodes of the draft: operation `op`, or `operationCount + line`. */
export interface MaterialArcs {
  readonly operationCount: number
  readonly nodeCount: number
  /** Order `o` supplies the nodes `consumers[offsets[o]]` … `consumers[offsets[o + 1] − 1]`. */
  readonly offsets: Int32Array
  readonly consumers: Int32Array
  /** Earliest start of each node by planned starts and by supplies that have a date. */
  readonly release: Int32Array
}

/** The node that takes demand `d`; NONE (−1) when what it takes has been taken or its order is done. */
export function consumerOf(draft: Draft, d: number): number {
  const line = draft.demandLine.data[d]!
  if (line >= 0) return draft.opOrder.length + line
  if (draft.demandTaken.data[d] === TAKEN) return -1
  const order = draft.demandOrder.data[d]!
  return draft.orderOpCount.data[order] === 0 ? -1 : draft.orderFirstOp.data[order]! + draft.demandStep.data[d]!
}

/** When the supply of a peg with a date is there: stock and purchases, and orders that are done. UNKNOWN_TIME is never returned. */
export function supplyDate(draft: Draft, source: number): number {
  const { supplies, orders } = draft.input
  if (source < 0) return orders[~source]!.doneAt
  return source < supplies.length ? supplies[source]!.at : draft.supplyAt.data[source - supplies.length]!
}

/** Whether the peg's source is an order with operations still to do. */
export function isOpenOrder(draft: Draft, source: number): boolean {
  return source < 0 && draft.orderOpCount.data[~source]! > 0
}

export function materialArcs(draft: Draft): MaterialArcs {
  const operationCount = draft.opOrder.length
  const nodeCount = operationCount + draft.input.lines.length
  const orderCount = draft.orderMaterial.length
  const pegs = draft.pegSource.length
  const offsets = new Int32Array(orderCount + 1)
  const release = new Int32Array(nodeCount)
  release.set(draft.opRelease.data.subarray(0, operationCount))
  const target = new Int32Array(pegs)
  for (let p = 0; p < pegs; p++) {
    const source = draft.pegSource.data[p]!
    const node = consumerOf(draft, draft.pegDemand.data[p]!)
    const open = node >= 0 && isOpenOrder(draft, source)
    target[p] = open ? node : -1
    if (open) offsets[~source + 1]!++
    else if (node >= 0) release[node] = Math.max(release[node]!, Math.min(supplyDate(draft, source), UNKNOWN_TIME))
  }
  for (let o = 0; o < orderCount; o++) offsets[o + 1]! += offsets[o]!
  const consumers = new Int32Array(offsets[orderCount]!)
  const next = offsets.slice()
  for (let p = 0; p < pegs; p++) {
    if (target[p]! >= 0) consumers[next[~draft.pegSource.data[p]!]!++] = target[p]!
  }
  return { operationCount, nodeCount, offsets, consumers, release }
}
