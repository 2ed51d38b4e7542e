/**
 * Local search for better sequences, with the projection as the judge: work on the chains that decide what is late goes to another place, on its
 * station or on another that can do it. The best such move is made even where it makes things worse, and its reverse is forbidden for a while
 * (tabu search; the moves at the ends of blocks are those of Nowicki and Smutnicki, "A fast taboo search algorithm for the job shop problem",
 * Management Science 42, 1996, with the insertions of Balas and Vazacopoulos, ibid. 44, 1998). The same seed gives the same result.
 */
import { chanceFrom } from '../values/chance.ts'
import { bindingChain, blocksOf } from './binding-chain.ts'
import { wholly } from './in-steps.ts'
import type { Rearrangement } from './plan-change.ts'
import type { Projection } from './projection.ts'
import { differenceOf, type SequenceState, sequenceState } from './sequence-difference.ts'
import type { Place } from './station-order.ts'
import { readyAt } from './work-places.ts'

export interface SequenceSearch {
  /** Rearranged while it is searched, and left at the best that was found. */
  readonly projection: Projection
  /** Whether a station may wait for work that is not there yet while other work is: a dispatch never does. */
  readonly mayWait: boolean
  /** What is to become less, read from the projection as it stands. */
  readonly objective: () => number
  /** The nodes whose ends make the objective what it is, the worst first. */
  readonly ends: () => readonly number[]
  /** Whether a node may go to another place: not what runs. */
  readonly isFree: (node: number) => boolean
  /** Places on other stations that could do a node. */
  readonly elsewhere: (node: number) => readonly Place[]
  /** A place with what it changes of times. */
  readonly rearrangement: (place: Place) => Rearrangement
  readonly seed: number
  /** How many moves are tried at most. */
  readonly tries: number
  /** Asked before each try; the search ends where it says so. */
  readonly stop: () => boolean
}

export interface BetterSequence {
  readonly before: number
  /** Never more than `before`. */
  readonly after: number
  /** Leads from the projection as it was to the best one. No places where nothing better was found. */
  readonly way: Rearrangement
  readonly tried: number
}

/** Rounds without anything better before the search goes back to the best and takes another way from there. */
const PATIENCE_ROUNDS = 1000
/** How many rounds a reversal is forbidden at least, and how many more by chance. */
const TENURE = 6
const TENURE_SPREAD = 6
/** Steps by chance with which another way begins. */
const KICKS = 6
/** One of the chains of this many ends is looked at in a round. */
const ENDS_MAX = 4
/** Of a long chain so many moves on its stations, and so much work that could go elsewhere, are tried in a round. */
const ROUND_MAX = 80

interface Move {
  readonly place: Place
  /** What it would have to do that is forbidden while it is in the list. */
  readonly makes: readonly string[]
  /** What would undo it. */
  readonly undoes: readonly string[]
}

interface Searching extends SequenceSearch {
  readonly random: () => number
  readonly tabu: Map<string, number>
  round: number
  tried: number
}

/** The whole search at once. */
export function searchSequence(search: SequenceSearch): BetterSequence {
  return wholly(sequenceSearch(search))
}

/** A search in steps of one try each, so that others may have their turn between them; nothing else may change its projection meanwhile. */
export function* sequenceSearch(search: SequenceSearch): Generator<void, BetterSequence> {
  const { projection } = search
  const begin = sequenceState(projection)
  const before = search.objective()
  const state: Searching = { ...search, random: chanceFrom(search.seed), tabu: new Map(), round: 0, tried: 0 }
  let best = begin
  let least = before
  let since = 0
  while (state.tried < search.tries && !search.stop()) {
    state.round++
    const moves = movesOf(state)
    if (moves.length === 0 && since === 0) break
    const value = since < PATIENCE_ROUNDS && moves.length > 0 ? yield* stepBest(state, moves, least) : undefined
    if (value !== undefined && value < least) {
      least = value
      best = sequenceState(projection)
      since = 0
    } else since++
    if (value !== undefined) continue
    if (search.stop()) break
    // A kick counts as tries, so that a search that finds nothing to move comes to its end, too.
    state.tried += KICKS
    since = 1
    goTo(projection, best)
    state.tabu.clear()
    for (let k = 0; k < KICKS; k++) stepByChance(state)
  }
  goTo(projection, best)
  return { before, after: least, way: differenceOf(begin, best), tried: state.tried }
}

/** The same state can always be reached, for all of its places are put anew from what is there. */
function goTo(projection: Projection, state: SequenceState): void {
  projection.rearrange(differenceOf(sequenceState(projection), state))
}

/** Tries all moves and makes the best that is not forbidden; one that is forbidden only where it leads to less than ever. */
function* stepBest(state: Searching, moves: readonly Move[], least: number): Generator<void, number | undefined> {
  const { projection, objective, rearrangement, tabu, round, random } = state
  let chosen: Move | undefined
  let value = Number.POSITIVE_INFINITY
  let ties = 0
  for (const move of moves) {
    yield
    if (state.stop()) break
    state.tried++
    const result = projection.overlayRearranged(rearrangement(move.place), objective)
    if (result === undefined || result > value) continue
    const forbidden = move.makes.some((each) => (tabu.get(each) ?? 0) >= round)
    if (forbidden && result >= least) continue
    ties = result < value ? 1 : ties + 1
    if (ties > 1 && random() * ties >= 1) continue
    chosen = move
    value = result
  }
  if (chosen === undefined) return undefined
  make(state, chosen)
  return value
}

function make(state: Searching, move: Move): void {
  state.projection.rearrange(state.rearrangement(move.place))
  const until = state.round + TENURE + Math.floor(state.random() * TENURE_SPREAD)
  for (const each of move.undoes) state.tabu.set(each, until)
}

function stepByChance(state: Searching): void {
  const moves = movesOf(state)
  if (moves.length > 0) make(state, moves[Math.floor(state.random() * moves.length)]!)
}

/** The moves around one of the chains that decide, at another each round; none where there is nothing to move around any of them. */
function movesOf(state: Searching): Move[] {
  const ends = state.ends().slice(0, ENDS_MAX)
  while (ends.length > 0) {
    const [end] = ends.splice(Math.floor(state.random() * ends.length), 1)
    const moves = movesAround(state, end!)
    if (moves.length > 0) return moves
  }
  return []
}

function movesAround(state: Searching, end: number): Move[] {
  const { projection, isFree } = state
  const chain = bindingChain(projection, end)
  const { operationCount } = projection.network
  const inBlocks = blocksOf(projection, chain).flatMap((block) => movesInBlock(state, block))
  const free = chain.filter((node) => node < operationCount && isFree(node))
  return [...someOf(inBlocks, state.random), ...someOf(free, state.random).flatMap((node) => movesElsewhere(state, node))]
}

/** All, or some by chance where they are many. */
function someOf<T>(all: readonly T[], random: () => number): readonly T[] {
  if (all.length <= ROUND_MAX) return all
  const rest = [...all]
  return Array.from({ length: ROUND_MAX }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]!)
}

/** Each work of a block before its first one and behind its last one, and neighbours at both ends swapped. */
function movesInBlock({ projection, isFree, mayWait }: Searching, block: readonly number[]): Move[] {
  const first = block.findIndex(isFree)
  const free = first < 0 ? [] : block.slice(first)
  const last = free.length - 1
  const { nextOnStation, station } = projection.sequence
  const moves = new Map<string, Move>()
  const add = (node: number, over: readonly number[], before: number) => {
    const earlier = before === over[0]
    const [next, instead] = earlier ? [node, over[0]!] : [over[0]!, node]
    if (!mayWait && readyAt(projection, next) > projection.start[instead]!) return
    const makes = over.map((other) => (earlier ? `${node}<${other}` : `${other}<${node}`))
    const undoes = over.map((other) => (earlier ? `${other}<${node}` : `${node}<${other}`))
    moves.set(makes.join(), { place: { node, station: station[node]!, before }, makes, undoes })
  }
  for (let k = 1; k <= last; k++) {
    add(free[k]!, free.slice(0, k), free[0]!)
    add(free[k - 1]!, free.slice(k), nextOnStation[free[last]!]!)
  }
  if (last > 1) add(free[last]!, [free[last - 1]!], free[last - 1]!)
  return [...moves.values()]
}

function movesElsewhere({ projection, elsewhere }: Searching, node: number): Move[] {
  const own = projection.sequence.station[node]!
  return elsewhere(node).map((place) => ({ place, makes: [`${node}@${place.station}`], undoes: [`${node}@${own}`] }))
}
