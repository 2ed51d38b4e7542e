/** Scenario: a named what-if, a list of moves that is tried beside the plan, compared, shared, applied or thrown away. */
import { z } from 'zod'
import { FIGURE_EXAMPLES, recordedChangeSchema } from './action-figures.ts'
import { choice, defineRecord, instant, optional, type RecordOf, structured, text } from './define.ts'
import { MOVES_EXAMPLE, planMoveSchema } from './plan-move.ts'
import { WORK_ROLES } from './work-role.ts'

export const SCENARIO_STATES = ['draft', 'applied', 'undone', 'dropped'] as const

export const scenario = defineRecord('scenario', 'A named what-if beside the plan.', {
  name: text('What people call it.'),
  state: choice(SCENARIO_STATES, 'Where it stands.'),
  role: choice(WORK_ROLES, 'The role that made it.'),
  moves: structured(z.array(planMoveSchema).readonly(), 'What it changes in the plan.', MOVES_EXAMPLE),
  planned: optional(
    structured(
      z.array(recordedChangeSchema).readonly(),
      'What applying it changed in the records, so that it can be undone.',
      FIGURE_EXAMPLES.planned,
    ),
  ),
  madeAt: instant('When it was made.'),
  changedAt: instant('When it was changed last.'),
  appliedAt: optional(instant('When it was applied.')),
})
export type Scenario = RecordOf<typeof scenario>
