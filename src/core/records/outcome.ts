/** Outcome: what came of an action, against doing nothing. Settled once, when the cause has ended; the value ledger is made of these. */
import { FIGURE_EXAMPLES, outcomeFiguresSchema, VERDICTS } from './action-figures.ts'
import { choice, defineRecord, instant, type RecordOf, ref, structured, text } from './define.ts'

export const outcome = defineRecord('outcome', 'What came of an action, against doing nothing.', {
  actionId: ref('action', 'The action.'),
  disruptionId: text('The cause that it answered; it may be gone by now.'),
  settledAt: instant('When it was settled.'),
  verdict: choice(VERDICTS, 'Whether it worked.'),
  figures: structured(outcomeFiguresSchema, 'How the verdict was reached.', FIGURE_EXAMPLES.outcome),
})
export type Outcome = RecordOf<typeof outcome>
