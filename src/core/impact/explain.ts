/**
 * Explanation: the chain of binding constraints behind a promise, from its cause to its date.
 * Every link ends where the next begins, and the added seconds of all links are the delay of the promise.
 */
import { AROUND_THE_CLOCK, UNKNOWN_TIME, workedBefore } from '../calendar/work-time.ts'
import { isOpenOrder, supplyDate } from '../flow/arcs.ts'
import type { Moved } from '../flow/projection.ts'
import type { ChainLink, LinkParts, PegStep } from './answer.ts'
import type { MovedDates } from './moved-dates.ts'
import { pegFound, pegStep, sourceName } from './peg-steps.ts'
import { instantOf, lineNode, orderName, type SitePlan } from './site-plan.ts'

/** Times of a node before the change that is explained: [start, finish] in plan seconds. */
export type TimesBefore = (node: number) => readonly [start: number, finish: number]

/** Reads an overlay's log: nodes in ascending order with their times before. Nodes that did not move stand as they are. */
export function timesBefore(site: SitePlan, moved: Moved): TimesBefore {
  const { start, finish } = site.plan.projection
  return (node) => {
    let low = 0
    let high = moved.count - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const at = moved.log[middle * 3]!
      if (at === node) return [moved.log[middle * 3 + 1]!, moved.log[middle * 3 + 2]!]
      if (at < node) low = middle + 1
      else high = middle - 1
    }
    return [start[node]!, finish[node]!]
  }
}

export interface Binding {
  readonly by: ChainLink['boundBy']
  /** The node that ends when this one starts; −1 when a date binds. */
  readonly node: number
}

/** The id of the link that stands for whatever replaces a loss. */
export const REPLACEMENT = 'replacement'

/** Longer chains are cut off. */
export const LINKS_MAX = 400
const NO_PARTS: LinkParts = { workSeconds: 0, setupSeconds: 0, closedSeconds: 0, disruptedSeconds: 0, queueSeconds: 0, waitSeconds: 0 }

/** What a node waited for last. The promise's own path is preferred over the work unit where both end at once. */
export function bindingOf(site: SitePlan, node: number): Binding {
  const { network, projection } = site.plan
  const { start, finish, off } = projection
  const s = start[node]!
  const previous = network.previousOperation[node]!
  if (previous >= 0 && off[previous] === 0 && finish[previous] === s) return { by: 'previous operation', node: previous }
  for (let k = network.sourceOffsets[node]!; k < network.sourceOffsets[node + 1]!; k++) {
    const source = network.sources[k]!
    if (off[source] === 0 && finish[source] === s) return { by: 'material', node: source }
  }
  const before = projection.busyBefore(node)
  if (before >= 0 && finish[before] === s && projection.release[node]! < s) return { by: 'work unit busy', node: before }
  return { by: s <= network.now ? 'now' : 'date', node: -1 }
}

export interface Explanation {
  readonly chain: readonly ChainLink[]
  /** The pegs that the chain runs over. */
  readonly pegs: readonly PegStep[]
}

/** What an explanation needs besides the projection as it stands. */
export interface ExplainWith {
  /** The times that delays are counted from. */
  readonly before: TimesBefore
  /** What disruptions in force have moved. */
  readonly moved: MovedDates
}

/** The chain of a line in the projection as it stands. */
export function explainLine(site: SitePlan, line: number, given: ExplainWith): Explanation {
  const { before } = given
  const links: ChainLink[] = []
  const pegs: PegStep[] = []
  const { finish, start } = site.plan.projection
  const shift = (node: number) => delay(finish[node]!, before(node)[1])
  let node = lineNode(site, line)
  let own = true
  let ofPromise = 0
  for (let count = 0; count < LINKS_MAX && node >= 0; count++) {
    const binding = bindingOf(site, node)
    const startsLater = delay(start[node]!, before(node)[0])
    const dated = binding.node >= 0 ? undefined : dateLink(site, node, { by: binding.by, added: startsLater, moved: given.moved })
    // A chain that is cut off carries what arose before it on its first link.
    const earlier = binding.node < 0 ? (dated?.link?.addedSeconds ?? 0) : count + 1 < LINKS_MAX ? shift(binding.node) : 0
    const added = shift(node) - earlier + ofPromise
    // A promise takes no time itself: what it absorbs, because it waited for something else before, counts on its last operation.
    ofPromise = node < site.plan.network.operationCount ? 0 : added
    if (node < site.plan.network.operationCount) links.push(operationLink(site, node, { by: binding.by, own, added }))
    if (dated?.link !== undefined) links.push(dated.link)
    const peg = dated?.peg ?? (binding.by === 'material' ? pegBetween(site, binding.node, node) : -1)
    if (peg >= 0) pegs.push(pegStep(site, peg))
    if (binding.by === 'work unit busy') own = false
    node = binding.node
  }
  return { chain: links.reverse().filter(isWorthALink), pegs: pegs.reverse() }
}

/** The delivery at whose date the chain of a line begins; undefined where it begins with something else. */
export function bindingDelivery(site: SitePlan, line: number, moved: MovedDates): string | undefined {
  let node = lineNode(site, line)
  for (let count = 0; count < LINKS_MAX; count++) {
    const binding = bindingOf(site, node)
    if (binding.node < 0) {
      const { link } = dateLink(site, node, { by: binding.by, added: 0, moved })
      return link?.kind === 'purchaseOrderLine' ? link.id : undefined
    }
    node = binding.node
  }
  return undefined
}

/** The end of an order that only waits for its components takes no time itself: where it adds none, it explains nothing. */
function isWorthALink(link: ChainLink): boolean {
  return link.addedSeconds !== 0 || link.fromAt === null || link.fromAt !== link.toAt
}

/** Seconds from `before` to `after`; 0 where one of them can't be known. */
function delay(after: number, before: number): number {
  return after >= UNKNOWN_TIME || before >= UNKNOWN_TIME ? 0 : after - before
}

function operationLink(site: SitePlan, node: number, what: { by: ChainLink['boundBy']; own: boolean; added: number }): ChainLink {
  const { network, projection, draft, input } = site.plan
  const op = network.operationOf[node]!
  const order = draft.opOrder.data[op]!
  const station = network.station[node]!
  const place = station >= 0 ? site.names.stations[station] : undefined
  return {
    kind: 'operation',
    id: `${orderName(site.names, order)}/${draft.opSequence.data[op]}`,
    workOrderId: orderName(site.names, order),
    sequence: draft.opSequence.data[op]!,
    ...(place === undefined ? {} : { workCenterId: place.workCenterId }),
    ...(place?.workUnitId === undefined ? {} : { workUnitId: place.workUnitId }),
    materialId: site.names.materials[draft.orderMaterial.data[order]!]!,
    fromAt: instantOf(site, projection.start[node]!),
    toAt: instantOf(site, projection.finish[node]!),
    parts: partsOf(site, node, what.own),
    addedSeconds: what.added,
    boundBy: what.by,
    ...(order >= input.orders.length ? { found: 'assumed' as const } : {}),
  }
}

/** Splits a node's time; on work that only stands in the way, what is not disrupted is queueing. */
function partsOf(site: SitePlan, node: number, own: boolean): LinkParts {
  const { network, projection, sequence, input } = site.plan
  const start = projection.start[node]!
  const finish = projection.finish[node]!
  if (finish >= UNKNOWN_TIME) return NO_PARTS
  const station = network.station[node]!
  const calendar = station >= 0 ? input.stations[station]!.calendar : AROUND_THE_CLOCK
  // A night between the end of a stop and the next shift is no more lost to the stop than any other night.
  const worked = workedBefore(input.calendars, calendar, finish) - workedBefore(input.calendars, calendar, start)
  const working = Math.min(worked, projection.duration[node]!)
  const disruptedSeconds = worked - working
  const closedSeconds = finish - start - worked
  if (!own) return { ...NO_PARTS, disruptedSeconds, queueSeconds: working + closedSeconds }
  const setupSeconds = Math.min(sequence.setup[node]!, working)
  return { ...NO_PARTS, setupSeconds, workSeconds: working - setupSeconds, closedSeconds, disruptedSeconds }
}

/** The date that a chain begins with: a delivery, a lot, a planned start; none when it begins now. */
function dateLink(
  site: SitePlan,
  node: number,
  what: { by: ChainLink['boundBy']; added: number; moved: MovedDates },
): { link: ChainLink | undefined; peg: number } {
  const { plan, names } = site
  const { network, projection, draft, input } = plan
  const start = projection.start[node]!
  const latest = latestDatedPeg(site, node, what.moved)
  const peg = latest.peg
  const operation = node < network.operationCount
  // What begins now waits for no date; only a promise that is met at once because a date moved says which.
  if (what.by === 'now' && (operation || what.added === 0)) return { link: undefined, peg }
  const order = operation ? draft.opOrder.data[network.operationOf[node]!]! : -1
  const common = {
    fromAt: instantOf(site, Math.min(input.now, start)),
    toAt: instantOf(site, start),
    parts: { ...NO_PARTS, waitSeconds: start >= UNKNOWN_TIME ? 0 : Math.max(0, start - input.now) },
    addedSeconds: what.added,
    boundBy: 'date' as const,
  }
  // Where neither a planned date nor a delivery is that late, it waits for what replaces a loss.
  const startsAnew = start > latest.at && what.moved.starts.get(node) === start
  if (!startsAnew && (start > latest.at || what.moved.pegs.get(peg)?.replaced === true)) {
    return { link: { kind: 'assumedWorkOrder', id: REPLACEMENT, ...common, found: 'assumed' }, peg }
  }
  if (peg < 0 || startsAnew) {
    const id = operation ? orderName(names, order) : names.lines[node - network.operationCount]!
    return { link: { kind: operation ? 'workOrder' : 'salesOrderLine', id, ...common }, peg }
  }
  const source = draft.pegSource.data[peg]!
  const named = sourceName(site, source)
  const supplierId = named.kind === 'purchaseOrderLine' ? site.model.byKind.purchaseOrderLine.get(named.id)?.supplierId : undefined
  return {
    link: {
      kind: named.kind,
      id: named.id,
      materialId: names.materials[draft.demandMaterial.data[draft.pegDemand.data[peg]!]!]!,
      ...(supplierId === undefined ? {} : { supplierId }),
      ...common,
      found: pegFound(draft.pegFound.data[peg]!),
    },
    peg,
  }
}

/** The peg with a date that a node waits for longest, unless its own planned start is later. */
function latestDatedPeg(site: SitePlan, node: number, moved: MovedDates): { peg: number; at: number } {
  const { plan, pegs } = site
  const { draft, network } = plan
  const draftNode = node < network.operationCount ? network.operationOf[node]! : node
  let best = -1
  let bestAt = node < network.operationCount ? draft.opRelease.data[draftNode]! : 0
  for (let k = pegs.nodeOffsets[draftNode]!; k < pegs.nodeOffsets[draftNode + 1]!; k++) {
    const peg = pegs.byNode[k]!
    const source = draft.pegSource.data[peg]!
    if (isOpenOrder(draft, source)) continue
    const at = moved.pegs.get(peg)?.at ?? supplyDate(draft, source)
    if (best < 0 ? at >= bestAt : at > bestAt) {
      best = peg
      bestAt = at
    }
  }
  return { peg: best, at: bestAt }
}

function pegBetween(site: SitePlan, from: number, to: number): number {
  const { plan, pegs } = site
  const { draft, network } = plan
  const draftNode = to < network.operationCount ? network.operationOf[to]! : to
  const order = draft.opOrder.data[network.operationOf[from]!]!
  for (let k = pegs.nodeOffsets[draftNode]!; k < pegs.nodeOffsets[draftNode + 1]!; k++) {
    if (draft.pegSource.data[pegs.byNode[k]!] === ~order) return pegs.byNode[k]!
  }
  return -1
}
