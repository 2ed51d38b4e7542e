/** Countermeasures for what is waited for: sooner from its supplier, from another one, from stock or from somebody else's lot; a lot or a line in parts. */
import { UNKNOWN_TIME } from '../../calendar/work-time.ts'
import { isOpenOrder } from '../../flow/arcs.ts'
import { movedDates } from '../../impact/moved-dates.ts'
import { sourceName, unitOf } from '../../impact/peg-steps.ts'
import { instantOf } from '../../impact/site-plan.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { instantToMs } from '../../values/instant.ts'
import { type Said, said } from '../../values/said.ts'
import { hasBegun } from '../moves/operation-moves.ts'
import type { Candidate, Found } from './candidate.ts'
import { arrivalOf, linesBehind, type Reach, type Wait } from './reach.ts'

type Reserve = Extract<PlanMove, { type: 'reserve' }>
const WAITS_MAX = 20
const SUPPLIES_MAX = 6

/** What is waited for on the way to the late promises, each once. */
function allWaits(reach: Reach): Wait[] {
  const waits = new Map<number, Wait>()
  for (const { waits: some } of reach.late) for (const wait of some) waits.set(wait.peg, wait)
  return [...waits.values()].slice(0, WAITS_MAX)
}

function purchaseOf(reach: Reach, wait: Wait) {
  const { site } = reach.live
  const named = sourceName(site, site.plan.draft.pegSource.data[wait.peg]!)
  return named.kind === 'purchaseOrderLine' ? site.model.byKind.purchaseOrderLine.get(named.id) : undefined
}

/** Deliveries come sooner, by as much as their supplier can at best. */
export function expedited(reach: Reach): Found {
  const { site } = reach.live
  const { now } = site.plan.input
  const candidates: Candidate[] = []
  const notes: Said[] = []
  for (const wait of allWaits(reach)) {
    const line = purchaseOf(reach, wait)
    if (line === undefined) continue
    const supplier = site.model.byKind.supplier.get(line.supplierId ?? '')
    const facts = { purchaseOrderLineId: line.id, supplierId: line.supplierId ?? null }
    if (supplier?.expediteSeconds === undefined) {
      notes.push(said('expedite-not-stated', facts))
      continue
    }
    const at = wait.at >= UNKNOWN_TIME ? null : instantOf(site, Math.max(now, wait.at - supplier.expediteSeconds))
    if (at === null) notes.push(said('delivery-date-not-known', facts))
    else {
      candidates.push({
        kind: 'expedite',
        moves: [{ type: 'deliver', purchaseOrderLineId: line.id, at }],
        what: said('delivered-sooner', { ...facts, at, insteadOfAt: instantOf(site, wait.at) }),
        lines: linesBehind(reach, [wait.node]),
      })
    }
  }
  return { candidates, notes }
}

/** What is bought comes from another supplier that has delivered it before, in its own time or that of the material. */
export function boughtElsewhere(reach: Reach): Found {
  const { site } = reach.live
  const { input } = site.plan
  const candidates: Candidate[] = []
  const notes: Said[] = []
  for (const wait of allWaits(reach)) {
    if (input.materials[wait.material]!.makes || wait.demand === undefined) continue
    const materialId = site.names.materials[wait.material]!
    const others = otherSuppliers(reach, materialId, purchaseOf(reach, wait)?.supplierId)
    if (others.length === 0) notes.push(said('no-other-supplier', { materialId }))
    for (const { supplierId, seconds } of others) {
      if (seconds === undefined) notes.push(said('lead-time-not-known', { materialId, supplierId }))
      const arrives = input.now + (seconds ?? 0)
      const at = instantOf(site, arrives)
      if (seconds !== undefined && arrives >= wait.at) notes.push(said('no-sooner-elsewhere', { materialId, supplierId, at }))
      if (seconds === undefined || at === null || arrives >= wait.at) continue
      const quantity = { value: wait.quantity, unit: unitOf(site, wait.material) }
      candidates.push({
        kind: 'buyElsewhere',
        moves: [{ type: 'buy', materialId, quantity, at, supplierId, for: wait.demand }],
        what: said('bought-elsewhere', { materialId, supplierId, quantity: quantity.value, unit: quantity.unit, at }),
        lines: linesBehind(reach, [wait.node]),
      })
    }
  }
  return { candidates, notes }
}

/** Suppliers that have delivered a material, with the median of the times that they took; else the material's own time. */
function otherSuppliers(
  reach: Reach,
  materialId: string,
  except: string | undefined,
): { supplierId: string; seconds: number | undefined }[] {
  const { model } = reach.live.site
  const times = new Map<string, number[]>()
  for (const line of model.byKind.purchaseOrderLine.values()) {
    if (line.materialId !== materialId || line.supplierId === undefined || line.supplierId === except) continue
    if (line.receivedAt === undefined && line.status !== 'closed') continue
    const took = times.get(line.supplierId) ?? []
    times.set(line.supplierId, took)
    if (line.orderedAt !== undefined && line.receivedAt !== undefined)
      took.push((instantToMs(line.receivedAt) - instantToMs(line.orderedAt)) / 1000)
  }
  const usual = model.byKind.material.get(materialId)?.leadTimeSeconds
  return [...times]
    .map(([supplierId, took]) => ({ supplierId, seconds: took.length === 0 ? usual : median(took) }))
    .sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1))
    .slice(0, SUPPLIES_MAX)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Lots, deliveries and orders of the same material that are there sooner, kept for the late promise: free ones, or those of others. */
export function otherSupplies(reach: Reach): Found {
  const candidates = allWaits(reach).flatMap((wait) => {
    if (wait.demand === undefined) return []
    const lines = linesBehind(reach, [wait.node])
    return sooner(reach, wait)
      .slice(0, SUPPLIES_MAX)
      .flatMap((each): Candidate[] => {
        const moves = keeping(reach, wait, each.source)
        if (moves === undefined) return []
        const materialId = reach.live.site.names.materials[wait.material]!
        const facts = { materialId, supplyId: each.id, quantity: wait.quantity, demandId: wait.demand?.id ?? '', taken: each.taken }
        const kind = each.taken > 0 ? 'useOtherLot' : 'useStock'
        return [{ kind, moves, what: said(kind === 'useStock' ? 'uses-free-supply' : 'uses-supply-of-others', facts), lines }]
      })
  })
  return { candidates, notes: [] }
}

interface Sooner {
  readonly source: number
  readonly id: string
  readonly at: number
  /** How much of it others were to have. */
  readonly taken: number
}

/** Supplies of the material that are there before what is waited for, the first first. */
function sooner({ live }: Reach, wait: Wait): Sooner[] {
  const { site } = live
  const { draft, input, network } = site.plan
  const moved = movedDates(live.acting)
  const own = draft.pegSource.data[wait.peg]!
  const found: Sooner[] = []
  const add = (source: number, at: number) => {
    const [offsets, pegs] = source >= 0 ? [site.pegs.supplyOffsets, site.pegs.bySupply] : [site.pegs.orderOffsets, site.pegs.byOrder]
    const index = source >= 0 ? source : ~source
    const some = [...pegs.subarray(offsets[index]!, offsets[index + 1]!)]
    const arrives = some.reduce((latest, peg) => Math.max(latest, arrivalOf(live, peg, moved)), at)
    const taken = some.reduce((sum, peg) => sum + draft.pegQuantity.data[peg]!, 0)
    if (source !== own && arrives < wait.at) found.push({ source, id: sourceName(site, source).id, at: arrives, taken })
  }
  input.supplies.forEach((supply, s) => {
    if (supply.material === wait.material && site.names.supplies[s]?.kind !== 'stock') add(s, supply.at)
  })
  input.orders.forEach((order, o) => {
    const count = draft.orderOpCount.data[o]!
    if (order.material !== wait.material || count === 0) return
    add(~o, live.projection.finish[network.nodeOf[draft.orderFirstOp.data[o]! + count - 1]!]!)
  })
  return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** The moves that keep a supply for what waits; an order that makes more is split first. Undefined where its work has begun. */
function keeping({ live }: Reach, wait: Wait, source: number): readonly PlanMove[] | undefined {
  const { site } = live
  const named = sourceName(site, source)
  if (wait.demand === undefined || (named.kind !== 'lot' && named.kind !== 'purchaseOrderLine' && named.kind !== 'workOrder'))
    return undefined
  const keep: Reserve = { type: 'reserve', supply: { kind: named.kind, id: named.id }, for: wait.demand }
  const order = named.kind === 'workOrder' ? site.model.byKind.workOrder.get(named.id) : undefined
  if (order === undefined || order.quantity.value <= wait.quantity) return [keep]
  if (hasBegun(order)) return undefined
  return [{ type: 'split', workOrderId: order.id, quantity: { value: wait.quantity, unit: unitOf(site, wait.material) } }, keep]
}

/** Orders on the way to a late promise that make more than it takes: what it takes is made first. */
export function smallerLots(reach: Reach): Found {
  const { live } = reach
  const { draft, input, network } = live.site.plan
  const candidates = new Map<string, Candidate>()
  for (const { line, chain, id } of reach.late) {
    const nodes = new Set(chain.filter(({ own }) => own).map(({ node }) => node))
    const orders = new Set(
      [...nodes].flatMap((node) => (node < network.operationCount ? [draft.opOrder.data[network.operationOf[node]!]!] : [])),
    )
    for (const o of orders) {
      const order = live.site.model.byKind.workOrder.get(live.site.names.orders[o] ?? '')
      if (order === undefined || o >= input.orders.length || hasBegun(order)) continue
      const quantity = takenOnTheWay(live, o, { orders, line })
      if (quantity <= 0 || quantity >= input.orders[o]!.quantity) continue
      const part = { value: quantity, unit: unitOf(live.site, input.orders[o]!.material) }
      candidates.set(`${order.id} ${quantity}`, {
        kind: 'splitLot',
        moves: [{ type: 'split', workOrderId: order.id, quantity: part }],
        what: said('made-in-parts', { workOrderId: order.id, quantity, unit: part.unit, salesOrderLineId: id }),
        lines: [line],
      })
    }
  }
  return { candidates: [...candidates.values()].slice(0, WAITS_MAX), notes: [] }
}

/** How much of an order goes to other orders on the way, or to the line itself. */
function takenOnTheWay(
  { site }: Reach['live'],
  order: number,
  way: { readonly orders: ReadonlySet<number>; readonly line: number },
): number {
  const { draft } = site.plan
  let quantity = 0
  for (let k = site.pegs.orderOffsets[order]!; k < site.pegs.orderOffsets[order + 1]!; k++) {
    const peg = site.pegs.byOrder[k]!
    const demand = draft.pegDemand.data[peg]!
    const onTheWay = draft.demandLine.data[demand] === way.line || way.orders.has(draft.demandOrder.data[demand]!)
    if (onTheWay) quantity += draft.pegQuantity.data[peg]!
  }
  return quantity
}

/** Part of a late line is shipped: what is there in time, or half of what one order makes. */
export function partialShipments(reach: Reach): Found {
  const { live } = reach
  const { draft, input } = live.site.plan
  const moved = movedDates(live.acting)
  const candidates = reach.late.slice(0, WAITS_MAX).flatMap(({ line, id }): Candidate[] => {
    const pegs = [...live.site.pegs.intoLine.subarray(live.site.pegs.intoLineOffsets[line], live.site.pegs.intoLineOffsets[line + 1])]
    const { due, short } = live.lineState(line)
    const open = input.lines[line]!.quantity
    const inTime = pegs.filter((peg) => arrivalOf(live, peg, moved) <= due).reduce((sum, peg) => sum + draft.pegQuantity.data[peg]!, 0)
    const unit = unitOf(live.site, input.lines[line]!.material)
    const ship = (quantity: number): PlanMove => ({ type: 'shipPart', salesOrderLineId: id, quantity: { value: quantity, unit } })
    const about = (quantity: number) => said('shipped-in-parts', { salesOrderLineId: id, quantity, unit, of: open })
    // What is scrapped is still pegged: it is the rest that can leave in time.
    const whole = Math.min(inTime, open - short)
    if (whole > 0 && whole < open) return [{ kind: 'shipPart', moves: [ship(whole)], what: about(whole), lines: [line] }]
    const source = pegs.length === 1 ? draft.pegSource.data[pegs[0]!]! : 0
    const order =
      source < 0 && isOpenOrder(draft, source) ? live.site.model.byKind.workOrder.get(live.site.names.orders[~source] ?? '') : undefined
    const half = Math.floor(open / 2)
    if (order === undefined || hasBegun(order) || half < 1) return []
    const split: PlanMove = { type: 'split', workOrderId: order.id, quantity: { value: half, unit } }
    return [{ kind: 'shipPart', moves: [split, ship(half)], what: about(half), lines: [line] }]
  })
  return { candidates, notes: [] }
}
