/** Disruption: an open cause of trouble, wherever in the chain it sits. What is not known is absent. */
import { z } from 'zod'
import type { Said } from '../values/said.ts'
import { saidSchema } from './action-figures.ts'
import { amount, choice, defineRecord, instant, optional, quantity, type RecordOf, ref, structured, text } from './define.ts'

export const DISRUPTION_KINDS = [
  'workUnitDown',
  'workUnitSlow',
  'scrap',
  'lotHeld',
  'purchaseMoved',
  'orderChanged',
  'orderCancelled',
  'signalLost',
  'qualificationMissing',
] as const

const RESTS_ON = [
  { code: 'from-stops-of-unit', facts: { stops: 7, workUnitId: 'weld-2', lastedSeconds: null, stillOpen: 0 } },
] as const satisfies readonly Said[]

export const disruption = defineRecord('disruption', 'An open cause of trouble in the value chain.', {
  kind: choice(DISRUPTION_KINDS, 'What happened.'),
  startAt: instant('From when it acts.'),
  endAt: optional(instant('Until when it acts; absent means not known.')),
  expectedEndAt: optional(instant('Where the end is not known: until when it acts as likely as not (P50), from recorded repair times.')),
  latestEndAt: optional(instant('Where the end is not known: before when it ends nine times in ten (P90), from recorded repair times.')),
  endBasis: optional(text('What the expected end rests on, in the words of whoever recorded it.')),
  endRestsOn: optional(structured(z.array(saidSchema).readonly(), 'What the expected end rests on, each as a code with facts.', RESTS_ON)),
  workUnitId: optional(ref('workUnit', 'The work unit that is down, slow or no longer heard of.')),
  workCenterId: optional(ref('workCenter', 'The whole work center that is down or slow.')),
  skill: optional(text('The qualification that is missing at the work center.')),
  missing: optional(amount('people', 'How many qualified people are missing, of those that the work center needs.')),
  rate: optional(
    amount('fraction of the normal rate', 'Speed of a slow work unit, or share of the capacity that qualified people are there for.'),
  ),
  workOrderId: optional(ref('workOrder', 'The work order that scrapped, changed or was cancelled.')),
  sequence: optional(amount('operation sequence', 'The operation at which it was scrapped.')),
  quantity: optional(quantity('How much was scrapped, or the new quantity of a changed order.')),
  lotId: optional(ref('lot', 'The lot that is held.')),
  purchaseOrderLineId: optional(ref('purchaseOrderLine', 'The purchase order line that moved.')),
  salesOrderLineId: optional(ref('salesOrderLine', 'The sales order line that changed or was cancelled.')),
  newAt: optional(instant('The new date of what moved or changed; absent means not known.')),
  reason: optional(text('The recorded reason, as recorded; none is ever invented.')),
  closedAt: optional(instant('When it ended; an ended disruption acts no more.')),
})
export type Disruption = RecordOf<typeof disruption>
