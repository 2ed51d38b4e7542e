/** Work report: what was told at a work unit about one operation: good pieces, scrap, why. By the work unit, never by a person. */
import { amount, count, defineRecord, instant, optional, type RecordOf, ref, text } from './define.ts'

export const workReport = defineRecord('workReport', 'What was reported at a work unit about an operation.', {
  operationId: ref('operation', 'The operation.'),
  workUnitId: ref('workUnit', 'Where it was reported.'),
  good: amount('pieces', 'Good pieces since the report before.'),
  scrapped: amount('pieces', 'Scrapped pieces since the report before.'),
  reason: optional(text('Why pieces were scrapped, as chosen or written.')),
  deviceAt: instant('When it was reported, by the clock of the device.'),
  receivedAt: instant('When it arrived, by the clock of the plant; later where the device was offline.'),
  sequence: optional(count('number', 'Its place among the reports of the device.')),
})
export type WorkReport = RecordOf<typeof workReport>
