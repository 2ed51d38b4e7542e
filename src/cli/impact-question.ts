/** From the options of `throughline impact` to the one question they ask. */
import { getRecord, type Model } from '../core/chain/model.ts'
import type { Disruption } from '../core/records/disruption.ts'
import type { Instant } from '../core/values/instant.ts'
import { compatibleUnits, convertQuantity, isUnitCode, type Quantity, type UnitCode } from '../core/values/quantity.ts'
import { textOf, type Values } from './command.ts'
import { later, momentOf, secondsOf } from './moment.ts'
import { wrongUse } from './outcome.ts'
import { idOf, type LoadedSite } from './site-access.ts'

export type Question =
  | { readonly kind: 'touches'; readonly workOrderId: string }
  | { readonly kind: 'allTouches' }
  | { readonly kind: 'disruption'; readonly disruption: Disruption }
  | { readonly kind: 'promise'; readonly materialId: string; readonly quantity: Quantity }

/** What asks, by option; exactly one of them is given. */
export const QUESTION_OPTIONS = [
  'work-order',
  'all-work-orders',
  'scrap',
  'down',
  'slow',
  'late',
  'hold-lot',
  'cancel-order',
  'cancel-work-order',
  'promise',
] as const
type Asked = (typeof QUESTION_OPTIONS)[number]

interface Asking {
  readonly site: LoadedSite
  readonly values: Values
  /** The instant that stands for now. */
  readonly at: Instant
}

/** The options that say more about a question; what says nothing about the one that is asked is refused, for it was meant for another. */
const MORE: Readonly<Record<Asked, readonly string[]>> = {
  'work-order': [],
  'all-work-orders': [],
  scrap: ['quantity', 'at-operation'],
  down: ['for', 'until'],
  slow: ['rate', 'for', 'until'],
  late: ['by', 'to'],
  'hold-lot': ['for', 'until'],
  'cancel-order': [],
  'cancel-work-order': [],
  promise: ['quantity'],
}

const WHAT_IF = 'what-if'

/** Throws a `Refusal` when none or several are asked, or when a name or a value is wrong. */
export function questionOf(site: LoadedSite, values: Values, at: Instant): Question {
  const asked = QUESTION_OPTIONS.filter((name) => values[name] !== undefined)
  const [option] = asked
  if (option === undefined || asked.length > 1) {
    const next = `Ask one of: ${QUESTION_OPTIONS.map((name) => `--${name}`).join(', ')}.`
    const message = option === undefined ? 'Nothing is asked.' : 'Two things are asked at once.'
    throw wrongUse({
      code: 'use-one-question',
      message,
      next,
      facts: asked.length === 0 ? {} : { asked: asked.map((name) => `--${name}`).join(' ') },
    })
  }
  const stray = Object.values(MORE)
    .flat()
    .find((name) => values[name] !== undefined && !MORE[option].includes(name))
  if (stray !== undefined) {
    const fitting = Object.entries(MORE).flatMap(([name, more]) => (more.includes(stray) ? [`--${name}`] : []))
    throw wrongUse({
      code: 'use-stray-option',
      message: 'An option says nothing about what is asked.',
      next: `Leave --${stray} out, or ask one of: ${fitting.join(', ')}.`,
      facts: { asked: `--${option}`, option: `--${stray}` },
    })
  }
  return QUESTIONS[option]({ site, values, at }, textOf(values, option) ?? '')
}

const QUESTIONS: Readonly<Record<Asked, (asking: Asking, subject: string) => Question>> = {
  'work-order': ({ site }, id) => ({ kind: 'touches', workOrderId: idOf(site.model, ['workOrder'], id).id }),
  'all-work-orders': () => ({ kind: 'allTouches' }),
  scrap: scrapQuestion,
  down: (asking, unit) => disruption(asking, { kind: 'workUnitDown', ...unitOf(asking.site.model, unit), ...endOf(asking) }),
  slow: slowQuestion,
  late: lateQuestion,
  'hold-lot': (asking, lot) => disruption(asking, { kind: 'lotHeld', lotId: idOf(asking.site.model, ['lot'], lot).id, ...endOf(asking) }),
  'cancel-order': (asking, order) => disruption(asking, { kind: 'orderCancelled', salesOrderLineId: lineOf(asking.site.model, order) }),
  'cancel-work-order': (asking, order) =>
    disruption(asking, { kind: 'orderCancelled', workOrderId: idOf(asking.site.model, ['workOrder'], order).id }),
  promise: promiseQuestion,
}

function disruption({ at }: Asking, what: Omit<Disruption, 'id' | 'startAt'>): Question {
  return { kind: 'disruption', disruption: { id: WHAT_IF, startAt: at, ...what } }
}

function unitOf(model: Model, text: string): Pick<Disruption, 'workUnitId' | 'workCenterId'> {
  const found = idOf(model, ['workCenter', 'workUnit'], text)
  return found.kind === 'workUnit' ? { workUnitId: found.id } : { workCenterId: found.id }
}

/** Without an end it lasts for a time that nobody knows, and the answer says by when it must end. */
function endOf({ site, values, at }: Asking): { readonly endAt?: Instant } {
  const [lasts, until] = [textOf(values, 'for'), textOf(values, 'until')]
  if (lasts !== undefined && until !== undefined) {
    throw wrongUse({ code: 'use-two-ends', message: 'The end is stated twice.', next: 'Give --for or --until, not both.' })
  }
  if (lasts !== undefined) return { endAt: later(at, secondsOf(lasts, 'for')) }
  if (until === undefined) return {}
  const endAt = momentOf(until, site.zone, 'until')
  if (endAt > at) return { endAt }
  throw wrongUse({
    code: 'use-end-before-start',
    message: 'It would end before it begins.',
    next: 'Give a later --until, or an earlier --at.',
    facts: { at, until: endAt },
  })
}

function scrapQuestion(asking: Asking, order: string): Question {
  const { model } = asking.site
  const { id } = idOf(model, ['workOrder'], order)
  const workOrder = getRecord(model, 'workOrder', id)
  const at = textOf(asking.values, 'at-operation')
  const sequence = at === undefined ? {} : { sequence: numberOf(at, 'at-operation') }
  const reason = workOrder?.scrapReason === undefined ? {} : { reason: workOrder.scrapReason }
  const quantity = quantityOf(asking, workOrder?.quantity.unit)
  return disruption(asking, { kind: 'scrap', workOrderId: id, quantity, ...sequence, ...reason })
}

function slowQuestion(asking: Asking, unit: string): Question {
  const rate = numberOf(needed(asking.values, 'rate', 'the share of the normal rate, as 0.8'), 'rate')
  if (rate <= 0 || rate >= 1) {
    throw wrongUse({
      code: 'use-wrong-rate',
      message: 'A slow rate lies between 0 and 1.',
      next: 'Write --rate 0.8 for 80 %; for a full stop ask --down.',
      facts: { rate },
    })
  }
  return disruption(asking, { kind: 'workUnitSlow', ...unitOf(asking.site.model, unit), rate, ...endOf(asking) })
}

function lateQuestion(asking: Asking, line: string): Question {
  const { site, values } = asking
  const { id } = idOf(site.model, ['purchaseOrderLine'], line)
  const promisedAt = getRecord(site.model, 'purchaseOrderLine', id)?.promisedAt ?? asking.at
  const [by, to] = [textOf(values, 'by'), textOf(values, 'to')]
  if (by !== undefined && to !== undefined)
    throw wrongUse({ code: 'use-two-ends', message: 'The new date is stated twice.', next: 'Give --by or --to, not both.' })
  const newAt = by !== undefined ? later(promisedAt, secondsOf(by, 'by')) : to !== undefined ? momentOf(to, site.zone, 'to') : undefined
  return disruption(asking, { kind: 'purchaseMoved', purchaseOrderLineId: id, ...(newAt === undefined ? {} : { newAt }) })
}

/** A line by its own id, or by that of its order where it is the only one. */
function lineOf(model: Model, text: string): string {
  if (getRecord(model, 'salesOrderLine', text) !== undefined) return text
  const lines = [...model.byKind.salesOrderLine.values()].filter((line) => line.orderId === text)
  const [only] = lines
  if (only === undefined) return idOf(model, ['salesOrderLine'], text).id
  if (lines.length === 1) return only.id
  const facts = { order: text, lines: lines.map((line) => line.id).join(', ') }
  throw wrongUse({ code: 'use-several-lines', message: 'The sales order has several lines.', next: 'Ask for one of them.', facts })
}

function promiseQuestion(asking: Asking, material: string): Question {
  const { model } = asking.site
  const { id } = idOf(model, ['material'], material)
  return { kind: 'promise', materialId: id, quantity: quantityOf(asking, getRecord(model, 'material', id)?.unit) }
}

function needed(values: Values, option: string, what: string): string {
  const value = textOf(values, option)
  if (value !== undefined) return value
  throw wrongUse({
    code: 'use-missing-option',
    message: 'The question needs one more option.',
    next: `Add --${option}: ${what}.`,
    facts: { option: `--${option}` },
  })
}

function numberOf(text: string, option: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw wrongUse({
    code: 'use-wrong-number',
    message: 'This is not a number.',
    next: `Write --${option} with a decimal point, as 12.5.`,
    facts: { option: `--${option}`, value: text },
  })
}

/** `12` counts in `unit`; `12 KGM` is turned into it, where a factor exists. */
function quantityOf({ values }: Asking, unit: UnitCode | undefined): Quantity {
  const [number = '', code] = needed(values, 'quantity', 'how much, as 12 or "12 KGM"').trim().split(/\s+/)
  const value = numberOf(number, 'quantity')
  if (value === 0)
    throw wrongUse({ code: 'use-no-quantity', message: 'A quantity of nothing asks nothing.', next: 'Write --quantity above 0.' })
  const stated = code ?? unit ?? 'C62'
  if (!isUnitCode(stated)) {
    throw wrongUse({
      code: 'use-unknown-unit',
      message: 'This is not a unit.',
      next: `Write a UN/ECE code, as EA, KGM or MTR.`,
      facts: { unit: stated },
    })
  }
  const converted = unit === undefined ? { value, unit: stated } : convertQuantity({ value, unit: stated }, unit)
  if (converted !== undefined) return converted
  const next = `Give it in one of: ${unit === undefined ? '' : compatibleUnits(unit).join(', ')}.`
  throw wrongUse({
    code: 'use-other-unit',
    message: 'The quantity is in a unit that does not fit.',
    next,
    facts: { unit: stated, needed: unit ?? '' },
  })
}
