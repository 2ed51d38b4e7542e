/** Assignment: who was chosen for an action, and what the checks of their qualification said. About people, so only under a works agreement. */
import { choice, definePersonalRecord, instant, optional, type RecordOf, ref, text } from './define.ts'

const CHECKS = ['qualified', 'overridden'] as const

export const assignment = definePersonalRecord('assignment', 'Who was chosen for an action, with the checks of their qualification.', {
  actionId: ref('action', 'For what.'),
  personId: ref('person', 'Who was chosen, by a person.'),
  chosenAt: instant('When they were chosen.'),
  startCheck: choice(CHECKS, 'Whether they were qualified and on shift when the work began, or the check was overridden.'),
  finishCheck: optional(choice(CHECKS, 'The same when the work was finished.')),
  overrideReason: optional(text('Why a check was overridden; needed then.')),
})
export type Assignment = RecordOf<typeof assignment>
