/**
 * When more of a material could be there: what is free first, then bought, or made in the gaps of the sequence.
 * Nothing that is planned moves for it; this is also how a new order is promised (capable to promise).
 */
import { nextWorking, UNKNOWN_TIME } from '../calendar/work-time.ts'
import { consumerOf, isOpenOrder, supplyDate } from './arcs.ts'
import { cumulativeAvailable, type Flow } from './available-to-promise.ts'
import type { PegIndex } from './peg-index.ts'
import type { Plan } from './plan.ts'
import { finishDisturbed } from './station-time.ts'

/** One step of a replenishment, in the order of time. Times in plan seconds. */
export interface ReplenishStep {
  readonly kind: 'free' | 'buy' | 'make'
  readonly material: number
  readonly quantity: number
  /** `free`: the supply (≥ 0) or order (~order) that has it. */
  readonly source: number
  readonly station: number
  readonly sequence: number
  readonly from: number
  readonly to: number
}

export interface Replenishment {
  /** UNKNOWN_TIME when a lead time on the way is not known. */
  readonly at: number
  readonly steps: readonly ReplenishStep[]
}

const NOTHING = 1e-9
const DEPTH_MAX = 50

/** What has become of a source since the plan was made: it comes no earlier than `at`, and `lost` of it is gone. */
export interface Mishap {
  readonly at: number
  readonly lost: number
}

/** Sources that belong to nobody, by material. A plan's own never change, and every judgement of a loss asks for them. */
const offeredBy = new WeakMap<Plan, ReadonlyMap<number, readonly number[]>>()

function offersOf(plan: Plan): ReadonlyMap<number, readonly number[]> {
  const known = offeredBy.get(plan)
  if (known !== undefined) return known
  const { draft } = plan
  const { supplies, orders } = draft.input
  const byMaterial = new Map<number, number[]>()
  const offer = (material: number, source: number) => {
    const list = byMaterial.get(material)
    if (list === undefined) byMaterial.set(material, [source])
    else list.push(source)
  }
  supplies.forEach((supply, s) => {
    if (supply.group < 0 && supply.line < 0 && supply.order < 0) offer(supply.material, s)
  })
  for (let s = supplies.length; s < supplies.length + draft.supplyMaterial.length; s++)
    offer(draft.supplyMaterial.data[s - supplies.length]!, s)
  orders.forEach((order, o) => {
    if (order.group < 0 && order.line < 0 && order.parent < 0 && order.doneAt < 0) offer(order.material, ~o)
  })
  for (let o = orders.length; o < draft.orderMaterial.length; o++) offer(draft.orderMaterial.data[o]!, ~o)
  offeredBy.set(plan, byMaterial)
  return byMaterial
}

/** What no peg has taken, by source; each answer works on a copy of its own. */
export class FreeSupply {
  private readonly plan: Plan
  private readonly pegs: PegIndex
  private readonly byMaterial: ReadonlyMap<number, readonly number[]>
  private readonly left = new Map<number, number>()
  private readonly mishaps: ReadonlyMap<number, Mishap>

  constructor(plan: Plan, pegs: PegIndex, mishaps: ReadonlyMap<number, Mishap> = new Map()) {
    this.plan = plan
    this.pegs = pegs
    this.mishaps = mishaps
    this.byMaterial = offersOf(plan)
  }

  /** Quantity of a source that no peg has taken and nobody took before from here. */
  leftOf(source: number): number {
    const known = this.left.get(source)
    if (known !== undefined) return known
    const { draft } = this.plan
    const { supplies, orders } = draft.input
    const [offsets, pegs] = source >= 0 ? [this.pegs.supplyOffsets, this.pegs.bySupply] : [this.pegs.orderOffsets, this.pegs.byOrder]
    const index = source >= 0 ? source : ~source
    let left =
      source < 0
        ? index < orders.length
          ? orders[index]!.free
          : draft.orderQuantity.data[index]!
        : index < supplies.length
          ? supplies[index]!.quantity
          : draft.supplyQuantity.data[index - supplies.length]!
    for (let k = offsets[index]!; k < offsets[index + 1]!; k++) left -= draft.pegQuantity.data[pegs[k]!]!
    return Math.max(0, left - (this.mishaps.get(source)?.lost ?? 0))
  }

  /** When a source is there, by the projection as it stands. */
  availableAt(source: number): number {
    const { draft, network, projection, input } = this.plan
    const mishap = this.mishaps.get(source)?.at ?? 0
    if (!isOpenOrder(draft, source)) return Math.max(input.now, mishap, supplyDate(draft, source))
    const last = draft.orderFirstOp.data[~source]! + draft.orderOpCount.data[~source]! - 1
    return Math.max(mishap, projection.finish[network.nodeOf[last]!]!)
  }

  /**
   * When `quantity` could be given out whole if supplies were exchanged among the demands they serve, none of which is then served later
   * than it is due or, where it is late, projected: available to promise with look-ahead. UNKNOWN_TIME when what there is does not suffice.
   */
  promisable(material: number, quantity: number): { at: number; steps: ReplenishStep[] } {
    const sources = this.byMaterial.get(material) ?? []
    const flows = sources.flatMap((source) => this.flowsOf(source))
    const at = cumulativeAvailable(flows).find(({ available }) => available >= quantity - NOTHING)?.at ?? UNKNOWN_TIME
    if (at >= UNKNOWN_TIME) return { at: UNKNOWN_TIME, steps: [] }
    // The latest of what is there by then: what comes earlier is left to those who may need it earlier.
    const latestFirst = sources.filter((source) => this.availableAt(source) <= at).sort((a, b) => this.availableAt(b) - this.availableAt(a))
    const steps: ReplenishStep[] = []
    let missing = quantity
    for (const source of latestFirst) {
      const given = Math.min(missing, this.flowsOf(source)[0]!.quantity)
      if (given <= NOTHING) continue
      missing -= given
      steps.push({
        kind: 'free',
        material,
        quantity: given,
        source,
        station: -1,
        sequence: 0,
        from: this.plan.input.now,
        to: this.availableAt(source),
      })
    }
    return { at, steps }
  }

  /** All of a source, when it is there; then what its pegs take, when it is needed. */
  private flowsOf(source: number): Flow[] {
    const { draft } = this.plan
    const [offsets, pegs] = source >= 0 ? [this.pegs.supplyOffsets, this.pegs.bySupply] : [this.pegs.orderOffsets, this.pegs.byOrder]
    const index = source >= 0 ? source : ~source
    const taken = Array.from(pegs.subarray(offsets[index]!, offsets[index + 1]!), (peg) => ({
      at: this.neededAt(draft.pegDemand.data[peg]!),
      quantity: -draft.pegQuantity.data[peg]!,
    }))
    const whole = this.leftOf(source) - taken.reduce((sum, each) => sum + each.quantity, 0)
    return [{ at: this.availableAt(source), quantity: whole }, ...taken]
  }

  /** By when a demand must be served so that nothing moves but inside the slack of a promise. */
  private neededAt(demand: number): number {
    const { draft, network, projection, input } = this.plan
    const node = consumerOf(draft, demand)
    if (node < 0) return input.now
    if (node < network.operationCount) return projection.start[network.nodeOf[node]!]!
    const { due } = input.lines[node - network.operationCount]!
    const projected = projection.finish[node]!
    return due >= UNKNOWN_TIME ? projected : Math.max(due, projected)
  }

  /** Takes up to `quantity` of what is free, earliest first, but nothing of `except`. */
  take(material: number, quantity: number, except: number): { steps: ReplenishStep[]; missing: number } {
    const sources = (this.byMaterial.get(material) ?? []).filter(
      (source) => source !== except && this.leftOf(source) > NOTHING && this.availableAt(source) < UNKNOWN_TIME,
    )
    sources.sort((a, b) => this.availableAt(a) - this.availableAt(b))
    const steps: ReplenishStep[] = []
    let missing = quantity
    for (const source of sources) {
      if (missing <= NOTHING) break
      const given = Math.min(missing, this.leftOf(source))
      this.left.set(source, this.leftOf(source) - given)
      missing -= given
      const at = this.availableAt(source)
      steps.push({ kind: 'free', material, quantity: given, source, station: -1, sequence: 0, from: this.plan.input.now, to: at })
    }
    return { steps, missing: missing > NOTHING ? missing : 0 }
  }
}

/** When `quantity` more of `material` could be there, asked for at `at`; nothing free is taken from source `except`. */
export function replenishment(
  plan: Plan,
  free: FreeSupply,
  want: { material: number; quantity: number; at: number; except?: number; depth?: number },
): Replenishment {
  const { material, quantity, at } = want
  const taken = free.take(material, quantity, want.except ?? Number.NaN)
  const ready = taken.steps.reduce((latest, step) => Math.max(latest, step.to), at)
  if (taken.missing === 0) return { at: ready, steps: taken.steps }
  const master = plan.input.materials[material]!
  const depth = want.depth ?? 0
  if (master.makes && depth < DEPTH_MAX) {
    const made = make(plan, free, { material, quantity: taken.missing, at, depth })
    return { at: Math.max(ready, made.at), steps: [...taken.steps, ...made.steps] }
  }
  const arrival = master.leadSeconds < 0 ? UNKNOWN_TIME : at + master.leadSeconds
  const step: ReplenishStep = { kind: 'buy', material, quantity: taken.missing, source: 0, station: -1, sequence: 0, from: at, to: arrival }
  return { at: Math.max(ready, arrival), steps: [...taken.steps, step] }
}

function make(plan: Plan, free: FreeSupply, want: { material: number; quantity: number; at: number; depth: number }): Replenishment {
  const { material, quantity, at, depth } = want
  const master = plan.input.materials[material]!
  const steps: ReplenishStep[] = []
  const readyAt = new Map<number, number>()
  for (const component of master.components) {
    if (at < component.from || at >= component.until) continue
    const supply = replenishment(plan, free, { material: component.material, quantity: quantity * component.per, at, depth: depth + 1 })
    steps.push(...supply.steps)
    const step = component.step < 0 ? master.steps.length : component.step
    readyAt.set(step, Math.max(readyAt.get(step) ?? at, supply.at))
  }
  let t = at
  if (master.steps.length === 0) {
    t = Math.max(t, readyAt.get(0) ?? t)
    const to = master.leadSeconds < 0 ? UNKNOWN_TIME : Math.min(UNKNOWN_TIME, t + master.leadSeconds)
    steps.push({ kind: 'make', material, quantity, source: 0, station: -1, sequence: 0, from: t, to })
    return { at: to, steps }
  }
  master.steps.forEach((step, index) => {
    t = Math.max(t, readyAt.get(index) ?? t)
    const slot = earliestSlot(plan, step.pool, { from: t, work: Math.round(step.secondsPerUnit * quantity) + step.setupSeconds })
    steps.push({ kind: 'make', material, quantity, source: 0, station: slot.station, sequence: step.sequence, from: t, to: slot.to })
    t = slot.to
  })
  return { at: Math.max(t, readyAt.get(master.steps.length) ?? t), steps }
}

/** The earliest end of `work` on a station of the pool, in a gap that moves nothing. */
function earliestSlot(plan: Plan, pool: number, task: { from: number; work: number }): { station: number; to: number } {
  const { input } = plan
  if (pool < 0) return { station: -1, to: Math.min(UNKNOWN_TIME, task.from + task.work) }
  let best = { station: -1, to: UNKNOWN_TIME }
  for (const station of input.pools[pool]!) {
    const place = input.stations[station]!
    const work = Math.ceil(task.work / place.efficiency)
    const to = place.finite ? gapOn(plan, station, { from: task.from, work }) : endOn(plan, station, { start: task.from, work })
    if (best.station < 0 || to < best.to) best = { station, to }
  }
  return best
}

/** Working time of a station as it is disturbed now. */
function endOn(plan: Plan, station: number, task: { start: number; work: number }): number {
  return finishDisturbed(plan.input.calendars, plan.input.stations[station]!.calendar, plan.projection.disturbed[station]!, task)
}

function gapOn(plan: Plan, station: number, task: { from: number; work: number }): number {
  const { input, network, projection } = plan
  const { start, finish } = projection
  const { stationOffsets, stationNodes } = network
  let free = task.from
  for (let k = stationOffsets[station]!; k < stationOffsets[station + 1]!; k++) {
    const node = stationNodes[k]!
    if (finish[node]! <= free) continue
    const to = endOn(plan, station, { start: free, work: task.work })
    if (to <= nextWorking(input.calendars, input.stations[station]!.calendar, start[node]!)) return to
    free = Math.max(free, finish[node]!)
  }
  return endOn(plan, station, { start: free, work: task.work })
}
