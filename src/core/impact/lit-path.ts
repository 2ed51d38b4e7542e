/** The links of the chain picture over which a delay really travels: from where it arises to the customers whose promises it moves. */
import { centerNode, chainLinkId, customerNode, supplierNode } from './chain-places.ts'
import type { Contribution } from './contributions.ts'
import type { Times } from './counterfactuals.ts'
import type { DisruptionStanding } from './page-answer.ts'
import { lineNode, type SitePlan } from './site-plan.ts'

type LitLink = DisruptionStanding['path'][number]

/** A link over which several promises are delayed shows the heaviest of it. */
const STRONGEST_FIRST = ['late', 'later', 'slack'] as const satisfies readonly LitLink['effect'][]

export interface DelayedLines {
  readonly late: readonly number[]
  /** Late without it, and later still by it. */
  readonly later: readonly number[]
  /** Delayed, but inside their slack. */
  readonly slack: readonly number[]
}

/**
 * Walks backwards from delayed promises, only over what was delayed too and was waited for last.
 * So a supplier is lit when its delivery is what came late, and no other way that leads to the same customer.
 */
export function litPath(
  site: SitePlan,
  lines: DelayedLines,
  given: { before: Times; after: Times; contributions: readonly Contribution[] },
): LitLink[] {
  const effects = new Map<string, LitLink['effect']>()
  const deliveries = datedPegs(given.contributions)
  for (const effect of STRONGEST_FIRST) {
    const walk = new Walk(site, { ...given, deliveries })
    for (const line of lines[effect]) walk.from(line)
    for (const link of walk.links) if (!effects.has(link)) effects.set(link, effect)
  }
  return [...effects].map(([linkId, effect]) => ({ linkId, effect })).sort((a, b) => (a.linkId < b.linkId ? -1 : 1))
}

/** Two ways as one: what both lead over shows the heavier of the two. */
export function bothPaths(some: readonly LitLink[], others: readonly LitLink[]): LitLink[] {
  const rank = ({ effect }: LitLink): number => STRONGEST_FIRST.indexOf(effect)
  const lightestFirst = [...some, ...others].sort((a, b) => rank(b) - rank(a))
  return [...new Map(lightestFirst.map((link) => [link.linkId, link])).values()].sort((a, b) => (a.linkId < b.linkId ? -1 : 1))
}

/** When the supply of each peg is there whose date moved. */
function datedPegs(contributions: readonly Contribution[]): Map<number, number> {
  return new Map(contributions.flatMap((each) => (each.type === 'pegDate' ? [[each.peg, each.at]] : [])))
}

class Walk {
  readonly links = new Set<string>()
  private readonly site: SitePlan
  private readonly times: { before: Times; after: Times; deliveries: ReadonlyMap<number, number> }
  /** Nodes that were walked, each with the place that it hands on to. */
  private readonly seen = new Set<string>()

  constructor(site: SitePlan, times: { before: Times; after: Times; deliveries: ReadonlyMap<number, number> }) {
    this.site = site
    this.times = times
  }

  from(line: number): void {
    const stack: (readonly [node: number, place: string])[] = [[lineNode(this.site, line), customerNode(this.site, line)]]
    for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
      const [node, place] = each
      if (this.seen.has(`${node} ${place}`)) continue
      this.seen.add(`${node} ${place}`)
      const { before, after } = this.times
      if (after.start[node]! <= before.start[node]!) continue
      this.lightSuppliers(node, place)
      for (const source of this.waitedFor(node)) stack.push([source, this.hand(source, place)])
    }
  }

  /** Lights the link from an operation to the place that takes its output, and tells the place of the operation itself. */
  private hand(node: number, place: string): string {
    const own = centerNode(this.site, this.site.plan.network.operationOf[node]!)
    if (own !== undefined && own !== place) this.links.add(chainLinkId(own, place))
    return own ?? place
  }

  /** Delayed nodes that end just when this one starts. */
  private waitedFor(node: number): number[] {
    const { network } = this.site.plan
    const { before, after } = this.times
    const sources = [...network.sources.subarray(network.sourceOffsets[node], network.sourceOffsets[node + 1])]
    return [network.previousOperation[node]!, this.site.plan.projection.busyBefore(node), ...sources].filter(
      (each) => each >= 0 && after.finish[each] === after.start[node] && after.finish[each]! > before.finish[each]!,
    )
  }

  private lightSuppliers(node: number, place: string): void {
    const { draft, network } = this.site.plan
    const { nodeOffsets, byNode } = this.site.pegs
    const draftNode = node < network.operationCount ? network.operationOf[node]! : node
    for (let k = nodeOffsets[draftNode]!; k < nodeOffsets[draftNode + 1]!; k++) {
      const source = draft.pegSource.data[byNode[k]!]!
      if (source < 0 || this.times.deliveries.get(byNode[k]!) !== this.times.after.start[node]) continue
      const supplier = supplierNode(this.site, source)
      if (supplier !== undefined) this.links.add(chainLinkId(supplier, place))
    }
  }
}
