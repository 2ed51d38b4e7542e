/** The chain of work that decides when something ends: each link ends just when the next begins. */
import type { Projection } from './projection.ts'

/** Longer chains are cut off: what is further away decides little. */
const LINKS_MAX = 2000

/** What a node waited for last: the work before in its order, its material, or the work before on its station; −1 where a date decides. */
function boundBy(projection: Projection, node: number): number {
  const { network, start, finish, off } = projection
  const begins = start[node]!
  const previous = network.previousOperation[node]!
  if (previous >= 0 && off[previous] === 0 && finish[previous] === begins) return previous
  for (let k = network.sourceOffsets[node]!; k < network.sourceOffsets[node + 1]!; k++) {
    const source = network.sources[k]!
    if (off[source] === 0 && finish[source] === begins) return source
  }
  const before = projection.busyBefore(node)
  return before >= 0 && finish[before] === begins ? before : -1
}

/** The nodes that decide when `end` ends, the first of them first, itself last. */
export function bindingChain(projection: Projection, end: number): number[] {
  const chain: number[] = []
  for (let node = end; node >= 0 && chain.length < LINKS_MAX; node = boundBy(projection, node)) chain.push(node)
  return chain.reverse()
}

/** The stretches of a chain in which one station does one work after the other, each from first to last, of two links or more. */
export function blocksOf({ sequence }: Projection, chain: readonly number[]): number[][] {
  const blocks: number[][] = []
  let block: number[] = []
  for (const node of chain) {
    const last = block.at(-1)
    if (last !== undefined && sequence.previousOnStation[node] === last) block.push(node)
    else {
      if (block.length > 1) blocks.push(block)
      block = [node]
    }
  }
  if (block.length > 1) blocks.push(block)
  return blocks
}
