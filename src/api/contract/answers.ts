/** Schemas of the engine's answers. A field that an answer gains or loses makes this file fail to compile. */
import { z } from 'zod'
import type {
  AffectedPromise,
  CapableToPromise,
  ChainLink,
  Exposure,
  ImpactAnswer,
  LinkParts,
  MoneyTotals,
  NodeKind,
  PegFound,
  PegStep,
  PromiseAnswer,
  TouchAnswer,
} from '../../core/impact/answer.ts'
import { disruption } from '../../core/records/disruption.ts'
import { instant, list, money, quantity, recordId, said, sameAs, seconds } from './values.ts'

const found = sameAs<PegFound>()(z.enum(['recorded', 'rule', 'assumed']))
const nodeKind = sameAs<NodeKind>()(
  z.enum(['operation', 'workOrder', 'purchaseOrderLine', 'lot', 'stock', 'assumedWorkOrder', 'assumedPurchase', 'salesOrderLine']),
)

const pegStep = sameAs<PegStep>()(
  z
    .object({
      supplyKind: nodeKind,
      supplyId: z.string(),
      demandKind: z.enum(['salesOrderLine', 'workOrder', 'assumedWorkOrder']),
      demandId: z.string(),
      materialId: recordId,
      quantity,
      found: found.describe('Stated in the source, found by a rule, or assumed because nothing supplies the demand yet.'),
      rule: said.describe('Why this supply serves this demand.'),
    })
    .meta({ id: 'PegStep', description: 'One step of the way from a supply to a promise.' }),
)

const linkParts = sameAs<LinkParts>()(
  z
    .object({
      workSeconds: seconds,
      setupSeconds: seconds,
      closedSeconds: seconds.describe('Outside working time.'),
      disruptedSeconds: seconds.describe('The work unit was down, or lost by running slow.'),
      queueSeconds: seconds.describe('Waiting behind other work.'),
      waitSeconds: seconds.describe('Waiting for a date.'),
    })
    .meta({ id: 'LinkParts', description: 'Why a link lasts: the parts add up to its time.' }),
)

const chainLink = sameAs<ChainLink>()(
  z
    .object({
      kind: nodeKind,
      id: z.string(),
      workOrderId: z.string().exactOptional(),
      sequence: z.number().exactOptional(),
      workCenterId: z.string().exactOptional(),
      workUnitId: z.string().exactOptional(),
      materialId: z.string().exactOptional(),
      supplierId: z.string().exactOptional(),
      fromAt: instant.nullable().describe('Null where a disruption without a known end stands before it.'),
      toAt: instant.nullable(),
      parts: linkParts,
      addedSeconds: seconds.describe('Share of the delay that arises here; links that absorb have a negative one.'),
      boundBy: z.enum(['previous operation', 'material', 'work unit busy', 'date', 'now']).describe('Why it started no earlier.'),
      found: found.exactOptional(),
    })
    .meta({ id: 'ChainLink', description: 'One link of the chain of binding constraints, from the cause to the promise.' }),
)

const exposure = sameAs<Exposure>()(
  z
    .object({ revenue: money.nullable(), contribution: money.nullable(), penalty: money.nullable() })
    .meta({ id: 'Exposure', description: 'Money at risk on one promise, counted once. Null is not known or none.' }),
)

const promiseFacts = {
  salesOrderLineId: recordId,
  orderId: z.string(),
  customerId: recordId,
  materialId: recordId,
  quantity,
  requestedAt: instant.nullable(),
  firstConfirmedAt: instant.nullable(),
  confirmedAt: instant.nullable(),
}

export const affectedPromise = sameAs<AffectedPromise>()(
  z
    .object({
      ...promiseFacts,
      projectedBefore: instant.nullable(),
      projectedAfter: instant.nullable(),
      projectedP90After: instant
        .nullable()
        .describe(
          'Nine times in ten it is met by then (P90), by recorded repair times; the same as `projectedAfter` where nothing uncertain is on the way.',
        ),
      slackSeconds: seconds.nullable().describe('Confirmed minus projected; negative is late.'),
      slackBeforeSeconds: seconds.nullable().describe('The same before the disruption.'),
      delaySeconds: seconds.nullable().describe('How much later than before; null when the end of the disruption is not known.'),
      late: z.boolean(),
      lateBefore: z.boolean(),
      shortQuantity: quantity.nullable(),
      mustEndBy: instant.nullable().describe('For a disruption without a known end: by when it must end so that the promise holds.'),
      exposure,
      chain: list(chainLink),
      pegs: list(pegStep),
      unknowns: list(said),
    })
    .meta({ id: 'AffectedPromise' }),
)

export const moneyTotals = sameAs<MoneyTotals>()(
  z
    .object({ lines: z.int(), orders: z.int(), customers: z.int(), revenue: list(money), contribution: list(money), penalty: list(money) })
    .meta({ id: 'MoneyTotals', description: 'One amount for each currency.' }),
)

export const impactAnswer = sameAs<ImpactAnswer>()(
  z
    .object({
      disruption: disruption.schema,
      at: instant.describe('Now, as the projection took it.'),
      late: list(affectedPromise).describe('Late, or later, by it: by money, then by delay.'),
      insideSlack: list(affectedPromise).describe(
        'The other promises that it reaches: moved inside their slack, come earlier, short of a quantity, or late before and no later against their date. None is late because of it.',
      ),
      totals: moneyTotals.describe('Of the promises that it breaks; the money counts added penalties of those that are late anyway, too.'),
      laterStill: z.int().describe('How many of `late` are late without it, and later still by it.'),
      lateAnyway: z.int().describe('Late without it, so that nobody blames it for them.'),
      notes: list(said).describe('What was assumed or not known.'),
    })
    .meta({ id: 'ImpactAnswer', description: 'What one disruption does to the promises.' }),
)

export const touchAnswer = sameAs<TouchAnswer>()(
  z
    .object({
      workOrderId: recordId,
      materialId: recordId,
      quantity,
      scrapped: quantity.nullable(),
      scrapReason: z.string().nullable().describe('As recorded.'),
      slackSeconds: seconds
        .nullable()
        .describe(
          'How much longer it may take before a promise that is kept now would break; null when it is done or nothing waits for it.',
        ),
      lines: list(z.object({ salesOrderLineId: recordId, orderId: z.string(), customerId: recordId, quantity, price: money.nullable() })),
      totals: z.object({ lines: z.int(), orders: z.int(), customers: z.int(), revenue: list(money) }),
      pegs: list(pegStep),
      notes: list(said),
    })
    .meta({ id: 'TouchAnswer', description: 'Which promises a work order serves, up through its parents.' }),
)

export const promiseAnswer = sameAs<PromiseAnswer>()(
  z
    .object({
      ...promiseFacts,
      projectedAt: instant.nullable(),
      projectedP90At: instant
        .nullable()
        .describe(
          'Nine times in ten it is met by then (P90), by recorded repair times; the same as `projectedAt` where nothing uncertain is on the way.',
        ),
      slackSeconds: seconds.nullable().describe('Confirmed minus projected; negative is late.'),
      late: z.boolean(),
      exposure,
      chain: list(chainLink),
      pegs: list(pegStep),
      causes: list(z.object({ disruptionId: recordId, share: z.enum(['alone', 'shared']), seconds })),
      unknowns: list(said),
    })
    .meta({ id: 'PromiseAnswer', description: 'One promise as it stands.' }),
)

export const capableToPromise = sameAs<CapableToPromise>()(
  z
    .object({ materialId: recordId, quantity, promisedAt: instant.nullable(), chain: list(chainLink), notes: list(said) })
    .meta({ id: 'CapableToPromise', description: 'The date that a new order can be promised for, and what it rests on.' }),
)
