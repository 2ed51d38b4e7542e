/**
 * A better sequence of the work that is recorded: looked for on a copy of the projection, then planned anew with the moves that lead there,
 * for what a plan makes of them is what counts. Only what is better as a plan is told.
 */
import { bindingChain } from '../../flow/binding-chain.ts'
import type { Projection } from '../../flow/projection.ts'
import { copyOf } from '../../flow/projection-copy.ts'
import { type SequenceSearch, sequenceSearch } from '../../flow/search-sequence.ts'
import type { Place, Sequenced } from '../../flow/station-order.ts'
import { insertPlaces, rearrangementOf } from '../../flow/work-places.ts'
import { majorUnits } from '../../impact/exposure.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { ok, type Result } from '../../values/result.ts'
import type { Trial } from '../answer.ts'
import { sumsLess, worth } from '../line-money.ts'
import { netOf } from './cost.ts'
import { type LateWeights, lateWeights } from './late-weights.ts'
import { isRunning } from './reach.ts'
import { type RecordedOperations, recordedOperations } from './recorded-operations.ts'
import { trialOf } from './trial.ts'

type RunOn = Extract<PlanMove, { type: 'runOn' }>
/** No search takes more tries than this, however much time it has. */
const TRIES_MAX = 2_000_000
/** More moves than this are no plan that people would follow. */
const MOVES_MAX = 60
/** Single moves that are planned anew, and late promises whose chains they come from. */
const SINGLES_MAX = 40
const CHAINS_MAX = 20

export interface SearchTime {
  /** Whether there is time to look for sequences, and then to plan what was found anew. */
  readonly toSearch: () => boolean
  readonly toPlan: () => boolean
}

interface Searching {
  readonly live: LivePlan
  readonly recorded: RecordedOperations
  readonly projection: Projection
  readonly weights: LateWeights
}

/**
 * The moves to the best plan that was found, with what they do; none where the plan is as good as it finds. In steps of one try or one plan each.
 * The live plan may be asked other things between them.
 */
export function* betterSequence(live: LivePlan, time: SearchTime): Generator<void, Result<Trial>> {
  const asIs = { live, recorded: recordedOperations(live.site), projection: copyOf(live.projection), weights: lateWeights(live) }
  const found = { ...asIs, projection: copyOf(live.projection) }
  const singles = yield* singlesOf(asIs)
  const { way } = yield* sequenceSearch(searchOf(found, time.toSearch))
  const needed = yield* neededOf(asIs, way.places)
  const lists = [needed, aheadToo(found.projection.sequence, needed)]
  const best = yield* bestOf(asIs, { lists, singles: [...singles, ...needed].map((place) => [place]) }, time.toPlan)
  return best === undefined ? trialOf(live, []) : ok(best.trial)
}

function placesFor({ live, projection }: Searching, node: number, station: number): Place[] {
  const what = { node, station, seconds: projection.duration[node]! }
  return insertPlaces(projection, what, (other) => isRunning(live, other)).map((before) => ({ node, station, before }))
}

function elsewhere(searching: Searching, node: number): Place[] {
  const { plan } = searching.live.site
  const pool = plan.input.pools[plan.draft.opPool.data[plan.network.operationOf[node]!]!] ?? []
  const here = searching.projection.sequence.station[node]
  return pool.flatMap((station) => (station === here ? [] : placesFor(searching, node, station)))
}

function isFree({ live, recorded }: Searching, node: number): boolean {
  return recorded.at(node) !== undefined && !isRunning(live, node)
}

function searchOf(searching: Searching, goOn: () => boolean): SequenceSearch {
  const { live, projection, weights } = searching
  return {
    projection,
    // A dispatch takes what is there: a sequence in which stations wait is none that a plan would have.
    mayWait: false,
    objective: () => weights.total(projection),
    ends: () => weights.lateEnds(projection),
    isFree: (node) => isFree(searching, node),
    elsewhere: (node) => elsewhere(searching, node),
    rearrangement: (place) => rearrangementOf(live.site.plan, projection, [place]),
    seed: 1,
    tries: TRIES_MAX,
    stop: () => !goOn(),
  }
}

function costOf({ live, projection, weights }: Searching, places: readonly Place[]): number {
  const way = rearrangementOf(live.site.plan, projection, places)
  return projection.overlayRearranged(way, () => weights.total(projection)) ?? Number.POSITIVE_INFINITY
}

/** Places of one piece of work on the chains of late promises, each of which helps on its own; those that help most first. */
function* singlesOf(asIs: Searching): Generator<void, readonly Place[]> {
  const { projection, weights } = asIs
  const { operationCount } = projection.network
  const chains = weights.lateEnds(projection).slice(0, CHAINS_MAX)
  const nodes = new Set(
    chains.flatMap((end) => bindingChain(projection, end)).filter((node) => node < operationCount && isFree(asIs, node)),
  )
  const before = weights.total(projection)
  const helping: { readonly place: Place; readonly cost: number }[] = []
  for (const node of nodes) {
    for (const place of [...placesFor(asIs, node, projection.sequence.station[node]!), ...elsewhere(asIs, node)]) {
      yield
      const cost = costOf(asIs, [place])
      if (cost < before) helping.push({ place, cost })
    }
  }
  return helping
    .sort((a, b) => a.cost - b.cost)
    .slice(0, SINGLES_MAX)
    .map(({ place }) => place)
}

/**
 * Those of the places without which the sequence would be worse, for a search wanders and much of what it moved helps nobody;
 * and what stays where the plan has it stays so when it is planned anew.
 */
function* neededOf(asIs: Searching, places: readonly Place[]): Generator<void, readonly Place[]> {
  let needed = places
  let cost = costOf(asIs, places)
  for (const place of places) {
    yield
    const without = needed.filter((each) => each !== place)
    const costWithout = costOf(asIs, without)
    if (costWithout > cost) continue
    needed = without
    cost = costWithout
  }
  return needed
}

/**
 * All work of the stations up to the last that moves, each before its next. A plan takes what has a place in its own order before all that has
 * none; so what stays ahead of moved work needs one, too.
 */
function aheadToo({ station, previousOnStation, nextOnStation }: Sequenced, places: readonly Place[]): Place[] {
  const lasts = new Map<number, number>()
  // Places are told from the back of each station.
  for (const place of places) if (!lasts.has(place.station)) lasts.set(place.station, place.node)
  return [...lasts.values()].flatMap((last) => {
    const all: Place[] = []
    for (let node = last; node >= 0; node = previousOnStation[node]!)
      all.push({ node, station: station[node]!, before: nextOnStation[node]! })
    return all
  })
}

/** Places as moves of recorded operations; the ones before which nothing recorded stands go last on their units. */
function movesOf({ live, recorded }: Searching, places: readonly Place[]): RunOn[] {
  return places.flatMap(({ node, station, before }): RunOn[] => {
    const operation = recorded.at(node)
    const workUnitId = live.site.names.stations[station]?.workUnitId
    if (operation === undefined || workUnitId === undefined || isRunning(live, node)) return []
    const next = before < 0 ? undefined : recorded.at(before)
    return [{ type: 'runOn', operationId: operation.id, workUnitId, ...(next === undefined ? {} : { beforeOperationId: next.id }) }]
  })
}

interface Better {
  readonly moves: readonly RunOn[]
  readonly trial: Trial
  readonly gain: number
}

interface Found {
  readonly lists: readonly (readonly Place[])[]
  readonly singles: readonly (readonly Place[])[]
}

/** The best plan of what was found: a list whole, or single places put together one after the other as long as that is better. */
function* bestOf(asIs: Searching, { lists, singles }: Found, goOn: () => boolean): Generator<void, Better | undefined> {
  const plans: Better[] = []
  for (const list of [...lists, ...singles]) {
    yield
    const better = goOn() ? betterThan(asIs.live, movesOf(asIs, list), undefined) : undefined
    if (better !== undefined) plans.push(better)
  }
  plans.sort((a, b) => b.gain - a.gain)
  let best = plans[0]
  for (const { moves } of plans.slice(1)) {
    yield
    if (best === undefined || !goOn()) break
    const moved = new Set(best.moves.map(({ operationId }) => operationId))
    const more = moves.filter(({ operationId }) => !moved.has(operationId))
    if (more.length > 0) best = betterThan(asIs.live, [...best.moves, ...more], best) ?? best
  }
  return best
}

/** What a plan with these moves is, where it is better than the best so far, or than the plan as it is. */
function betterThan(live: LivePlan, moves: readonly RunOn[], best: Better | undefined): Better | undefined {
  if (moves.length === 0 || moves.length > MOVES_MAX) return undefined
  const trial = trialOf(live, moves)
  if (!trial.ok) return undefined
  const gain = gainIn(live, trial.value)
  return gain > (best?.gain ?? 0) ? { moves, trial: trial.value, gain } : undefined
}

/** Money that is no longer exposed, less the cost, in major units; where that is nothing, promises kept, which weigh less than any money. */
function gainIn({ site }: LivePlan, trial: Trial): number {
  const saved = worth(sumsLess(trial.exposureBefore, trial.exposureAfter))
  const net = majorUnits(netOf(site.model, saved, trial.cost))
  return net !== 0 ? net : (trial.promisesKept - trial.promisesBroken) * 1e-6
}
