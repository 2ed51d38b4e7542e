/** State word: what one value of a machine's state signal means. A vocabulary is the list of the words that share its name. */
import { choice, defineRecord, type RecordOf, text } from './define.ts'
import { WORK_UNIT_STATES } from './work-unit-state.ts'

export const stateWord = defineRecord('stateWord', "What a word of a machine's state signal means.", {
  vocabulary: text('The list that it belongs to, as signals name it.'),
  word: text('The value as the machine sends it; numbers as digits. Compared without regard to case.'),
  state: choice(WORK_UNIT_STATES, 'The state that it means.'),
})
export type StateWord = RecordOf<typeof stateWord>
