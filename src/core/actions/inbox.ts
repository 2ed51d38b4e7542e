/** What a role has before it, and everything about one cause: actions with their discussion and outcome, notices, shelvings. */
import type { Model } from '../chain/model.ts'
import type { Action } from '../records/action.ts'
import type { ActionNote } from '../records/action-note.ts'
import type { WorkRole } from '../records/work-role.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import { ok, type Result } from '../values/result.ts'
import type { ActionStanding, CauseFile, Inbox } from './answer.ts'
import { notFound } from './deciding.ts'
import { outcomeIdOf } from './ledger.ts'
import { isOverdue } from './overdue.ts'
import { placeOfAction } from './place-of-action.ts'

/** What is over stays in the inbox this long, so that its outcome is seen. */
const SEEN_MS = 7 * 86_400_000
const NOTICES_MAX = 100

/** What a role was asked for, has taken on, or has lately seen the end of; the overdue first, then by when it is wanted. */
export function inboxOf(model: Model, role: WorkRole, now: Instant): Inbox {
  const actions = [...model.byKind.action.values()].filter((each) => each.ownerRole === role && isOfInterest(model, each, now))
  const notices = [...model.byKind.notice.values()].filter((each) => each.role === role)
  return {
    role,
    at: now,
    actions: standingsOf(model, actions, now),
    notices: notices.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1)).slice(0, NOTICES_MAX),
    shelved: [...model.byKind.shelving.values()].filter((each) => each.role === role && each.untilAt > now),
  }
}

/** All actions, or those that are under way; at most `limit`. */
export function actionsOf(
  model: Model,
  { open, limit }: { readonly open?: boolean; readonly limit: number },
  now: Instant,
): readonly ActionStanding[] {
  const chosen = [...model.byKind.action.values()].filter((action) => open === undefined || isUnderWay(action) === open)
  return standingsOf(model, chosen, now).slice(0, limit)
}

/** Everything that was decided and said about one cause. */
export function causeFileOf(model: Model, disruptionId: string, now: Instant): Result<CauseFile> {
  const { byKind } = model
  const disruption = byKind.disruption.get(disruptionId)
  if (disruption === undefined) return notFound('disruption', disruptionId)
  const ofCause = <T extends { readonly disruptionId?: string }>(records: Iterable<T>) =>
    [...records].filter((each) => each.disruptionId === disruptionId)
  return ok({
    disruption,
    actions: standingsOf(model, ofCause(byKind.action.values()), now),
    notes: ofCause(byKind.actionNote.values()).sort((a, b) => (a.at < b.at ? -1 : 1)),
    outcomes: ofCause(byKind.outcome.values()).sort((a, b) => (a.settledAt < b.settledAt ? -1 : 1)),
    shelved: ofCause(byKind.shelving.values()).filter(({ untilAt }) => untilAt > now),
  })
}

function standingsOf(model: Model, actions: readonly Action[], now: Instant): ActionStanding[] {
  const { byKind } = model
  const notes = new Map<string, ActionNote[]>(actions.map(({ id }) => [id, []]))
  for (const note of byKind.actionNote.values()) notes.get(note.actionId ?? '')?.push(note)
  return ordered(
    actions.map((action) => ({
      action,
      place: placeOfAction(model, action),
      disruption: byKind.disruption.get(action.disruptionId ?? '') ?? null,
      notes: (notes.get(action.id) ?? []).sort((a, b) => compare(a.at, b.at)),
      outcome: byKind.outcome.get(outcomeIdOf(action.id)) ?? null,
      overdue: isOverdue(model, action, now),
      hasAssignee: byKind.assignment.has(action.id),
    })),
  )
}

function isUnderWay({ state }: Action): boolean {
  return state === 'proposed' || state === 'taken' || state === 'done'
}

function isOfInterest(model: Model, action: Action, now: Instant): boolean {
  if (isUnderWay(action)) return true
  const ended = [action.droppedAt, action.confirmedAt, model.byKind.outcome.get(outcomeIdOf(action.id))?.settledAt]
  return ended.some((each) => each !== undefined && instantToMs(now) - instantToMs(each) <= SEEN_MS)
}

const RANK = { proposed: 0, taken: 1, done: 2, confirmed: 3, dropped: 4 } as const

function ordered(standings: ActionStanding[]): ActionStanding[] {
  const wantedBy = ({ action }: ActionStanding): string => action.byAt ?? '9'
  return standings.sort(
    (a, b) =>
      Number(b.overdue) - Number(a.overdue) ||
      RANK[a.action.state] - RANK[b.action.state] ||
      compare(wantedBy(a), wantedBy(b)) ||
      compare(b.action.proposedAt, a.action.proposedAt) ||
      compare(a.action.id, b.action.id),
  )
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
