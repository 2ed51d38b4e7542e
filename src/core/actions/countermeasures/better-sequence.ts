/**
 * A better sequence of the work that is recorded: looked for on a copy of the projection, then planned anew with the moves that lead there,
 * for what a plan makes of them is what counts. Only what is better as a plan is told.
 */
import { patientCopy } from '../../flow/patient-copy.ts'
import type { Projection } from '../../flow/projection.ts'
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
import { lateWeights } from './late-weights.ts'
import { isRunning } from './reach.ts'
import { type RecordedOperations, recordedOperations } from './recorded-operations.ts'
import { trialOf } from './trial.ts'

type RunOn = Extract<PlanMove, { type: 'runOn' }>
/** No search takes more tries than this, however much time it has. */
const TRIES_MAX = 2_000_000
/** More moves than this are no plan that people would follow. */
const MOVES_MAX = 60

export interface SearchTime {
  /** Whether there is time to look for sequences, and then to plan what was found anew. */
  readonly toSearch: () => boolean
  readonly toPlan: () => boolean
}

/**
 * The moves to the best plan that was found, with what they do; none where the plan is as good as it finds. In steps of one try or one plan each.
 * The live plan may be asked other things between them.
 */
export function* betterSequence(live: LivePlan, time: SearchTime): Generator<void, Result<Trial>> {
  const recorded = recordedOperations(live.site)
  const projection = patientCopy(live.projection)
  const { way } = yield* sequenceSearch(searchOf({ live, recorded, projection }, time.toSearch))
  const { places } = way
  const moves = movesOf(live, recorded, places)
  const withAhead = movesOf(live, recorded, aheadToo(projection.sequence, places))
  const best = yield* bestOf(live, [moves, withAhead], time.toPlan)
  return best === undefined ? trialOf(live, []) : ok(best)
}

interface Searching {
  readonly live: LivePlan
  readonly recorded: RecordedOperations
  readonly projection: Projection
}

function searchOf({ live, recorded, projection }: Searching, goOn: () => boolean): SequenceSearch {
  const { plan } = live.site
  const weights = lateWeights(live)
  const isFixed = (node: number) => isRunning(live, node)
  return {
    projection,
    objective: () => weights.total(projection),
    ends: () => weights.lateEnds(projection),
    isFree: (node) => recorded.at(node) !== undefined && !isFixed(node),
    elsewhere: (node) => {
      const pool = plan.input.pools[plan.draft.opPool.data[plan.network.operationOf[node]!]!] ?? []
      return pool.flatMap((station): Place[] => {
        if (station === projection.sequence.station[node]) return []
        const seconds = projection.duration[node]!
        return insertPlaces(projection, { node, station, seconds }, isFixed).map((before) => ({ node, station, before }))
      })
    },
    rearrangement: (place) => rearrangementOf(plan, projection, [place]),
    seed: 1,
    tries: TRIES_MAX,
    stop: () => !goOn(),
  }
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
function movesOf(live: LivePlan, recorded: RecordedOperations, places: readonly Place[]): RunOn[] {
  return places.flatMap(({ node, station, before }): RunOn[] => {
    const operation = recorded.at(node)
    const workUnitId = live.site.names.stations[station]?.workUnitId
    if (operation === undefined || workUnitId === undefined || isRunning(live, node)) return []
    const next = before < 0 ? undefined : recorded.at(before)
    return [{ type: 'runOn', operationId: operation.id, workUnitId, ...(next === undefined ? {} : { beforeOperationId: next.id }) }]
  })
}

interface Better {
  readonly trial: Trial
  readonly gain: number
}

/** The better of several lists of moves; where none is better than the plan, those of the first that are, one after the other. */
function* bestOf(live: LivePlan, lists: readonly (readonly RunOn[])[], goOn: () => boolean): Generator<void, Trial | undefined> {
  let best: Better | undefined
  for (const list of lists) {
    yield
    best = (goOn() ? betterThan(live, list, best) : undefined) ?? best
  }
  if (best !== undefined) return best.trial
  let taken: readonly RunOn[] = []
  for (const move of lists[0] ?? []) {
    yield
    const more: Better | undefined = goOn() ? betterThan(live, [...taken, move], best) : undefined
    if (more === undefined) continue
    best = more
    taken = [...taken, move]
  }
  return best?.trial
}

/** What a plan with these moves is, where it is better than the best so far, or than the plan as it is. */
function betterThan(live: LivePlan, moves: readonly RunOn[], best: Better | undefined): Better | undefined {
  if (moves.length === 0 || moves.length > MOVES_MAX) return undefined
  const trial = trialOf(live, moves)
  if (!trial.ok) return undefined
  const gain = gainIn(live, trial.value)
  return gain > (best?.gain ?? 0) ? { trial: trial.value, gain } : undefined
}

/** Money that is no longer exposed, less the cost, in major units; where that is nothing, promises kept, which weigh less than any money. */
function gainIn({ site }: LivePlan, trial: Trial): number {
  const saved = worth(sumsLess(trial.exposureBefore, trial.exposureAfter))
  const net = majorUnits(netOf(site.model, saved, trial.cost))
  return net !== 0 ? net : (trial.promisesKept - trial.promisesBroken) * 1e-6
}
