/** From a command to the changes that it means, each command to the part of the core that knows its rules. */
import type { Deciding } from '../core/actions/deciding.ts'
import { confirm, drop, finish, propose, take, undo } from '../core/actions/life.ts'
import { note, shelve, unshelve } from '../core/actions/life-notes.ts'
import { applyScenario, dropScenario, saveScenario, undoScenario } from '../core/actions/life-scenario.ts'
import type { Change } from '../core/records/change.ts'
import type { Result } from '../core/values/result.ts'
import { callHelp, report, stopReason } from './action-desk-report.ts'
import type { ActionCommand } from './action-ports.ts'

/** No changes where it had been done before. */
export function decided(command: ActionCommand, deciding: Deciding): Result<readonly Change[]> {
  switch (command.type) {
    case 'propose': {
      const { type: _type, ...proposal } = command
      return propose(proposal, deciding)
    }
    case 'take':
      return take(command, deciding)
    case 'done':
      return finish(command, deciding)
    case 'confirm':
      return confirm(command.actionId, deciding)
    case 'drop':
      return drop(command, deciding)
    case 'undo':
      return undo(command.actionId, deciding)
    case 'note': {
      const { type: _type, ...said } = command
      return note(said, deciding)
    }
    case 'shelve': {
      const { type: _type, ...asked } = command
      return shelve(asked, deciding)
    }
    case 'unshelve':
      return unshelve(command.shelvingId, deciding)
    case 'saveScenario':
      return saveScenario(command, deciding)
    case 'applyScenario':
      return applyScenario(command.scenarioId, deciding)
    case 'undoScenario':
      return undoScenario(command.scenarioId, deciding)
    case 'dropScenario':
      return dropScenario(command.scenarioId, deciding)
    case 'report':
      return report(command, deciding)
    case 'stopReason':
      return stopReason(command, deciding)
    case 'callHelp':
      return callHelp(command, deciding)
  }
}
