/**
 * What people tell at a work unit: pieces, scrap and why, the reason of a stop, a call for help.
 * Where a machine counts by itself its own count stands: of a report only what the machine does not tell is booked.
 */
import type { Deciding } from '../core/actions/deciding.ts'
import { addition, notFound, refused, update } from '../core/actions/deciding.ts'
import type { Model } from '../core/chain/model.ts'
import type { FloorFact } from '../core/floor/fact.ts'
import type { Action } from '../core/records/action.ts'
import type { Change } from '../core/records/change.ts'
import type { Signal } from '../core/records/signal.ts'
import type { Instant } from '../core/values/instant.ts'
import { ok, type Result } from '../core/values/result.ts'
import type { ActionCommand } from './action-ports.ts'
import { book } from './floor-progress.ts'
import { judgeRejects } from './floor-stops.ts'
import { RecordDraft } from './record-draft.ts'

type Command<T extends ActionCommand['type']> = Extract<ActionCommand, { readonly type: T }>
type At = Pick<Deciding, 'model' | 'now'>

/**
 * Books a report. Good pieces and scrap count towards the operation unless the work unit has a counter for them: then the machine has told
 * them, or will; the report and its reason are kept all the same. Sent again with the same id it changes nothing.
 */
export function report(told: Command<'report'>, { model, now }: At): Result<readonly Change[]> {
  const { type: _type, workReportId, ...body } = told
  if (model.byKind.workReport.has(workReportId)) return ok([])
  const operation = model.byKind.operation.get(told.operationId)
  if (operation === undefined) return notFound('operation', told.operationId)
  if (!model.byKind.workUnit.has(told.workUnitId)) return notFound('workUnit', told.workUnitId)
  if (told.good === 0 && told.scrapped === 0) {
    const next = 'Tell how many pieces are good or scrapped.'
    return refused('report-empty', 'A report without pieces says nothing.', { next, facts: { workReportId } })
  }
  const draft = new RecordDraft(model)
  draft.put('workReport', { id: workReportId, ...body, receivedAt: now })
  const good = counts(model, told.workUnitId, 'goodCount') ? 0 : told.good
  const reject = counts(model, told.workUnitId, 'rejectCount') ? 0 : told.scrapped
  const fact = factOf(told, now)
  if (good > 0 || reject > 0) {
    book(draft, operation, { fact, before: undefined, good, reject })
    judgeRejects(draft, operation, { fact, reject })
  }
  if (told.scrapped > 0 && told.reason !== undefined) noteReason(draft, { ...told, reason: told.reason })
  return ok(draft.changes())
}

/** Pieces were made by the time at which they are told; a device whose clock is ahead tells them now. */
function factOf({ workUnitId, deviceAt, reason }: Command<'report'>, now: Instant): FloorFact {
  const at = deviceAt < now ? deviceAt : now
  return { workUnitId, state: 'producing', since: at, observedAt: at, ...(reason === undefined ? {} : { reason }) }
}

/** Whether a work unit tells such a count by itself. */
function counts(model: Model, workUnitId: string, role: Signal['role']): boolean {
  for (const signal of model.byKind.signal.values()) if (signal.workUnitId === workUnitId && signal.role === role) return true
  return false
}

/** The machine has counted the scrap; why it is scrap only people know. */
function noteReason(draft: RecordDraft, { operationId, reason }: { readonly operationId: string; readonly reason: string }): void {
  const operation = draft.get('operation', operationId)
  for (const each of draft.all('disruption')) {
    const same = each.kind === 'scrap' && each.workOrderId === operation?.workOrderId && each.sequence === operation?.sequence
    if (!same || each.closedAt !== undefined) continue
    if (each.reason !== reason) draft.put('disruption', { ...each, reason })
    return
  }
}

/** Notes why a work unit stands still, as chosen there. What has ended keeps the reason that it was closed with, if it has one. */
export function stopReason({ disruptionId, reason }: Command<'stopReason'>, { model }: At): Result<readonly Change[]> {
  const stop = model.byKind.disruption.get(disruptionId)
  if (stop === undefined) return notFound('disruption', disruptionId)
  if (stop.reason === reason) return ok([])
  if (stop.closedAt !== undefined && stop.reason !== undefined) {
    const next = 'Read the disruption again; its reason was recorded when it ended.'
    return refused('disruption-closed', 'The disruption has ended.', { next, facts: { disruptionId, closedAt: stop.closedAt } })
  }
  return ok([update('disruption', stop, { reason })])
}

/** Asks the team lead to come. Where the work unit stands still it is about that, so that one cause has one page. */
export function callHelp({ actionId, workUnitId, what }: Command<'callHelp'>, { model, now }: At): Result<readonly Change[]> {
  if (model.byKind.action.has(actionId)) return ok([])
  if (!model.byKind.workUnit.has(workUnitId)) return notFound('workUnit', workUnitId)
  const stop = [...model.byKind.disruption.values()].find(
    (each) => each.workUnitId === workUnitId && each.kind === 'workUnitDown' && each.closedAt === undefined && each.startAt <= now,
  )
  const asked: Action = {
    ...{ id: actionId, kind: 'help', ownerRole: 'teamLead', state: 'proposed', workUnitId, moves: [], proposedAt: now },
    ...(what === undefined ? {} : { what }),
    ...(stop === undefined ? {} : { disruptionId: stop.id }),
  }
  return ok([addition('action', asked)])
}
