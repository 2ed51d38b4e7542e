/** Qualification (ISA-95 test result): what a person can do, how well, and until when it is certified. */
import { choice, count, definePersonalRecord, instant, optional, type RecordOf, ref, text } from './define.ts'

export const qualification = definePersonalRecord('qualification', 'What a person is qualified for: ISA-95 qualification test result.', {
  personId: ref('person', 'Who.'),
  skill: text('For what.'),
  level: count('level 0 to 4', '0 none, 1 in training, 2 supervised, 3 unsupervised, 4 can teach.'),
  kind: optional(choice(['skill', 'certificate'], 'Skill when not stated.')),
  validFrom: optional(instant('From when.')),
  validUntil: optional(instant('Until when.')),
})
export type Qualification = RecordOf<typeof qualification>
