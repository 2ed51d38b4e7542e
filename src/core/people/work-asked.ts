/** What a piece of work asks of whoever does it, and where and when: from a work center, a disruption or an action. */
import type { Model } from '../chain/model.ts'
import type { Action } from '../records/action.ts'
import type { Disruption } from '../records/disruption.ts'
import type { PlanMove } from '../records/plan-move.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { failed, ok, type Result } from '../values/result.ts'
import type { WhoCanAct } from './answer.ts'
import { shiftTimes } from './shift-times.ts'
import type { Span } from './span.ts'

/** Who repairs is asked for by this skill, where anyone in the plant holds it. */
const MAINTENANCE = 'maintenance'
const UNSUPERVISED = 3
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface ActingAsk {
  readonly now: Instant
  readonly workCenterId?: string
  readonly actionId?: string
  readonly disruptionId?: string
  readonly fromAt?: Instant
  readonly toAt?: Instant
}

export interface WorkAsked extends Span {
  readonly workCenterId: string
  /** One of them is enough: the others are places of their own. None asks for nothing but being there. */
  readonly asks: WhoCanAct['asks']
  /** Whoever repairs comes from wherever they are rostered. */
  readonly fromAnywhere: boolean
}

interface Work {
  readonly workCenterId: string | undefined
  readonly skill?: string | undefined
  readonly repair?: boolean
  readonly fromAt?: Instant | undefined
  readonly toAt?: Instant | undefined
}

/** Fails with `record-not-found` for an id that is not there, and with `work-center-unknown` for work that is done at no work center. */
export function workAsked(model: Model, ask: ActingAsk): Result<WorkAsked> {
  const work = workOf(model, ask)
  if (!work.ok) return work
  const { workCenterId, skill, repair } = work.value
  if (workCenterId === undefined) return failed(NO_PLACE)
  if (!model.byKind.workCenter.has(workCenterId)) return notThere('workCenter', workCenterId)
  const maintained = repair === true && [...model.byKind.qualification.values()].some((each) => each.skill === MAINTENANCE)
  return ok({
    workCenterId,
    fromAnywhere: maintained,
    asks: maintained
      ? [{ skill: MAINTENANCE, levelMinimum: UNSUPERVISED, certificate: null, headcount: 1 }]
      : asksOf(model, workCenterId, skill),
    ...spanOf(model, { workCenterId, now: ask.now, fromAt: ask.fromAt ?? work.value.fromAt, toAt: ask.toAt ?? work.value.toAt }),
  })
}

function workOf(model: Model, { workCenterId, actionId, disruptionId }: ActingAsk): Result<Work> {
  if (actionId !== undefined) {
    const action = model.byKind.action.get(actionId)
    return action === undefined ? notThere('action', actionId) : ok(workOfAction(model, action))
  }
  if (disruptionId !== undefined) {
    const disruption = model.byKind.disruption.get(disruptionId)
    return disruption === undefined ? notThere('disruption', disruptionId) : ok(workOfDisruption(model, disruption))
  }
  return ok({ workCenterId })
}

/** The first move that is made at a work center says where and when; else the disruption that the action answers. */
function workOfAction(model: Model, { moves, disruptionId, workUnitId }: Action): Work {
  for (const move of moves) {
    const work = workOfMove(model, move)
    if (work !== undefined) return work
  }
  const disruption = model.byKind.disruption.get(disruptionId ?? '')
  if (disruption !== undefined) return workOfDisruption(model, disruption)
  return { workCenterId: centerOf(model, workUnitId) }
}

function workOfMove(model: Model, move: PlanMove): Work | undefined {
  switch (move.type) {
    case 'staff':
      return { workCenterId: move.workCenterId, skill: move.skill, fromAt: move.fromAt, toAt: move.toAt }
    case 'openTime':
      return { workCenterId: centerOf(model, move.workUnitId), fromAt: move.fromAt, toAt: move.toAt }
    case 'runOn':
      return { workCenterId: centerOf(model, move.workUnitId) }
    case 'endBy': {
      const ended = model.byKind.disruption.get(move.disruptionId)
      return ended === undefined ? undefined : workOfDisruption(model, ended)
    }
    default:
      return undefined
  }
}

function workOfDisruption(model: Model, disruption: Disruption): Work {
  const { kind, workUnitId, workCenterId, workOrderId, sequence, skill, startAt, endAt } = disruption
  const place = workCenterId ?? centerOf(model, workUnitId)
  if (kind === 'qualificationMissing') return { workCenterId: place, skill, fromAt: startAt, toAt: endAt }
  if (kind === 'workUnitDown' || kind === 'workUnitSlow' || kind === 'signalLost') return { workCenterId: place, repair: true }
  if (place !== undefined || workOrderId === undefined) return { workCenterId: place }
  const step = [...model.byKind.operation.values()].find((each) => each.workOrderId === workOrderId && each.sequence === sequence)
  return { workCenterId: step?.workCenterId }
}

function centerOf(model: Model, workUnitId: string | undefined): string | undefined {
  return model.byKind.workUnit.get(workUnitId ?? '')?.workCenterId
}

function asksOf(model: Model, workCenterId: string, skill: string | undefined): WhoCanAct['asks'] {
  const there = [...model.byKind.requirement.values()]
    .filter((each) => each.workCenterId === workCenterId && (skill === undefined ? each.headcount > 0 : each.skill === skill))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ skill: asked, levelMinimum, certificate, headcount }) => ({
      ...{ skill: asked, levelMinimum, certificate: certificate ?? null, headcount },
    }))
  if (there.length > 0 || skill === undefined) return there
  return [{ skill, levelMinimum: UNSUPERVISED, certificate: null, headcount: 1 }]
}

/** From now, or later where the work begins later; to its end where that is stated, else to the end of the shift, else for an hour. */
function spanOf(
  model: Model,
  work: {
    readonly workCenterId: string
    readonly now: Instant
    readonly fromAt?: Instant | undefined
    readonly toAt?: Instant | undefined
  },
): Span {
  const nowMs = instantToMs(work.now)
  const startMs = work.fromAt === undefined ? nowMs : instantToMs(work.fromAt)
  if (work.toAt !== undefined) return { fromMs: startMs, toMs: Math.max(instantToMs(work.toAt), startMs) }
  const fromMs = Math.max(nowMs, startMs)
  const shifts = shiftTimes(model, { fromMs, toMs: fromMs + DAY_MS })(work.workCenterId)
  const running = shifts.find((shift) => shift.fromMs <= fromMs && shift.toMs > fromMs)
  return { fromMs, toMs: running?.toMs ?? fromMs + HOUR_MS }
}

/** The instants of a span, as answers write them. */
export function instantsOf({ fromMs, toMs }: Span): { readonly fromAt: Instant; readonly toAt: Instant } {
  return { fromAt: instantFromMs(fromMs), toAt: instantFromMs(toMs) }
}

const NO_PLACE = {
  code: 'work-center-unknown',
  message: 'This work is done at no work center, so nobody can be said to be qualified for it.',
  next: 'Name a work center.',
  facts: {},
} as const

function notThere(record: string, id: string): Result<never> {
  return failed({
    code: 'record-not-found',
    message: 'There is no record with this id.',
    next: 'Read the list of its kind.',
    facts: { record, id },
  })
}
