/** What an impact answer says. One shape for the command line, the API and every page; every figure carries its reasons. */

import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import type { Money } from '../values/money.ts'
import type { Quantity } from '../values/quantity.ts'
import type { Said } from '../values/said.ts'

/** How a peg was found: stated in the source, by a rule (the mapping's pegging rule or netting), or assumed because nothing supplies the demand yet. */
export type PegFound = 'recorded' | 'rule' | 'assumed'

export type NodeKind =
  | 'operation'
  | 'workOrder'
  | 'purchaseOrderLine'
  | 'lot'
  | 'stock'
  | 'assumedWorkOrder'
  | 'assumedPurchase'
  | 'salesOrderLine'

/** One step of the way from a supply to a promise. */
export interface PegStep {
  readonly supplyKind: NodeKind
  readonly supplyId: string
  readonly demandKind: 'salesOrderLine' | 'workOrder' | 'assumedWorkOrder'
  readonly demandId: string
  readonly materialId: string
  readonly quantity: Quantity
  readonly found: PegFound
  /** Why this supply serves this demand. */
  readonly rule: Said
}

/** Why a link of the chain lasts: the parts add up to the time from `fromAt` to `toAt`. Seconds of elapsed time. */
export interface LinkParts {
  readonly workSeconds: number
  readonly setupSeconds: number
  /** Outside the working time of the work unit's calendar. */
  readonly closedSeconds: number
  /** Working time in which the work unit was down, or that it lost by running slow. */
  readonly disruptedSeconds: number
  /** Waiting for the work unit: the link is other work that stands before the promise's own on the same work unit. */
  readonly queueSeconds: number
  /** Waiting for a date: a delivery, a planned start, an assumed replenishment. */
  readonly waitSeconds: number
}

/** One link of the chain of binding constraints, from the cause to the promise. */
export interface ChainLink {
  readonly kind: NodeKind
  readonly id: string
  readonly workOrderId?: string
  readonly sequence?: number
  readonly workCenterId?: string
  readonly workUnitId?: string
  readonly materialId?: string
  /** Who supplies, on a purchase link. */
  readonly supplierId?: string
  /** Null where a disruption without a known end stands before it. */
  readonly fromAt: Instant | null
  readonly toAt: Instant | null
  readonly parts: LinkParts
  /** How much of the promise's delay arises on this link; links absorb with a negative number. Seconds. */
  readonly addedSeconds: number
  /** Why it started no earlier: what bound it. */
  readonly boundBy: 'previous operation' | 'material' | 'work unit busy' | 'date' | 'now'
  readonly found?: PegFound
}

/** Money at risk on one promise: counted once, whatever the number of causes. */
export interface Exposure {
  readonly revenue: Money | null
  readonly contribution: Money | null
  readonly penalty: Money | null
}

/** A promise that a disruption reaches. A date that can't be known is null, and `unknowns` says why. */
export interface AffectedPromise {
  readonly salesOrderLineId: string
  readonly orderId: string
  readonly customerId: string
  readonly materialId: string
  readonly quantity: Quantity
  readonly requestedAt: Instant | null
  readonly firstConfirmedAt: Instant | null
  readonly confirmedAt: Instant | null
  readonly projectedBefore: Instant | null
  readonly projectedAfter: Instant | null
  /** Nine times in ten it is met by then (P90); the same as `projectedAfter` where nothing uncertain is on the way. */
  readonly projectedP90After: Instant | null
  /**
   * Confirmed minus projected, after the disruption; negative is late. Null when either date is not known.
   * Where a source states days only, a promise holds until its day is over, and so long is its slack.
   */
  readonly slackSeconds: number | null
  /** The same before the disruption. */
  readonly slackBeforeSeconds: number | null
  /** How much later than before. Null when the end of the disruption is not known. */
  readonly delaySeconds: number | null
  readonly late: boolean
  readonly lateBefore: boolean
  readonly shortQuantity: Quantity | null
  /**
   * For a stop, a held lot or a delivery without a known end: the latest instant at which it may end so that the promise still holds.
   * Null when the end is known, when the promise breaks whatever the end or was late before, and where it was not looked for.
   */
  readonly mustEndBy: Instant | null
  /** Money of a promise that this disruption makes late; zero effect is null, not zero money. */
  readonly exposure: Exposure
  readonly chain: readonly ChainLink[]
  readonly pegs: readonly PegStep[]
  readonly unknowns: readonly Said[]
}

export interface MoneyTotals {
  readonly lines: number
  readonly orders: number
  readonly customers: number
  readonly revenue: readonly Money[]
  readonly contribution: readonly Money[]
  readonly penalty: readonly Money[]
}

/** What one disruption does to the promises. */
export interface ImpactAnswer {
  readonly disruption: Disruption
  /** Now, as the projection took it. */
  readonly at: Instant
  /** Promises that become late, or later, by it: ordered by money, then by delay. */
  readonly late: readonly AffectedPromise[]
  /**
   * The other promises that it reaches: their date moves inside the slack, or comes earlier, or they lack a quantity,
   * or they were late before and are no later against their date. None is late because of it.
   */
  readonly insideSlack: readonly AffectedPromise[]
  /** Of the promises that it breaks; its money counts what it adds to the penalties of those that are late anyway, too. */
  readonly totals: MoneyTotals
  /** How many of `late` are late without it, and later still by it. */
  readonly laterStill: number
  /** Promises still to be met that are late without it: counted so that nobody blames it for them. */
  readonly lateAnyway: number
  /** What was assumed or not known: first about this disruption, then about the plant. */
  readonly notes: readonly Said[]
}

/** Which promises a work order serves, up through its parents: by pegging alone, whatever the dates. */
export interface TouchAnswer {
  readonly workOrderId: string
  readonly materialId: string
  readonly quantity: Quantity
  readonly scrapped: Quantity | null
  /** As recorded. */
  readonly scrapReason: string | null
  /** How much longer it may take before a promise that is kept now would break. Null when it is done, or when no promise with a date waits for it. */
  readonly slackSeconds: number | null
  readonly lines: readonly {
    readonly salesOrderLineId: string
    readonly orderId: string
    readonly customerId: string
    readonly quantity: Quantity
    readonly price: Money | null
  }[]
  readonly totals: { readonly lines: number; readonly orders: number; readonly customers: number; readonly revenue: readonly Money[] }
  /** Every peg on the way. */
  readonly pegs: readonly PegStep[]
  readonly notes: readonly Said[]
}

/** What a work order touches, in numbers. */
export interface TouchTotals {
  readonly workOrderId: string
  readonly lines: number
  readonly orders: number
  readonly customers: number
  readonly revenue: readonly Money[]
}

/** One promise as it stands. */
export interface PromiseAnswer {
  readonly salesOrderLineId: string
  readonly orderId: string
  readonly customerId: string
  readonly materialId: string
  readonly quantity: Quantity
  readonly requestedAt: Instant | null
  readonly firstConfirmedAt: Instant | null
  readonly confirmedAt: Instant | null
  readonly projectedAt: Instant | null
  /** Nine times in ten it is met by then (P90), by recorded repair times. The same as `projectedAt` where nothing uncertain is on the way. */
  readonly projectedP90At: Instant | null
  readonly slackSeconds: number | null
  readonly late: boolean
  readonly exposure: Exposure
  readonly chain: readonly ChainLink[]
  readonly pegs: readonly PegStep[]
  readonly causes: readonly { readonly disruptionId: string; readonly share: 'alone' | 'shared'; readonly seconds: number }[]
  readonly unknowns: readonly Said[]
}

/** The date that a new order can be promised for (capable to promise), and what it rests on. */
export interface CapableToPromise {
  readonly materialId: string
  readonly quantity: Quantity
  readonly promisedAt: Instant | null
  readonly chain: readonly ChainLink[]
  readonly notes: readonly Said[]
}
