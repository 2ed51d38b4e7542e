/**
 * Netting of one material: which supply serves which demand.
 * Reservations are honoured first, then pegging groups, then demands by priority, due date and id take supplies by availability and id.
 */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { FloatColumn } from './columns.ts'
import { addPeg, type Draft, demandGroup, PEG_ASSUMED, PEG_GROUP, PEG_NETTED, PEG_RECORDED, WANTED } from './draft.ts'

/** What is left of supplies and orders while netting runs, and which of them a material has. */
export interface Netting {
  readonly draft: Draft
  readonly supplyLeft: Float64Array
  readonly orderLeft: Float64Array
  /** Per material: supplies and orders (~order) that exist, in order of id. */
  readonly sources: readonly (readonly number[])[]
  /** Per line: its one demand. */
  readonly lineDemand: Int32Array
  demandLeft: Float64Array
}

const NOTHING = 1e-9
/** Need and place of a demand in one number, so that sorting compares plain numbers. */
const PLACES = 0x400000

export function newNetting(draft: Draft, lineDemand: Int32Array): Netting {
  const { supplies, orders, materials } = draft.input
  const sources: number[][] = materials.map(() => [])
  supplies.forEach((supply, s) => {
    sources[supply.material]!.push(s)
  })
  orders.forEach((order, o) => {
    sources[order.material]!.push(~o)
  })
  return {
    draft,
    supplyLeft: Float64Array.from(supplies, (supply) => supply.quantity),
    orderLeft: Float64Array.from(orders, (order) => order.quantity),
    sources,
    lineDemand,
    demandLeft: new Float64Array(1024),
  }
}

/**
 * Pegs the demands (in order of urgency) of material `m` to what exists.
 * Afterwards `demandLeft` holds, per place in `demands`, what nothing supplies yet.
 */
export function netExisting(netting: Netting, m: number, demands: Int32Array): void {
  const { draft } = netting
  if (netting.demandLeft.length < demands.length) netting.demandLeft = new Float64Array(demands.length * 2)
  for (let k = 0; k < demands.length; k++) netting.demandLeft[k] = draft.demandQuantity.data[demands[k]!]!
  const sources = netting.sources[m]!
  if (sources.length === 0) return
  honourReservations(netting, sources, demands)
  serveGroups(netting, sources, demands)
  serveFree(netting, m, demands)
}

function groupOf(draft: Draft, source: number): number {
  return source >= 0 ? draft.input.supplies[source]!.group : draft.input.orders[~source]!.group
}

function isReserved(draft: Draft, source: number): boolean {
  const { supplies, orders } = draft.input
  if (source >= 0) return supplies[source]!.line >= 0 || supplies[source]!.order >= 0
  return orders[~source]!.line >= 0 || orders[~source]!.parent >= 0
}

/** Takes up to `wanted` from a source and pegs it; returns what it gave. */
function take(netting: Netting, source: number, demand: number, options: { wanted: number; limit: number; found: number }): number {
  const left = source >= 0 ? netting.supplyLeft[source]! : netting.orderLeft[~source]!
  const quantity = Math.min(left, options.wanted, options.limit)
  if (quantity <= NOTHING) return 0
  if (source >= 0) netting.supplyLeft[source]! -= quantity
  else netting.orderLeft[~source]! -= quantity
  addPeg(netting.draft, { source, demand, quantity, found: options.found })
  if (source < 0) inheritUrgency(netting.draft, ~source, demand)
  return quantity
}

/** An order is as urgent as the most urgent demand that it serves. */
export function inheritUrgency(draft: Draft, order: number, demand: number): void {
  const need = draft.demandNeed.data[demand]!
  const rank = draft.demandRank.data[demand]!
  if (need < draft.orderNeed.data[order]!) draft.orderNeed.data[order] = need
  if (rank < draft.orderRank.data[order]!) draft.orderRank.data[order] = rank
}

function honourReservations(netting: Netting, sources: readonly number[], demands: Int32Array): void {
  const { draft } = netting
  const { supplies, orders } = draft.input
  for (const source of sources) {
    const line = source >= 0 ? supplies[source]!.line : orders[~source]!.line
    const parent = source >= 0 ? supplies[source]!.order : orders[~source]!.parent
    if (line < 0 && parent < 0) continue
    for (let k = 0; k < demands.length; k++) {
      const d = demands[k]!
      const fits = line >= 0 ? d === netting.lineDemand[line] : draft.demandOrder.data[d] === parent
      if (!fits) continue
      netting.demandLeft[k]! -= take(netting, source, d, {
        wanted: netting.demandLeft[k]!,
        limit: Number.POSITIVE_INFINITY,
        found: PEG_RECORDED,
      })
    }
  }
}

/** Lines of a group take before orders of the group, each in order of urgency; sources of the group give in order of id. */
function serveGroups(netting: Netting, sources: readonly number[], demands: Int32Array): void {
  const { draft } = netting
  const byGroup = new Map<number, number[]>()
  for (const source of sources) {
    const group = groupOf(draft, source)
    if (group < 0 || isReserved(draft, source)) continue
    const list = byGroup.get(group)
    if (list === undefined) byGroup.set(group, [source])
    else list.push(source)
  }
  if (byGroup.size === 0) return
  for (const forLines of [true, false]) {
    for (let k = 0; k < demands.length; k++) {
      const d = demands[k]!
      if (draft.demandLine.data[d]! >= 0 !== forLines || netting.demandLeft[k]! <= NOTHING) continue
      for (const source of byGroup.get(demandGroup(draft, d)) ?? []) {
        netting.demandLeft[k]! -= take(netting, source, d, {
          wanted: netting.demandLeft[k]!,
          limit: Number.POSITIVE_INFINITY,
          found: PEG_GROUP,
        })
      }
    }
  }
}

/** When a source is expected, for the order in which netting hands out: an order by its due date. */
function availableAt(draft: Draft, source: number): number {
  const { supplies, orders } = draft.input
  return source >= 0 ? supplies[source]!.at : Math.max(orders[~source]!.release, orders[~source]!.due)
}

/**
 * Demands that more could be had for in time leave what there is to those that can't wait so long:
 * first the demands inside the replenishment lead time, by urgency, then the others, by need.
 */
function serveFree(netting: Netting, m: number, demands: Int32Array): void {
  const { draft } = netting
  const free = netting.sources[m]!.filter(
    (source) => groupOf(draft, source) < 0 && !isReserved(draft, source) && freeQuantity(netting, source) > NOTHING,
  )
  if (free.length === 0) return
  free.sort((a, b) => availableAt(draft, a) - availableAt(draft, b))
  const lead = draft.input.materials[m]!.leadSeconds
  const fence = lead < 0 ? UNKNOWN_TIME : draft.input.now + lead
  const later = new FloatColumn(demands.length)
  const head = { at: 0 }
  for (let k = 0; k < demands.length; k++) {
    const d = demands[k]!
    if (draft.demandTaken.data[d] !== WANTED || demandGroup(draft, d) >= 0 || netting.demandLeft[k]! <= NOTHING) continue
    if (draft.demandNeed.data[d]! >= fence) later.push(draft.demandNeed.data[d]! * PLACES + k)
    else takeInTurn(netting, free, { k, d, head })
  }
  if (head.at === free.length) return
  for (const key of later.data.subarray(0, later.length).sort())
    takeInTurn(netting, free, { k: key % PLACES, d: demands[key % PLACES]!, head })
}

function freeQuantity(netting: Netting, source: number): number {
  if (source >= 0) return netting.supplyLeft[source]!
  const order = netting.draft.input.orders[~source]!
  return Math.min(order.free, netting.orderLeft[~source]! - (order.quantity - order.free))
}

function takeInTurn(netting: Netting, free: readonly number[], demand: { k: number; d: number; head: { at: number } }): void {
  const { k, d, head } = demand
  while (netting.demandLeft[k]! > NOTHING && head.at < free.length) {
    const source = free[head.at]!
    netting.demandLeft[k]! -= take(netting, source, d, {
      wanted: netting.demandLeft[k]!,
      limit: freeQuantity(netting, source),
      found: PEG_NETTED,
    })
    if (freeQuantity(netting, source) <= NOTHING) head.at++
  }
}

/** Rounds a shortage up to the material's lot rule. */
export function lotQuantity(shortage: number, minimum: number, multiple: number): number {
  const atLeast = Math.max(shortage, minimum)
  return multiple > 0 ? Math.max(1, Math.ceil(atLeast / multiple - NOTHING)) * multiple : atLeast
}

/** Pegs what nothing supplies to supplies made for it by `replenish`, which returns a source for at least the quantity, and how much. */
export function netAssumed(
  netting: Netting,
  demands: Int32Array,
  replenish: (d: number, shortage: number) => { source: number; quantity: number },
): void {
  const { draft } = netting
  let source = 0
  let left = 0
  for (let k = 0; k < demands.length; k++) {
    const d = demands[k]!
    if (draft.demandTaken.data[d] !== WANTED) continue
    let wanted = netting.demandLeft[k]!
    while (wanted > NOTHING) {
      if (left <= NOTHING) {
        const made = replenish(d, wanted)
        source = made.source
        left = made.quantity
      }
      const quantity = Math.min(left, wanted)
      addPeg(draft, { source, demand: d, quantity, found: PEG_ASSUMED })
      if (source < 0) inheritUrgency(draft, ~source, d)
      wanted -= quantity
      left -= quantity
    }
  }
}
