/**
 * The projection: when every operation starts and ends and every promise is met, with the sequence fixed.
 * `start = max(dates, operation before, station free, material)`, `finish = working time of the station after start`.
 * A station waits for work that comes later than planned only for so long (`PATIENCE_SECONDS`); then what stands behind goes first.
 * The late work is done when it comes, and what has not begun by then goes after it.
 * A change of a few parameters touches only the nodes whose times really change, and gives exactly what computing everything anew gives.
 * So does work that goes to another place or station: from then on nodes are taken by their rank and not by their number.
 */
import { AROUND_THE_CLOCK, finishAfter, type WorkCalendars } from '../calendar/work-time.ts'
import { DirtySet } from './dirty-set.ts'
import type { Network } from './network.ts'
import type { ParameterChange, Rearrangement } from './plan-change.ts'
import { type Place, type Sequenced, StationOrder } from './station-order.ts'
import { type Disturbed, finishDisturbed } from './station-time.ts'

const UNDISTURBED: Disturbed = []

/** How long a station stands idle for work that is later than planned, before it takes what stands behind. Half a shift. */
const PATIENCE_SECONDS = 4 * 3600
const NEVER = 0x7fffffff

export class Projection {
  readonly network: Network
  readonly start: Int32Array
  readonly finish: Int32Array
  readonly duration: Int32Array
  readonly release: Int32Array
  readonly off: Uint8Array
  /** From when on the station of a node is free for what stands behind: its finish, or that of the one before where it was passed over. */
  readonly free: Int32Array
  /** From when to when the station of a node is kept for work that was passed over before it; ends at 0 where there is none. */
  private readonly keptFrom: Int32Array
  private readonly keptTo: Int32Array
  /** Until when a node may come before it is passed over: its undisturbed start, and what is waited longer. */
  private readonly patientUntil: Int32Array
  private readonly patience: number
  /** Whether any node was ever passed over: only then do ends on a station go back. */
  private anyPassed = false
  readonly disturbed: Disturbed[]
  /** Calendars of stations that do not work by their own. */
  private readonly calendarOf: (WorkCalendars | undefined)[]
  /** Stations whose working time is not simply their own calendar. */
  private readonly isDisturbed: Uint8Array
  /** Places that differ from the network's, made when the first work moves; how many do, so that without any it costs nothing. */
  private order: StationOrder | undefined
  private moves = 0
  private readonly dirty: DirtySet
  private first: number
  /** What an overlay changed: node, start before, finish before. */
  private log: Int32Array
  private freeLog: Int32Array
  private logLength = 0
  private logging = false
  /** Nodes whose times the last propagation looked at. */
  touched = 0

  /** `patienceSeconds` is how long stations wait for work that is later than in the undisturbed plan. */
  constructor(network: Network, patienceSeconds: number = PATIENCE_SECONDS) {
    this.network = network
    this.patience = patienceSeconds
    this.free = new Int32Array(network.nodeCount)
    this.keptFrom = new Int32Array(network.nodeCount)
    this.keptTo = new Int32Array(network.nodeCount)
    this.patientUntil = new Int32Array(network.nodeCount).fill(NEVER)
    this.start = new Int32Array(network.nodeCount)
    this.finish = new Int32Array(network.nodeCount)
    this.duration = network.duration.slice()
    this.release = network.release.slice()
    this.off = new Uint8Array(network.nodeCount)
    this.disturbed = Array.from(network.stationFinite, () => UNDISTURBED)
    this.calendarOf = Array.from(network.stationFinite, () => undefined)
    this.isDisturbed = new Uint8Array(network.stationFinite.length)
    this.dirty = new DirtySet(network.nodeCount)
    this.first = network.nodeCount
    this.log = new Int32Array(3 * 4096)
    this.freeLog = new Int32Array(3 * 4096)
    this.projectAll()
    for (let i = 0; i < network.operationCount; i++) this.patientUntil[i] = Math.min(NEVER, this.start[i]! + patienceSeconds)
  }

  /** Whether the station of a node did not wait for it: then what stands behind went first. */
  isPassed(node: number): boolean {
    return this.free[node]! < this.finish[node]!
  }

  /** The node that a station is busy with before this one, in its sequence; -1 for none. */
  busyBefore(node: number): number {
    const { previousOnStation } = this.sequence
    let before = previousOnStation[node]!
    // Work that was passed over may have come in between.
    while (before >= 0 && this.isPassed(before) && this.finish[before] !== this.start[node]) before = previousOnStation[before]!
    return before
  }

  /** The station of each node and its neighbours there, as they are now. */
  get sequence(): Sequenced {
    return this.order !== undefined && this.moves > 0 ? this.order : this.network
  }

  /** Computes every node anew, in topological order. */
  projectAll(): void {
    for (let station = 0; station < this.disturbed.length; station++) this.noteDisturbed(station)
    this.sweep(true)
  }

  /** Looks at marked nodes in topological order; a node whose finish changes marks those that wait for it. */
  private propagate(): void {
    this.sweep(false)
    this.first = this.network.nodeCount
  }

  /**
   * The one loop of the projection, over all nodes or over the marked ones.
   * `start` is the latest of what is waited for, `finish` the working time after it. Late work behind late work that was passed over is passed
   * over with it, for the station would stand idle for both; the time that is kept for them is one. Of work that comes much later than what
   * is kept already no time is kept: one stretch is remembered, the nearest. Behind it a station stands idle before it and, for what comes
   * later still, after it. Nothing is allocated for a node.
   */
  private sweep(all: boolean): void {
    const { nodeCount, previousOperation, nextOperation, sourceOffsets, sources, targetOffsets, targets, stationCalendar, calendars } =
      this.network
    const { station, previousOnStation, nextOnStation } = this.sequence
    const order = this.moves > 0 ? this.order : undefined
    const moved = order !== undefined
    const { nodeAt, rank } = order ?? { nodeAt: station, rank: station }
    const { start, finish, free, keptFrom, keptTo, patientUntil, patience, release, duration, off, dirty, isDisturbed } = this
    let touched = 0
    for (let r = all ? 0 : dirty.take(this.first); r >= 0 && r < nodeCount; r = all ? r + 1 : dirty.take(r)) {
      const i = moved ? nodeAt[r]! : r
      touched++
      const before = previousOnStation[i]!
      const idle = before >= 0 ? free[before]! : 0
      const kept = this.anyPassed && before >= 0
      let from = kept ? keptFrom[before]! : 0
      let to = kept ? keptTo[before]! : 0
      let s = idle
      let f = s
      let waits = 0
      let behind = false
      if (off[i] === 0) {
        if (release[i]! > s) s = release[i]!
        const previous = previousOperation[i]!
        if (previous >= 0 && finish[previous]! > s) s = finish[previous]!
        for (let k = sourceOffsets[i]!, end = sourceOffsets[i + 1]!; k < end; k++) {
          const source = sources[k]!
          if (finish[source]! > s && off[source] === 0) s = finish[source]!
        }
        behind = to > 0 && s >= from
        waits = behind ? from - idle + (s > to ? s - to : 0) : s - idle
        if (behind && s < to) s = to
        const place = station[i]!
        if (place < 0) f = finishAfter(calendars, AROUND_THE_CLOCK, s, duration[i]!)
        else if (isDisturbed[place] === 0) f = finishAfter(calendars, stationCalendar[place]!, s, duration[i]!)
        else f = this.finishDisturbedAt(i, s)
      }
      const passed = waits > patience && s > patientUntil[i]!
      if (passed) this.anyPassed = true
      if (passed && !behind) from = s
      if (passed && !(behind && s - to > patience)) to = f
      else if (behind && !passed) from = to = 0
      const next = passed ? idle : f
      if (s === start[i] && f === finish[i] && next === free[i] && to === keptTo[i] && from === keptFrom[i]) continue
      if (this.logging) this.remember(i)
      start[i] = s
      if (next !== free[i] || to !== keptTo[i] || from !== keptFrom[i]) {
        free[i] = next
        keptFrom[i] = from
        keptTo[i] = to
        if (!all && nextOnStation[i]! >= 0) dirty.add(moved ? rank[nextOnStation[i]!]! : nextOnStation[i]!)
      }
      if (f === finish[i]) continue
      finish[i] = f
      if (all) continue
      if (nextOperation[i]! >= 0) dirty.add(moved ? rank[nextOperation[i]!]! : nextOperation[i]!)
      for (let k = targetOffsets[i]!, end = targetOffsets[i + 1]!; k < end; k++) dirty.add(moved ? rank[targets[k]!]! : targets[k]!)
    }
    this.touched = touched
  }

  private finishDisturbedAt(i: number, start: number): number {
    const { stationCalendar, calendars } = this.network
    const place = this.sequence.station[i]!
    const other = this.calendarOf[place]
    const task = { start, work: this.duration[i]! }
    return finishDisturbed(other ?? calendars, other === undefined ? stationCalendar[place]! : 0, this.disturbed[place]!, task)
  }

  /** Changes parameters for good and propagates. */
  apply(changes: readonly ParameterChange[]): void {
    for (const change of changes) this.markBetween(change, this.put(change))
    this.propagate()
  }

  /**
   * Changes parameters, propagates, calls `read` on the changed projection, and takes everything back.
   * `read` sees which nodes moved, with their times before.
   */
  overlay<T>(changes: readonly ParameterChange[], read: (moved: Moved) => T): T {
    const undo = changes.map((change) => this.put(change))
    changes.forEach((change, k) => {
      this.markBetween(change, undo[k]!)
    })
    this.logging = true
    this.logLength = 0
    this.propagate()
    this.logging = false
    try {
      return read({ count: this.logLength / 3, log: this.log })
    } finally {
      this.takeBack()
      for (const change of undo.reverse()) this.put(change)
    }
  }

  /** Works another way for good. False where that can't be: work would wait for itself; then nothing has changed. */
  rearrange({ places, changes }: Rearrangement): boolean {
    const before = this.putPlaces(places)
    if (before === undefined) return false
    this.order?.keep()
    this.markPlaces(places, before)
    this.apply(changes)
    return true
  }

  /** Like `overlay`, with work at other places; undefined where work would wait for itself. Undisturbed starts stay those of the plan. */
  overlayRearranged<T>({ places, changes }: Rearrangement, read: (moved: Moved) => T): T | undefined {
    if (places.length === 0) return this.overlay(changes, read)
    const before = this.putPlaces(places)
    if (before === undefined) return undefined
    this.markPlaces(places, before)
    try {
      return this.overlay(changes, read)
    } finally {
      this.order?.takeBack(places, before)
      this.moves -= places.length
    }
  }

  private putPlaces(places: readonly Place[]): readonly Place[] | undefined {
    if (places.length === 0) return places
    this.order ??= new StationOrder(this.network)
    const before = this.order.put(places)
    if (before !== undefined) this.moves += places.length
    return before
  }

  /** Whatever stands behind another node than before, and the nodes themselves. */
  private markPlaces(places: readonly Place[], before: readonly Place[]): void {
    for (const list of [places, before]) {
      for (const each of list) {
        this.mark(each.node)
        if (each.before >= 0) this.mark(each.before)
      }
    }
  }

  private takeBack(): void {
    const { log, freeLog, start, finish, free, keptFrom, keptTo } = this
    for (let k = 0; k < this.logLength; k += 3) {
      const node = log[k]!
      start[node] = log[k + 1]!
      finish[node] = log[k + 2]!
      free[node] = freeLog[k]!
      keptFrom[node] = freeLog[k + 1]!
      keptTo[node] = freeLog[k + 2]!
    }
    this.logLength = 0
  }

  /** Marks what a changed parameter may move; `before` is the change that takes it back. */
  private markBetween(change: ParameterChange, before: ParameterChange): void {
    if (change.type === 'station') {
      if (before.type === 'station') this.markStation(change.station, before.disturbed, change.disturbed)
    } else if (change.type === 'calendar') this.markWhole(change.station)
    else {
      this.mark(change.node)
      if (change.type === 'off') this.markTargets(change.node)
    }
  }

  /** Sets a parameter and returns the change that takes it back. */
  private put(change: ParameterChange): ParameterChange {
    if (change.type === 'station') {
      const before = this.disturbed[change.station]!
      this.disturbed[change.station] = change.disturbed
      this.noteDisturbed(change.station)
      return { ...change, disturbed: before }
    }
    if (change.type === 'calendar') {
      const calendars = this.calendarOf[change.station]
      this.calendarOf[change.station] = change.calendars
      this.noteDisturbed(change.station)
      return { ...change, calendars }
    }
    if (change.type === 'release') {
      const at = this.release[change.node]!
      this.release[change.node] = change.at
      return { ...change, at }
    }
    if (change.type === 'duration') {
      const seconds = this.duration[change.node]!
      this.duration[change.node] = change.seconds
      return { ...change, seconds }
    }
    const off = this.off[change.node] === 1
    this.off[change.node] = change.off ? 1 : 0
    return { ...change, off }
  }

  private noteDisturbed(station: number): void {
    this.isDisturbed[station] = this.disturbed[station]!.length > 0 || this.calendarOf[station] !== undefined ? 1 : 0
  }

  private mark(node: number): void {
    const rank = this.order !== undefined && this.moves > 0 ? this.order.rank[node]! : node
    this.dirty.add(rank)
    if (rank < this.first) this.first = rank
  }

  /** Marks everything that a station does. */
  private markWhole(station: number): void {
    const { stationOffsets, stationNodes, operationCount } = this.network
    if (this.moves > 0) {
      const where = this.sequence.station
      for (let node = 0; node < operationCount; node++) if (where[node] === station) this.mark(node)
    } else for (let k = stationOffsets[station]!; k < stationOffsets[station + 1]!; k++) this.mark(stationNodes[k]!)
  }

  /** Marks the nodes that are at work while an old or new disturbance acts. */
  private markStation(station: number, before: Disturbed, after: Disturbed): void {
    if (before.length === 0 && after.length === 0) return
    // Where work has moved, the network's lists no longer tell what a station does.
    if (this.moves > 0) {
      this.markWhole(station)
      return
    }
    const from = Math.min(before[0]?.from ?? after[0]!.from, after[0]?.from ?? before[0]!.from)
    const to = Math.max(before.at(-1)?.to ?? 0, after.at(-1)?.to ?? 0)
    const { stationOffsets, stationNodes, stationFinite } = this.network
    const end = stationOffsets[station + 1]!
    // What was passed over is done later than its place in the sequence says, so that halving would miss it.
    const finite = stationFinite[station] === 1 && !this.anyPassed
    for (let k = finite ? this.firstEndingAfter(station, from) : stationOffsets[station]!; k < end; k++) {
      const node = stationNodes[k]!
      if (this.finish[node]! > from && this.start[node]! < to) this.mark(node)
      else if (finite && this.start[node]! >= to) break
    }
  }

  /** On a station with a sequence ends never go back, so the first that ends after `from` is found by halving. */
  private firstEndingAfter(station: number, from: number): number {
    const { stationOffsets, stationNodes } = this.network
    let low = stationOffsets[station]!
    let high = stationOffsets[station + 1]!
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.finish[stationNodes[middle]!]! > from) high = middle
      else low = middle + 1
    }
    return low
  }

  private markTargets(i: number): void {
    const { nextOperation, targetOffsets, targets } = this.network
    const { nextOnStation } = this.sequence
    if (nextOperation[i]! >= 0) this.mark(nextOperation[i]!)
    if (nextOnStation[i]! >= 0) this.mark(nextOnStation[i]!)
    for (let k = targetOffsets[i]!; k < targetOffsets[i + 1]!; k++) this.mark(targets[k]!)
  }

  private remember(i: number): void {
    if (this.logLength + 3 > this.log.length) {
      const larger = new Int32Array(this.log.length * 2)
      larger.set(this.log)
      this.log = larger
      const longer = new Int32Array(larger.length)
      longer.set(this.freeLog)
      this.freeLog = longer
    }
    this.freeLog[this.logLength] = this.free[i]!
    this.freeLog[this.logLength + 1] = this.keptFrom[i]!
    this.freeLog[this.logLength + 2] = this.keptTo[i]!
    this.log[this.logLength++] = i
    this.log[this.logLength++] = this.start[i]!
    this.log[this.logLength++] = this.finish[i]!
  }
}

/** What an overlay moved: `count` nodes in topological order; entry `k` of `log` is node, start before, finish before. */
export interface Moved {
  readonly count: number
  readonly log: Int32Array
}
