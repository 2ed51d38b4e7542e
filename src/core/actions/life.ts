/** The life of an action: proposed, taken, done, confirmed, or dropped on the way. A command that is sent twice acts once. */
import type { Action, ActionKind } from '../records/action.ts'
import type { Change } from '../records/change.ts'
import type { PlanMove } from '../records/plan-move.ts'
import type { WorkRole } from '../records/work-role.ts'
import type { Instant } from '../values/instant.ts'
import { ok, type Result } from '../values/result.ts'
import { addition, type Deciding, notFound, refused, update } from './deciding.ts'
import { plannedOf } from './rewind.ts'

export interface Proposal {
  readonly actionId: string
  readonly kind: ActionKind
  readonly ownerRole: WorkRole
  readonly disruptionId?: string
  readonly scenarioId?: string
  readonly moves: readonly PlanMove[]
  readonly what?: string
  readonly byAt?: Instant
}

/** What was done before is no change. */
const AGAIN: Result<readonly Change[]> = ok([])

/** Asks a role for an action. Moves that the plan doesn't allow are refused now and not when somebody takes them. */
export function propose(proposal: Proposal, deciding: Deciding): Result<readonly Change[]> {
  const { model, now } = deciding
  const { actionId, moves, ...asked } = proposal
  if (model.byKind.action.has(actionId)) return AGAIN
  if (asked.disruptionId !== undefined && !model.byKind.disruption.has(asked.disruptionId))
    return notFound('disruption', asked.disruptionId)
  if (asked.scenarioId !== undefined && !model.byKind.scenario.has(asked.scenarioId)) return notFound('scenario', asked.scenarioId)
  const possible = moves.length === 0 ? AGAIN : deciding.changesOf(moves, actionId)
  if (!possible.ok) return possible
  const promised = moves.length === 0 ? undefined : deciding.promise(moves)
  const to: Action = { id: actionId, ...asked, state: 'proposed', moves, ...(promised === undefined ? {} : { promised }), proposedAt: now }
  return ok([addition('action', to)])
}

export interface Taking {
  readonly actionId: string
  /** Who was chosen by a person. */
  readonly personId?: string
  readonly overrideReason?: string
}

/** Takes an action on: the projection without it is frozen, and the plan changes by its moves in the same step. */
export function take(taking: Taking, deciding: Deciding): Result<readonly Change[]> {
  const { model, now } = deciding
  const action = model.byKind.action.get(taking.actionId)
  if (action === undefined) return notFound('action', taking.actionId)
  if (action.state === 'dropped') return wrongState(action, 'Propose it anew.')
  if (action.state !== 'proposed') return AGAIN
  const planned = deciding.changesOf(action.moves, action.id)
  if (!planned.ok) return planned
  const chosen = assigned(action, { taking, deciding })
  if (!chosen.ok) return chosen
  const frozen = deciding.freeze(model.byKind.disruption.get(action.disruptionId ?? ''))
  const taken = update('action', action, {
    ...{ state: 'taken', takenAt: now, frozen },
    ...(planned.value.length === 0 ? {} : { planned: planned.value as NonNullable<Action['planned']> }),
  })
  return ok([...planned.value, taken, ...chosen.value])
}

function assigned(
  action: Action,
  { taking, deciding }: { readonly taking: Taking; readonly deciding: Deciding },
): Result<readonly Change[]> {
  const { personId, overrideReason } = taking
  if (personId === undefined) return AGAIN
  const startCheck = checked(action, { personId, overrideReason, deciding })
  if (!startCheck.ok) return startCheck
  const reason = startCheck.value === 'overridden' && overrideReason !== undefined ? { overrideReason } : {}
  const to = { id: action.id, actionId: action.id, personId, chosenAt: deciding.now, startCheck: startCheck.value, ...reason }
  return ok([addition('assignment', to)])
}

interface Check {
  readonly personId: string
  readonly overrideReason: string | undefined
  readonly deciding: Deciding
}

/** Whether the chosen person may do it; where not, only with a stated reason. */
function checked(action: Action, { personId, overrideReason, deciding }: Check): Result<'qualified' | 'overridden'> {
  if (deciding.check === undefined) {
    const next = 'Leave out who does it, or configure a works agreement.'
    return refused('personal-data-off', 'Records about people are switched off.', { next, facts: { actionId: action.id } })
  }
  if (!deciding.model.byKind.person.has(personId)) return notFound('person', personId)
  const { qualified, lacks } = deciding.check(personId, action)
  if (qualified) return ok('qualified')
  if (overrideReason !== undefined) return ok('overridden')
  const next = 'Choose somebody who is qualified and on shift, or state the reason for which the check is overridden.'
  return refused('not-qualified', 'The person lacks something that the work asks for.', {
    next,
    facts: { personId, lacks: lacks.map(({ code }) => code).join(', ') },
  })
}

/** The role says that it is done; who was chosen is checked again, for certificates and shifts end. */
export function finish(
  done: { readonly actionId: string; readonly overrideReason?: string },
  deciding: Deciding,
): Result<readonly Change[]> {
  const { model, now } = deciding
  const action = model.byKind.action.get(done.actionId)
  if (action === undefined) return notFound('action', done.actionId)
  if (action.state === 'done' || action.state === 'confirmed') return AGAIN
  if (action.state !== 'taken') return wrongState(action, action.state === 'proposed' ? 'Take it on first.' : 'Propose it anew.')
  const finished = update('action', action, { state: 'done', doneAt: now })
  const assignment = model.byKind.assignment.get(action.id)
  if (assignment === undefined) return ok([finished])
  const check = checked(action, { personId: assignment.personId, overrideReason: done.overrideReason, deciding })
  if (!check.ok) return check
  const reasons = [assignment.overrideReason, check.value === 'overridden' ? done.overrideReason : undefined].filter(
    (each) => each !== undefined,
  )
  const overrideReason = reasons.length === 0 ? undefined : reasons.join('; ')
  return ok([finished, update('assignment', assignment, { finishCheck: check.value, overrideReason })])
}

/** Its outcome was seen, or there is nothing more to it. */
export function confirm(actionId: string, { model, now }: Deciding): Result<readonly Change[]> {
  const action = model.byKind.action.get(actionId)
  if (action === undefined) return notFound('action', actionId)
  if (action.state === 'confirmed') return AGAIN
  if (action.state !== 'done') return wrongState(action, 'Say first that it is done.')
  return ok([update('action', action, { state: 'confirmed', confirmedAt: now })])
}

/** Gives an action up; what it changed in the plan is taken back with it. */
export function drop(
  { actionId, reason }: { readonly actionId: string; readonly reason: string },
  deciding: Deciding,
): Result<readonly Change[]> {
  const { model, now } = deciding
  const action = model.byKind.action.get(actionId)
  if (action === undefined) return notFound('action', actionId)
  if (action.state === 'dropped') return AGAIN
  if (action.state !== 'proposed' && action.state !== 'taken')
    return wrongState(action, 'It is done; take its changes of the plan back instead.')
  const back = takenBack(action, deciding)
  if (!back.ok) return back
  const undone = inPlan(action) ? { undoneAt: now } : {}
  return ok([...back.value, update('action', action, { state: 'dropped', droppedAt: now, droppedReason: reason, ...undone })])
}

/** Takes back what taking it changed in the plan. */
export function undo(actionId: string, deciding: Deciding): Result<readonly Change[]> {
  const action = deciding.model.byKind.action.get(actionId)
  if (action === undefined) return notFound('action', actionId)
  if (action.undoneAt !== undefined) return AGAIN
  if (!inPlan(action)) {
    const next = 'There is nothing to take back; drop the action if it is no longer wanted.'
    return refused('action-changed-nothing', 'The action has changed nothing in the plan.', {
      next,
      facts: { actionId, state: action.state },
    })
  }
  const back = takenBack(action, deciding)
  return back.ok ? ok([...back.value, update('action', action, { undoneAt: deciding.now })]) : back
}

/** Whether what it changed in the plan is in force. */
function inPlan(action: Action): boolean {
  return action.undoneAt === undefined && plannedOf(action).length > 0
}

function takenBack(action: Action, deciding: Deciding): Result<readonly Change[]> {
  return inPlan(action) ? deciding.takeBack(plannedOf(action)) : AGAIN
}

function wrongState({ id, state }: Action, next: string): Result<never> {
  return refused('action-state-differs', 'The action is in a state in which this can not be done.', {
    next,
    facts: { actionId: id, state },
  })
}
