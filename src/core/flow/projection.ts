/**
 * The projection: when every operation starts and ends and every promise is met, with the sequence fixed.
 * `start = max(dates, operation before, station free, material)`, `finish = working time of the station after start`.
 * A station waits for work that comes later than planned only for so long (`PATIENCE_SECONDS`); then what stands behind goes first.
 * The late work is done when it comes, and what has not begun by then goes after it.
 * A change of a few parameters touches only the nodes whose times really change, and gives exactly what computing everything anew gives.
 */
import { AROUND_THE_CLOCK, finishAfter } from '../calendar/work-time.ts'
import { DirtySet } from './dirty-set.ts'
import type { Network } from './network.ts'
import { type Disturbed, finishDisturbed } from './station-time.ts'

/** A parameter of the projection and its new value. Times in plan seconds. */
export type ParameterChange =
  | { readonly type: 'station'; readonly station: number; readonly disturbed: Disturbed }
  | { readonly type: 'release'; readonly node: number; readonly at: number }
  | { readonly type: 'duration'; readonly node: number; readonly seconds: number }
  /** The node needs nothing and holds nobody up: its order was cancelled. */
  | { readonly type: 'off'; readonly node: number; readonly off: boolean }

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
  private readonly isDisturbed: Uint8Array
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
    let before = this.network.previousOnStation[node]!
    // Work that was passed over may have come in between.
    while (before >= 0 && this.isPassed(before) && this.finish[before] !== this.start[node])
      before = this.network.previousOnStation[before]!
    return before
  }

  /** Computes every node anew, in topological order. */
  projectAll(): void {
    this.disturbed.forEach((list, station) => {
      this.isDisturbed[station] = list.length > 0 ? 1 : 0
    })
    this.sweep(true)
  }

  /** Looks at marked nodes in topological order; a node whose finish changes marks those that wait for it. */
  private propagate(): void {
    this.sweep(false)
    this.first = this.network.nodeCount
  }

  /**
   * The one loop of the projection, over all nodes or over the marked ones.
   * `start` is the latest of what is waited for, `finish` the working time after it. Allocates nothing.
   */
  private sweep(all: boolean): void {
    const { nodeCount, previousOperation, previousOnStation, sourceOffsets, sources, station, stationCalendar, calendars } = this.network
    const { nextOperation, nextOnStation, targetOffsets, targets } = this.network
    const { start, finish, free, keptFrom, keptTo, patientUntil, patience, release, duration, off, dirty, isDisturbed } = this
    let touched = 0
    for (let i = all ? 0 : dirty.take(this.first); i >= 0 && i < nodeCount; i = all ? i + 1 : dirty.take(i)) {
      touched++
      const before = previousOnStation[i]!
      let idle = before >= 0 ? free[before]! : 0
      let from = 0
      let to = 0
      if (this.anyPassed && before >= 0) {
        from = keptFrom[before]!
        to = keptTo[before]!
      }
      let s = idle
      let f = s
      if (off[i] === 0) {
        if (release[i]! > s) s = release[i]!
        const previous = previousOperation[i]!
        if (previous >= 0 && finish[previous]! > s) s = finish[previous]!
        for (let k = sourceOffsets[i]!, end = sourceOffsets[i + 1]!; k < end; k++) {
          const source = sources[k]!
          if (finish[source]! > s && off[source] === 0) s = finish[source]!
        }
        if (to > 0 && s >= from) {
          if (to > s) s = to
          if (to > idle) idle = to
          to = 0
        }
        const place = station[i]!
        if (place < 0) f = finishAfter(calendars, AROUND_THE_CLOCK, s, duration[i]!)
        else if (isDisturbed[place] === 0) f = finishAfter(calendars, stationCalendar[place]!, s, duration[i]!)
        else f = this.finishDisturbedAt(i, s)
      }
      const passed = s > patientUntil[i]! && s > idle + patience
      if (passed) {
        this.anyPassed = true
        from = s
        to = f
      }
      if (to === 0) from = 0
      const next = passed ? idle : f
      if (s === start[i] && f === finish[i] && next === free[i] && to === keptTo[i] && from === keptFrom[i]) continue
      if (this.logging) this.remember(i)
      start[i] = s
      if (next !== free[i] || to !== keptTo[i] || from !== keptFrom[i]) {
        free[i] = next
        keptFrom[i] = from
        keptTo[i] = to
        if (!all && nextOnStation[i]! >= 0) dirty.add(nextOnStation[i]!)
      }
      if (f === finish[i]) continue
      finish[i] = f
      if (all) continue
      if (nextOperation[i]! >= 0) dirty.add(nextOperation[i]!)
      for (let k = targetOffsets[i]!, end = targetOffsets[i + 1]!; k < end; k++) dirty.add(targets[k]!)
    }
    this.touched = touched
  }

  private finishDisturbedAt(i: number, start: number): number {
    const { station, stationCalendar, calendars } = this.network
    const place = station[i]!
    return finishDisturbed(calendars, stationCalendar[place]!, this.disturbed[place]!, { start, work: this.duration[i]! })
  }

  /** Changes parameters for good and propagates. */
  apply(changes: readonly ParameterChange[]): void {
    for (const change of changes) this.set(change)
    this.propagate()
  }

  /**
   * Changes parameters, propagates, calls `read` on the changed projection, and takes everything back.
   * `read` sees which nodes moved, with their times before.
   */
  overlay<T>(changes: readonly ParameterChange[], read: (moved: Moved) => T): T {
    const undo = changes.map((change) => this.set(change)).reverse()
    this.logging = true
    this.logLength = 0
    this.propagate()
    this.logging = false
    try {
      return read({ count: this.logLength / 3, log: this.log })
    } finally {
      this.takeBack()
      for (const change of undo) this.put(change)
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

  /** Sets a parameter, marks what it may move, and returns the change that takes it back. */
  private set(change: ParameterChange): ParameterChange {
    const before = this.put(change)
    if (change.type === 'station') {
      if (before.type === 'station') this.markStation(change.station, before.disturbed, change.disturbed)
    } else {
      this.mark(change.node)
      if (change.type === 'off') this.markTargets(change.node)
    }
    return before
  }

  private put(change: ParameterChange): ParameterChange {
    if (change.type === 'station') {
      const before = this.disturbed[change.station]!
      this.disturbed[change.station] = change.disturbed
      this.isDisturbed[change.station] = change.disturbed.length > 0 ? 1 : 0
      return { ...change, disturbed: before }
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

  private mark(node: number): void {
    this.dirty.add(node)
    if (node < this.first) this.first = node
  }

  /** Marks the nodes that are at work while an old or new disturbance acts. */
  private markStation(station: number, before: Disturbed, after: Disturbed): void {
    if (before.length === 0 && after.length === 0) return
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
    const { nextOperation, nextOnStation, targetOffsets, targets } = this.network
    if (nextOperation[i]! >= 0) this.dirty.add(nextOperation[i]!)
    if (nextOnStation[i]! >= 0) this.dirty.add(nextOnStation[i]!)
    for (let k = targetOffsets[i]!; k < targetOffsets[i + 1]!; k++) this.dirty.add(targets[k]!)
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
