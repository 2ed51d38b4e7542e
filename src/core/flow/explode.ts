/**
 * Explosion: from the promises down through the bills of material, level by level, to orders, operations, demands and pegs.
 * What nothing supplies yet becomes an assumed order or an assumed purchase, lot for lot, so that every promise has a date.
 */
import { startBefore, UNKNOWN_TIME } from '../calendar/work-time.ts'
import { addDemand, type Draft, EXPECTED, newDraft, RUNNING, TAKEN, WANTED } from './draft.ts'
import { lowLevelOrder } from './levels.ts'
import { lotQuantity, type Netting, netAssumed, netExisting, newNetting } from './netting.ts'
import { NONE, type PlanComponent, type PlanInput, type PlanMaterial, type PlanOrder } from './plan-input.ts'

export interface Explosion {
  readonly draft: Draft
  readonly netting: Netting
  /** Materials that are only bought: nothing lies below them, so they are netted last, and can be netted again. */
  readonly bought: readonly { readonly material: number; readonly demands: Int32Array }[]
  /** Pegs and assumed purchases of everything else. */
  readonly made: { readonly pegs: number; readonly supplies: number }
  /** A loop of materials in the bills of material, if there is one. */
  readonly loop: readonly number[]
}

/**
 * How long before its latest start on an empty plant an assumed order may begin.
 * Measured on make-to-order plants of 1,000 to 10,000 orders: from no limit down to three weeks the promises kept stay the same; below two weeks fewer are kept where machines are loaded.
 */
const EARLY_SECONDS = 21 * 86_400
/** Urgency of what no promise asks for: after every promise. */
const RANK_LAST = 0x3fffffff

export function explode(input: PlanInput): Explosion {
  const draft = newDraft(input)
  for (const order of input.orders) newOrder(draft, order.material, order.quantity)
  const netting = newNetting(draft, demandLines(draft))
  const levels = lowLevelOrder(input)
  const last: number[] = []
  for (const m of levels.order) {
    if (!input.materials[m]!.makes && netting.sources[m]!.every((source) => source >= 0)) last.push(m)
    else planMaterial(netting, m)
  }
  const explosion = {
    draft,
    netting,
    bought: last.map((material) => ({ material, demands: demandsOf(draft, material, true) })),
    made: { pegs: draft.pegSource.length, supplies: draft.supplyMaterial.length },
    loop: levels.loop,
  }
  netBought(explosion)
  return explosion
}

/** Nets everything that is only bought, anew when that was done before. */
export function netBought({ draft, netting, bought, made }: Explosion): void {
  for (const column of [draft.pegSource, draft.pegDemand, draft.pegQuantity, draft.pegFound]) column.length = made.pegs
  for (const column of [draft.supplyMaterial, draft.supplyQuantity, draft.supplyAt]) column.length = made.supplies
  for (const { material, demands } of bought) {
    for (const source of netting.sources[material]!) netting.supplyLeft[source] = draft.input.supplies[source]!.quantity
    netExisting(netting, material, demands)
    netAssumed(netting, demands, (_, shortage) => replenish(draft, material, shortage))
  }
}

function newOrder(draft: Draft, material: number, quantity: number): number {
  const order = draft.orderMaterial.length
  draft.orderMaterial.push(material)
  draft.orderQuantity.push(quantity)
  draft.orderNeed.push(UNKNOWN_TIME)
  draft.orderRank.push(RANK_LAST)
  draft.orderFirstOp.push(0)
  draft.orderOpCount.push(0)
  return order
}

/** One demand per line, ranked by priority, due date and id. */
function demandLines(draft: Draft): Int32Array {
  const { lines } = draft.input
  const order = Int32Array.from(lines.keys()).sort((a, b) => {
    const x = lines[a]!
    const y = lines[b]!
    return x.priority - y.priority || x.due - y.due || a - b
  })
  const lineDemand = new Int32Array(lines.length)
  order.forEach((l, rank) => {
    const line = lines[l]!
    lineDemand[l] = addDemand(draft, {
      material: line.material,
      quantity: line.quantity,
      need: line.due,
      rank,
      line: l,
      order: NONE,
      step: 0,
      taken: line.open ? WANTED : TAKEN,
    })
  })
  return lineDemand
}

/** The demands of a material, most urgent first, then in the order in which they arose; in that order alone where urgency makes no difference. */
function demandsOf(draft: Draft, m: number, byUrgency: boolean): Int32Array {
  let count = 0
  for (let d = draft.demandHead[m]!; d >= 0; d = draft.demandNext.data[d]!) count++
  const demands = new Int32Array(count)
  if (!byUrgency) {
    for (let d = draft.demandHead[m]!, k = count - 1; d >= 0; d = draft.demandNext.data[d]!, k--) demands[k] = d
    return demands
  }
  const keys = new Float64Array(count)
  for (let d = draft.demandHead[m]!, k = 0; d >= 0; d = draft.demandNext.data[d]!, k++) keys[k] = draft.demandRank.data[d]! * 0x400000 + d
  keys.sort()
  for (let k = 0; k < count; k++) demands[k] = keys[k]! % 0x400000
  return demands
}

function planMaterial(netting: Netting, m: number): void {
  const { draft } = netting
  const { makes, lotMinimum, lotMultiple } = draft.input.materials[m]!
  // With nothing to share out and every demand made for itself, who comes first makes no difference.
  const demands = demandsOf(draft, m, netting.sources[m]!.length > 0 || !makes || lotMinimum > 0 || lotMultiple > 0)
  netExisting(netting, m, demands)
  const firstAssumed = draft.orderMaterial.length
  netAssumed(netting, demands, (_, shortage) => replenish(draft, m, shortage))
  for (const source of netting.sources[m]!) if (source < 0) explodeExisting(draft, ~source)
  for (let order = firstAssumed; order < draft.orderMaterial.length; order++) explodeAssumed(draft, order)
}

function replenish(draft: Draft, m: number, shortage: number): { source: number; quantity: number } {
  const material = draft.input.materials[m]!
  const quantity = lotQuantity(shortage, material.lotMinimum, material.lotMultiple)
  if (material.makes) return { source: ~newOrder(draft, m, quantity), quantity }
  const supply = draft.input.supplies.length + draft.supplyMaterial.length
  draft.supplyMaterial.push(m)
  draft.supplyQuantity.push(quantity)
  draft.supplyAt.push(draft.input.now + Math.max(0, material.leadSeconds))
  return { source: supply, quantity }
}

interface NewOperation {
  readonly order: number
  readonly sequence: number
  readonly pool: number
  readonly work: number
  readonly setup: number
  readonly setupGroup: number
  readonly release: number
  readonly planRank: number
}

function addOperation(draft: Draft, operation: NewOperation): void {
  draft.opOrder.push(operation.order)
  draft.opSequence.push(operation.sequence)
  draft.opPool.push(operation.pool)
  draft.opWork.push(operation.work)
  draft.opSetup.push(operation.setup)
  draft.opSetupGroup.push(operation.setupGroup)
  draft.opRelease.push(operation.release)
  draft.opPlanRank.push(operation.planRank)
  draft.opLatestStart.push(UNKNOWN_TIME)
}

/** An assumed order isn't begun long before it is needed: nobody ties up a station and material for a promise of next year. */
function notTooEarly(draft: Draft, firstOp: number): number {
  const latest = draft.opLatestStart.data[firstOp]!
  return latest >= UNKNOWN_TIME ? draft.input.now : Math.max(draft.input.now, latest - EARLY_SECONDS)
}

function takesAtEnd(material: PlanMaterial): boolean {
  return material.components.some((component) => component.step < 0)
}

/** A last step without work, which waits for what the order needs only to finish. */
function addCompletion(draft: Draft, order: number): void {
  const last = draft.orderFirstOp.data[order]! + draft.orderOpCount.data[order]!
  draft.orderOpCount.data[order]!++
  const sequence = (draft.opSequence.data[last - 1] ?? 0) + 1
  addOperation(draft, { order, sequence, pool: NONE, work: 0, setup: 0, setupGroup: NONE, release: draft.input.now, planRank: NONE })
}

/** Fills the latest starts of an order's operations backwards from its need, as if every station were free. */
function scheduleBackward(draft: Draft, order: number): void {
  const first = draft.orderFirstOp.data[order]!
  let finish = draft.orderNeed.data[order]!
  for (let op = first + draft.orderOpCount.data[order]! - 1; op >= first; op--) {
    const pool = draft.opPool.data[op]!
    const calendar = pool < 0 ? -1 : draft.input.stations[draft.input.pools[pool]![0]!]!.calendar
    finish = startBefore(draft.input.calendars, calendar, finish, draft.opWork.data[op]! + draft.opSetup.data[op]!)
    draft.opLatestStart.data[op] = finish
  }
}

function explodeExisting(draft: Draft, o: number): void {
  const order = draft.input.orders[o]!
  const material = draft.input.materials[order.material]!
  draft.exploded.push(o)
  draft.orderFirstOp.data[o] = draft.opOrder.length
  draft.orderOpCount.data[o] = order.operations.length
  if (draft.orderNeed.data[o] === UNKNOWN_TIME) draft.orderNeed.data[o] = order.due
  for (const each of order.operations) {
    addOperation(draft, {
      order: o,
      sequence: each.sequence,
      pool: each.pool,
      work: each.work,
      setup: each.running ? 0 : each.setupSeconds,
      setupGroup: each.setupGroup,
      release: order.release,
      planRank: each.running ? RUNNING : each.planRank,
    })
  }
  if (order.operations.length > 0 && takesAtEnd(material)) addCompletion(draft, o)
  scheduleBackward(draft, o)
  for (const component of material.components) {
    if (order.startsAt >= component.from && order.startsAt < component.until) demandComponent(draft, o, { order, material, component })
  }
}

/** What an existing order takes of a component: what its started steps take has been taken already. */
function demandComponent(draft: Draft, o: number, what: { order: PlanOrder; material: PlanMaterial; component: PlanComponent }): void {
  const { order, material, component } = what
  const sequence = component.step < 0 ? -1 : (material.steps[component.step]?.sequence ?? -1)
  const found = order.operations.findIndex((each) => each.sequence === sequence)
  const atEnd = component.step < 0
  const step = atEnd ? draft.orderOpCount.data[o]! - 1 : Math.max(0, found)
  const begun = order.started && (found <= 0 || order.operations[found]!.running)
  const taken = order.doneAt >= 0 || (!atEnd && begun) ? TAKEN : order.started ? EXPECTED : WANTED
  const quantity = (taken === TAKEN || !order.started ? order.quantity : order.free) * component.per
  demandFor(draft, o, { component, quantity, step, taken })
}

function demandFor(draft: Draft, o: number, what: { component: PlanComponent; quantity: number; step: number; taken: number }): void {
  if (what.quantity <= 0) return
  const first = draft.orderFirstOp.data[o]!
  addDemand(draft, {
    material: what.component.material,
    quantity: what.quantity,
    need: what.step < draft.orderOpCount.data[o]! ? draft.opLatestStart.data[first + what.step]! : draft.orderNeed.data[o]!,
    rank: draft.orderRank.data[o]!,
    line: NONE,
    order: o,
    step: what.step,
    taken: what.taken,
  })
}

function explodeAssumed(draft: Draft, o: number): void {
  const { input } = draft
  const m = draft.orderMaterial.data[o]!
  const material = input.materials[m]!
  const first = draft.opOrder.length
  draft.exploded.push(o)
  draft.orderFirstOp.data[o] = first
  draft.orderOpCount.data[o] = Math.max(1, material.steps.length)
  let quantity = draft.orderQuantity.data[o]!
  const common = { order: o, release: input.now, planRank: NONE }
  if (material.steps.length === 0) {
    addOperation(draft, { ...common, sequence: 0, pool: NONE, work: Math.max(0, material.leadSeconds), setup: 0, setupGroup: NONE })
  }
  for (const step of material.steps) {
    const work = Math.round(step.secondsPerUnit * quantity)
    addOperation(draft, {
      ...common,
      sequence: step.sequence,
      pool: step.pool,
      work,
      setup: step.setupSeconds,
      setupGroup: step.setupGroup,
    })
    quantity *= 1 - step.scrap
  }
  if (takesAtEnd(material)) addCompletion(draft, o)
  scheduleBackward(draft, o)
  draft.opRelease.data[first] = notTooEarly(draft, first)
  const starts = Math.max(input.now, Math.min(draft.opLatestStart.data[first]!, UNKNOWN_TIME - 1))
  for (const component of material.components) {
    if (starts < component.from || starts >= component.until) continue
    const step = component.step < 0 ? draft.orderOpCount.data[o]! - 1 : component.step
    demandFor(draft, o, { component, quantity: draft.orderQuantity.data[o]! * component.per, step, taken: WANTED })
  }
}
