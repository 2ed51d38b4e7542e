/** Serves decisions: which leave each needs, what is noted of the people in it, and by which role it is journaled. */
import type { FastifyInstance } from 'fastify'
import type { Action } from '../core/records/action.ts'
import type { Scenario } from '../core/records/scenario.ts'
import { failed, type Problem } from '../core/values/result.ts'
import type { ActionCommand, ActionDesk } from '../engine/action-ports.ts'
import type { Cause, Engine } from '../engine/ports.ts'
import type { KioskSignOns } from './accounts/kiosk-sign-on.ts'
import { actionRoutes } from './contract/actions.ts'
import { mayDo, type Permission } from './contract/permissions.ts'
import { type Caller, permissionMissing } from './guards.ts'
import { serve } from './handling.ts'
import type { PeopleUsage } from './people-usage.ts'
import { assignmentsOf, SIGN_ON_HEADER } from './serve-people.ts'

interface DecisionServing {
  readonly engine: Engine & ActionDesk
  readonly usage: PeopleUsage
  readonly signOns: KioskSignOns
}

export function serveDecisions(app: FastifyInstance, { engine, usage, signOns }: DecisionServing): void {
  serve(app, actionRoutes.decide, async ({ body: command, caller, request }) => {
    if (caller === null) throw new Error('a decision was reached by nobody')
    const token = request.headers[SIGN_ON_HEADER]
    const signer = typeof token === 'string' ? signOns.holderOf(token)?.personId : undefined
    const refused = await problemOfLeave({ engine, caller, signer }, command)
    if (refused !== undefined) return failed(refused)
    const choosing = usesPeople(command)
    if (choosing !== undefined) {
      const leave = usage.leave()
      if (!leave.ok) return leave
      // Noted before it is decided: a note too many harms nobody, one too few is a hole.
      await usage.note(caller, { use: choosing, about: `action/${actionOf(command)}`, people: 1 })
    }
    return engine.decide(command, causeOf(caller))
  })
}

/** Decisions are journaled by role: by name they would tell how fast each person answers. */
function causeOf(caller: Caller): Cause {
  return { by: caller.role, source: 'api' }
}

interface Deciding {
  readonly engine: Engine
  readonly caller: Caller
  /** Who signed on at the kiosk. */
  readonly signer: string | undefined
}

/** Why the caller may not decide this, or undefined when they may. */
async function problemOfLeave({ engine, caller, signer }: Deciding, command: ActionCommand): Promise<Problem | undefined> {
  for (const permission of await needsOf(engine, command)) {
    if (mayDo(caller.role, permission)) continue
    if (signer !== undefined && (await signsOff(engine, command, signer))) continue
    return permissionMissing(caller, permission)
  }
  return undefined
}

async function needsOf(engine: Engine, command: ActionCommand): Promise<readonly Permission[]> {
  switch (command.type) {
    case 'report':
    case 'stopReason':
    case 'callHelp':
      return ['kiosk.report']
    case 'take':
    case 'undo': {
      const found = (await engine.get('action', command.actionId)) as Action | undefined
      const people: readonly Permission[] = command.type === 'take' && command.personId !== undefined ? ['people.read'] : []
      return [movesPlan(found) ? 'plan.change' : 'actions.decide', ...people]
    }
    case 'applyScenario':
    case 'undoScenario':
      return [movesPlan((await engine.get('scenario', command.scenarioId)) as Scenario | undefined) ? 'plan.change' : 'actions.decide']
    default:
      return ['actions.decide']
  }
}

function movesPlan(found: Action | Scenario | undefined): boolean {
  return found !== undefined && found.moves.length > 0
}

/** Whether the command is that of somebody who says that their own work is done. To override a check is another's matter. */
async function signsOff(engine: Engine, command: ActionCommand, personId: string): Promise<boolean> {
  if (command.type !== 'done' || command.overrideReason !== undefined) return false
  return (await assignmentsOf(engine, command.actionId)).some((each) => each.personId === personId)
}

/** Whether a person is chosen by the command, or a check of one is overridden. */
function usesPeople(command: ActionCommand): 'choose' | 'override' | undefined {
  if (command.type !== 'take' && command.type !== 'done') return undefined
  if (command.overrideReason !== undefined) return 'override'
  return command.type === 'take' && command.personId !== undefined ? 'choose' : undefined
}

function actionOf(command: ActionCommand): string {
  return 'actionId' in command ? (command.actionId ?? '') : ''
}
