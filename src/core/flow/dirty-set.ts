/** Nodes to look at again, taken in topological order: a bitmap with two levels of summary, so that taking the next one searches nothing. */
export class DirtySet {
  private readonly nodes: Int32Array
  /** A bit for each word of `nodes` that may hold one; cleared when the word is found empty. */
  private readonly words: Int32Array
  private readonly blocks: Int32Array

  constructor(nodeCount: number) {
    this.nodes = new Int32Array((nodeCount >>> 5) + 1)
    this.words = new Int32Array((nodeCount >>> 10) + 1)
    this.blocks = new Int32Array((nodeCount >>> 15) + 1)
  }

  add(node: number): void {
    const place = node >>> 5
    const bits = this.nodes[place]!
    this.nodes[place] = bits | (1 << (node & 31))
    if (bits !== 0) return
    this.words[place >>> 5]! |= 1 << (place & 31)
    this.blocks[place >>> 10]! |= 1 << ((place >>> 5) & 31)
  }

  /** Takes the lowest node out; −1 when there is none. `from` is a node below which nothing is left. */
  take(from: number): number {
    const place = from >>> 5
    const bits = this.nodes[place]!
    if (bits === 0) return this.takeBeyond(place)
    this.nodes[place] = bits & (bits - 1)
    return (place << 5) + lowestBit(bits)
  }

  private takeBeyond(start: number): number {
    const { nodes, words, blocks } = this
    let block = start >>> 10
    while (block < blocks.length) {
      if (blocks[block] === 0) {
        block++
        continue
      }
      const word = (block << 5) + lowestBit(blocks[block]!)
      if (words[word] === 0) {
        blocks[block]! &= ~(1 << (word & 31))
        continue
      }
      const place = (word << 5) + lowestBit(words[word]!)
      const bits = nodes[place]!
      if (bits === 0) {
        words[word]! &= ~(1 << (place & 31))
        continue
      }
      nodes[place] = bits & (bits - 1)
      return (place << 5) + lowestBit(bits)
    }
    return -1
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
