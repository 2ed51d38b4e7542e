/** Schemas of the values that answers and requests are made of, each checked against the type that it stands for. */
import { z } from 'zod'
import { type Instant, isInstant } from '../../core/values/instant.ts'
import type { Money } from '../../core/values/money.ts'
import { isUnitCode, type Quantity, type UnitCode } from '../../core/values/quantity.ts'
import type { Said } from '../../core/values/said.ts'

type Same<A, B> = [A, keyof A] extends [B, keyof B] ? ([B, keyof B] extends [A, keyof A] ? true : false) : false

/** The schema itself; it only compiles when what the schema tells and `T` are the same. */
export function sameAs<T>() {
  return <S extends z.ZodType>(schema: Same<z.output<S>, T> extends true ? S : never): z.ZodType<T> => schema as unknown as z.ZodType<T>
}

export const list = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()

export const instant = (
  z.string().refine(isInstant, 'an instant in UTC, as 2026-05-08T06:00:00.000Z') as unknown as z.ZodType<Instant>
).meta({
  id: 'Instant',
  description: 'An instant in UTC.',
  format: 'date-time',
  examples: ['2026-05-08T06:00:00.000Z'],
})
export const unitCode = (z.string().refine(isUnitCode, 'a UN/ECE unit code, as EA or KGM') as unknown as z.ZodType<UnitCode>).meta({
  id: 'UnitCode',
  description: 'A unit code of UN/ECE Recommendation 20.',
  examples: ['EA'],
})
export const quantity = sameAs<Quantity>()(
  z.object({ value: z.number().min(0), unit: unitCode }).meta({ id: 'Quantity', examples: [{ value: 12, unit: 'EA' }] }),
)
export const money = sameAs<Money>()(
  z
    .object({ amount: z.int(), scale: z.int().min(0).max(6), currency: z.string().regex(/^[A-Z]{3}$/) })
    .meta({ id: 'Money', description: 'amount × 10^−scale of the currency.', examples: [{ amount: 142_865, scale: 2, currency: 'EUR' }] }),
)
export const said = sameAs<Said>()(
  z.object({ code: z.string().min(1), facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).readonly() }).meta({
    id: 'Said',
    description: 'A sentence as its code and the facts in it, for whoever shows it to say it in the language of the reader.',
    examples: [{ code: 'met-in-time', facts: { salesOrderLineId: '1042-1' } }],
  }),
)
export const recordId = z.string().min(1).max(200)
/** Seconds of elapsed time; negative where the doc of its field says so. */
export const seconds = z.number()
