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
import { REPLACEMENT } from '../core/impact/explain.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { type Money, moneyText, sumMoney } from '../core/values/money.ts'
import type { Said } from '../core/values/said.ts'
import { disruptionText, type Naming, quantityText } from './impact-text-disruption.ts'
import { durationText, momentText } from './moment.ts'
import { saidText } from './said-text.ts'
import { count, textTable } from './text-table.ts'

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

/** Money as people read it, its thousands apart: `69,465.00 USD`. */
function amountText(value: Money): string {
  const [number = '', currency = ''] = moneyText(value).split(' ')
  const [whole = '', decimals = ''] = number.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals} ${currency}`
}

function amounts(totals: readonly Money[]): string {
  return totals.length === 0 ? 'no price known' : totals.map(amountText).join(' + ')
}

function optionalMoney(value: Money | null): string {
  return value === null || value.amount === 0 ? '-' : amountText(value)
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
  const rules = Map.groupBy(pegs, (peg) => `${FOUND[peg.found]}: ${saidText(peg.rule)}`)
  return [...rules]
    .slice(0, ROWS_SHOWN)
    .map(([rule, steps]) => `${count(steps.length, 'link')} ${steps.length === 1 ? 'is' : 'are'} ${rule}.`)
}

const FOUND: Readonly<Record<PegStep['found'], string>> = {
  recorded: 'recorded',
  rule: 'found by a rule',
  assumed: 'assumed',
}

function notesText(notes: readonly Said[]): readonly string[] {
  return notes.map((note) => `Note: ${saidText(note)}`)
}

/** What a disruption does to the promises. */
export function impactText(answer: ImpactAnswer, naming: Naming): string {
  const { late, insideSlack, lateAnyway } = answer
  const stories = late.slice(0, STORIES_SHOWN).map((promise) => storyOf(promise, answer.disruption, naming))
  const lateRows = shown(late, 'promise')
  const otherRows = shown(insideSlack, 'promise')
  return sentences(
    [
      `${disruptionText(answer.disruption, naming)} Now is taken as ${momentText(answer.at, naming.zone)} (${naming.zone}).`,
      ...headline(answer),
    ],
    ...stories,
    late.length > STORIES_SHOWN ? `The ${count(late.length - STORIES_SHOWN, 'other')} are in the table.` : '',
    promiseTable(lateRows.rows, naming),
    lateRows.rest,
    othersReached(answer),
    promiseTable(otherRows.rows, naming),
    otherRows.rest,
    lateAnyway === 0 ? '' : `${count(lateAnyway, 'promise is', 'promises are')} late without it; that is not counted here.`,
    unknownsText([...late, ...insideSlack]),
    notesText(answer.notes),
  )
}

/** New lateness first, then what was late already and gets worse, then what has no date any more: each with its own money, so that none is taken for the other. */
function headline({ late, insideSlack }: ImpactAnswer): readonly string[] {
  if (late.length === 0) return [insideSlack.length === 0 ? 'No promise moves.' : 'No promise becomes late by it, or later.']
  const dated = late.filter((each) => each.projectedAfter !== null)
  const undated = late.filter((each) => each.projectedAfter === null)
  const groups: readonly (readonly [readonly AffectedPromise[], one: string, many: string])[] = [
    [dated.filter((each) => !each.lateBefore), 'becomes late', 'become late'],
    [dated.filter((each) => each.lateBefore), 'that was late already becomes later', 'that were late already become later'],
    [undated.filter((each) => !each.lateBefore), 'has no date any more', 'have no date any more'],
    [
      undated.filter((each) => each.lateBefore),
      'that was late already has no date any more',
      'that were late already have no date any more',
    ],
  ]
  return groups.filter(([promises]) => promises.length > 0).map(([promises, one, many]) => groupSentence(promises, one, many))
}

function groupSentence(promises: readonly AffectedPromise[], one: string, many: string): string {
  const customers = new Set(promises.map((each) => each.customerId)).size
  const orders = new Set(promises.map((each) => each.orderId)).size
  const verb = promises.length === 1 ? one : many
  const who = `${count(promises.length, 'promise')} ${verb}, in ${count(orders, 'order')} of ${count(customers, 'customer')}`
  const money = exposureText(promises)
  return `${who}${money === '' ? '' : `: ${money}`}.`
}

/** The money of promises: what a promise exposed before is not in it, so those that were late already add penalties only. */
function exposureText(promises: readonly AffectedPromise[]): string {
  const parts = EXPOSED.flatMap(([field, of]) => {
    const total = sumMoney(promises.flatMap((each) => each.exposure[field] ?? [])).filter(({ amount }) => amount !== 0)
    return total.length === 0 ? [] : [`${amounts(total)} of ${of}`]
  })
  const unpriced = promises.filter((each) => !each.lateBefore && each.exposure.revenue === null).length
  return [...parts, ...(unpriced === 0 ? [] : [`no price known for ${unpriced === promises.length ? 'any' : unpriced}`])].join(', ')
}

const EXPOSED: readonly (readonly [keyof Exposure, string])[] = [
  ['revenue', 'revenue'],
  ['contribution', 'contribution'],
  ['penalty', 'penalties'],
]

function othersReached({ late, insideSlack }: ImpactAnswer): string {
  if (insideSlack.length === 0) return ''
  const before = insideSlack.filter((each) => each.lateBefore).length
  const reached = `${count(insideSlack.length, late.length === 0 ? 'promise is' : 'more promise is', late.length === 0 ? 'promises are' : 'more promises are')} reached without becoming late by it, or later`
  return `${reached}${before === 0 ? '' : `; ${before} of them ${before === 1 ? 'was' : 'were'} late already`}:`
}

/** One late promise: who, by how much, for how much money, and the chain of what bound it. */
function storyOf(promise: AffectedPromise, { kind }: Disruption, naming: Naming): readonly string[] {
  const who = `${naming.called('customer', promise.customerId)}: ${quantityText(promise.quantity)} of ${naming.called('material', promise.materialId)} on order ${promise.orderId}`
  const before = promise.lateBefore ? ', and was late before' : ''
  const money = moneyOf(promise.exposure)
  return [
    `${who} ${latenessOf(promise)}${before}${money === '' ? '' : `, ${money}`}.`,
    ...(promise.shortQuantity === null
      ? []
      : [`  ${quantityText(promise.shortQuantity)} of it ${promise.shortQuantity.value === 1 ? 'is' : 'are'} short.`]),
    ...uncertaintyText(promise, naming),
    ...deadlineText(promise, END_WORDS[kind] ?? 'the disruption ends', naming),
    ...linksWorthTelling(promise).map((link) => `  because ${linkText(link, naming)}`),
  ]
}

/** How much later it may come: nothing where nothing uncertain is on its way. */
function uncertaintyText({ projectedAfter, projectedP90After }: AffectedPromise, { zone }: Naming): readonly string[] {
  if (projectedAfter === null || projectedP90After === projectedAfter) return []
  return [
    projectedP90After === null
      ? '  That is as likely as not; by when it comes for sure is not known.'
      : `  That is as likely as not; nine times in ten it comes by ${momentText(projectedP90After, zone)}.`,
  ]
}

const END_WORDS: Readonly<Partial<Record<Disruption['kind'], string>>> = {
  purchaseMoved: 'the delivery comes',
  lotHeld: 'the lot is released',
}

/** What is left until the promise breaks. No slack at all is said, for then every minute counts. */
function deadlineText(promise: AffectedPromise, ends: string, { zone }: Naming): readonly string[] {
  const { mustEndBy, projectedAfter, slackBeforeSeconds: slack } = promise
  if (mustEndBy !== null) return [`  It holds if ${ends} by ${momentText(mustEndBy, zone)}.`]
  if (projectedAfter !== null || slack === null || slack < 0) return []
  return [
    slack < WORTH_TELLING_SECONDS ? '  It had no slack: any delay on its way makes it late.' : `  It had ${durationText(slack)} of slack.`,
  ]
}

/** Links that add to the delay or take from it; before a date that can't be known, the first link whose end nobody knows. */
function linksWorthTelling({ chain, projectedAfter }: AffectedPromise): readonly ChainLink[] {
  if (projectedAfter === null) return chain.filter((link) => link.toAt === null).slice(0, 1)
  return chain.filter((link) => Math.abs(link.addedSeconds) >= WORTH_TELLING_SECONDS || chain.length <= 3)
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

function moneyOf(exposure: Exposure): string {
  return EXPOSED.flatMap(([field, of]) => {
    const value = exposure[field]
    return value === null || value.amount === 0 ? [] : [`${amountText(value)} of ${of}`]
  }).join(', ')
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
  if (link.toAt === null) return endlessText(link, naming)
  const place = placeOf(link, naming)
  const parts = PARTS.filter(([name]) => link.parts[name] >= WORTH_TELLING_SECONDS).map(
    ([name, words]) => `${durationText(link.parts[name])} ${words}`,
  )
  const bound = link.boundBy === 'now' || link.boundBy === 'date' ? '' : `, bound by ${link.boundBy}`
  const added =
    Math.abs(link.addedSeconds) < WORTH_TELLING_SECONDS
      ? ''
      : ` (${link.addedSeconds > 0 ? 'adds' : 'takes back'} ${durationText(link.addedSeconds)})`
  return `${place}: ${parts.length === 0 ? 'no time of its own' : parts.join(', ')}${bound}${added}`
}

/** Where a chain's dates end to be known: a stop without an end, or a supply without a date. */
function endlessText(link: ChainLink, naming: Naming): string {
  const station = stationOf(link, naming)
  return station === '' ? `${placeOf(link, naming)} has no known date` : `${station} is down${orderOf(link)}, until nobody knows when`
}

function stationOf({ workUnitId, workCenterId }: ChainLink, { called }: Naming): string {
  if (workUnitId !== undefined) return called('workUnit', workUnitId)
  return workCenterId === undefined ? '' : called('workCenter', workCenterId)
}

function orderOf({ workOrderId }: ChainLink): string {
  return workOrderId === undefined ? '' : `, work order ${workOrderId}`
}

function placeOf(link: ChainLink, naming: Naming): string {
  const { called } = naming
  const station = stationOf(link, naming)
  if (station !== '') return `${station}${orderOf(link)}`
  if (link.id === REPLACEMENT) return 'what is missing, bought or made anew'
  const of = link.materialId === undefined ? '' : ` of ${called('material', link.materialId)}`
  const from = link.supplierId === undefined ? '' : ` from ${called('supplier', link.supplierId)}`
  return `${namedSource(link)}${of}${from}`
}

/** What is assumed has no number of a source's own. */
function namedSource({ kind, id }: ChainLink): string {
  return id.startsWith('assumed-') ? `the ${id.replaceAll('-', ' ').replace(/ (?=\d+$)/, ' no. ')}` : `${KINDS[kind]} ${id}`
}

/** A step of a date that could be promised: what is free, what would be bought, what would be made, and how long each takes. */
function stepText(link: ChainLink, naming: Naming): string {
  const material = link.materialId === undefined ? link.id : naming.called('material', link.materialId)
  const times = PARTS.filter(([name]) => link.parts[name] >= WORTH_TELLING_SECONDS).map(([name]) => durationText(link.parts[name]))
  const until = link.toAt === null ? 'until nobody knows when' : `until ${momentText(link.toAt, naming.zone)}`
  if (link.found === 'rule')
    return `${material}: ${namedSource(link)} is free${times.length === 0 ? ' now' : ` from ${momentText(link.toAt, naming.zone)}`}`
  const station = stationOf(link, naming)
  const how = link.kind === 'assumedPurchase' ? 'bought' : `made${station === '' ? '' : ` on ${station}`}`
  return `${material}: ${how}, ${[...times, until].join(' ')}`
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
    promises.flatMap((each) => each.unknowns.map(saidText)),
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
  return sentences([said, ...answer.chain.map((link) => `  ${stepText(link, naming)}`)], notesText(answer.notes))
}
