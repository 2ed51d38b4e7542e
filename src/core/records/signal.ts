/** Signal: one row of the mapping table that says what a machine's value means, and of which work unit. */
import { amount, choice, defineRecord, optional, type RecordOf, ref, text } from './define.ts'

export const SIGNAL_ROLES = ['state', 'goodCount', 'rejectCount', 'rate', 'reason', 'runningOrder', 'reading'] as const

export const signal = defineRecord('signal', 'What a value from the floor means: source address, work unit, role.', {
  address: text('Where it comes from, as the connector writes it: for Sparkplug group/node:metric or group/node/device:metric.'),
  workUnitId: ref('workUnit', 'The work unit that it tells of.'),
  role: choice(
    SIGNAL_ROLES,
    'What it tells: the state, a running count, the rate, the reason of a stop, the running order, or a plain reading.',
  ),
  vocabulary: optional(text('The list of state words that its values are read by; the plain names of the states when not stated.')),
  rolloverAt: optional(amount('counts', 'A counter begins at 0 again after this value.')),
  deadband: optional(amount('unit of the signal', 'History leaves out values that differ by less from the last one kept.')),
  minIntervalSeconds: optional(amount('seconds', 'History keeps at most one value in this time.')),
})
export type Signal = RecordOf<typeof signal>
