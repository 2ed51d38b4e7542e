/** Shelving: a role wants to hear no more of a cause until an instant, for a reason. The cause itself stays in every figure. */
import { choice, defineRecord, instant, type RecordOf, ref, text } from './define.ts'
import { WORK_ROLES } from './work-role.ts'

export const shelving = defineRecord('shelving', 'A role hears no more of a cause until an instant.', {
  disruptionId: ref('disruption', 'The cause.'),
  role: choice(WORK_ROLES, 'Who hears no more of it.'),
  at: instant('From when.'),
  untilAt: instant('Until when.'),
  reason: text('Why.'),
})
export type Shelving = RecordOf<typeof shelving>
