/** Plan moves: what a person may change in the plan, as data. A countermeasure and a scenario are lists of them. */
import { z } from 'zod'
import { type Instant, isInstant } from '../values/instant.ts'
import { isUnitCode, type Quantity } from '../values/quantity.ts'

const id = z.string().min(1).max(200)
const instant = z.string().refine(isInstant, 'an instant in UTC, as 2026-05-08T06:00:00.000Z') as unknown as z.ZodType<Instant>
const quantity = z
  .object({ value: z.number().finite().positive(), unit: z.string().refine(isUnitCode, 'a UN/ECE unit code') })
  .readonly() as unknown as z.ZodType<Quantity>

const supply = z.strictObject({ kind: z.enum(['lot', 'workOrder', 'purchaseOrderLine']), id }).readonly()
const demand = z.strictObject({ kind: z.enum(['salesOrderLine', 'workOrder']), id }).readonly()

export const planMoveSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('runOn'),
      operationId: id,
      workUnitId: id,
      beforeOperationId: id.optional().describe('Goes before this operation on the work unit; where its date puts it when not stated.'),
    })
    .readonly()
    .describe('The operation runs on this work unit, at this place of its sequence.'),
  z
    .strictObject({ type: z.literal('openTime'), workUnitId: id, fromAt: instant, toAt: instant })
    .readonly()
    .describe('The work unit works in this time as well: overtime, an extra shift.'),
  z
    .strictObject({ type: z.literal('deliver'), purchaseOrderLineId: id, at: instant })
    .readonly()
    .describe('The purchase order line arrives at this time.'),
  z
    .strictObject({ type: z.literal('buy'), materialId: id, quantity, at: instant, supplierId: id.optional(), for: demand.optional() })
    .readonly()
    .describe('More is bought, for this demand alone where one is stated.'),
  z
    .strictObject({ type: z.literal('reserve'), supply, for: demand })
    .readonly()
    .describe('The supply serves this demand before any other.'),
  z
    .strictObject({ type: z.literal('split'), workOrderId: id, quantity })
    .readonly()
    .describe('This much of the work order is made first, as a work order of its own; the rest follows.'),
  z
    .strictObject({ type: z.literal('shipPart'), salesOrderLineId: id, quantity })
    .readonly()
    .describe('This much of the line is shipped as soon as it is there; the rest follows.'),
  z
    .strictObject({ type: z.literal('staff'), workCenterId: id, skill: z.string().min(1), fromAt: instant, toAt: instant })
    .readonly()
    .describe('One more person who is qualified for the skill works there; who it is, a person chooses.'),
  z
    .strictObject({ type: z.literal('endBy'), disruptionId: id, at: instant })
    .readonly()
    .describe('The disruption is over by then: it is repaired, released or settled first.'),
  z
    .strictObject({ type: z.literal('startAt'), operationId: id, at: instant })
    .readonly()
    .describe('The operation starts no earlier than this.'),
  z
    .strictObject({ type: z.literal('promiseAt'), salesOrderLineId: id, at: instant })
    .readonly()
    .describe('The line is confirmed for this date instead.'),
])
/** One change to the plan that a person may choose. Instants in UTC; a quantity is above zero. */
export type PlanMove = z.infer<typeof planMoveSchema>

export const MOVES_EXAMPLE: readonly PlanMove[] = [{ type: 'runOn', operationId: '7001-20', workUnitId: 'weld-1' }]
