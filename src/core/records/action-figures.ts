/** The figures that an action and its outcome are kept with: what was projected without it, what it promised, what came of it. */
import { z } from 'zod'
import { type Instant, isInstant } from '../values/instant.ts'
import type { Money } from '../values/money.ts'

const id = z.string().min(1).max(200)
const instant = z.string().refine(isInstant, 'an instant in UTC') as unknown as z.ZodType<Instant>
const money = z
  .object({ amount: z.int(), scale: z.int().min(0).max(6), currency: z.string().regex(/^[A-Z]{3}$/) })
  .readonly() as unknown as z.ZodType<Money>
const list = <T extends z.ZodType>(each: T) => z.array(each).readonly()

/** A sentence as its code and the facts in it: whoever shows it says it in the language of the reader. */
export const saidSchema = z
  .object({ code: z.string().min(1), facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).readonly() })
  .readonly()

/** A change of a record as it was made, kept so that it can be taken back; `from` is absent for an added record, `to` for a removed one. */
export const recordedChangeSchema = z
  .object({
    type: z.enum(['added', 'updated', 'removed']),
    record: z.string().min(1),
    id: z.string().min(1),
    from: z.unknown().optional(),
    to: z.unknown().optional(),
  })
  .readonly()
export type RecordedChange = z.infer<typeof recordedChangeSchema>

/** Money at risk on one promise, or saved on it; null where the line states none. */
const lineMoney = z.object({ revenue: money.nullable(), contribution: money.nullable(), penalty: money.nullable() }).readonly()
export type LineMoney = z.infer<typeof lineMoney>

/** Sums over lines, one entry for each currency. */
export const moneySumsSchema = z.object({ revenue: list(money), contribution: list(money), penalty: list(money) }).readonly()
export type MoneySums = z.infer<typeof moneySumsSchema>

/** The projection of the promises that the cause reached, as it stood without the action when the action was taken. */
export const frozenSchema = z
  .object({
    /** The journal entry after which the action was taken; the model of that moment is found from it. */
    seq: z.int(),
    at: instant,
    lines: list(
      z
        .object({
          salesOrderLineId: id,
          customerId: id,
          dueAt: instant.nullable(),
          projectedAt: instant.nullable().describe('Without the action; null where it can not be known.'),
          late: z.boolean(),
          exposure: lineMoney.describe('Of a line that would be late because of the cause; nulls where it would not.'),
        })
        .readonly(),
    ),
    totals: moneySumsSchema,
  })
  .readonly()
export type FrozenProjection = z.infer<typeof frozenSchema>

/** What a countermeasure was to bring, when it was proposed or taken. */
export const promisedSchema = z
  .object({
    saved: moneySumsSchema,
    cost: money.nullable().describe('Null where a part of it is not known.'),
    promisesKept: z.int(),
    secondsBack: z.int().describe('Less delay, over all promises.'),
  })
  .readonly()
export type PromisedEffect = z.infer<typeof promisedSchema>

export const VERDICTS = ['worked', 'partly', 'noEffect', 'madeWorse', 'wouldHaveRecovered', 'notEnoughData'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How an outcome was reached, line by line. Saved money is claimed once for each line, whatever the number of actions. */
export const outcomeFiguresSchema = z
  .object({
    /** When the cause really ended; null where it never acted. */
    causeEndedAt: instant.nullable(),
    secondsBack: z
      .int()
      .nullable()
      .describe('Less delay over all lines, against doing nothing; negative is more delay. Null where not known.'),
    promisesKept: z.int(),
    promisesBroken: z.int().describe('Lines that are late and would not have been without the action.'),
    saved: moneySumsSchema,
    cost: money.nullable().describe('Null where a part of it is not known.'),
    lines: list(
      z
        .object({
          salesOrderLineId: id,
          customerId: id,
          dueAt: instant.nullable(),
          withoutAt: instant.nullable().describe('When it would have been met without the action, with the end that the cause really had.'),
          withAt: instant.nullable().describe('When it was met, or is projected to be.'),
          met: z.boolean().describe('Whether it was met already when this was settled.'),
          kept: z
            .boolean()
            .describe(
              'Late without the action and not with it, by its own plan and by what happened; counted for the first action that kept it.',
            ),
          exposureWithout: lineMoney,
          exposureWith: lineMoney,
          saved: lineMoney.describe('Less what an earlier action has claimed for the same line.'),
        })
        .readonly(),
    ),
    reached: list(saidSchema).describe('How it was reached, and what was not known.'),
  })
  .readonly()
export type OutcomeFigures = z.infer<typeof outcomeFiguresSchema>

const EUROS = { amount: 4_120_000, scale: 2, currency: 'EUR' } as const
const LINE = { revenue: EUROS, contribution: EUROS, penalty: null } as const
const SUMS: MoneySums = { revenue: [EUROS], contribution: [EUROS], penalty: [] }
const DUE = '2026-05-08T14:00:00.000Z' as Instant
const NOBODY = { revenue: null, contribution: null, penalty: null } as const

/** One of each, as documentation shows them. */
export const FIGURE_EXAMPLES = {
  frozen: {
    seq: 17,
    at: DUE,
    lines: [{ salesOrderLineId: '1042-1', customerId: 'aqua-norte', dueAt: DUE, projectedAt: null, late: true, exposure: LINE }],
    totals: SUMS,
  } satisfies FrozenProjection,
  promised: { saved: SUMS, cost: null, promisesKept: 1, secondsBack: 34_200 } satisfies PromisedEffect,
  planned: [
    { type: 'updated', record: 'operation', id: '7001-20', from: { workUnitId: 'weld-2' }, to: { workUnitId: 'weld-1' } },
  ] satisfies readonly RecordedChange[],
  outcome: {
    causeEndedAt: DUE,
    secondsBack: 34_200,
    promisesKept: 1,
    promisesBroken: 0,
    saved: SUMS,
    cost: null,
    lines: [
      {
        salesOrderLineId: '1042-1',
        customerId: 'aqua-norte',
        dueAt: DUE,
        withoutAt: null,
        withAt: DUE,
        met: true,
        kept: true,
        exposureWithout: LINE,
        exposureWith: NOBODY,
        saved: LINE,
      },
    ],
    reached: [{ code: 'met-in-time', facts: { salesOrderLineId: '1042-1' } }],
  } satisfies OutcomeFigures,
} as const
