/**
 * Which station does each node and in which place, while it differs from the network: work that was moved to another place or another station.
 * It keeps a topological order of the nodes: where an arc is added against it, only the nodes between its ends are ranked anew
 * (Pearce and Kelly, "A dynamic topological sort algorithm for directed acyclic graphs", ACM JEA 11, 2006).
 */
import type { Network } from './network.ts'
import { NONE } from './plan-input.ts'

/** A node and the place that it goes to. */
export interface Place {
  readonly node: number
  /** The station that does it; NONE where it needs none. */
  readonly station: number
  /** It goes directly before this node of the station's sequence; NONE for the last place. Ignored where the station takes any number at once. */
  readonly before: number
}

/** Which station does each node, and its neighbours there: as in the network, or as moved. */
export type Sequenced = Pick<Network, 'station' | 'previousOnStation' | 'nextOnStation' | 'lastOnStation'>

export class StationOrder implements Sequenced {
  readonly station: Int32Array
  readonly previousOnStation: Int32Array
  readonly nextOnStation: Int32Array
  readonly lastOnStation: Int32Array
  /** Rank of a node in a topological order, and the node of a rank. */
  readonly rank: Int32Array
  readonly nodeAt: Int32Array
  private readonly network: Network
  /** Nodes that a search has come to: those that bear its number. */
  private readonly seen: Int32Array
  private search = 0
  /** Ranks before: node and rank, in the order in which they changed. */
  private readonly rankLog: number[] = []

  constructor(network: Network) {
    this.network = network
    this.station = network.station.slice()
    this.previousOnStation = network.previousOnStation.slice()
    this.nextOnStation = network.nextOnStation.slice()
    this.lastOnStation = network.lastOnStation.slice()
    this.rank = Int32Array.from({ length: network.nodeCount }, (_, node) => node)
    this.nodeAt = this.rank.slice()
    this.seen = new Int32Array(network.nodeCount)
  }

  /**
   * Takes all the nodes out of their places, then puts each into its new one, in the order given; so a place may lie before a node that was put before.
   * Returns the places that take it back, or undefined where work would wait for itself or a place is not on its station; then nothing has changed.
   */
  put(places: readonly Place[]): readonly Place[] | undefined {
    const before = this.takeOut(places)
    for (let k = 0; k < places.length; k++) {
      if (this.isFree(places[k]!)) {
        this.link(places[k]!)
        if (this.rankAnew(places[k]!.node)) continue
        this.unlink(places[k]!.node)
      }
      for (let j = k - 1; j >= 0; j--) this.unlink(places[j]!.node)
      this.putBack(before)
      return undefined
    }
    return before
  }

  /** Takes back what `put` did, ranks included, as long as nothing was kept since; `before` is what it returned. */
  takeBack(places: readonly Place[], before: readonly Place[]): void {
    for (const { node } of places.toReversed()) this.unlink(node)
    this.putBack(before)
  }

  /** What was put so far stays: there is no way back to the ranks before. */
  keep(): void {
    this.rankLog.length = 0
  }

  private takeOut(places: readonly Place[]): Place[] {
    return places.map(({ node }) => {
      const before = { node, station: this.station[node]!, before: this.nextOnStation[node]! }
      this.unlink(node)
      return before
    })
  }

  private putBack(before: readonly Place[]): void {
    for (const each of before.toReversed()) this.link(each)
    for (let k = this.rankLog.length - 2; k >= 0; k -= 2) {
      const node = this.rankLog[k]!
      const rank = this.rankLog[k + 1]!
      this.rank[node] = rank
      this.nodeAt[rank] = node
    }
    this.rankLog.length = 0
  }

  /** A node has one place, and the one that it goes before is on the same station. */
  private isFree({ node, station, before }: Place): boolean {
    return this.station[node] === NONE && (before < 0 || (station >= 0 && this.station[before] === station))
  }

  private unlink(node: number): void {
    const previous = this.previousOnStation[node]!
    const next = this.nextOnStation[node]!
    const station = this.station[node]!
    if (previous >= 0) this.nextOnStation[previous] = next
    if (next >= 0) this.previousOnStation[next] = previous
    else if (station >= 0 && this.lastOnStation[station] === node) this.lastOnStation[station] = previous
    this.previousOnStation[node] = NONE
    this.nextOnStation[node] = NONE
    this.station[node] = NONE
  }

  private link({ node, station, before }: Place): void {
    this.station[node] = station
    if (station < 0 || this.network.stationFinite[station] === 0) return
    const previous = before >= 0 ? this.previousOnStation[before]! : this.lastOnStation[station]!
    this.previousOnStation[node] = previous
    this.nextOnStation[node] = before
    if (previous >= 0) this.nextOnStation[previous] = node
    if (before >= 0) this.previousOnStation[before] = node
    else this.lastOnStation[station] = node
  }

  /** Ranks a node between its neighbours on the station; false where that is impossible, for one of them waits for the other. */
  private rankAnew(node: number): boolean {
    const { previousOnStation, nextOnStation } = this
    const previous = previousOnStation[node]!
    const next = nextOnStation[node]!
    if (previous >= 0) {
      // One arc at a time: a search must not follow one that is not ranked yet.
      nextOnStation[node] = NONE
      if (next >= 0) previousOnStation[next] = NONE
      const fits = this.addArc(previous, node)
      nextOnStation[node] = next
      if (next >= 0) previousOnStation[next] = node
      if (!fits) return false
    }
    return next < 0 || this.addArc(node, next)
  }

  /** Makes `from` rank before `to`. */
  private addArc(from: number, to: number): boolean {
    const { rank, nodeAt } = this
    if (rank[from]! < rank[to]!) return true
    const behind = this.reach(to, rank[from]!, true)
    if (this.seen[from] === this.search) return false
    const ahead = this.reach(from, rank[to]!, false)
    const byRank = (a: number, b: number) => rank[a]! - rank[b]!
    const nodes = [...ahead.sort(byRank), ...behind.sort(byRank)]
    const ranks = nodes.map((node) => rank[node]!).sort((a, b) => a - b)
    nodes.forEach((node, k) => {
      this.rankLog.push(node, rank[node]!)
      rank[node] = ranks[k]!
      nodeAt[ranks[k]!] = node
    })
    return true
  }

  /** The nodes that wait for `first` up to a rank, or those that it waits for down to a rank; itself included. */
  private reach(first: number, limit: number, forward: boolean): number[] {
    const { rank, seen } = this
    const { previousOperation, nextOperation, sourceOffsets, sources, targetOffsets, targets } = this.network
    const alongOrder = forward ? nextOperation : previousOperation
    const alongStation = forward ? this.nextOnStation : this.previousOnStation
    const offsets = forward ? targetOffsets : sourceOffsets
    const others = forward ? targets : sources
    const search = ++this.search
    const found = [first]
    seen[first] = search
    const visit = (node: number) => {
      if (node < 0 || seen[node] === search || (forward ? rank[node]! > limit : rank[node]! < limit)) return
      seen[node] = search
      found.push(node)
    }
    for (let k = 0; k < found.length; k++) {
      const node = found[k]!
      visit(alongOrder[node]!)
      visit(alongStation[node]!)
      for (let j = offsets[node]!; j < offsets[node + 1]!; j++) visit(others[j]!)
    }
    return found
  }
}
