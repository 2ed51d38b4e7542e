/** When the cause of an action is over, and when it would have been: the model of a moment with the ends that were still to come. */
import type { Model } from '../chain/model.ts'
import type { Action, ActionKind } from '../records/action.ts'
import type { Change } from '../records/change.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import { patched, plannedOf } from './rewind.ts'

/** Actions that make the cause itself end sooner. */
const SHORTENS: ReadonlySet<ActionKind> = new Set<ActionKind>(['repairFirst', 'check', 'help', 'movePerson'])

/** Whether an action makes its cause end sooner: then the end that the cause had says nothing of the end that it would have had without it. */
export function shortens({ kind, moves }: Pick<Action, 'kind' | 'moves'>, cause: Disruption): boolean {
  if (SHORTENS.has(kind)) return true
  return moves.some(
    (move) =>
      (move.type === 'endBy' && move.disruptionId === cause.id) ||
      (move.type === 'deliver' && cause.kind === 'purchaseMoved' && move.purchaseOrderLineId === cause.purchaseOrderLineId),
  )
}

export type CauseState =
  | { readonly type: 'open' }
  /** The record is no more: nobody can say when it ended. */
  | { readonly type: 'gone' }
  /** `at` is null where it has no end of its own, as scrap: it is over because the promises are met. */
  | { readonly type: 'over'; readonly at: Instant | null }

/** Where the cause of a taken action stands at `now`; undefined where the action answers none. */
export function causeState(model: Model, action: Action, now: Instant): CauseState | undefined {
  if (action.disruptionId === undefined || action.frozen === undefined) return undefined
  const cause = model.byKind.disruption.get(action.disruptionId)
  if (cause === undefined) return { type: 'gone' }
  const endedAt = endOf(model, asItReallyIs(cause, action))
  if (endedAt !== undefined) return endedAt <= now ? { type: 'over', at: endedAt } : { type: 'open' }
  return hasNoEnd(cause) && promisesAreOver(model, action, now) ? { type: 'over', at: null } : { type: 'open' }
}

const ENDS = ['closedAt', 'endAt', 'newAt'] as const

/** The cause without the ends that the action itself wrote into the plan: they are what was meant to be, and not what happened. */
function asItReallyIs(cause: Disruption, action: Action): Disruption {
  const own = plannedOf(action).find(({ record, id }) => record === 'disruption' && id === cause.id)
  if (own?.type !== 'updated') return cause
  const [from, to] = [own.from, own.to] as readonly Disruption[]
  const meant = ENDS.filter((end) => to?.[end] !== from?.[end] && cause[end] === to?.[end])
  const before = Object.fromEntries(meant.map((end) => [end, from?.[end]]))
  return { ...cause, ...before }
}

/** When a cause ended or will by its record; undefined where that is not known, or it has no end. Whether a shift was covered is known when it is over. */
function endOf(model: Model, cause: Disruption): Instant | undefined {
  if (cause.kind === 'qualificationMissing' && cause.endAt !== undefined) return cause.endAt
  if (cause.closedAt !== undefined) return cause.closedAt
  if (cause.kind === 'purchaseMoved') return model.byKind.purchaseOrderLine.get(cause.purchaseOrderLineId ?? '')?.receivedAt ?? cause.newAt
  return cause.kind === 'orderChanged' ? cause.newAt : cause.endAt
}

function hasNoEnd({ kind }: Disruption): boolean {
  return kind === 'scrap' || kind === 'orderChanged' || kind === 'orderCancelled'
}

/** Whether every line that the cause reached is met or given up, or should have been met by what was projected and promised. */
function promisesAreOver(model: Model, { frozen }: Action, now: Instant): boolean {
  return (frozen?.lines ?? []).every(({ salesOrderLineId, dueAt, projectedAt }) => {
    const line = model.byKind.salesOrderLine.get(salesOrderLineId)
    const open = line !== undefined && line.shippedAt === undefined && (line.status ?? 'open') === 'open'
    const last = [dueAt, projectedAt]
      .filter((each) => each !== null)
      .sort()
      .at(-1)
    return !open || (last !== undefined && last < now)
  })
}

/** What is known of a cause without the end that it had: to its stated end, else as was expected. */
export interface ExpectedEnd {
  readonly likelyAt: Instant
  readonly latestAt: Instant | null
}

export function expectedEndOf({ kind, endAt, newAt, expectedEndAt, latestEndAt }: Disruption): ExpectedEnd | undefined {
  if (kind === 'purchaseMoved') return newAt === undefined ? undefined : { likelyAt: newAt, latestAt: null }
  if (endAt !== undefined) return { likelyAt: endAt, latestAt: endAt }
  return expectedEndAt === undefined ? undefined : { likelyAt: expectedEndAt, latestAt: latestEndAt ?? null }
}

/**
 * The model of an earlier moment in which every disruption of then has the end that it really had, as far as `since` knows it;
 * `otherwise` stands in it as it is given.
 */
export function withRealEnds(before: Model, since: Model, otherwise?: Disruption): Model {
  const changes = [...before.byKind.disruption.values()].flatMap((was): Change[] => {
    const is = since.byKind.disruption.get(was.id)
    const to = was.id === otherwise?.id ? otherwise : is === undefined ? was : withEndOf(was, is, since)
    return to === was ? [] : [{ type: 'updated', record: 'disruption', id: was.id, from: was, to }]
  })
  return patched(before, changes)
}

function withEndOf(was: Disruption, is: Disruption, since: Model): Disruption {
  if (was.closedAt !== undefined) return was
  if (was.kind === 'purchaseMoved') {
    const newAt = since.byKind.purchaseOrderLine.get(was.purchaseOrderLineId ?? '')?.receivedAt ?? is.newAt
    return newAt === undefined || newAt === was.newAt ? was : { ...was, newAt }
  }
  const endAt = is.closedAt ?? is.endAt
  if (endAt === undefined || endAt === was.endAt || !lasts(was)) return was
  const { expectedEndAt: _likely, latestEndAt: _latest, endBasis: _words, endRestsOn: _basis, ...known } = was
  return { ...known, endAt }
}

/** Kinds that act from an instant to another one. */
function lasts({ kind }: Disruption): boolean {
  return kind === 'workUnitDown' || kind === 'workUnitSlow' || kind === 'lotHeld' || kind === 'qualificationMissing'
}
