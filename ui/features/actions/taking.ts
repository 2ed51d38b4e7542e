/** What a person takes on or asks for: a measure that was offered, an action that was asked, or something of their own. */
import type { Countermeasure } from '../../../src/core/actions/answer.ts'
import type { Action, ActionKind } from '../../../src/core/records/action.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { ActionCommand } from '../../../src/engine/action-ports.ts'

export interface Taking {
  /** Absent where it is not asked yet. */
  readonly actionId?: string
  readonly kind: ActionKind
  readonly ownerRole: WorkRole
  readonly moves: readonly PlanMove[]
  readonly disruptionId?: string
  readonly what?: string
  readonly byAt?: Instant
}

export type Asking = Omit<Taking, 'actionId'>

export interface Chosen {
  readonly personId: string
  readonly name: string
  /** Why they are chosen although they lack something; absent where they lack nothing. */
  readonly overrideReason?: string
  /** Whether such a reason is needed. */
  readonly lacks: boolean
}

export function ofMeasure({ kind, ownerRole, moves, byAt }: Countermeasure, disruptionId: string): Taking {
  return { kind, ownerRole, moves, disruptionId, ...(byAt === null ? {} : { byAt }) }
}

export function ofAction({ id, kind, ownerRole, moves, disruptionId, what, byAt }: Action): Taking {
  return {
    actionId: id,
    kind,
    ownerRole,
    moves,
    ...(disruptionId === undefined ? {} : { disruptionId }),
    ...(what === undefined ? {} : { what }),
    ...(byAt === undefined ? {} : { byAt }),
  }
}

export function proposal(asking: Asking, actionId: string): ActionCommand {
  const { kind, ownerRole, moves, disruptionId, what, byAt } = asking
  return {
    type: 'propose',
    actionId,
    kind,
    ownerRole,
    moves,
    ...(disruptionId === undefined ? {} : { disruptionId }),
    ...(what === undefined ? {} : { what }),
    ...(byAt === undefined ? {} : { byAt }),
  }
}

/** What is sent to take it on: asked first where nobody has asked yet. The same `freshId` sent again acts once. */
export function takeCommands(taking: Taking, freshId: string, chosen: Chosen | undefined): readonly ActionCommand[] {
  const actionId = taking.actionId ?? freshId
  const take: ActionCommand = {
    type: 'take',
    actionId,
    ...(chosen === undefined ? {} : { personId: chosen.personId }),
    ...(chosen?.overrideReason === undefined ? {} : { overrideReason: chosen.overrideReason }),
  }
  return taking.actionId === undefined ? [proposal(taking, actionId), take] : [take]
}
