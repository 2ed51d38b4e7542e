/** Nodes to look at again, taken in topological order: a bitmap with two levels of summary, so that taking the next one searches nothing. */
export class DirtySet {
  private readonly nodes: Int32Array
  private readonly words: Int32Array
  private readonly blocks: Int32Array

  constructor(nodeCount: number) {
    this.nodes = new Int32Array((nodeCount >>> 5) + 1)
    this.words = new Int32Array((nodeCount >>> 10) + 1)
    this.blocks = new Int32Array((nodeCount >>> 15) + 1)
  }

  add(node: number): void {
    this.nodes[node >>> 5]! |= 1 << (node & 31)
    this.words[node >>> 10]! |= 1 << ((node >>> 5) & 31)
    this.blocks[node >>> 15]! |= 1 << ((node >>> 10) & 31)
  }

  /** Takes the lowest node out; −1 when there is none. `from` is a node below which nothing is left. */
  take(from: number): number {
    const { nodes, words, blocks } = this
    let block = from >>> 15
    while (block < blocks.length && blocks[block] === 0) block++
    if (block === blocks.length) return -1
    const word = (block << 5) + lowestBit(blocks[block]!)
    const place = (word << 5) + lowestBit(words[word]!)
    const bit = lowestBit(nodes[place]!)
    nodes[place]! &= ~(1 << bit)
    if (nodes[place] === 0) {
      words[word]! &= ~(1 << (place & 31))
      if (words[word] === 0) blocks[block]! &= ~(1 << (word & 31))
    }
    return (place << 5) + bit
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
