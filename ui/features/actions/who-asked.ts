/** Which work people are looked for: the shift that a measure adds, the action, or the cause. */
import type { Params } from '../../live/ask.ts'
import type { Taking } from './taking.ts'

/** Null where there is nothing that names a place. */
export function whoAsked({ moves, actionId, disruptionId }: Pick<Taking, 'moves' | 'actionId' | 'disruptionId'>): Params | null {
  const staff = moves.find((move) => move.type === 'staff')
  if (staff !== undefined) return { workCenterId: staff.workCenterId, from: staff.fromAt, to: staff.toAt }
  if (actionId !== undefined) return { actionId }
  return disruptionId === undefined ? null : { disruptionId }
}
