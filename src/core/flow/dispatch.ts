/**
 * Dispatch: a non-delay schedule gives each station its sequence.
 * Whenever a station is free and open it takes the most urgent operation that is ready: what runs first, then the plan's own order, then the latest start.
 * It can't deadlock: an operation is only ever chosen when everything it waits for is done.
 */
import { AROUND_THE_CLOCK, finishAfter, nextWorking, UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { MaterialArcs } from './arcs.ts'
import { type Draft, RUNNING } from './draft.ts'
import { TimeHeap, UrgencyHeap } from './heaps.ts'
import { NONE } from './plan-input.ts'

export interface Sequence {
  /** Operations in the order in which they were started: a topological order of the whole network. */
  readonly order: Int32Array
  /** In the same order: the station that does it; NONE when it needs none. */
  readonly station: Int32Array
  /** In the same order: working seconds on its station, setup included. */
  readonly duration: Int32Array
  readonly setup: Int32Array
  /** Operations that wait for each other in a circle through their pegs; their material is not waited for. */
  readonly cyclic: readonly number[]
}

/** What the simulation reads of an operation stands in one row, so that it comes in one piece from memory. */
const ROW = 8
const POOL = 0
const WORK = 1
const SETUP = 2
const SETUP_GROUP = 3
const RELEASE = 4
/** How many operations it still waits for. */
const WAITS = 5
/** The order that its end completes; NONE while another operation of the order follows. */
const COMPLETES = 6
const STATION = 7
const NOT_STARTED = -2

interface Run {
  readonly draft: Draft
  readonly arcs: MaterialArcs
  readonly rows: Int32Array
  readonly keys: Float64Array
  /** Pools of one station that no other pool has: they can be served on their own. */
  readonly simple: Uint8Array
  readonly calendar: Int32Array
  readonly efficiency: Float64Array
  readonly finite: Uint8Array
  /** First station of each pool. */
  readonly firstOf: Int32Array
  readonly ready: readonly UrgencyHeap[]
  readonly releases: TimeHeap
  /** Ends of operations (op ≥ 0) and openings of stations (~station). */
  readonly ends: TimeHeap
  readonly idle: Uint8Array
  /** Per station: the opening that is already among the ends. */
  readonly opensAt: Int32Array
  readonly poolsOf: readonly (readonly number[])[]
  readonly setupGroup: Int32Array
  /** Pools to look at again: the first `dirtyCount` of them. */
  readonly dirty: Int32Array
  readonly isDirty: Uint8Array
  readonly order: Int32Array
  readonly station: Int32Array
  readonly duration: Int32Array
  readonly setup: Int32Array
  count: number
  dirtyCount: number
  /** The simulated time. */
  t: number
}

export function dispatch(draft: Draft, arcs: MaterialArcs): Sequence {
  const run = newRun(draft, arcs)
  for (let op = 0; op < arcs.operationCount; op++) if (run.rows[op * ROW + WAITS] === 0) becomeFree(run, op)
  simulate(run)
  const cyclic: number[] = []
  while (run.count < arcs.operationCount) {
    // Pegs that form a circle: let the most urgent of them start without its material, and go on.
    const op = mostUrgentWaiting(run)
    cyclic.push(op)
    run.rows[op * ROW + WAITS] = 0
    run.t = Math.max(draft.input.now, arcs.release[op]!)
    becomeReady(run, op)
    simulate(run)
  }
  return { order: run.order, station: run.station, duration: run.duration, setup: run.setup, cyclic }
}

function newRun(draft: Draft, arcs: MaterialArcs): Run {
  const { input } = draft
  const n = arcs.operationCount
  const poolsOf: number[][] = input.stations.map(() => [])
  input.pools.forEach((stations, pool) => {
    for (const station of stations) poolsOf[station]!.push(pool)
  })
  const keys = urgency(draft)
  return {
    draft,
    arcs,
    rows: newRows(draft, arcs),
    keys,
    simple: Uint8Array.from(input.pools, (stations) => (stations.length === 1 && poolsOf[stations[0]!]!.length === 1 ? 1 : 0)),
    calendar: Int32Array.from(input.stations, (station) => station.calendar),
    efficiency: Float64Array.from(input.stations, (station) => station.efficiency),
    finite: Uint8Array.from(input.stations, (station) => (station.finite ? 1 : 0)),
    firstOf: Int32Array.from(input.pools, (stations) => stations[0]!),
    ready: input.pools.map(() => new UrgencyHeap(keys)),
    releases: new TimeHeap(1024),
    ends: new TimeHeap(input.stations.length + 16),
    idle: new Uint8Array(input.stations.length).fill(1),
    opensAt: new Int32Array(input.stations.length).fill(-1),
    poolsOf,
    setupGroup: Int32Array.from(input.stations, (station) => station.setupGroup),
    dirty: new Int32Array(input.pools.length),
    isDirty: new Uint8Array(input.pools.length),
    order: new Int32Array(n),
    station: new Int32Array(n).fill(NONE),
    duration: new Int32Array(n),
    setup: new Int32Array(n),
    count: 0,
    dirtyCount: 0,
    t: input.now,
  }
}

function newRows(draft: Draft, arcs: MaterialArcs): Int32Array {
  const { operationCount } = arcs
  const rows = new Int32Array(operationCount * ROW)
  const orderOf = draft.opOrder.data
  for (let op = 0, r = 0; op < operationCount; op++, r += ROW) {
    const order = orderOf[op]!
    rows[r + POOL] = draft.opPool.data[op]!
    rows[r + WORK] = draft.opWork.data[op]!
    rows[r + SETUP] = draft.opSetup.data[op]!
    rows[r + SETUP_GROUP] = draft.opSetupGroup.data[op]!
    rows[r + RELEASE] = arcs.release[op]!
    rows[r + WAITS] = op > 0 && orderOf[op - 1] === order ? 1 : 0
    rows[r + COMPLETES] = op + 1 < operationCount && orderOf[op + 1] === order ? NONE : order
    rows[r + STATION] = NOT_STARTED
  }
  for (const node of arcs.consumers) if (node < operationCount) rows[node * ROW + WAITS]!++
  return rows
}

/** Smaller is more urgent: running, then the plan's own order, then the latest start, then the promise's rank. */
function urgency(draft: Draft): Float64Array {
  const n = draft.opOrder.length
  const keys = new Float64Array(n)
  const planRank = draft.opPlanRank.data
  const latest = draft.opLatestStart.data
  const order = draft.opOrder.data
  const rank = draft.orderRank.data
  for (let op = 0; op < n; op++) {
    const plan = planRank[op]!
    if (plan === RUNNING) keys[op] = -9e15
    else if (plan >= 0) keys[op] = plan - 8e15
    else keys[op] = latest[op]! * 0x100000 + Math.min(rank[order[op]!]!, 0xfffff)
  }
  return keys
}

/** Nothing is waited for any more but perhaps a date. */
function becomeFree(run: Run, op: number): void {
  const release = run.rows[op * ROW + RELEASE]!
  if (release > run.t) run.releases.push(release, op)
  else becomeReady(run, op)
}

function becomeReady(run: Run, op: number): void {
  const pool = run.rows[op * ROW + POOL]!
  const first = pool === NONE ? NONE : run.firstOf[pool]!
  if (first === NONE || run.finite[first] === 0) start(run, op, first)
  else {
    run.ready[pool]!.push(op)
    touch(run, pool)
  }
}

function touch(run: Run, pool: number): void {
  if (run.isDirty[pool] === 1) return
  run.isDirty[pool] = 1
  run.dirty[run.dirtyCount++] = pool
}

function start(run: Run, op: number, station: number): void {
  const { rows } = run
  const r = op * ROW
  let calendar = AROUND_THE_CLOCK
  let work = rows[r + WORK]!
  let setup = rows[r + SETUP]!
  if (station >= 0) {
    calendar = run.calendar[station]!
    work = Math.ceil(work / run.efficiency[station]!)
    setup = setupOn(run, op, station)
    if (run.finite[station] === 1) {
      run.idle[station] = 0
      if (rows[r + SETUP_GROUP]! >= 0) run.setupGroup[station] = rows[r + SETUP_GROUP]!
    }
  }
  const place = run.count++
  rows[r + STATION] = station
  run.order[place] = op
  run.station[place] = station
  run.setup[place] = setup
  run.duration[place] = work + setup
  run.ends.push(finishAfter(run.draft.input.calendars, calendar, run.t, work + setup), op)
}

function setupOn(run: Run, op: number, station: number): number {
  const group = run.rows[op * ROW + SETUP_GROUP]!
  return group >= 0 && group === run.setupGroup[station] ? 0 : run.rows[op * ROW + SETUP]!
}

/** Runs from the time it is, at which some operations may be ready, until nothing is left that can start. */
function simulate(run: Run): void {
  const { releases, ends } = run
  if (run.dirtyCount > 0) assign(run)
  while (releases.size > 0 || ends.size > 0) {
    const t = Math.min(releases.size > 0 ? releases.firstTime : UNKNOWN_TIME, ends.size > 0 ? ends.firstTime : UNKNOWN_TIME)
    run.t = t
    while (releases.size > 0 && releases.firstTime <= t) becomeReady(run, releases.pop())
    while (ends.size > 0 && ends.firstTime <= t) {
      const ended = ends.pop()
      if (ended < 0) touchStation(run, ~ended)
      else complete(run, ended)
    }
    if (run.dirtyCount > 0) assign(run)
  }
}

function touchStation(run: Run, station: number): void {
  for (const pool of run.poolsOf[station]!) touch(run, pool)
}

function complete(run: Run, op: number): void {
  const { arcs, rows } = run
  const station = rows[op * ROW + STATION]!
  if (station >= 0 && run.finite[station] === 1) {
    run.idle[station] = 1
    touchStation(run, station)
  }
  const order = rows[op * ROW + COMPLETES]!
  if (order === NONE) {
    if (--rows[(op + 1) * ROW + WAITS]! === 0) becomeFree(run, op + 1)
    return
  }
  for (let k = arcs.offsets[order]!; k < arcs.offsets[order + 1]!; k++) {
    const node = arcs.consumers[k]!
    if (node < arcs.operationCount && --rows[node * ROW + WAITS]! === 0) becomeFree(run, node)
  }
}

/** Gives ready operations to free stations, the most urgent operation first. */
function assign(run: Run): void {
  serveSimplePools(run)
  const { dirty, ready } = run
  while (run.dirtyCount > 0) {
    let best = 0
    for (let k = 1; k < run.dirtyCount; k++) if (moreUrgent(run, dirty[k]!, dirty[best]!)) best = k
    const pool = dirty[best]!
    const station = ready[pool]!.size > 0 ? bestStation(run, pool) : NONE
    if (station < 0) {
      run.isDirty[pool] = 0
      dirty[best] = dirty[--run.dirtyCount]!
    } else start(run, ready[pool]!.pop(), station)
  }
}

/** Takes the pools that share no station out of the dirty ones and serves them. */
function serveSimplePools(run: Run): void {
  const { dirty, simple, ready, idle } = run
  let kept = 0
  for (let k = 0; k < run.dirtyCount; k++) {
    const pool = dirty[k]!
    if (simple[pool] === 0) {
      dirty[kept++] = pool
      continue
    }
    run.isDirty[pool] = 0
    const station = run.firstOf[pool]!
    if (idle[station] === 0 || ready[pool]!.size === 0) continue
    if (isOpen(run, station)) start(run, ready[pool]!.pop(), station)
  }
  run.dirtyCount = kept
}

/** Whether a station is open; arms its opening when it is not. */
function isOpen(run: Run, station: number): boolean {
  const opens = nextWorking(run.draft.input.calendars, run.calendar[station]!, run.t)
  if (opens <= run.t) return true
  if (run.opensAt[station] !== opens) run.ends.push(opens, ~station)
  run.opensAt[station] = opens
  return false
}

function moreUrgent(run: Run, a: number, b: number): boolean {
  if (run.ready[a]!.size === 0) return true // Nothing to give: out of the way first.
  if (run.ready[b]!.size === 0) return false
  return run.keys[run.ready[a]!.first]! < run.keys[run.ready[b]!.first]!
}

/** The free and open station of the pool that would end the pool's most urgent operation first; arms openings of closed ones. */
function bestStation(run: Run, pool: number): number {
  const { calendars, pools } = run.draft.input
  const op = run.ready[pool]!.first
  let best = NONE
  let bestEnd = 0
  for (const station of pools[pool]!) {
    if (run.idle[station] === 0 || !isOpen(run, station)) continue
    const work = Math.ceil(run.rows[op * ROW + WORK]! / run.efficiency[station]!) + setupOn(run, op, station)
    const end = finishAfter(calendars, run.calendar[station]!, run.t, work)
    if (best < 0 || end < bestEnd) {
      best = station
      bestEnd = end
    }
  }
  return best
}

/** The most urgent operation that waits for nothing but material. */
function mostUrgentWaiting(run: Run): number {
  const orderOf = run.draft.opOrder.data
  let best = -1
  for (let op = 0; op < run.arcs.operationCount; op++) {
    if (hasStarted(run, op)) continue
    const waitsForPrevious = op > 0 && orderOf[op] === orderOf[op - 1] && !hasStarted(run, op - 1)
    if (!waitsForPrevious && (best < 0 || run.keys[op]! < run.keys[best]!)) best = op
  }
  return best
}

function hasStarted(run: Run, op: number): boolean {
  return run.rows[op * ROW + STATION] !== NOT_STARTED
}
