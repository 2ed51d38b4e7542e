/** Operation (ISA-95 segment requirement): one step of one work order. */
import { amount, choice, count, defineRecord, instant, optional, quantity, type RecordOf, ref, refs, text } from './define.ts'

export const operation = defineRecord('operation', 'A step of a work order: ISA-95 segment requirement.', {
  workOrderId: ref('workOrder', 'The work order it belongs to.'),
  sequence: count('operation sequence', 'Its place in the work order.'),
  name: optional(text('What is done.')),
  workCenterId: ref('workCenter', 'Where it is done.'),
  workUnitId: optional(ref('workUnit', 'The work unit it is planned on or runs on.')),
  workUnitIds: optional(refs('workUnit', 'Only these work units can do it.')),
  setupSeconds: optional(amount('seconds', 'Working time to set up, once.')),
  setupGroup: optional(text('No setup follows an operation of the same group on the same unit.')),
  runSecondsPerUnit: optional(amount('seconds a unit', 'Working time for one unit.')),
  workSeconds: optional(amount('seconds', 'Working time for all of it, where the source states no time a unit.')),
  completed: optional(quantity('Good quantity so far.')),
  scrapped: optional(quantity('Quantity scrapped here so far.')),
  plannedStartAt: optional(instant('Planned start.')),
  plannedEndAt: optional(instant('Planned end.')),
  actualStartAt: optional(instant('When it started.')),
  actualEndAt: optional(instant('When it ended.')),
  planRank: optional(count('rank', "Its place in the plan's own sequence on its work unit.")),
  status: optional(choice(['planned', 'running', 'held', 'completed'], 'Where it stands; not stated it follows from the dates.')),
})
export type Operation = RecordOf<typeof operation>
