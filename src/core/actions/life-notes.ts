/** What is said about causes and actions, and which causes a role wants to hear no more of for a while. */
import type { ActionNote } from '../records/action-note.ts'
import type { Change } from '../records/change.ts'
import type { Shelving } from '../records/shelving.ts'
import { ok, type Result } from '../values/result.ts'
import { addition, type Deciding, notFound, refused } from './deciding.ts'

/** Adds to the discussion of a cause or an action. */
export function note(
  said: Omit<ActionNote, 'id' | 'at'> & { readonly noteId: string },
  { model, now }: Deciding,
): Result<readonly Change[]> {
  const { noteId, ...body } = said
  if (model.byKind.actionNote.has(noteId)) return ok([])
  if (body.disruptionId === undefined && body.actionId === undefined) {
    const next = 'Name the disruption or the action that it is about.'
    return refused('note-about-nothing', 'A note needs something that it is about.', { next })
  }
  if (body.disruptionId !== undefined && !model.byKind.disruption.has(body.disruptionId)) return notFound('disruption', body.disruptionId)
  if (body.actionId !== undefined && !model.byKind.action.has(body.actionId)) return notFound('action', body.actionId)
  return ok([addition('actionNote', { id: noteId, ...body, at: now })])
}

/** A role hears no more of a cause until an instant; the cause stays in every figure. */
export function shelve(
  asked: Omit<Shelving, 'id' | 'at'> & { readonly shelvingId: string },
  { model, now }: Deciding,
): Result<readonly Change[]> {
  const { shelvingId, ...body } = asked
  if (model.byKind.shelving.has(shelvingId)) return ok([])
  if (!model.byKind.disruption.has(body.disruptionId)) return notFound('disruption', body.disruptionId)
  if (body.untilAt <= now) {
    const next = 'Give an instant that is still to come.'
    return refused('shelving-over', 'The shelving would be over before it begins.', { next, facts: { untilAt: body.untilAt, now } })
  }
  return ok([addition('shelving', { id: shelvingId, ...body, at: now })])
}

export function unshelve(shelvingId: string, { model }: Pick<Deciding, 'model'>): Result<readonly Change[]> {
  const from = model.byKind.shelving.get(shelvingId)
  return ok(from === undefined ? [] : [{ type: 'removed', record: 'shelving', id: shelvingId, from }])
}

/** Shelvings whose time is over, and those of causes that have ended: the next one is heard of again. */
export function expiredShelvings({ model, now }: Pick<Deciding, 'model' | 'now'>): readonly Change[] {
  return [...model.byKind.shelving.values()].flatMap((from): Change[] => {
    const cause = model.byKind.disruption.get(from.disruptionId)
    const over = from.untilAt <= now || cause === undefined || (cause.closedAt !== undefined && cause.closedAt <= now)
    return over ? [{ type: 'removed', record: 'shelving', id: from.id, from }] : []
  })
}
