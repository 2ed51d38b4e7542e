/** When the floor's states, rates and rejects are open causes of trouble, and until when they are expected to last. */
import type { FloorFact } from '../core/floor/fact.ts'
import { expectedEnd, NOT_HEARD_OF } from '../core/floor/repair-times.ts'
import { isUnobserved } from '../core/floor/unit-machine.ts'
import type { Disruption } from '../core/records/disruption.ts'
import type { Operation } from '../core/records/operation.ts'
import type { WorkUnitState, WorkUnitStateName } from '../core/records/work-unit-state.ts'
import { type Instant, instantToMs } from '../core/values/instant.ts'
import type { FloorWatch } from './floor-watch.ts'
import type { RecordDraft } from './record-draft.ts'

const MICRO_STOP_SECONDS = 300
/** A unit that is not heard of for so long is reported; a shorter silence is seen in its state alone. */
const SILENCE_MS = 60_000
/** A stop that follows another one so soon is the same one: a machine that chatters is one cause, not ten. */
const SAME_STOP_MS = 60_000
const SLOW_UNTIL = 0.95
const RATE_STEP = 0.05

/** States in which a work unit is broken whatever its plan; the others that stand still wait for something else. */
const BROKEN: ReadonlySet<WorkUnitStateName> = new Set(['down', 'held'])
/** States that end a stop. In maintenance it is being mended, and unobserved nobody knows. */
const RUNS_AGAIN: ReadonlySet<WorkUnitStateName> = new Set(['producing', 'setup', 'idle', 'waiting', 'nonProduction'])

type FloorKind = 'workUnitDown' | 'workUnitSlow' | 'signalLost'
const PREFIX: Readonly<Record<FloorKind, string>> = { workUnitDown: 'stop', workUnitSlow: 'slow', signalLost: 'lost' }

/** When something is judged, in plant time, and what the minute before was like. */
export interface Judging {
  readonly now: Instant
  readonly watch: FloorWatch
}

/** The disruptions that the floor itself opened, by work unit. What people or other systems recorded is theirs to close. */
export class FloorStops {
  readonly #draft: RecordDraft
  readonly #judging: Judging
  readonly #byUnit = new Map<string, Map<string, Disruption>>()
  #statesTold: ReadonlySet<string> | undefined

  constructor(draft: RecordDraft, judging: Judging) {
    this.#draft = draft
    this.#judging = judging
    for (const each of draft.all('disruption')) if (isOfFloor(each)) this.#index(each)
  }

  /** Opens, changes and closes what the state of one unit means. */
  judge(state: WorkUnitState): void {
    this.#judgeStop(state)
    this.#judgeSilence(state)
    this.#judgeRate(state)
  }

  /** Expected ends that have passed while the stop lasts are expected anew. */
  refreshEnds(): void {
    const { now } = this.#judging
    const passed = [...this.#byUnit.values()].flatMap((disruptions) =>
      [...disruptions.values()].filter(
        ({ kind, closedAt, expectedEndAt }) => kind === 'workUnitDown' && closedAt === undefined && (expectedEndAt ?? now) < now,
      ),
    )
    for (const each of passed) this.#put(this.#withEnd(each))
  }

  #judgeStop(state: WorkUnitState): void {
    const { workUnitId, since, reason } = state
    const { now, watch } = this.#judging
    const open = this.#open(workUnitId, 'workUnitDown')
    const lasts = instantToMs(now) - instantToMs(since) >= this.#microMs(workUnitId)
    if (BROKEN.has(state.state) || (state.state === 'stopped' && lasts)) {
      const stop = open ?? this.#endedBefore(state) ?? this.#begun(state, 'workUnitDown')
      if (stop === undefined) return
      const known = reason === undefined || reason === stop.reason ? stop : { ...stop, reason }
      if (known !== open || saysUnheard(open)) this.#put(this.#withEnd(known))
    } else if (open === undefined) return
    else if (RUNS_AGAIN.has(state.state)) {
      if (!watch.chatters(workUnitId, now)) this.#close(open, since)
    } else if (isUnobserved(state.state) !== saysUnheard(open)) this.#put(this.#withEnd(open))
  }

  #judgeSilence(state: WorkUnitState): void {
    const open = this.#open(state.workUnitId, 'signalLost')
    if (!isUnobserved(state.state)) {
      if (open !== undefined) this.#close(open, state.since)
      return
    }
    const heardMs = Math.max(instantToMs(state.since), instantToMs(state.observedAt))
    if (open !== undefined || instantToMs(this.#judging.now) - heardMs < SILENCE_MS || !this.#tellsState(state.workUnitId)) return
    // A word without a meaning is the state's own to tell: it is no reason of a silence.
    const { reason: _word, ...silent } = state
    const lost = this.#begun(silent, 'signalLost')
    if (lost !== undefined) this.#put(lost)
  }

  #judgeRate({ rate, workUnitId, state, observedAt }: WorkUnitState): void {
    if (rate === undefined || isUnobserved(state)) return
    const open = this.#open(workUnitId, 'workUnitSlow')
    const since = this.#judging.watch.slowFor(workUnitId, this.#judging.now)
    if (open === undefined) {
      const slow = since === undefined ? undefined : this.#begun({ workUnitId, since }, 'workUnitSlow')
      if (slow !== undefined) this.#put({ ...slow, rate })
    } else if (rate >= SLOW_UNTIL) this.#close(open, observedAt)
    else if (rate > 0 && Math.abs(rate - (open.rate ?? 1)) > RATE_STEP) this.#put({ ...open, rate })
  }

  /** Whether a signal tells the state of a unit; of one that only counts, nobody expects to hear all the time. */
  #tellsState(workUnitId: string): boolean {
    if (this.#statesTold === undefined) {
      const told = new Set<string>()
      for (const { role, workUnitId: unit } of this.#draft.all('signal')) if (role === 'state') told.add(unit)
      this.#statesTold = told
    }
    return this.#statesTold.has(workUnitId)
  }

  #open(workUnitId: string, kind: FloorKind): Disruption | undefined {
    for (const each of this.#byUnit.get(workUnitId)?.values() ?? []) if (each.kind === kind && each.closedAt === undefined) return each
    return undefined
  }

  /** The stop that ended a moment before this one began, open again. */
  #endedBefore({ workUnitId, since }: WorkUnitState): Disruption | undefined {
    for (const each of this.#byUnit.get(workUnitId)?.values() ?? []) {
      if (each.kind !== 'workUnitDown' || each.closedAt === undefined) continue
      const pauseMs = instantToMs(since) - instantToMs(each.closedAt)
      const { closedAt: _ended, ...open } = each
      if (pauseMs >= 0 && pauseMs < SAME_STOP_MS) return open
    }
    return undefined
  }

  /** Undefined where a person has closed it since: what they decided stays. */
  #begun({ workUnitId, since, reason }: Pick<WorkUnitState, 'workUnitId' | 'since' | 'reason'>, kind: FloorKind): Disruption | undefined {
    for (const each of this.#byUnit.get(workUnitId)?.values() ?? [])
      if (each.kind === kind && each.closedAt !== undefined && each.closedAt > since) return undefined
    const id = `${PREFIX[kind]}-${workUnitId}-${compact(since)}`
    return { id, kind, startAt: since, workUnitId, ...(reason === undefined ? {} : { reason }) }
  }

  #close(open: Disruption, at: Instant): void {
    this.#put({ ...open, closedAt: at > open.startAt ? at : open.startAt })
  }

  #withEnd(stop: Disruption): Disruption {
    const draft = this.#draft
    const { expectedEndAt: _p50, latestEndAt: _p90, endBasis: _words, endRestsOn: _basis, ...plain } = stop
    const unit = draft.get('workUnit', stop.workUnitId ?? '')
    const end = expectedEnd(draft.all('disruption'), {
      disruption: plain,
      now: this.#judging.now,
      microMs: this.#microMs(stop.workUnitId ?? ''),
      peers: new Set([...draft.all('workUnit')].filter((each) => each.workCenterId === unit?.workCenterId).map(({ id }) => id)),
      workCenterId: unit?.workCenterId ?? '',
    })
    const state = draft.get('workUnitState', stop.workUnitId ?? '')
    const silent = state !== undefined && isUnobserved(state.state)
    const endRestsOn = [...(end?.endRestsOn ?? []), ...(silent ? [NOT_HEARD_OF] : [])]
    return { ...plain, ...end, ...(endRestsOn.length === 0 ? {} : { endRestsOn }) }
  }

  #microMs(workUnitId: string): number {
    return (this.#draft.get('workUnit', workUnitId)?.microStopSeconds ?? MICRO_STOP_SECONDS) * 1000
  }

  #put(disruption: Disruption): void {
    this.#draft.put('disruption', disruption)
    this.#index(disruption)
  }

  #index(disruption: Disruption): void {
    const unit = disruption.workUnitId ?? ''
    this.#byUnit.set(unit, (this.#byUnit.get(unit) ?? new Map<string, Disruption>()).set(disruption.id, disruption))
  }
}

/** Rejects are one cause for each operation of an order, however often they come. */
export function judgeRejects(
  draft: RecordDraft,
  operation: Operation,
  { fact, reject }: { readonly fact: FloorFact; readonly reject: number },
): void {
  const unit = draft.get('workOrder', operation.workOrderId)?.quantity.unit
  if (reject <= 0 || unit === undefined) return
  const id = `scrap-${operation.workOrderId}-${operation.sequence}`
  const known = [...draft.all('disruption')].find(
    (each) => each.kind === 'scrap' && each.closedAt === undefined && (each.id === id || each.id.startsWith(`${id}-`)),
  )
  const base: Disruption = known ?? {
    id: draft.get('disruption', id) === undefined ? id : `${id}-${compact(fact.observedAt)}`,
    kind: 'scrap',
    startAt: fact.observedAt,
    workOrderId: operation.workOrderId,
    sequence: operation.sequence,
    workUnitId: fact.workUnitId,
  }
  // Of a unit that stands still the reason is the one of its stop.
  const runs = fact.state === 'producing' || fact.state === 'setup'
  draft.put('disruption', {
    ...base,
    quantity: { value: (base.quantity?.value ?? 0) + reject, unit },
    ...(fact.reason === undefined || !runs ? {} : { reason: fact.reason }),
  })
}

function saysUnheard(stop: Disruption | undefined): boolean {
  return stop?.endRestsOn?.some(({ code }) => code === NOT_HEARD_OF.code) ?? false
}

function isOfFloor({ id, kind, workUnitId }: Disruption): boolean {
  if (!Object.hasOwn(PREFIX, kind)) return false
  const named = `${PREFIX[kind as FloorKind]}-${workUnitId}-`
  return id.startsWith(named) && /^\d{8}T\d{6}$/.test(id.slice(named.length))
}

/** `2026-05-08T06:00:00.000Z` as `20260508T060000`. */
function compact(at: Instant): string {
  return at.slice(0, 19).replace(/[-:]/g, '')
}
