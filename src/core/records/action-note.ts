/** Action note: one entry of the discussion of a disruption or an action, by a role. */
import { choice, defineRecord, instant, optional, type RecordOf, ref, text } from './define.ts'
import { WORK_ROLES } from './work-role.ts'

export const actionNote = defineRecord('actionNote', 'An entry of the discussion of a disruption or an action.', {
  disruptionId: optional(ref('disruption', 'What it is about.')),
  actionId: optional(ref('action', 'The action that it is about.')),
  role: choice(WORK_ROLES, 'The role that says it.'),
  text: text('What is said.'),
  at: instant('When it was said.'),
})
export type ActionNote = RecordOf<typeof actionNote>
