/** The value chain as one picture: suppliers, work centers by stage, customers, and what flows between them for the promises that are open. */
import type { Model } from '../chain/model.ts'
import { compareIds } from '../flow/by-id.ts'
import type { Money } from '../values/money.ts'
import { sumMoney } from '../values/money.ts'
import { byName, layoutChain } from './chain-layout.ts'
import { chainLinkId, chainNodeId, customerNode, OrderWays, supplierNode } from './chain-places.ts'
import { lineRecord } from './dates.ts'
import { exposureOf } from './exposure.ts'
import { statesByUnit } from './floor-units.ts'
import type { ChainFlow, ChainNode, ChainPicture } from './page-answer.ts'
import type { SitePlan } from './site-plan.ts'
import { thing } from './things.ts'
import type { WaitingPromises } from './waiting-promises.ts'

/** Of more suppliers or customers than this, only those that a promise goes through are in the picture. */
const ENDS_MAX = 200

export function chainPicture(site: SitePlan, waiting: WaitingPromises): ChainPicture {
  const flows = new Flows(site)
  for (const line of waiting.open) flows.follow(line)
  const layout = layoutChain(site.model)
  const suppliers = shown('supplier', layout.suppliers, flows)
  const customers = shown('customer', [...byName(site.model.byKind.customer.values()), ...unknownCustomers(site, waiting)], flows)
  const columns = [
    suppliers.map((id) => ['supplier', id] as const),
    ...layout.centers.map((ids) => ids.map((id) => ['workCenter', id] as const)),
    customers.map((id) => ['customer', id] as const),
  ]
  const units = unitsByCenter(site)
  return {
    columns: [
      { kind: 'supplier', name: null },
      ...layout.centers.map((ids) => ({ kind: 'workCenter' as const, name: columnName(site, ids) })),
      { kind: 'customer', name: null },
    ],
    nodes: columns.flatMap((nodes, column) =>
      nodes.map(([kind, id], row): ChainNode => {
        const nodeId = chainNodeId(kind, id)
        return {
          id: nodeId,
          thing: thing(site.model, kind, id),
          column,
          row,
          units: kind === 'workCenter' ? (units.get(id) ?? []) : [],
          ...waiting.count(flows.linesAt(nodeId)),
        }
      }),
    ),
    flows: flows.told(),
  }
}

/** The picture with its work units as they stand in `newest`, which may be newer than the projection. */
export function withStates(picture: ChainPicture, newest: Model): ChainPicture {
  const states = statesByUnit(newest)
  const stateOf = (id: string) => states.get(id)?.state ?? ('unknown' as const)
  return {
    ...picture,
    nodes: picture.nodes.map((node) => ({ ...node, units: node.units.map((unit) => ({ ...unit, state: stateOf(unit.id) })) })),
  }
}

/** Customers that promises name and no record tells of. */
function unknownCustomers(site: SitePlan, waiting: WaitingPromises): string[] {
  const ids = new Set(waiting.open.map((line) => lineRecord(site, line).customerId))
  return [...ids].filter((id) => !site.model.byKind.customer.has(id)).sort(compareIds)
}

function shown(kind: 'supplier' | 'customer', ids: readonly string[], flows: Flows): readonly string[] {
  return ids.length <= ENDS_MAX ? ids : ids.filter((id) => flows.linesAt(chainNodeId(kind, id)).length > 0)
}

/** The area that all centers of a column stand in, or the only center's own name; null where there is neither. */
function columnName(site: SitePlan, ids: readonly string[]): string | null {
  const { workCenter, area } = site.model.byKind
  if (ids.length === 1) return workCenter.get(ids[0]!)?.name ?? null
  const areas = new Set(ids.map((id) => workCenter.get(id)?.areaId))
  return areas.size === 1 ? (area.get([...areas][0] ?? '')?.name ?? null) : null
}

function unitsByCenter(site: SitePlan): Map<string, ChainNode['units'][number][]> {
  const states = statesByUnit(site.model)
  const result = new Map<string, ChainNode['units'][number][]>()
  for (const id of byName(site.model.byKind.workUnit.values())) {
    const unit = site.model.byKind.workUnit.get(id)!
    const told = { id, name: unit.name, state: states.get(id)?.state ?? ('unknown' as const) }
    result.set(unit.workCenterId, [...(result.get(unit.workCenterId) ?? []), told])
  }
  return result
}

interface FlowSum {
  readonly from: string
  readonly to: string
  readonly revenue: Money[]
  promises: number
  last: number
}

/** What flows from node to node, summed over promises: each promise counts once on each link. */
class Flows {
  private readonly site: SitePlan
  private readonly ways: OrderWays
  private readonly sums = new Map<string, FlowSum>()
  private readonly lines = new Map<string, number[]>()
  private readonly seen: Int32Array

  constructor(site: SitePlan) {
    this.site = site
    this.ways = new OrderWays(site)
    this.seen = new Int32Array(site.plan.draft.orderMaterial.length).fill(-1)
  }

  /** Lines whose goods go through a node. */
  linesAt(node: string): readonly number[] {
    return this.lines.get(node) ?? []
  }

  told(): ChainFlow[] {
    return [...this.sums]
      .map(([id, { from, to, promises, revenue }]) => ({ id, from, to, promises, revenue: sumMoney(revenue) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Walks down the pegs of a line and adds it to every link on the way. */
  follow(line: number): void {
    const { draft } = this.site.plan
    const { intoLineOffsets, intoLine, intoOrderOffsets, intoOrder } = this.site.pegs
    const customer = customerNode(this.site, line)
    this.at(customer, line)
    const stack: (readonly [order: number, from: string])[] = []
    const take = (peg: number, to: string) => {
      const source = draft.pegSource.data[peg]!
      const supplier = source < 0 ? undefined : supplierNode(this.site, source)
      if (source < 0) this.followOrder(~source, { to, line, stack })
      else if (supplier !== undefined) this.add(supplier, to, line)
    }
    for (let k = intoLineOffsets[line]!; k < intoLineOffsets[line + 1]!; k++) take(intoLine[k]!, customer)
    for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
      const [order, to] = each
      for (let k = intoOrderOffsets[order]!; k < intoOrderOffsets[order + 1]!; k++)
        take(intoOrder[k]!, this.ways.takenAt(draft.pegDemand.data[intoOrder[k]!]!) ?? to)
    }
  }

  /** An order that is done lies in stock: what it went through is past. */
  private followOrder(order: number, what: { to: string; line: number; stack: (readonly [number, string])[] }): void {
    const { draft } = this.site.plan
    if (draft.orderOpCount.data[order] === 0) return
    const way = this.ways.wayOf(order)
    const last = way.at(-1)
    if (last !== undefined) this.add(last, what.to, what.line)
    if (this.seen[order] === what.line) return
    this.seen[order] = what.line
    way.forEach((node, k) => {
      if (k > 0) this.add(way[k - 1]!, node, what.line)
    })
    what.stack.push([order, what.to])
  }

  private add(from: string, to: string, line: number): void {
    if (from === to) return
    const id = chainLinkId(from, to)
    const sum: FlowSum = this.sums.get(id) ?? { from, to, revenue: [], promises: 0, last: -1 }
    if (sum.last === line) return
    this.sums.set(id, sum)
    sum.last = line
    sum.promises++
    const { revenue } = exposureOf(lineRecord(this.site, line), 1)
    if (revenue !== null) sum.revenue.push(revenue)
    this.at(from, line)
    this.at(to, line)
  }

  private at(node: string, line: number): void {
    const lines = this.lines.get(node)
    if (lines === undefined) this.lines.set(node, [line])
    else if (lines.at(-1) !== line) lines.push(line)
  }
}
