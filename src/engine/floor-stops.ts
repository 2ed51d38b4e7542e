/** When the floor's states, rates and rejects are open causes of trouble, and until when they are expected to last. */
import type { FloorFact } from '../core/floor/fact.ts'
import { expectedEnd } from '../core/floor/repair-times.ts'
import { isUnobserved } from '../core/floor/unit-machine.ts'
import type { Disruption } from '../core/records/disruption.ts'
import type { Operation } from '../core/records/operation.ts'
import type { WorkUnitState, WorkUnitStateName } from '../core/records/work-unit-state.ts'
import { type Instant, instantToMs } from '../core/values/instant.ts'
import type { RecordDraft } from './record-draft.ts'

const MICRO_STOP_SECONDS = 300
/** A unit that is not heard of for so long is reported; a shorter silence is seen in its state alone. */
const SILENCE_MS = 60_000
/** A stop that follows another one so soon is the same one: a machine that chatters is one cause, not ten. */
const CHATTER_MS = 60_000
const SLOW_BELOW = 0.9
const SLOW_UNTIL = 0.95
const RATE_STEP = 0.05

/** States in which a work unit is broken whatever its plan; the others that stand still wait for something else. */
const BROKEN: ReadonlySet<WorkUnitStateName> = new Set(['down', 'held'])
/** States that end a stop. In maintenance it is being mended, and unobserved nobody knows. */
const RUNS_AGAIN: ReadonlySet<WorkUnitStateName> = new Set(['producing', 'setup', 'idle', 'waiting', 'nonProduction'])

type FloorKind = 'workUnitDown' | 'workUnitSlow' | 'signalLost'
const PREFIX: Readonly<Record<FloorKind, string>> = { workUnitDown: 'stop', workUnitSlow: 'slow', signalLost: 'lost' }

/** Opens, changes and closes what the state of one unit means. `now` is plant time. */
export function judgeState(draft: RecordDraft, state: WorkUnitState, now: Instant): void {
  const { workUnitId, since, reason } = state
  const open = openOf(draft, workUnitId, 'workUnitDown')
  const lastsMs = instantToMs(now) - instantToMs(since)
  const stands = BROKEN.has(state.state) || (state.state === 'stopped' && lastsMs >= microMs(draft, workUnitId))
  if (stands) {
    const stop = open ?? chattering(draft, state) ?? begun(state, 'workUnitDown')
    const known = reason === undefined || reason === stop.reason ? stop : { ...stop, reason }
    draft.put('disruption', withEnd(draft, known, { now, anew: known !== open }))
  } else if (open !== undefined && RUNS_AGAIN.has(state.state)) close(draft, open, since)
  judgeSilence(draft, state, lastsMs)
  judgeRate(draft, state)
}

/** Expected ends that have passed while the stop lasts are expected anew. */
export function refreshEnds(draft: RecordDraft, now: Instant): void {
  for (const each of draft.all('disruption')) {
    if (isOfFloor(each, 'workUnitDown') && each.closedAt === undefined && each.expectedEndAt !== undefined && each.expectedEndAt <= now) {
      draft.put('disruption', withEnd(draft, each, { now, anew: true }))
    }
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
  const known = draft.get('disruption', id)
  const base: Disruption =
    known === undefined || known.closedAt !== undefined
      ? {
          id: known === undefined ? id : `${id}-${compact(fact.observedAt)}`,
          kind: 'scrap',
          startAt: fact.observedAt,
          workOrderId: operation.workOrderId,
          sequence: operation.sequence,
          workUnitId: fact.workUnitId,
        }
      : known
  draft.put('disruption', {
    ...base,
    quantity: { value: (base.quantity?.value ?? 0) + reject, unit },
    ...(fact.reason === undefined ? {} : { reason: fact.reason }),
  })
}

function judgeSilence(draft: RecordDraft, state: WorkUnitState, lastsMs: number): void {
  const open = openOf(draft, state.workUnitId, 'signalLost')
  if (!isUnobserved(state.state)) {
    if (open !== undefined) close(draft, open, state.since)
  } else if (open === undefined && lastsMs >= SILENCE_MS) draft.put('disruption', begun(state, 'signalLost'))
}

function judgeRate(draft: RecordDraft, state: WorkUnitState): void {
  const { rate, workUnitId } = state
  if (rate === undefined || isUnobserved(state.state)) return
  const open = openOf(draft, workUnitId, 'workUnitSlow')
  if (open === undefined) {
    if (rate > 0 && rate < SLOW_BELOW && state.state === 'producing')
      draft.put('disruption', { ...begun({ ...state, since: state.observedAt }, 'workUnitSlow'), rate })
  } else if (rate >= SLOW_UNTIL) close(draft, open, state.observedAt)
  else if (rate > 0 && Math.abs(rate - (open.rate ?? 1)) > RATE_STEP) draft.put('disruption', { ...open, rate })
}

function begun({ workUnitId, since, reason }: WorkUnitState, kind: FloorKind): Disruption {
  return {
    id: `${PREFIX[kind]}-${workUnitId}-${compact(since)}`,
    kind,
    startAt: since,
    workUnitId,
    ...(reason === undefined ? {} : { reason }),
  }
}

function close(draft: RecordDraft, open: Disruption, at: Instant): void {
  draft.put('disruption', { ...open, closedAt: at > open.startAt ? at : open.startAt })
}

/** The stop that ended a moment before this one began, open again. */
function chattering(draft: RecordDraft, { workUnitId, since }: WorkUnitState): Disruption | undefined {
  for (const each of draft.all('disruption')) {
    if (!isOfFloor(each, 'workUnitDown') || each.workUnitId !== workUnitId || each.closedAt === undefined) continue
    const pauseMs = instantToMs(since) - instantToMs(each.closedAt)
    const { closedAt: _ended, ...open } = each
    if (pauseMs >= 0 && pauseMs < CHATTER_MS) return open
  }
  return undefined
}

function openOf(draft: RecordDraft, workUnitId: string, kind: FloorKind): Disruption | undefined {
  for (const each of draft.all('disruption')) {
    if (each.workUnitId === workUnitId && each.closedAt === undefined && isOfFloor(each, kind)) return each
  }
  return undefined
}

/** What people or other systems recorded is theirs to close. */
function isOfFloor({ id, kind }: Disruption, asked: FloorKind): boolean {
  return kind === asked && id.startsWith(`${PREFIX[asked]}-`)
}

function withEnd(draft: RecordDraft, stop: Disruption, { now, anew }: { readonly now: Instant; readonly anew: boolean }): Disruption {
  if (!anew) return stop
  const { expectedEndAt: _p50, latestEndAt: _p90, endBasis: _basis, ...plain } = stop
  const unit = draft.get('workUnit', stop.workUnitId ?? '')
  const center = draft.get('workCenter', unit?.workCenterId ?? '')
  const peers = new Set([...draft.all('workUnit')].filter((each) => each.workCenterId === unit?.workCenterId).map(({ id }) => id))
  const end = expectedEnd(draft.all('disruption'), {
    disruption: plain,
    now,
    microMs: microMs(draft, stop.workUnitId ?? ''),
    unitName: unit?.name ?? stop.workUnitId ?? '',
    peers,
    centerName: center?.name ?? '',
  })
  return end === undefined ? plain : { ...plain, ...end }
}

function microMs(draft: RecordDraft, workUnitId: string): number {
  return (draft.get('workUnit', workUnitId)?.microStopSeconds ?? MICRO_STOP_SECONDS) * 1000
}

/** `2026-05-08T06:00:00.000Z` as `20260508T060000`. */
function compact(at: Instant): string {
  return at.slice(0, 19).replace(/[-:]/g, '')
}
