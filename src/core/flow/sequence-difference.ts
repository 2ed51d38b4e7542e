/** Two states of the sequences, and the fewest places that lead from one to the other. */
import type { ParameterChange, Rearrangement } from './plan-change.ts'
import { NONE } from './plan-input.ts'
import type { Projection } from './projection.ts'
import type { Place } from './station-order.ts'

/** Which station does each node, who follows it there, and how long it takes, at one time. */
export interface SequenceState {
  readonly station: Int32Array
  readonly previousOnStation: Int32Array
  readonly lastOnStation: Int32Array
  readonly duration: Int32Array
}

export function sequenceState({ sequence, duration }: Projection): SequenceState {
  const { station, previousOnStation, lastOnStation } = sequence
  return {
    station: station.slice(),
    previousOnStation: previousOnStation.slice(),
    lastOnStation: lastOnStation.slice(),
    duration: duration.slice(),
  }
}

/** The rearrangement that leads from one state to the other: on each station the longest run of work that keeps its order stays where it is. */
export function differenceOf(from: SequenceState, to: SequenceState): Rearrangement {
  const places: Place[] = []
  const taken = new Set<number>()
  to.lastOnStation.forEach((_, station) => {
    const was = listOf(from, station)
    const is = listOf(to, station)
    const staying = stays(was, is)
    let before = NONE
    for (const node of is.toReversed()) {
      if (!staying.has(node)) {
        places.push({ node, station, before })
        taken.add(node)
      }
      before = node
    }
  })
  const changes: ParameterChange[] = []
  to.station.forEach((station, node) => {
    if (station !== from.station[node] && !taken.has(node)) places.push({ node, station, before: NONE })
    if (to.duration[node] !== from.duration[node]) changes.push({ type: 'duration', node, seconds: to.duration[node]! })
  })
  return { places, changes }
}

/** A station's sequence, first to last; empty where it takes any number at once. */
function listOf({ lastOnStation, previousOnStation }: SequenceState, station: number): number[] {
  const list: number[] = []
  for (let node = lastOnStation[station]!; node >= 0; node = previousOnStation[node]!) list.push(node)
  return list.reverse()
}

/** The longest increasing subsequence of old places: patience sorting. */
function stays(was: readonly number[], is: readonly number[]): ReadonlySet<number> {
  const placeOf = new Map(was.map((node, k) => [node, k]))
  const ends: number[] = []
  const behind = new Map<number, number>()
  const place = (node: number) => placeOf.get(node)!
  for (const node of is) {
    if (!placeOf.has(node)) continue
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (place(ends[middle]!) < place(node)) low = middle + 1
      else high = middle
    }
    if (low > 0) behind.set(node, ends[low - 1]!)
    ends[low] = node
  }
  const staying = new Set<number>()
  for (let node = ends.at(-1); node !== undefined; node = behind.get(node)) staying.add(node)
  return staying
}
