/** Action: a countermeasure or a check that a role was asked to take on, or has taken on. Its history is the journal's. */
import { z } from 'zod'
import { FIGURE_EXAMPLES, frozenSchema, promisedSchema, recordedChangeSchema } from './action-figures.ts'
import { choice, defineRecord, instant, optional, type RecordOf, ref, structured, text } from './define.ts'
import { MOVES_EXAMPLE, planMoveSchema } from './plan-move.ts'
import { WORK_ROLES } from './work-role.ts'

/** What is done. A `check` changes nothing in the plan: look, call, repair. `help` was called at a work unit, and somebody comes. */
export const ACTION_KINDS = [
  'alternateUnit',
  'overtime',
  'resequence',
  'splitLot',
  'shipPart',
  'expedite',
  'buyElsewhere',
  'useStock',
  'useOtherLot',
  'movePerson',
  'repairFirst',
  'check',
  'help',
] as const
export type ActionKind = (typeof ACTION_KINDS)[number]

export const ACTION_STATES = ['proposed', 'taken', 'done', 'confirmed', 'dropped'] as const
export type ActionState = (typeof ACTION_STATES)[number]

export const action = defineRecord('action', 'A countermeasure or a check that a role takes on.', {
  kind: choice(ACTION_KINDS, 'What is done.'),
  ownerRole: choice(WORK_ROLES, 'The role that it is asked of.'),
  state: choice(ACTION_STATES, 'Where it stands.'),
  disruptionId: optional(ref('disruption', 'Why: the cause that it answers.')),
  workUnitId: optional(ref('workUnit', 'Where help was called, when there is no disruption.')),
  scenarioId: optional(text('The scenario that it came from.')),
  what: optional(text('What is to be done, in the words of whoever asked for it.')),
  byAt: optional(instant('By when it still helps, or is wanted.')),
  moves: structured(z.array(planMoveSchema).readonly(), 'What it changes in the plan; empty for a check.', MOVES_EXAMPLE),
  promised: optional(structured(promisedSchema, 'What it was to bring.', FIGURE_EXAMPLES.promised)),
  frozen: optional(structured(frozenSchema, 'The projection without it, as it stood when it was taken.', FIGURE_EXAMPLES.frozen)),
  planned: optional(
    structured(
      z.array(recordedChangeSchema).readonly(),
      'What taking it changed in the records, so that it can be undone.',
      FIGURE_EXAMPLES.planned,
    ),
  ),
  undoneAt: optional(instant('When its changes of the plan were taken back.')),
  proposedAt: instant('When it was proposed.'),
  takenAt: optional(instant('When a role took it on.')),
  doneAt: optional(instant('When the role said that it is done.')),
  confirmedAt: optional(instant('When its outcome was seen and confirmed.')),
  droppedAt: optional(instant('When it was dropped.')),
  droppedReason: optional(text('Why it was dropped.')),
})
export type Action = RecordOf<typeof action>
