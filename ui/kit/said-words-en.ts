/** English sentences for what the server says by code: what was assumed, and what is not known. */
import type { SaidFacts } from '../words/said-facts.ts'

/** `(3 times)`; nothing for once. */
const often = (times: string | undefined): string => (times === undefined ? '' : ` (${counted(times, 'time')})`)
const counted = (n: string | undefined, one: string): string => `${n} ${one}${n === '1' ? '' : 's'}`
/** Of stops that lasted longer than this one has; nothing where it has only begun. */
const longer = (seconds: string | undefined): string => (seconds === '–' ? '' : ` that lasted longer than ${seconds}`)
const open = (stops: string | undefined): string => (stops === '0' ? '' : `, ${stops} more still open`)
const stopsOf = (stops: string | undefined): string => `${stops} recorded ${stops === '1' ? 'stop' : 'stops'}`

const sentences = {
  'zone-assumed': ({ zone }: SaidFacts) => `The source states no time zone; its dates were read as ${zone}.`,
  'days-without-time': () =>
    'The source states days without times of day: a promise holds until its day is over, every other day was read as its first instant.',
  'no-lead-time': ({ times }: SaidFacts) => `A material without a lead time: more of it was taken as available at once${often(times)}.`,
  'overdue-arrives-now': ({ times }: SaidFacts) =>
    `A purchase order line that is overdue was taken as arriving now; when it really arrives is not known${often(times)}.`,
  'order-done-at-once': ({ times }: SaidFacts) =>
    `A work order with neither operations nor dates nor a lead time was taken as done at once${often(times)}.`,
  'order-from-dates': ({ times }: SaidFacts) => `A work order without operations takes what its dates or its lead time say${often(times)}.`,
  'span-shared-out': ({ times }: SaidFacts) =>
    `Work centers without a known capacity: the time between the dates of a work order was shared out over its operations by their hours${often(times)}.`,
  'unit-unlimited': ({ times }: SaidFacts) => `A work unit without a stated capacity was taken as unlimited${often(times)}.`,
  'center-unlimited': ({ times }: SaidFacts) => `A work center without work units was taken as unlimited${often(times)}.`,
  'unit-not-convertible': ({ from, to, times }: SaidFacts) =>
    `A quantity in ${from} of a material kept in ${to} was left out: no factor exists between the units${often(times)}.`,
  'bill-loop-cut': ({ materials }: SaidFacts) => `Bills of material that lead back to themselves were cut: ${materials}.`,
  'orders-in-circle': ({ orders }: SaidFacts) =>
    `Work orders that wait for each other in a circle were started without their material: ${orders}.`,
  'date-waits-for-end': () => "Its date can't be known while the disruption has no known end.",
  'date-waits-for-delivery': () => "Its date can't be known while nobody knows when the delivery comes.",
  'date-waits-for-supply': () => "Its date can't be known: how long a replacement takes is not known.",
  'date-waits': () => "Its date can't be known while something that it waits for has no known end.",
  'date-unknown-before': () => 'Its date could not be known before either.',
  'nothing-ahead': () =>
    'At this moment nothing that is recorded is still to be done, so nothing can move; of past records, ask for a moment of their time.',
  'sequence-kept': ({ place, workOrderId }: SaidFacts) =>
    `${place} waits for work order ${workOrderId}, which is late itself, though other work is ready that it could take first; the plan's sequence was kept.`,
  'sequence-kept-for-late': ({ place, workOrderId }: SaidFacts) =>
    `Late promises could come earlier: ${place} waits for work order ${workOrderId}, which is late itself, though other work is ready that it could take first; the plan's sequence was kept.`,
  'no-date-promised': () => 'No date was promised.',
  'ready-not-shipped': () => 'What it needs is ready; whether it has been shipped is not recorded.',
  'supplies-exchanged': () => 'Supplies are exchanged among promises for it; none of them becomes late.',
  'lead-time-unknown': () => 'A lead time on the way is not known, so no date can be promised.',
  'end-as-recorded': () => 'When it ends is not known; it was taken to end when its record expects it to.',
  'end-expected': ({ basis }: SaidFacts) => `When it ends is not known; the expected end rests on this: ${basis}`,
  'latest-end-unknown': () => 'By when it has ended nine times in ten is not known either, so neither are the later dates.',
  'end-unknown': () =>
    'When it ends is not known: dates behind it are unknown; the first promises that can still hold say by when it must end.',
  'supplier-usually-late': ({ supplierId, deliveries, likelySeconds, latestSeconds }: SaidFacts) =>
    `${supplierId}: half of its deliveries are ${likelySeconds === '0 s' ? 'not late' : `late by no more than ${likelySeconds}`}, nine in ten late by no more than ${latestSeconds}; from ${deliveries} ${deliveries === '1' ? 'delivery' : 'deliveries'} like it.`,
  'later-by-usual-delays': () =>
    'The later date counts deliveries as late as their suppliers are nine times in ten, where at least nine are on record.',
  'disruption-ended': ({ endedAt, lastedSeconds }: SaidFacts) =>
    `It ended ${endedAt} after ${lastedSeconds} and reaches no promise any more.`,
  'in-stock': () => 'In stock.',
  'not-bought-yet': () => 'Not bought yet.',
  'no-order-makes-it-yet': () => 'No work order makes it yet.',
  'reserved-in-source': () => 'reserved for it',
  'nothing-supplies-it': () => 'nothing supplies it yet',
  'same-pegging-group': ({ group }: SaidFacts) => `both are of the pegging group ${group}`,
  'served-in-order': () => 'served in order of priority, then of due date',
  'end-from-record': () => 'When it ends is not known; it was taken to end when stops on record let expect it.',
  'from-stops-of-unit-for': ({ stops, workUnitId, reason, lastedSeconds, stillOpen }: SaidFacts) =>
    `From ${stopsOf(stops)} of ${workUnitId} for '${reason}'${longer(lastedSeconds)}${open(stillOpen)}.`,
  'from-stops-of-unit': ({ stops, workUnitId, lastedSeconds, stillOpen }: SaidFacts) =>
    `From ${stopsOf(stops)} of ${workUnitId}${longer(lastedSeconds)}${open(stillOpen)}.`,
  'from-stops-of-center': ({ stops, workCenterId, lastedSeconds, stillOpen }: SaidFacts) =>
    `From ${stopsOf(stops)} of ${workCenterId}${longer(lastedSeconds)}${open(stillOpen)}.`,
  'latest-end-from-more': () => 'The latest end rests on more stops:',
  'end-not-heard-of': () => 'The work unit is not heard of; whether it has ended is not known.',
  'stays-slow': ({ rate }: SaidFacts) => `When it ends is not known; the dates assume that it goes on at ${rate} of its normal rate.`,
  'not-heard-of': ({ workUnit }: SaidFacts) =>
    `Nothing is heard of ${workUnit}: whether it runs or stands is not known, and a stop would not be seen.`,
  'nothing-runs-through': () => 'No open promise runs through it.',
  'runs-through': ({ promises, customers }: SaidFacts) =>
    `It serves ${counted(promises, 'open promise')} to ${counted(customers, 'customer')}; their dates assume that it works as planned.`,
  'left-out': ({ problem }: SaidFacts) => `It was left out of the projection: ${problem}`,
  'disruption-left-out': ({ disruptionId, problem }: SaidFacts) => `Disruption ${disruptionId} was left out: ${problem}`,
  'lost-already-taken': () => 'Part of what was lost had been taken already by work that has started; what that work lacks is not known.',
  'replacement-time-unknown': () => 'How long it takes to have more of a material on the way is not known, so some dates are unknown.',
  'replaced-in-gaps': () => 'What is missing was taken as bought or made anew in the gaps that the plan leaves.',
  'replaced-from-free': ({ sources }: SaidFacts) => `What is missing was taken from what no promise needs: ${sources}.`,
  'release-unknown': () => 'When the lot is released is not known; what it was to supply was looked for elsewhere.',
  'delivery-unknown': () => 'The new date of the delivery is not known: dates behind it are unknown unless free stock serves instead.',
  'added-in-gaps': () => 'The added quantity was taken from what is free, or as bought or made anew in the gaps of the plan.',
  'quantity-freed': () => 'The quantity that is no longer wanted becomes free; nothing else moves for it.',
  'no-work-center-is-asked': ({ days }: SaidFacts) =>
    `No work center with a stated capacity has work for what is promised in the next ${counted(days, 'day')}.`,
  'contribution-not-stated': ({ promises }: SaidFacts) =>
    `The price or the variable cost is not stated on ${counted(promises, 'promise')}, so what an hour earns there is not known.`,
  'line-freed': () => 'What was made or bought for the line becomes free; nothing else moves for it.',
}
/** The codes, each with the sentence that it stands for. */
export type SaidWords = Readonly<Record<keyof typeof sentences, (facts: SaidFacts) => string>>

export const saidEn: SaidWords = sentences
