/** Where work could go on a station, and what its going there changes: its own time there, and the setups of what stands behind its old and new place. */
import { AROUND_THE_CLOCK, finishAfter } from '../calendar/work-time.ts'
import type { Plan } from './plan.ts'
import type { ParameterChange, Rearrangement } from './plan-change.ts'
import { NONE } from './plan-input.ts'
import type { Projection } from './projection.ts'
import type { Place } from './station-order.ts'

/** When everything is there that a node needs besides its station, by the projection as it stands. Plan seconds. */
export function readyAt({ network, release, finish, off }: Projection, node: number): number {
  let ready = release[node]!
  const wait = (other: number) => {
    if (other >= 0 && off[other] === 0 && finish[other]! > ready) ready = finish[other]!
  }
  wait(network.previousOperation[node]!)
  for (let k = network.sourceOffsets[node]!; k < network.sourceOffsets[node + 1]!; k++) wait(network.sources[k]!)
  return ready
}

/**
 * The nodes that `node` could go before on a station, NONE for the last place: first where it goes as soon as it is ready, before the first
 * that has not started by then; and where another place keeps nobody waiting, the first gap that its `seconds` fit into.
 * Never before one that is fixed, for it runs or is about to; the place where it stands is none of them.
 */
export function insertPlaces(
  projection: Projection,
  what: { readonly node: number; readonly station: number; readonly seconds: number },
  isFixed: (node: number) => boolean,
): readonly number[] {
  const { node, station, seconds } = what
  const { network, start, free, sequence } = projection
  if (station < 0 || network.stationFinite[station] === 0) return sequence.station[node] === station ? [] : [NONE]
  const { previousOnStation, nextOnStation, lastOnStation } = sequence
  const ready = Math.max(network.now, readyAt(projection, node))
  let first = NONE
  let gap = NONE
  for (let other = lastOnStation[station]!; other >= 0; other = previousOnStation[other]!) {
    if (other === node) continue
    if (isFixed(other) || start[other]! < ready) break
    const previous = previousOnStation[other]!
    const from = previous < 0 || previous === node ? ready : Math.max(ready, free[previous]!)
    if (finishAfter(network.calendars, network.stationCalendar[station] ?? AROUND_THE_CLOCK, from, seconds) <= start[other]!) gap = other
    first = other
  }
  const stands = sequence.station[node] === station ? nextOnStation[node]! : undefined
  return [...new Set([first, gap])].filter((before) => before !== stands)
}

/** Places with what they change of times, nothing where they can't be: of the moved work itself, and of work whose setup is another after another predecessor. */
export function rearrangementOf(plan: Plan, projection: Projection, places: readonly Place[]): Rearrangement {
  const after = new MovedSequence(projection, places)
  if (!after.stands) return { places, changes: [] }
  const affected = new Set(places.map(({ node }) => node))
  if (hasSetupGroups(plan)) {
    for (const { node, before } of places) {
      for (const behind of [projection.sequence.nextOnStation[node]!, before]) {
        const next = groupedFrom(plan, after, behind)
        if (next >= 0) affected.add(next)
      }
      const next = groupedFrom(plan, after, after.next(node))
      if (next >= 0) affected.add(next)
    }
  }
  const now = new MovedSequence(projection, [])
  const changes: ParameterChange[] = []
  for (const node of affected) {
    const was = secondsOf(plan, now, node)
    const is = secondsOf(plan, after, node)
    // Work that has shrunk, for scrap took some of it, has shrunk wherever it is done.
    const seconds = was === 0 ? is : Math.ceil((is * projection.duration[node]!) / was)
    if (seconds !== projection.duration[node]!) changes.push({ type: 'duration', node, seconds })
  }
  return { places, changes }
}

const grouped = new WeakMap<Plan, boolean>()

function hasSetupGroups(plan: Plan): boolean {
  let known = grouped.get(plan)
  if (known === undefined) {
    const { opSetupGroup, opOrder } = plan.draft
    known = opSetupGroup.data.subarray(0, opOrder.length).some((group) => group >= 0)
    grouped.set(plan, known)
  }
  return known
}

/** The sequences as they will be, without changing them. */
class MovedSequence {
  private readonly projection: Projection
  private readonly stations = new Map<number, number>()
  private readonly befores = new Map<number, number>()
  private readonly nexts = new Map<number, number>()
  private readonly lasts = new Map<number, number>()

  /** Whether each has one place, before work that is on its station by then. No projection takes places that do not stand, and followed here they may lead in a circle. */
  readonly stands: boolean

  constructor(projection: Projection, places: readonly Place[]) {
    this.projection = projection
    for (const { node } of places) this.takeOut(node)
    this.stands = places.every((place) => this.put(place))
  }

  station(node: number): number {
    return this.stations.get(node) ?? this.projection.sequence.station[node]!
  }

  previous(node: number): number {
    return this.befores.get(node) ?? this.projection.sequence.previousOnStation[node]!
  }

  next(node: number): number {
    return this.nexts.get(node) ?? this.projection.sequence.nextOnStation[node]!
  }

  private last(station: number): number {
    return this.lasts.get(station) ?? this.projection.sequence.lastOnStation[station]!
  }

  private takeOut(node: number): void {
    const [station, previous, next] = [this.station(node), this.previous(node), this.next(node)]
    if (previous >= 0) this.nexts.set(previous, next)
    if (next >= 0) this.befores.set(next, previous)
    else if (station >= 0 && this.last(station) === node) this.lasts.set(station, previous)
    this.befores.set(node, NONE)
    this.nexts.set(node, NONE)
    this.stations.set(node, NONE)
  }

  private put({ node, station, before }: Place): boolean {
    if (this.station(node) !== NONE || (before >= 0 && (station < 0 || this.station(before) !== station))) return false
    this.stations.set(node, station)
    if (station < 0 || this.projection.network.stationFinite[station] === 0) return true
    const previous = before >= 0 ? this.previous(before) : this.last(station)
    this.befores.set(node, previous)
    this.nexts.set(node, before)
    if (previous >= 0) this.nexts.set(previous, node)
    if (before >= 0) this.befores.set(before, node)
    else this.lasts.set(station, node)
    return true
  }
}

/** The first node from this one on whose setup depends on what was there before. */
function groupedFrom(plan: Plan, sequence: MovedSequence, from: number): number {
  let node = from
  while (node >= 0 && groupOf(plan, node) < 0) node = sequence.next(node)
  return node
}

function groupOf({ draft, network }: Plan, node: number): number {
  return draft.opSetupGroup.data[network.operationOf[node]!]!
}

/** Work and setup of a node on its station, as the dispatch counts them. */
function secondsOf(plan: Plan, sequence: MovedSequence, node: number): number {
  const { draft, network, input } = plan
  const op = network.operationOf[node]!
  const station = input.stations[sequence.station(node)]
  const setup = draft.opSetup.data[op]!
  if (station === undefined) return draft.opWork.data[op]! + setup
  const group = groupOf(plan, node)
  let before = sequence.previous(node)
  while (group >= 0 && before >= 0 && groupOf(plan, before) < 0) before = sequence.previous(before)
  const setUpFor = before >= 0 ? groupOf(plan, before) : station.setupGroup
  return Math.ceil(draft.opWork.data[op]! / station.efficiency) + (group >= 0 && group === setUpFor ? 0 : setup)
}
