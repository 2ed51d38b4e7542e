/**
 * The network: one node per operation and per promise, numbered in topological order, so that a projection is one pass over flat arrays.
 * Arcs: the operation before in its order, the operation before on its station, and material from other orders.
 */
import type { WorkCalendars } from '../calendar/work-time.ts'
import type { MaterialArcs } from './arcs.ts'
import type { Sequence } from './dispatch.ts'
import type { Draft } from './draft.ts'
import { NONE } from './plan-input.ts'

export interface Network {
  readonly now: number
  readonly calendars: WorkCalendars
  readonly nodeCount: number
  /** Nodes below this are operations; node `operationCount + l` is line `l`. */
  readonly operationCount: number
  /** Draft operation of a node, and the way back. */
  readonly operationOf: Int32Array
  readonly nodeOf: Int32Array
  /** Working seconds on the station's calendar, setup included. */
  readonly duration: Int32Array
  /** Earliest start by dates: planned start, stock, purchases. */
  readonly release: Int32Array
  readonly station: Int32Array
  readonly previousOperation: Int32Array
  readonly nextOperation: Int32Array
  readonly previousOnStation: Int32Array
  readonly nextOnStation: Int32Array
  /** Last node of each station's sequence; NONE where it has none or takes any number at once. */
  readonly lastOnStation: Int32Array
  /** Material arcs into a node: `sources[sourceOffsets[i]]` …; each is the last operation of an order. */
  readonly sourceOffsets: Int32Array
  readonly sources: Int32Array
  /** Material arcs out of a node. */
  readonly targetOffsets: Int32Array
  readonly targets: Int32Array
  /** Nodes of each station in its sequence. */
  readonly stationOffsets: Int32Array
  readonly stationNodes: Int32Array
  readonly stationCalendar: Int32Array
  readonly stationFinite: Uint8Array
}

export function assembleNetwork(draft: Draft, arcs: MaterialArcs, sequence: Sequence): Network {
  const { operationCount, nodeCount } = arcs
  const { input } = draft
  const nodeOf = new Int32Array(operationCount)
  for (let i = 0; i < operationCount; i++) nodeOf[sequence.order[i]!] = i
  const duration = new Int32Array(nodeCount)
  const release = arcs.release.slice()
  const station = new Int32Array(nodeCount).fill(NONE)
  const previousOperation = new Int32Array(nodeCount).fill(NONE)
  const nextOperation = new Int32Array(nodeCount).fill(NONE)
  const orderOf = draft.opOrder.data
  for (let i = 0; i < operationCount; i++) {
    const op = sequence.order[i]!
    duration[i] = sequence.duration[i]!
    release[i] = arcs.release[op]!
    station[i] = sequence.station[i]!
    if (op > 0 && orderOf[op - 1] === orderOf[op]) previousOperation[i] = nodeOf[op - 1]!
    if (op + 1 < operationCount && orderOf[op + 1] === orderOf[op]) nextOperation[i] = nodeOf[op + 1]!
  }
  return {
    now: input.now,
    calendars: input.calendars,
    nodeCount,
    operationCount,
    operationOf: sequence.order,
    nodeOf,
    duration,
    release,
    station,
    previousOperation,
    nextOperation,
    ...materialLinks(draft, arcs, nodeOf),
    ...stationLinks(draft, station, operationCount),
    stationCalendar: Int32Array.from(input.stations, (each) => each.calendar),
    stationFinite: Uint8Array.from(input.stations, (each) => (each.finite ? 1 : 0)),
  }
}

/** Material arcs between nodes, both ways. An arc against the sequence (broken pegs in a circle) is left out. */
function materialLinks(draft: Draft, arcs: MaterialArcs, nodeOf: Int32Array) {
  const { nodeCount, operationCount, offsets, consumers } = arcs
  const orders = draft.orderMaterial.length
  const from = new Int32Array(consumers.length)
  const to = new Int32Array(consumers.length)
  const sourceOffsets = new Int32Array(nodeCount + 1)
  const targetOffsets = new Int32Array(nodeCount + 1)
  let count = 0
  for (let o = 0; o < orders; o++) {
    if (offsets[o] === offsets[o + 1]) continue
    const last = nodeOf[draft.orderFirstOp.data[o]! + draft.orderOpCount.data[o]! - 1]!
    for (let k = offsets[o]!; k < offsets[o + 1]!; k++) {
      const consumer = consumers[k]!
      const node = consumer < operationCount ? nodeOf[consumer]! : consumer
      if (node <= last) continue
      from[count] = last
      to[count++] = node
      sourceOffsets[node + 1]!++
      targetOffsets[last + 1]!++
    }
  }
  for (let i = 0; i < nodeCount; i++) {
    sourceOffsets[i + 1]! += sourceOffsets[i]!
    targetOffsets[i + 1]! += targetOffsets[i]!
  }
  const sources = new Int32Array(count)
  const targets = new Int32Array(count)
  const nextSource = sourceOffsets.slice()
  const nextTarget = targetOffsets.slice()
  for (let k = 0; k < count; k++) {
    sources[nextSource[to[k]!]!++] = from[k]!
    targets[nextTarget[from[k]!]!++] = to[k]!
  }
  return { sourceOffsets, sources, targetOffsets, targets }
}

function stationLinks(draft: Draft, station: Int32Array, operationCount: number) {
  const { stations } = draft.input
  const previousOnStation = new Int32Array(station.length).fill(NONE)
  const nextOnStation = new Int32Array(station.length).fill(NONE)
  const lastOnStation = new Int32Array(stations.length).fill(NONE)
  const stationOffsets = new Int32Array(stations.length + 1)
  for (let i = 0; i < operationCount; i++) if (station[i]! >= 0) stationOffsets[station[i]! + 1]!++
  for (let s = 0; s < stations.length; s++) stationOffsets[s + 1]! += stationOffsets[s]!
  const stationNodes = new Int32Array(stationOffsets[stations.length]!)
  const next = stationOffsets.slice()
  for (let i = 0; i < operationCount; i++) {
    const s = station[i]!
    if (s < 0) continue
    const at = next[s]!++
    stationNodes[at] = i
    if (!stations[s]!.finite) continue
    lastOnStation[s] = i
    if (at === stationOffsets[s]) continue
    previousOnStation[i] = stationNodes[at - 1]!
    nextOnStation[stationNodes[at - 1]!] = i
  }
  return { previousOnStation, nextOnStation, lastOnStation, stationOffsets, stationNodes }
}
