/** A network put together from scratch with work at other places, numbered anew: what a rearranged projection is held to. */
import { compileCalendars, type Interval, type WorkCalendars } from '../calendar/work-time.ts'
import type { Network } from './network.ts'
import type { Rearrangement } from './plan-change.ts'
import { NONE } from './plan-input.ts'
import { Projection } from './projection.ts'

/** Who follows whom on each station, as lists: the network's own sequence with each place taken by its words. */
function sequencesWith(network: Network, { places }: Rearrangement): number[][] {
  const lists = Array.from(network.stationFinite, (_, s) => [
    ...network.stationNodes.subarray(network.stationOffsets[s], network.stationOffsets[s + 1]),
  ])
  const moved = new Set(places.map(({ node }) => node))
  const kept = lists.map((list) => list.filter((node) => !moved.has(node)))
  for (const { node, station, before } of places) {
    const list = kept[station]!
    const at = before < 0 || network.stationFinite[station] === 0 ? list.length : list.indexOf(before)
    list.splice(at, 0, node)
  }
  return kept
}

/** What each node waits for; the node before on its station only where that takes one at a time. */
function waitsOf(network: Network, previousOnStation: Int32Array): number[][] {
  return Array.from({ length: network.nodeCount }, (_, node) =>
    [
      network.previousOperation[node]!,
      previousOnStation[node]!,
      ...network.sources.subarray(network.sourceOffsets[node], network.sourceOffsets[node + 1]),
    ].filter((each) => each >= 0),
  )
}

/** Nodes so that each comes after all it waits for; undefined where some wait for each other in a circle. */
function inOrder(waits: readonly (readonly number[])[]): number[] | undefined {
  const order: number[] = []
  const done = new Set<number>()
  for (let found = true; found; ) {
    found = false
    waits.forEach((list, node) => {
      if (done.has(node) || !list.every((each) => done.has(each))) return
      done.add(node)
      order.push(node)
      found = true
    })
  }
  return order.length === waits.length ? order : undefined
}

function spansOf(calendars: WorkCalendars, c: number): Interval[] {
  const spans: Interval[] = []
  for (let k = calendars.offsets[c]!; k < calendars.offsets[c + 1]!; k++) spans.push({ from: calendars.starts[k]!, to: calendars.ends[k]! })
  return spans
}

/**
 * When every node of `projection` would start and end, were the network made with this rearrangement; stations wait as long as it takes.
 * Undefined where work would wait for itself.
 */
export function timesFromScratch(projection: Projection, way: Rearrangement): { start: Int32Array; finish: Int32Array } | undefined {
  const { network } = projection
  const { nodeCount, operationCount } = network
  const sequences = sequencesWith(network, way)
  const station = new Int32Array(nodeCount).fill(NONE)
  const previousOnStation = new Int32Array(nodeCount).fill(NONE)
  sequences.forEach((list, s) => {
    list.forEach((node, k) => {
      station[node] = s
      if (network.stationFinite[s] === 1 && k > 0) previousOnStation[node] = list[k - 1]!
    })
  })
  const order = inOrder(waitsOf(network, previousOnStation))
  if (order === undefined) return undefined
  // Lines stay behind the operations, as in every network.
  order.sort((a, b) => Number(a >= operationCount) - Number(b >= operationCount) || (a >= operationCount ? a - b : 0))
  const place = new Int32Array(nodeCount)
  order.forEach((node, i) => {
    place[node] = i
  })
  const made = new Projection(numbered(network, { order, place, station, previousOnStation, ...calendarsWith(network, way) }), Infinity)
  order.forEach((node, i) => {
    made.duration[i] = projection.duration[node]!
    made.release[i] = projection.release[node]!
    made.off[i] = projection.off[node]!
  })
  projection.disturbed.forEach((list, s) => {
    made.disturbed[s] = list
  })
  made.apply(
    way.changes
      .filter(({ type }) => type !== 'calendar')
      .map((change) => ('node' in change ? { ...change, node: place[change.node]! } : change)),
  )
  made.projectAll()
  return { start: made.start.map((_, node) => made.start[place[node]!]!), finish: made.finish.map((_, node) => made.finish[place[node]!]!) }
}

function calendarsWith({ calendars, stationCalendar }: Network, { changes }: Rearrangement) {
  const all = Array.from(calendars.totals, (_, c) => spansOf(calendars, c))
  const of = stationCalendar.slice()
  for (const change of changes) {
    if (change.type !== 'calendar' || change.calendars === undefined) continue
    of[change.station] = all.length
    all.push(spansOf(change.calendars, 0))
  }
  return { calendars: compileCalendars(all, calendars.horizon), stationCalendar: of }
}

interface Numbering extends Pick<Network, 'station' | 'previousOnStation' | 'calendars' | 'stationCalendar'> {
  readonly order: readonly number[]
  readonly place: Int32Array
}

function numbered(network: Network, { order, place, station, previousOnStation, calendars, stationCalendar }: Numbering): Network {
  const renamed = (of: Int32Array) => Int32Array.from(order, (node) => (of[node]! < 0 ? NONE : place[of[node]!]!))
  const lists = (offsets: Int32Array, of: Int32Array) => {
    const each = order.map((node) => [...of.subarray(offsets[node], offsets[node + 1])].map((other) => place[other]!))
    return [Int32Array.from([0, ...each.map((_, k) => each.slice(0, k + 1).flat().length)]), Int32Array.from(each.flat())] as const
  }
  const [sourceOffsets, sources] = lists(network.sourceOffsets, network.sources)
  const [targetOffsets, targets] = lists(network.targetOffsets, network.targets)
  const previous = renamed(previousOnStation)
  const next = new Int32Array(order.length).fill(NONE)
  previous.forEach((before, node) => {
    if (before >= 0) next[before] = node
  })
  const stations = Int32Array.from(order, (node) => station[node]!)
  const onStation = Array.from(network.stationFinite, (_, s) => [...stations.keys()].filter((node) => stations[node] === s))
  return {
    ...network,
    calendars,
    stationCalendar,
    duration: Int32Array.from(order, (node) => network.duration[node]!),
    release: Int32Array.from(order, (node) => network.release[node]!),
    station: stations,
    previousOperation: renamed(network.previousOperation),
    nextOperation: renamed(network.nextOperation),
    previousOnStation: previous,
    nextOnStation: next,
    lastOnStation: Int32Array.from(onStation, (list, s) => (network.stationFinite[s] === 1 ? (list.at(-1) ?? NONE) : NONE)),
    sourceOffsets,
    sources,
    targetOffsets,
    targets,
    stationOffsets: Int32Array.from([0, ...onStation.map((_, s) => onStation.slice(0, s + 1).flat().length)]),
    stationNodes: Int32Array.from(onStation.flat()),
  }
}
