/** Impact answers in words: first the sentences that a person acts on, then the tables behind them. */
import type {
  AffectedPromise,
  CapableToPromise,
  ChainLink,
  Exposure,
  ImpactAnswer,
  LinkParts,
  PegStep,
  TouchAnswer,
} from '../core/impact/answer.ts'
import type { RecordName } from '../core/records/all.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { type Money, moneyText } from '../core/values/money.ts'
import { type Quantity, unitName } from '../core/values/quantity.ts'
import { durationText, momentText } from './moment.ts'
import { count, textTable } from './text-table.ts'

/** What the words need to know of the site. */
export interface Naming {
  readonly zone: string
  /** A record's name with its id. */
  readonly called: (kind: RecordName, id: string) => string
}

/** Rows that a terminal shows of a long table; `--json` has them all. */
const ROWS_SHOWN = 20
/** Promises whose chain is told in full; the rest stands in the table. */
const STORIES_SHOWN = 5
/** Shorter parts of a chain explain nothing. */
const WORTH_TELLING_SECONDS = 60

function sentences(...groups: readonly (string | readonly string[])[]): string {
  return groups
    .flatMap((group) => (typeof group === 'string' ? [group] : [group.join('\n')]))
    .filter((each) => each !== '')
    .join('\n\n')
}

function amounts(totals: readonly Money[], zero = 'no price known'): string {
  return totals.length === 0 ? zero : totals.map((each) => moneyText(each)).join(' + ')
}

function optionalMoney(value: Money | null): string {
  return value === null || value.amount === 0 ? '-' : moneyText(value)
}

function quantityText({ value, unit }: Quantity): string {
  const number = Number(value.toFixed(6)).toLocaleString('en-US', { maximumFractionDigits: 6 })
  return unit === 'C62' || unit === 'EA' || unit === 'H87' ? `${number} ${value === 1 ? 'piece' : 'pieces'}` : `${number} ${unitName(unit)}`
}

function shown<T>(rows: readonly T[], what: string): { readonly rows: readonly T[]; readonly rest: string } {
  const rest = rows.length > ROWS_SHOWN ? `... and ${count(rows.length - ROWS_SHOWN, what)} more; --json prints all.` : ''
  return { rows: rows.slice(0, ROWS_SHOWN), rest }
}

/** Which promises a work order serves. */
export function touchText(answer: TouchAnswer, naming: Naming): string {
  const { totals } = answer
  const material = naming.called('material', answer.materialId)
  const reach =
    totals.lines === 0
      ? 'No promise rests on it.'
      : `${count(totals.lines, 'sales order line')} of ${count(totals.orders, 'order')} for ${count(totals.customers, 'customer')} rest on it, worth ${amounts(totals.revenue)}.`
  const lines = shown(answer.lines, 'line')
  const rows = lines.rows.map((line) => [
    line.salesOrderLineId,
    line.orderId,
    naming.called('customer', line.customerId),
    quantityText(line.quantity),
    optionalMoney(line.price),
  ])
  return sentences(
    [`Work order ${answer.workOrderId} makes ${quantityText(answer.quantity)} of ${material}.`, scrapSentence(answer), reach].filter(
      (each) => each !== '',
    ),
    textTable(
      [{ title: 'Line' }, { title: 'Order' }, { title: 'Customer' }, { title: 'Quantity', right: true }, { title: 'Price', right: true }],
      rows,
    ),
    lines.rest,
    pegSummary(answer.pegs),
    notesText(answer.notes),
  )
}

function scrapSentence({ scrapped, scrapReason }: TouchAnswer): string {
  if (scrapped === null || scrapped.value === 0) return ''
  return `${quantityText(scrapped)} were scrapped; ${scrapReason === null ? 'no reason is recorded.' : `the recorded reason is: ${scrapReason}.`}`
}

/** How the way from supply to promise is known, in one sentence for each kind. */
function pegSummary(pegs: readonly PegStep[]): readonly string[] {
  const rules = Map.groupBy(pegs, (peg) => `${FOUND[peg.found]}: ${peg.rule}`)
  return [...rules]
    .slice(0, ROWS_SHOWN)
    .map(([rule, steps]) => `${count(steps.length, 'link')} ${steps.length === 1 ? 'is' : 'are'} ${rule}.`)
}

const FOUND: Readonly<Record<PegStep['found'], string>> = {
  recorded: 'recorded in the source',
  rule: 'found by a rule',
  assumed: 'assumed, because nothing supplies the demand yet',
}

function notesText(notes: readonly string[]): readonly string[] {
  return notes.map((note) => `Note: ${note}`)
}

/** What a disruption does to the promises. */
export function impactText(answer: ImpactAnswer, naming: Naming): string {
  const { late, insideSlack, lateAnyway } = answer
  const stories = late.slice(0, STORIES_SHOWN).map((promise) => storyOf(promise, naming))
  const lateRows = shown(late, 'late line')
  const slackRows = shown(insideSlack, 'line')
  return sentences(
    [
      `${disruptionText(answer.disruption, naming)} Now is taken as ${momentText(answer.at, naming.zone)} (${naming.zone}).`,
      headline(answer),
    ],
    ...stories,
    late.length > STORIES_SHOWN ? `The ${count(late.length - STORIES_SHOWN, 'other')} are in the table.` : '',
    late.length === 0 ? '' : promiseTable(lateRows.rows, naming),
    lateRows.rest,
    insideSlack.length === 0
      ? ''
      : `${count(insideSlack.length, 'more promise is', 'more promises are')} reached, and ${insideSlack.length === 1 ? 'does' : 'do'} not break by it:`,
    promiseTable(slackRows.rows, naming),
    slackRows.rest,
    lateAnyway === 0 ? '' : `${count(lateAnyway, 'promise was', 'promises were')} late without it; nothing of that is counted here.`,
    unknownsText([...late, ...insideSlack]),
    notesText(answer.notes),
  )
}

function headline({ late, insideSlack, totals }: ImpactAnswer): string {
  if (late.length === 0 && insideSlack.length === 0) return 'No promise moves.'
  if (late.length === 0) return 'No promise breaks.'
  const money = [
    `${amounts(totals.revenue, 'an unknown amount')} of revenue`,
    ...(totals.contribution.length === 0 ? [] : [`${amounts(totals.contribution)} of contribution`]),
    ...(totals.penalty.length === 0 ? [] : [`${amounts(totals.penalty)} of penalties`]),
  ]
  return `${count(totals.lines, 'promise')} in ${count(totals.orders, 'order')} of ${count(totals.customers, 'customer')} ${totals.lines === 1 ? 'becomes' : 'become'} late or later, with ${money.join(', ')}.`
}

/** The disruption itself, as a sentence. */
export function disruptionText(disruption: Disruption, { zone, called }: Naming): string {
  const { kind, startAt, endAt, newAt } = disruption
  const when = `from ${momentText(startAt, zone)} ${endAt === undefined ? 'until nobody knows when' : `to ${momentText(endAt, zone)}`}`
  const moved = newAt === undefined ? 'nobody knows to when' : `to ${momentText(newAt, zone)}`
  const unit =
    disruption.workUnitId === undefined ? called('workCenter', disruption.workCenterId ?? '') : called('workUnit', disruption.workUnitId)
  const order = disruption.salesOrderLineId ?? disruption.workOrderId ?? ''
  const reason = disruption.reason === undefined ? '' : ` Recorded reason: ${disruption.reason}.`
  const texts: Readonly<Record<Disruption['kind'], () => string>> = {
    workUnitDown: () => `${unit} is down ${when}.`,
    workUnitSlow: () => `${unit} runs at ${Math.round((disruption.rate ?? 1) * 100)} % of its rate ${when}.`,
    scrap: () =>
      `Work order ${disruption.workOrderId} scraps ${disruption.quantity === undefined ? 'some' : quantityText(disruption.quantity)}${disruption.sequence === undefined ? '' : ` at operation ${disruption.sequence}`}.`,
    lotHeld: () => `Lot ${disruption.lotId} is held ${when}.`,
    purchaseMoved: () => `Purchase order line ${disruption.purchaseOrderLineId} moves ${moved}.`,
    orderChanged: () => `Order ${order} changes.`,
    orderCancelled: () => `Order ${order} is cancelled.`,
  }
  return `${texts[kind]()}${reason}`
}

/** One late promise: who, by how much, for how much money, and the chain of what bound it. */
function storyOf(promise: AffectedPromise, naming: Naming): readonly string[] {
  const who = `${naming.called('customer', promise.customerId)}: ${quantityText(promise.quantity)} of ${naming.called('material', promise.materialId)} on order ${promise.orderId}`
  const before = promise.lateBefore ? ', and was late before' : ''
  const money = moneyOf(promise.exposure)
  const links = promise.chain.filter((link) => link.addedSeconds >= WORTH_TELLING_SECONDS || promise.chain.length <= 3)
  return [
    `${who} ${latenessOf(promise)}${before}${money === '' ? '' : `, ${money}`}.`,
    ...(promise.shortQuantity === null
      ? []
      : [`  ${quantityText(promise.shortQuantity)} of it ${promise.shortQuantity.value === 1 ? 'is' : 'are'} short.`]),
    ...(promise.mustEndBy === null ? [] : [`  It holds if the disruption ends by ${momentText(promise.mustEndBy, naming.zone)}.`]),
    ...links.map((link) => `  because ${linkText(link, naming)}`),
  ]
}

function latenessOf({ slackSeconds, delaySeconds, projectedAfter }: AffectedPromise): string {
  if (projectedAfter === null) return 'has no date any more'
  const late =
    slackSeconds === null ? '' : slackSeconds < 0 ? `is ${durationText(slackSeconds)} late` : `keeps ${durationText(slackSeconds)} of slack`
  const moves =
    delaySeconds === null || delaySeconds === 0
      ? ''
      : `${delaySeconds < 0 ? 'comes' : 'moves by'} ${durationText(delaySeconds)}${delaySeconds < 0 ? ' earlier' : ''}`
  return [late, moves].filter((each) => each !== '').join(' and ') || 'moves by a time that is not known'
}

function moneyOf({ revenue, contribution, penalty }: Exposure): string {
  const parts: readonly (readonly [Money | null, string])[] = [
    [revenue, 'of revenue'],
    [contribution, 'of contribution'],
    [penalty, 'of penalty'],
  ]
  return parts.flatMap(([value, of]) => (value === null || value.amount === 0 ? [] : [`${moneyText(value)} ${of}`])).join(', ')
}

const PARTS: readonly (readonly [keyof LinkParts, string])[] = [
  ['disruptedSeconds', 'lost to the disruption'],
  ['queueSeconds', 'waiting behind other work'],
  ['waitSeconds', 'waiting for a date'],
  ['closedSeconds', 'outside working time'],
  ['setupSeconds', 'of setup'],
  ['workSeconds', 'of work'],
]

function linkText(link: ChainLink, naming: Naming): string {
  const parts = PARTS.filter(([name]) => link.parts[name] >= WORTH_TELLING_SECONDS).map(
    ([name, words]) => `${durationText(link.parts[name])} ${words}`,
  )
  const bound = link.boundBy === 'now' ? '' : `, bound by ${link.boundBy}`
  const added = link.addedSeconds >= WORTH_TELLING_SECONDS ? ` (adds ${durationText(link.addedSeconds)})` : ''
  return `${placeOf(link, naming)}: ${parts.length === 0 ? 'no time of its own' : parts.join(', ')}${bound}${added}`
}

function placeOf(link: ChainLink, { called }: Naming): string {
  if (link.workUnitId !== undefined) return `${called('workUnit', link.workUnitId)}, work order ${link.workOrderId ?? link.id}`
  if (link.workCenterId !== undefined) return `${called('workCenter', link.workCenterId)}, work order ${link.workOrderId ?? link.id}`
  const of = link.materialId === undefined ? '' : ` of ${called('material', link.materialId)}`
  const from = link.supplierId === undefined ? '' : ` from ${called('supplier', link.supplierId)}`
  return `${KINDS[link.kind]} ${link.id}${of}${from}`
}

const KINDS: Readonly<Record<ChainLink['kind'], string>> = {
  operation: 'operation',
  workOrder: 'work order',
  purchaseOrderLine: 'purchase order line',
  lot: 'lot',
  stock: 'stock',
  assumedWorkOrder: 'assumed work order',
  assumedPurchase: 'assumed purchase',
  salesOrderLine: 'sales order line',
}

function promiseTable(promises: readonly AffectedPromise[], naming: Naming): string {
  const rows = promises.map((each) => [
    each.salesOrderLineId,
    naming.called('customer', each.customerId),
    momentText(each.confirmedAt, naming.zone),
    momentText(each.projectedBefore, naming.zone),
    momentText(each.projectedAfter, naming.zone),
    each.slackSeconds === null
      ? 'not known'
      : each.slackSeconds < 0
        ? `-${durationText(each.slackSeconds)}`
        : durationText(each.slackSeconds),
    each.shortQuantity === null ? '-' : quantityText(each.shortQuantity),
    optionalMoney(each.exposure.revenue),
  ])
  const columns = ['Line', 'Customer', 'Confirmed', 'Before', 'After', 'Slack', 'Short', 'Revenue'].map((title, i) => ({
    title,
    right: i >= 5,
  }))
  return textTable(columns, rows)
}

function unknownsText(promises: readonly AffectedPromise[]): readonly string[] {
  const unknowns = Map.groupBy(
    promises.flatMap((each) => each.unknowns),
    (each) => each,
  )
  return [...unknowns].map(([text, times]) => `Not known: ${text}${times.length > 1 ? ` (${count(times.length, 'promise')})` : ''}`)
}

/** The date that a new order can be promised for. */
export function capableText(answer: CapableToPromise, naming: Naming): string {
  const what = `${quantityText(answer.quantity)} of ${naming.called('material', answer.materialId)}`
  const said =
    answer.promisedAt === null
      ? `No date can be promised for ${what}.`
      : `${what} can be promised for ${momentText(answer.promisedAt, naming.zone)} (${naming.zone}).`
  return sentences([said, ...answer.chain.map((link) => `  because ${linkText(link, naming)}`)], notesText(answer.notes))
}
