/** Countermeasures where the work is done: another unit, another order first, more working time, a repair that ends sooner, one more person. */
import { finishAfter, UNKNOWN_TIME, type WorkCalendars } from '../../calendar/work-time.ts'
import { readyAt } from '../../flow/work-places.ts'
import { actsUntil } from '../../impact/ends.ts'
import { instantOf } from '../../impact/site-plan.ts'
import type { Operation } from '../../records/operation.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { type Said, said } from '../../values/said.ts'
import { capableUnits } from '../moves/operation-moves.ts'
import { type Candidate, type Found, foundNothing } from './candidate.ts'
import { chainNodes, isRunning, linesBehind, type Reach } from './reach.ts'

type RunOn = Extract<PlanMove, { type: 'runOn' }>
/** Operations and units of each that are tried, and how many go together. */
const OPERATIONS_MAX = 30
const UNITS_MAX = 6
const TOGETHER_MAX = 6
const HOUR = 3600
const DAY = 24 * HOUR
const OVERTIME_HOURS = [2, 4, 8]

function unitOf({ live }: Reach, node: number): string | undefined {
  const { names, plan } = live.site
  return names.stations[plan.network.station[node]!]?.workUnitId
}

/** The work that a unit takes up first once `node` could begin there: it would go before that. Undefined where it would be last. */
function placeOn({ live, recorded }: Reach, unitId: string, node: number): Operation | undefined {
  const { network, projection } = live.site.plan
  const ready = Math.max(network.now, readyAt(live.projection, node))
  for (const station of live.site.stations.byUnit.get(unitId) ?? []) {
    for (let k = network.stationOffsets[station]!; k < network.stationOffsets[station + 1]!; k++) {
      const other = network.stationNodes[k]!
      if (other === node || isRunning(live, other) || projection.start[other]! < ready) continue
      const operation = recorded.at(other)
      if (operation !== undefined) return operation
    }
  }
  return undefined
}

function runOn(reach: Reach, operation: Operation, unitId: string): RunOn {
  const node = reach.recorded.nodes.get(operation.id)
  const before = node === undefined ? undefined : placeOn(reach, unitId, node)
  const move: RunOn = { type: 'runOn', operationId: operation.id, workUnitId: unitId }
  return before === undefined ? move : { ...move, beforeOperationId: before.id }
}

function aboutOperation(operation: Operation, more: Said['facts']): Said['facts'] {
  return { operationId: operation.id, workOrderId: operation.workOrderId, sequence: operation.sequence, ...more }
}

/** By how much an operation could end sooner, did it begin on a station as soon as everything else is there. Seconds; none where its end is not known. */
function soonerOn({ live }: Reach, node: number, station: number): { readonly atMost?: number } {
  const { network, input } = live.site.plan
  const finish = live.projection.finish[node]!
  const calendar = input.stations[station]?.calendar ?? -1
  const best = finishAfter(input.calendars, calendar, Math.max(network.now, readyAt(live.projection, node)), network.duration[node]!)
  return finish >= UNKNOWN_TIME || best >= UNKNOWN_TIME ? {} : { atMost: Math.max(0, finish - best) }
}

/** Work on the stopped stations, and what waits in queues, on other units that can do it; and all of it together. */
export function alternateUnits(reach: Reach): Found {
  const nodes = chainNodes(reach, ({ node, binding }) => isStopped(reach, node) || binding.by === 'work unit busy')
  const candidates: Candidate[] = []
  const together: { readonly move: RunOn; readonly node: number }[] = []
  let without = 0
  for (const node of nodes.slice(0, OPERATIONS_MAX)) {
    const operation = reach.recorded.at(node)
    if (operation === undefined) continue
    const units = otherUnits(reach, operation, node)
    if (units.length === 0 && isStopped(reach, node)) without++
    for (const [k, unitId] of units.entries()) {
      const move = runOn(reach, operation, unitId)
      if (k === together.length % units.length && isStopped(reach, node)) together.push({ move, node })
      candidates.push({
        kind: 'alternateUnit',
        moves: [move],
        what: said('run-on-other-unit', aboutOperation(operation, { workUnitId: unitId, from: unitOf(reach, node) ?? null })),
        lines: linesBehind(reach, [node]),
        ...soonerOn(reach, node, reach.live.site.stations.byUnit.get(unitId)?.[0] ?? -1),
      })
    }
  }
  for (let count = 2; count <= Math.min(TOGETHER_MAX, together.length); count += 2) {
    const some = together.slice(0, count)
    candidates.push({
      kind: 'alternateUnit',
      moves: some.map(({ move }) => move),
      what: said('run-on-other-units', { operations: count, units: new Set(some.map(({ move }) => move.workUnitId)).size }),
      lines: linesBehind(
        reach,
        some.map((each) => each.node),
      ),
    })
  }
  return { candidates, notes: without === 0 ? [] : [said('no-other-unit-stated', { operations: without })] }
}

function isStopped(reach: Reach, node: number): boolean {
  return reach.stopped.has(reach.live.site.plan.network.station[node]!)
}

function otherUnits(reach: Reach, operation: Operation, node: number): string[] {
  const here = unitOf(reach, node)
  const { byUnit } = reach.live.site.stations
  const stands = (unitId: string) => (byUnit.get(unitId) ?? []).some((station) => reach.stopped.has(station))
  return capableUnits(reach.records, operation)
    .filter((unitId) => unitId !== here && byUnit.has(unitId) && !stands(unitId))
    .slice(0, UNITS_MAX)
}

/** What waits for its station goes before what stands ahead of it: one operation, or all that a promise waits for. */
export function otherSequences(reach: Reach): Found {
  const candidates: Candidate[] = []
  const seen = new Set<number>()
  for (const { line, id, chain } of reach.late) {
    const waiting = chain.filter(({ node, binding }) => binding.by === 'work unit busy' && canGoFirst(reach, node))
    const moves = waiting.flatMap(({ node }) => ahead(reach, node) ?? [])
    for (const { node } of waiting.slice(0, TOGETHER_MAX)) {
      const move = ahead(reach, node)
      const operation = reach.recorded.at(node)
      if (move === undefined || operation === undefined || seen.has(node) || seen.size >= OPERATIONS_MAX) continue
      seen.add(node)
      candidates.push({
        kind: 'resequence',
        moves: [move],
        what: said('goes-first', aboutOperation(operation, { workUnitId: move.workUnitId, before: move.beforeOperationId ?? null })),
        lines: linesBehind(reach, [node]),
        ...soonerOn(reach, node, reach.live.site.plan.network.station[node]!),
      })
    }
    if (moves.length > 1 && moves.length <= TOGETHER_MAX) {
      candidates.push({
        kind: 'resequence',
        moves,
        what: said('goes-first-everywhere', { salesOrderLineId: id, operations: moves.length }),
        lines: [line],
      })
    }
  }
  return { candidates, notes: [] }
}

function canGoFirst(reach: Reach, node: number): boolean {
  const { live } = reach
  return !isRunning(live, node) && readyAt(live.projection, node) < live.projection.start[node]! && reach.recorded.at(node) !== undefined
}

function ahead(reach: Reach, node: number): RunOn | undefined {
  const [operation, unitId] = [reach.recorded.at(node), unitOf(reach, node)]
  if (operation === undefined || unitId === undefined) return undefined
  const move = runOn(reach, operation, unitId)
  return move.beforeOperationId === undefined ? undefined : move
}

interface Gap {
  readonly from: number
  readonly to: number
  /** When the day before it began. */
  readonly dayBegan: number
}

/** Closed times of a calendar from `t` on that are worth an extra shift, for a fortnight. */
function gapsAfter(calendars: WorkCalendars, calendar: number, t: number): Gap[] {
  const gaps: Gap[] = []
  const last = calendars.offsets[calendar + 1]! - 1
  for (let k = calendars.offsets[calendar]!; k < last && calendars.ends[k]! < t + 14 * DAY; k++) {
    const [from, to] = [Math.max(calendars.ends[k]!, wholeMinute(t)), calendars.starts[k + 1]!]
    if (to - from >= HOUR) gaps.push({ from, to, dayBegan: calendars.starts[k]! })
  }
  return gaps
}

function wholeMinute(seconds: number): number {
  return Math.ceil(seconds / 60) * 60
}

/** Longer days and an extra shift on stations that promises wait for, from when the work could be there. */
export function longerHours(reach: Reach): Found {
  const { live } = reach
  const { network, input } = live.site.plan
  const byUnit = new Map<string, { readonly nodes: number[]; station: number }>()
  for (const node of chainNodes(reach, () => true)) {
    const [unitId, station] = [unitOf(reach, node), network.station[node]!]
    if (unitId === undefined || readyAt(live.projection, node) >= UNKNOWN_TIME || (reach.stopped.get(station) ?? 0) >= UNKNOWN_TIME)
      continue
    const known = byUnit.get(unitId)
    if (known === undefined) byUnit.set(unitId, { nodes: [node], station })
    else known.nodes.push(node)
  }
  const candidates: Candidate[] = []
  const evenings: Candidate[] = []
  let always = 0
  for (const [unitId, { nodes, station }] of [...byUnit].slice(0, OPERATIONS_MAX)) {
    const calendar = input.stations[station]!.calendar
    const ready = Math.min(...nodes.map((node) => readyAt(live.projection, node)))
    const gaps = calendar < 0 ? [] : gapsAfter(input.calendars, calendar, Math.max(network.now, ready, reach.stopped.get(station) ?? 0))
    if (gaps.length === 0) always++
    const lines = linesBehind(reach, nodes)
    const spans = spansIn(gaps)
    candidates.push(...spans.map((span) => opened(reach, { unitId, ...span, lines })))
    if (spans[0] !== undefined) evenings.push(opened(reach, { unitId, ...spans[0], lines }))
  }
  if (evenings.length > 1) candidates.push(openedTogether(evenings.slice(0, TOGETHER_MAX)))
  return { candidates, notes: always === 0 ? [] : [said('works-around-the-clock', { units: always })] }
}

/** Hours right after work in the first two gaps, and a shift in the first that lasts a day, at the hour at which days begin. */
function spansIn(gaps: readonly Gap[]): { from: number; to: number }[] {
  const evenings = gaps
    .slice(0, 2)
    .flatMap(({ from, to }) => OVERTIME_HOURS.map((hours) => ({ from, to: Math.min(to, from + hours * HOUR) })))
  const free = gaps.find(({ from, to }) => to - from >= DAY)
  const begins = free === undefined ? 0 : free.dayBegan + Math.ceil((free.from - free.dayBegan) / DAY) * DAY
  const shift = free === undefined || begins + 8 * HOUR > free.to ? [] : [{ from: begins, to: begins + 8 * HOUR }]
  return [...new Map([...evenings, ...shift].map((span) => [`${span.from} ${span.to}`, span])).values()]
}

function opened({ live }: Reach, span: { unitId: string; from: number; to: number; lines: readonly number[] }): Candidate {
  const [fromAt, toAt] = [instantOf(live.site, span.from)!, instantOf(live.site, span.to)!]
  const facts = { workUnitId: span.unitId, fromAt, toAt, hours: (span.to - span.from) / HOUR }
  return {
    kind: 'overtime',
    moves: [{ type: 'openTime', workUnitId: span.unitId, fromAt, toAt }],
    what: said('works-longer', facts),
    lines: span.lines,
  }
}

function openedTogether(each: readonly Candidate[]): Candidate {
  return {
    kind: 'overtime',
    moves: each.flatMap(({ moves }) => moves),
    what: said('several-work-longer', { units: each.length }),
    lines: [...new Set(each.flatMap(({ lines }) => lines))],
  }
}

/** Shares of the time until the expected end: fine enough that a promise that an earlier end keeps is found, and by when about. */
const ENDS = Array.from({ length: 23 }, (_, k) => (k + 1) / 24)
const ENDS_MAX = 40

/** The stop ends sooner: by when each promise still holds, and at shares of the time that is left. */
export function earlierEnd(reach: Reach): Found {
  const { live, disruption, impact } = reach
  const { kind, id } = disruption
  if (kind !== 'workUnitDown' && kind !== 'workUnitSlow' && kind !== 'lotHeld') return foundNothing()
  const now = live.site.plan.input.now
  const end = actsUntil(live.site, disruption, 'likely')
  const deadlines = impact.late.flatMap(({ mustEndBy }) => mustEndBy ?? [])
  const left = end >= UNKNOWN_TIME ? [] : ENDS.map((share) => instantOf(live.site, wholeMinute(now + (end - now) * share)))
  const ends = [...new Set([...deadlines, ...left.filter((each) => each !== null)])].filter((at) => at > live.site.at).sort()
  const lines = reach.late.map(({ line }) => line)
  return {
    candidates: ends.slice(0, ENDS_MAX).map((at) => ({
      kind: 'repairFirst',
      moves: [{ type: 'endBy', disruptionId: id, at }],
      what: said(kind === 'lotHeld' ? 'released-by' : 'repaired-by', { disruptionId: id, at, endAt: instantOf(live.site, end) }),
      lines,
    })),
    notes: end >= UNKNOWN_TIME && deadlines.length === 0 ? [said('end-not-known', { disruptionId: id })] : [],
  }
}

/** One more qualified person, for as long as people are missing; who, a person chooses. */
export function oneMorePerson(reach: Reach): Found {
  const { kind, workCenterId, skill, startAt, endAt, missing } = reach.disruption
  if (kind !== 'qualificationMissing' || workCenterId === undefined || skill === undefined) return foundNothing()
  if (endAt === undefined) return foundNothing(said('end-not-known', { disruptionId: reach.disruption.id }))
  const move: PlanMove = { type: 'staff', workCenterId, skill, fromAt: startAt, toAt: endAt }
  const lines = reach.late.map(({ line }) => line)
  const people = Math.min(4, Math.max(1, Math.ceil(missing ?? 1)))
  const candidates = Array.from({ length: people }, (_, k): Candidate => {
    const facts = { workCenterId, skill, fromAt: startAt, toAt: endAt, people: k + 1 }
    return { kind: 'movePerson', moves: Array.from({ length: k + 1 }, () => move), what: said('qualified-people-more', facts), lines }
  })
  return { candidates, notes: [] }
}
