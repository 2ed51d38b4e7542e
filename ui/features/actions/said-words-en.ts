/** English sentences for what the server says by code about countermeasures and outcomes. */
import type { SaidFacts } from '../../words/said-facts.ts'

const counted = (n: string | undefined, one: string, many = `${one}s`): string => `${n} ${n === '1' ? one : many}`
/** Not known, as facts are read. */
const isKnown = (fact: string | undefined): boolean => fact !== undefined && fact !== '–'

const sentences = {
  'run-on-other-unit': ({ workOrderId, sequence, workUnitId, from }: SaidFacts) =>
    isKnown(from)
      ? `Run operation ${sequence} of order ${workOrderId} on ${workUnitId} instead of ${from}.`
      : `Run operation ${sequence} of order ${workOrderId} on ${workUnitId}.`,
  'run-on-other-units': ({ operations, units }: SaidFacts) =>
    `Run ${counted(operations, 'operation')} elsewhere, on ${counted(units, 'work unit')}.`,
  'no-other-unit-stated': ({ operations }: SaidFacts) =>
    `${counted(operations, 'operation')}: no other work unit is stated that could do it.`,
  'goes-first': ({ workOrderId, sequence, workUnitId, before }: SaidFacts) =>
    isKnown(before)
      ? `Order ${workOrderId}, operation ${sequence}, goes before ${before} on ${workUnitId}.`
      : `Order ${workOrderId}, operation ${sequence}, goes first on ${workUnitId}.`,
  'goes-first-everywhere': ({ salesOrderLineId, operations }: SaidFacts) =>
    `Everything for ${salesOrderLineId} goes first: ${counted(operations, 'operation')}.`,
  'works-around-the-clock': ({ units }: SaidFacts) =>
    `No overtime on ${counted(units, 'work unit')} on the way: around the clock is worked there already.`,
  'works-longer': ({ workUnitId, hours, fromAt, toAt }: SaidFacts) => `${workUnitId} works ${hours} more, from ${fromAt} to ${toAt}.`,
  'several-work-longer': ({ units }: SaidFacts) => `Longer hours on ${counted(units, 'work unit')} on the way.`,
  'repaired-by': ({ at, endAt }: SaidFacts) =>
    isKnown(endAt) ? `Repair it first: over by ${at} instead of ${endAt}.` : `Repair it first: over by ${at}.`,
  'released-by': ({ at, endAt }: SaidFacts) =>
    isKnown(endAt) ? `Settle it first: released by ${at} instead of ${endAt}.` : `Settle it first: released by ${at}.`,
  'end-not-known': () => 'When it ends is not known, so what an earlier end would bring is not known either.',
  'ends-not-known': ({ stops }: SaidFacts) =>
    `${counted(stops, 'stop')}: the end is not known, so what an hour of its repair is worth is not known.`,
  'qualified-people-more': ({ people, workCenterId, skill, fromAt, toAt }: SaidFacts) =>
    `${counted(people, 'more qualified person', 'more qualified people')} for ${skill} at ${workCenterId}, from ${fromAt} to ${toAt}.`,
  'expedite-not-stated': ({ purchaseOrderLineId, supplierId }: SaidFacts) =>
    `${purchaseOrderLineId}: how much sooner ${supplierId} could deliver is not stated.`,
  'delivery-date-not-known': ({ purchaseOrderLineId, supplierId }: SaidFacts) =>
    `${purchaseOrderLineId}: when ${supplierId} delivers is not known, so it can't be expedited by a known time.`,
  'delivered-sooner': ({ purchaseOrderLineId, supplierId, at, insteadOfAt }: SaidFacts) =>
    `Expedite ${purchaseOrderLineId}: ${supplierId} delivers ${at} instead of ${insteadOfAt}.`,
  'no-other-supplier': ({ materialId }: SaidFacts) => `${materialId}: no other supplier has delivered it before.`,
  'lead-time-not-known': ({ materialId, supplierId }: SaidFacts) => `${materialId}: how long ${supplierId} takes is not known.`,
  'bought-elsewhere': ({ materialId, supplierId, amountText, at }: SaidFacts) =>
    `Buy ${amountText} of ${materialId} from ${supplierId}, there ${at}.`,
  'uses-free-supply': ({ materialId, supplyId, quantity, demandId }: SaidFacts) =>
    `Use ${supplyId}, which nobody needs, for ${demandId}: ${quantity} of ${materialId}.`,
  'uses-supply-of-others': ({ materialId, supplyId, quantity, demandId, taken }: SaidFacts) =>
    `Use ${supplyId} for ${demandId}: ${quantity} of ${materialId}, taken from others: ${taken}.`,
  'made-in-parts': ({ workOrderId, amountText, salesOrderLineId }: SaidFacts) =>
    `Split order ${workOrderId}: make ${amountText} for ${salesOrderLineId} first, the rest follows.`,
  'shipped-in-parts': ({ salesOrderLineId, amountText, of }: SaidFacts) =>
    `Ship ${amountText} of the ${of} on ${salesOrderLineId} at once when made; the rest follows.`,
  'tried-without-gain': ({ tried, kinds }: SaidFacts) => `Tried and of no help (${tried}): ${kinds}.`,
  'no-sooner-elsewhere': ({ materialId, supplierId }: SaidFacts) => `${materialId}: ${supplierId} would deliver no sooner.`,
  'several-together': ({ kinds }: SaidFacts) => `Together: ${kinds}.`,
  'cause-without-end': () => 'What happened has no end that could come sooner.',
  'nobody-missing': ({ workCenterId, skill }: SaidFacts) => `Nobody is missing for ${skill} at ${workCenterId} in that time.`,
  'always-open': ({ workUnitId }: SaidFacts) => `${workUnitId} is taken as working around the clock already.`,
  'time-too-short': ({ fromAt, toAt }: SaidFacts) => `From ${fromAt} to ${toAt} is no time in which anything could be done.`,
  'part-not-possible': ({ quantity, of }: SaidFacts) => `A part of ${quantity} can't be taken from ${of}.`,
  'supply-serves-both': ({ salesOrderLineId }: SaidFacts) =>
    `One supply that is kept for ${salesOrderLineId} would serve both of its parts.`,
  'unit-not-stated': ({ operationId, workUnitId }: SaidFacts) => `No record says that ${workUnitId} can do ${operationId}.`,
  'start-not-free': ({ operationId }: SaidFacts) =>
    `The start of ${operationId} is not free: it is not the first of its order, or the order has begun.`,
  'work-has-begun': ({ workOrderId }: SaidFacts) => `Order ${workOrderId} has begun and is not split any more.`,
  'not-needed-there': ({ supplyId, demandId }: SaidFacts) => `${demandId} does not take what ${supplyId} holds.`,
  'more-than-needed': ({ workOrderId }: SaidFacts) => `Order ${workOrderId} makes more than is needed there.`,
  'changed-since': ({ id }: SaidFacts) => `${id} was changed by others since.`,
  'move-target-not-found': ({ id }: SaidFacts) => `${id} is not among the records any more.`,
  'move-refused': ({ code }: SaidFacts) => `Left out, for the plan does not allow it: ${code}`,
  'no-promise-is-late-by-it': () => 'It makes no promise late, so nothing needs to be done for a customer.',
  'rests-on-assumed-orders': ({ steps }: SaidFacts) =>
    `It rests on ${counted(steps, 'step')} of orders that nobody has placed yet; they are assumed.`,
  'end-is-expected': ({ expectedEndAt }: SaidFacts) =>
    isKnown(expectedEndAt)
      ? `When the disruption ends is not known; ${expectedEndAt} is expected.`
      : 'When the disruption ends is not known.',
  'dates-are-not-known': ({ promises }: SaidFacts) => `The date of ${counted(promises, 'promise')} is not known without it.`,
  'cost-is-not-known': () => 'A part of its cost has no recorded price.',
  'supplier-not-asked': () => 'The supplier has not been asked.',
  'customer-not-asked': () => 'The customer has not been asked.',
  'settled-from': ({ frozenSeq, frozenAt, settledSeq, settledAt }: SaidFacts) =>
    `The plan without it is that of ${frozenAt} (journal entry ${frozenSeq}); it was settled ${settledAt} (entry ${settledSeq}).`,
  'cause-ended': ({ endedAt }: SaidFacts) => `The cause ended ${endedAt}; both sides are computed with that end.`,
  'promises-are-over': () => 'Every promise that the cause reached has been met or is no longer wanted.',
  'cost-not-known': () => 'A part of the cost is not known, so neither is what was left of the saving.',
  'journal-incomplete': () => 'The journal does not give back the plan of that moment, so nothing is claimed.',
  'cause-gone': () => 'The cause is no longer among the records, so nothing is claimed.',
  'taken-back': ({ undoneAt }: SaidFacts) => `Its changes of the plan were taken back ${undoneAt}, so nothing is claimed.`,
  'taken-after-the-end': ({ takenAt, endedAt }: SaidFacts) =>
    `It was taken ${takenAt}, after the cause had ended ${endedAt}: it can have saved nothing.`,
  'end-was-not-expected': () => 'It was to end the cause sooner, and nobody had said when it would end: how much sooner is not known.',
  'end-was-expected': ({ likelyAt, latestAt }: SaidFacts) =>
    `It was to end the cause sooner: without it ${likelyAt} was as likely as not, and ${latestAt} the latest in nine cases of ten.`,
  'ends-by-itself-not-known': () =>
    'It was to end the cause sooner, and too few like it have ended by themselves on record: how much sooner is not known.',
  'ended-by-itself': ({ percent, causes, likelyAt }: SaidFacts) =>
    `As many as ${percent} of 100 like it end as soon by themselves, and half of them are over by ${likelyAt}; on record that lasted as long: ${causes}.`,
  'chance-of-its-kind': ({ actions, percent, most }: SaidFacts) =>
    `Luck alone would look as good as the last ${counted(actions, 'action')} of this kind in ${percent} of 100 plants. Nothing is claimed before that is ${most} at most.`,
  'lines-not-known': ({ lines }: SaidFacts) => `Of ${counted(lines, 'promise')} one side is not known; nothing is claimed for them.`,
  'claimed-less': ({ lines }: SaidFacts) =>
    `On ${counted(lines, 'promise')} another action had claimed the saving already: each amount counts once.`,
}
/** The codes, each with the sentence that it stands for. */
export type ActionSaidWords = Readonly<Record<keyof typeof sentences, (facts: SaidFacts) => string>>

export const actionSaidEn: ActionSaidWords = sentences
