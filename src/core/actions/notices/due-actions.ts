/** What is told about actions: who is asked, who hears that nobody answered, what came of it. */
import type { Model } from '../../chain/model.ts'
import type { DisruptionStanding } from '../../impact/page-answer.ts'
import type { Action } from '../../records/action.ts'
import type { Notice } from '../../records/notice.ts'
import type { WorkRole } from '../../records/work-role.ts'
import { type Instant, instantToMs } from '../../values/instant.ts'
import { ANSWER_SECONDS, workedSeconds } from '../overdue.ts'
import type { Due } from './due-causes.ts'
import { factsOfAction, factsOfOutcome } from './facts-of-cause.ts'
import { escalationOf, hearersOfOutcome } from './hearers.ts'
import { plantHours } from './plant-hours.ts'
import type { Told } from './told.ts'

export interface ActionLook {
  readonly model: Model
  readonly standings: readonly DisruptionStanding[]
  readonly told: Told
  readonly now: Instant
}

/** What a person waits for: the role that is asked, or called for help, and whoever hears that it still waits. Never held back. */
export function dueToPersons(look: ActionLook): readonly Due[] {
  return proposed(look.model).flatMap((action): Due[] => {
    const told = look.told.byAction.get(action.id) ?? []
    const standing = look.standings.find(({ disruption }) => disruption.id === action.disruptionId)
    const about = { actionId: action.id, ...(action.disruptionId === undefined ? {} : { disruptionId: action.disruptionId }) }
    const facts = factsOfAction(look.model, action, standing)
    if (!told.some(({ occasion }) => occasion === 'asked' || occasion === 'help')) {
      return [{ role: action.ownerRole, occasion: action.kind === 'help' ? 'help' : 'asked', ...about, facts }]
    }
    const next = nextRole(action, { ...look, earlier: told, standing })
    return next === undefined ? [] : [{ role: next, occasion: 'escalated', ...about, facts }]
  })
}

/** What came of actions, for `role`. */
export function dueOutcomes(role: WorkRole, { model, told }: Pick<ActionLook, 'model' | 'told'>): readonly Due[] {
  return [...model.byKind.outcome.values()].sort(bySettled).flatMap((outcome): Due[] => {
    const action = model.byKind.action.get(outcome.actionId)
    if (action === undefined || (told.byAction.get(action.id) ?? []).some((each) => each.role === role && each.occasion === 'settled'))
      return []
    const facts = factsOfOutcome(model, action, outcome)
    if (!hearersOfOutcome(action.ownerRole, facts).includes(role)) return []
    return [{ role, occasion: 'settled', actionId: action.id, disruptionId: outcome.disruptionId, facts }]
  })
}

const bySettled = (
  a: { readonly settledAt: string; readonly id: string },
  b: { readonly settledAt: string; readonly id: string },
): number => (a.settledAt === b.settledAt ? (a.id < b.id ? -1 : 1) : a.settledAt < b.settledAt ? -1 : 1)

function proposed(model: Model): readonly Action[] {
  return [...model.byKind.action.values()].filter(({ state }) => state === 'proposed').sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The role that hears now that an action still waits; undefined while the one before it has time. */
function nextRole(
  action: Action,
  look: ActionLook & { readonly earlier: readonly Notice[]; readonly standing: DisruptionStanding | undefined },
): WorkRole | undefined {
  const { model, now, earlier, standing } = look
  const escalated = earlier.filter(({ occasion }) => occasion === 'escalated')
  const role = escalationOf(action.ownerRole)[escalated.length]
  if (role === undefined || isOver(model, action, standing) || isShelved(model, action, { role, now })) return undefined
  const since = escalated.at(-1)?.at ?? action.proposedAt
  if ((instantToMs(now) - instantToMs(since)) / 1000 <= ANSWER_SECONDS) return undefined
  const { open, opensAt } = plantHours(model, now)
  if (open) return workedSeconds(model, since, now) > ANSWER_SECONDS ? role : undefined
  // Outside the shifts it waits for the next one, unless a promise breaks before somebody is there.
  const breaksAt = [action.byAt, standing?.mustEndBy].filter((each) => each !== undefined && each !== null && each > now).sort()[0]
  return breaksAt != null && (opensAt === undefined || breaksAt < opensAt) ? role : undefined
}

/** An action whose cause is over waits for nobody any more; a person who called for help still does, until somebody answers. */
function isOver(model: Model, { disruptionId, kind }: Action, standing: DisruptionStanding | undefined): boolean {
  if (kind === 'help') return false
  return disruptionId !== undefined && standing === undefined && model.byKind.disruption.get(disruptionId)?.closedAt !== undefined
}

function isShelved(model: Model, { disruptionId }: Action, { role, now }: { readonly role: WorkRole; readonly now: Instant }): boolean {
  return [...model.byKind.shelving.values()].some((each) => each.role === role && each.disruptionId === disruptionId && each.untilAt > now)
}
