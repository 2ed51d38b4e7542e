/** A disruption as one sentence, and the small words that every answer shares. */
import type { RecordName } from '../core/records/all.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { type Quantity, unitName } from '../core/values/quantity.ts'
import { momentText } from './moment.ts'

/** What the words need to know of the site. */
export interface Naming {
  readonly zone: string
  /** A record's name with its id. */
  readonly called: (kind: RecordName, id: string) => string
}

export function quantityText({ value, unit }: Quantity): string {
  const number = Number(value.toFixed(6)).toLocaleString('en-US', { maximumFractionDigits: 6 })
  return unit === 'C62' || unit === 'EA' || unit === 'H87' ? `${number} ${value === 1 ? 'piece' : 'pieces'}` : `${number} ${unitName(unit)}`
}

/** The disruption itself, as a sentence. */
export function disruptionText(disruption: Disruption, { zone, called }: Naming): string {
  const { kind, startAt, newAt } = disruption
  const when = `from ${momentText(startAt, zone)} ${endText(disruption, zone)}`
  const moved = newAt === undefined ? 'nobody knows to when' : `to ${momentText(newAt, zone)}`
  const unit =
    disruption.workUnitId === undefined ? called('workCenter', disruption.workCenterId ?? '') : called('workUnit', disruption.workUnitId)
  const order =
    disruption.salesOrderLineId === undefined ? `Work order ${disruption.workOrderId}` : `Sales order line ${disruption.salesOrderLineId}`
  const reason = disruption.reason === undefined ? '' : ` Recorded reason: ${disruption.reason}.`
  const texts: Readonly<Record<Disruption['kind'], () => string>> = {
    workUnitDown: () => `${unit} is down ${when}.`,
    workUnitSlow: () => `${unit} runs at ${Math.round((disruption.rate ?? 1) * 100)} % of its rate ${when}.`,
    scrap: () =>
      `Work order ${disruption.workOrderId} scraps ${disruption.quantity === undefined ? 'some' : quantityText(disruption.quantity)}${disruption.sequence === undefined ? '' : ` at operation ${disruption.sequence}`}.`,
    lotHeld: () => `Lot ${disruption.lotId} is held ${when}.`,
    purchaseMoved: () => `Purchase order line ${disruption.purchaseOrderLineId} moves ${moved}.`,
    orderChanged: () => `${order} changes${changeText(disruption, zone)}.`,
    orderCancelled: () => `${order} is cancelled.`,
    qualificationMissing: () =>
      `${unit} lacks ${disruption.missing ?? 'some'} qualified for ${disruption.skill ?? 'a skill that it needs'} ${when}.`,
    signalLost: () => `Nothing is heard of ${unit} from ${momentText(startAt, zone)} on.`,
  }
  return `${texts[kind]()}${reason}`
}

function endText({ endAt, expectedEndAt }: Disruption, zone: string): string {
  if (endAt !== undefined) return `to ${momentText(endAt, zone)}`
  return expectedEndAt === undefined ? 'until nobody knows when' : `to about ${momentText(expectedEndAt, zone)}, as likely as not`
}

function changeText({ quantity, newAt }: Disruption, zone: string): string {
  const parts = [
    ...(quantity === undefined ? [] : [`to ${quantityText(quantity)}`]),
    ...(newAt === undefined ? [] : [`to the date ${momentText(newAt, zone)}`]),
  ]
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`
}
