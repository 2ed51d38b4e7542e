/** Pegs both ways: by what they come from, and by the node that waits for them. */
import { consumerOf } from './arcs.ts'
import type { Draft } from './draft.ts'

export interface PegIndex {
  /** Pegs of supply `s`: `bySupply[supplyOffsets[s]]` …; supplies count assumed purchases too. */
  readonly supplyOffsets: Int32Array
  readonly bySupply: Int32Array
  readonly orderOffsets: Int32Array
  readonly byOrder: Int32Array
  /** Pegs into draft node `n` (operations, then lines) that it still waits for. */
  readonly nodeOffsets: Int32Array
  readonly byNode: Int32Array
  /** All pegs into an order, taken ones included, and into a line: what a walk downwards follows. */
  readonly intoOrderOffsets: Int32Array
  readonly intoOrder: Int32Array
  readonly intoLineOffsets: Int32Array
  readonly intoLine: Int32Array
}

/** Groups the numbers 0 … count − 1 by key; a negative key leaves one out. */
function groupBy(count: number, keys: number, keyOf: (item: number) => number): { offsets: Int32Array; items: Int32Array } {
  const offsets = new Int32Array(keys + 1)
  for (let item = 0; item < count; item++) {
    const key = keyOf(item)
    if (key >= 0) offsets[key + 1]!++
  }
  for (let key = 0; key < keys; key++) offsets[key + 1]! += offsets[key]!
  const items = new Int32Array(offsets[keys]!)
  const next = offsets.slice()
  for (let item = 0; item < count; item++) {
    const key = keyOf(item)
    if (key >= 0) items[next[key]!++] = item
  }
  return { offsets, items }
}

export function indexPegs(draft: Draft): PegIndex {
  const { pegSource, pegDemand, demandLine, demandOrder, input } = draft
  const count = pegSource.length
  const orders = draft.orderMaterial.length
  const bySupply = groupBy(count, input.supplies.length + draft.supplyMaterial.length, (p) => pegSource.data[p]!)
  const byOrder = groupBy(count, orders, (p) => ~pegSource.data[p]!)
  const byNode = groupBy(count, draft.opOrder.length + input.lines.length, (p) => consumerOf(draft, pegDemand.data[p]!))
  const intoOrder = groupBy(count, orders, (p) => demandOrder.data[pegDemand.data[p]!]!)
  const intoLine = groupBy(count, input.lines.length, (p) => demandLine.data[pegDemand.data[p]!]!)
  return {
    supplyOffsets: bySupply.offsets,
    bySupply: bySupply.items,
    orderOffsets: byOrder.offsets,
    byOrder: byOrder.items,
    nodeOffsets: byNode.offsets,
    byNode: byNode.items,
    intoOrderOffsets: intoOrder.offsets,
    intoOrder: intoOrder.items,
    intoLineOffsets: intoLine.offsets,
    intoLine: intoLine.items,
  }
}
