/** Requirement (ISA-95 personnel requirement): how many people with which skill a work center needs. */
import { count, defineRecord, optional, type RecordOf, ref, text } from './define.ts'

export const requirement = defineRecord('requirement', 'The qualified people that a work center needs: ISA-95 personnel requirement.', {
  workCenterId: ref('workCenter', 'Where.'),
  skill: text('Which skill.'),
  levelMinimum: count('level 0 to 4', 'At least this level.'),
  headcount: count('people', 'How many at a time.'),
  certificate: optional(text('A certificate that must be valid as well.')),
})
export type Requirement = RecordOf<typeof requirement>
