/** What moves would do: the site planned anew with the changes of records that they mean, beside the plan as it is. */
import type { Model } from '../../chain/model.ts'
import { buildPlantView } from '../../impact/build.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { instantOf } from '../../impact/site-plan.ts'
import type { Change } from '../../records/change.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { ok, type Result } from '../../values/result.ts'
import type { Said } from '../../values/said.ts'
import type { Trial } from '../answer.ts'
import { askedOf } from '../asked-moves.ts'
import { changesOfMoves } from '../moves/changes-of-moves.ts'
import { fieldsOf, isPartOf, sameValue } from '../moves/working-records.ts'
import { patched } from '../rewind.ts'
import { costOf } from './cost.ts'
import { byWeight, exposureOfAll, gainOf, type LinePair, type LineStandings, lineStandings, pairsOf, shiftOf } from './line-gains.ts'
import { type RecordedOperations, recordedOperations } from './recorded-operations.ts'

/** Operations that move are named up to this many. */
const OPERATIONS_MAX = 200
const TRIAL_PREFIX = 'trial'

/** A plan with moves made beside the plan as it is. */
export interface Replanned {
  readonly changes: readonly Change[]
  readonly after: LivePlan
  readonly pairs: readonly LinePair[]
}

/** Plans the site anew with moves. `before` is how the promises stand in `live`. */
export function replan(live: LivePlan, moves: readonly PlanMove[], before: LineStandings): Result<Replanned> {
  const { model, at } = live.site
  const changes = changesOfMoves(model, moves, { idPrefix: TRIAL_PREFIX, at })
  if (!changes.ok) return changes
  const after = planOf(patched(model, changes.value), live)
  const shipped = moves.flatMap((move) => (move.type === 'shipPart' ? [move.salesOrderLineId] : []))
  const wholeOf = (rest: string) => shipped.find((whole) => isPartOf(rest, whole))
  const pairs = pairsOf(before, lineStandings(after), wholeOf)
  return ok({ changes: changes.value, after, pairs })
}

function planOf(model: Model, { site }: LivePlan): LivePlan {
  return buildPlantView(model, { now: site.at }).live
}

/** What a list of moves would do; fails with the first move that can't be made. */
export function trialOf(live: LivePlan, moves: readonly PlanMove[]): Result<Trial> {
  const before = lineStandings(live)
  const tried = replan(live, moves, before)
  if (!tried.ok) return tried
  const { changes, after, pairs } = tried.value
  const gain = gainOf(pairs)
  return ok({
    at: live.site.at,
    moves,
    shifts: [...pairs].sort(byWeight).map((pair) => shiftOf(live, pair)),
    exposureBefore: exposureOfAll(before, pairs, 'before'),
    exposureAfter: exposureOfAll(before, pairs, 'after'),
    promisesKept: gain.promisesKept,
    promisesBroken: gain.promisesBroken,
    latePromisesBefore: lateOf(before),
    latePromisesAfter: lateOf(before) - gain.promisesKept + gain.promisesBroken,
    cost: costOf(live, moves, after),
    operations: movedOperations(live, after),
    changes: changes.map((change) => ({ record: change.record, id: change.id, type: change.type, fields: fieldsChanged(change) })),
    asks: askedOf(live.site.model, moves, live.site.at),
    notes: notesOf(live, moves),
  })
}

function lateOf(standings: LineStandings): number {
  let late = 0
  for (const each of standings.values()) if (!each.ready && Number.isFinite(each.due) && each.at > each.due) late++
  return late
}

function fieldsChanged(change: Change): readonly string[] {
  if (change.type !== 'updated') return Object.keys(change.type === 'added' ? change.to : change.from).filter((field) => field !== 'id')
  const [from, to] = [change.from, change.to] as unknown as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]
  return fieldsOf(from, to).filter((field) => !sameValue(from[field], to[field]))
}

function notesOf(live: LivePlan, moves: readonly PlanMove[]): Said[] {
  const moved = moves.flatMap((move) => (move.type === 'promiseAt' ? [move.salesOrderLineId] : []))
  const { operationCount } = live.site.plan.network
  return [
    ...(moved.length === 0 ? [] : [{ code: 'promises-are-moved', facts: { lines: moved.length } }]),
    ...(operationCount === 0 ? [{ code: 'nothing-is-planned', facts: {} }] : []),
  ]
}

/** Recorded operations whose unit or time differs, the earliest first. */
function movedOperations(live: LivePlan, after: LivePlan): Trial['operations'] {
  const [was, is] = [recordedOperations(live.site), recordedOperations(after.site)]
  const moved = [...is.nodes.keys()].flatMap((id) => operationShift({ live, recorded: was }, { live: after, recorded: is }, id) ?? [])
  const first = (each: Trial['operations'][number]) => each.fromAfter ?? each.fromBefore ?? ''
  return moved
    .sort((a, b) => (first(a) === first(b) ? (a.operationId < b.operationId ? -1 : 1) : first(a) < first(b) ? -1 : 1))
    .slice(0, OPERATIONS_MAX)
}

interface Side {
  readonly live: LivePlan
  readonly recorded: RecordedOperations
}

function operationShift(before: Side, after: Side, id: string): Trial['operations'][number] | undefined {
  const [was, is] = [timesOf(before, id), timesOf(after, id)]
  if (was.unit === is.unit && was.from === is.from && was.to === is.to) return undefined
  const node = after.recorded.nodes.get(id) ?? -1
  return {
    operationId: id,
    workOrderId: after.recorded.at(node)?.workOrderId ?? '',
    workUnitBefore: was.unit,
    workUnitAfter: is.unit,
    fromBefore: was.from,
    fromAfter: is.from,
    toBefore: was.to,
    toAfter: is.to,
  }
}

function timesOf({ live, recorded }: Side, id: string) {
  const node = recorded.nodes.get(id)
  if (node === undefined) return { unit: null, from: null, to: null }
  const { projection, network } = live.site.plan
  return {
    unit: live.site.names.stations[network.station[node]!]?.workUnitId ?? null,
    from: instantOf(live.site, projection.start[node]!),
    to: instantOf(live.site, projection.finish[node]!),
  }
}
