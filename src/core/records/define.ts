/**
 * How a record is defined once: its fields carry the schema, the column, the template header and the words.
 * The type, the id, the table, the import template and the API shape all come from the one definition.
 */
import { z } from 'zod'
import { type Instant, isInstant } from '../values/instant.ts'
import type { Money } from '../values/money.ts'
import { isUnitCode, type Quantity, unitCodes } from '../values/quantity.ts'

/** What a field holds; the store, the mapping and the API choose column, parser and format by it. */
export type FieldKind =
  | { readonly type: 'text' }
  | { readonly type: 'ref'; readonly to: string }
  | { readonly type: 'refs'; readonly to: string }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'choices'; readonly values: readonly string[] }
  | { readonly type: 'number'; readonly unit: string }
  | { readonly type: 'integer'; readonly unit: string }
  | { readonly type: 'flag' }
  | { readonly type: 'instant' }
  | { readonly type: 'localDate' }
  | { readonly type: 'localTime' }
  | { readonly type: 'zone' }
  | { readonly type: 'unit' }
  | { readonly type: 'currency' }
  | { readonly type: 'quantity' }
  | { readonly type: 'money' }
  /** A whole of several parts, kept and shown as JSON. */
  | { readonly type: 'structured'; readonly example: unknown }

/** One field. `T` is what a record holds, `Optional` whether a record may go without it (absent, never null). */
export interface Field<T, Optional extends boolean = boolean> {
  readonly kind: FieldKind
  readonly schema: z.ZodType<T>
  readonly optional: Optional
  readonly doc: string
}

type Required<T> = Field<T, false>

function field<T>(kind: FieldKind, schema: z.ZodType<T>, doc: string): Required<T> {
  return { kind, schema: schema.describe(doc), optional: false, doc }
}

/** The same field, but a record may go without it: absent means not known. */
export function optional<T>(required: Required<T>): Field<T, true> {
  return { ...required, optional: true }
}

const ID_LENGTH_MAX = 200

export const text = (doc: string) => field<string>({ type: 'text' }, z.string().min(1).max(10_000), doc)
/** The id of another record; an import refuses one that points at nothing. */
export const ref = (to: string, doc: string) => field<string>({ type: 'ref', to }, z.string().min(1).max(ID_LENGTH_MAX), doc)
export const refs = (to: string, doc: string) =>
  field<readonly string[]>({ type: 'refs', to }, z.array(z.string().min(1).max(ID_LENGTH_MAX)).readonly(), doc)
export const choice = <const V extends readonly [string, ...string[]]>(values: V, doc: string) =>
  field<V[number]>({ type: 'choice', values }, z.enum(values), doc)
export const choices = <const V extends readonly [string, ...string[]]>(values: V, doc: string) =>
  field<readonly V[number][]>({ type: 'choices', values }, z.array(z.enum(values)).readonly(), doc)
/** A finite number that is not negative, in `unit`. */
export const amount = (unit: string, doc: string) => field<number>({ type: 'number', unit }, z.number().finite().min(0), doc)
export const fraction = (doc: string) => field<number>({ type: 'number', unit: 'fraction of 1' }, z.number().min(0).max(1), doc)
export const count = (unit: string, doc: string) => field<number>({ type: 'integer', unit }, z.int().min(0), doc)
export const whole = (doc: string) => field<number>({ type: 'integer', unit: 'number' }, z.int(), doc)
export const flag = (doc: string) => field<boolean>({ type: 'flag' }, z.boolean(), doc)
export const instant = (doc: string) =>
  field<Instant>(
    { type: 'instant' },
    z.string().refine(isInstant, 'an instant in UTC, as 2026-05-08T06:00:00.000Z') as unknown as z.ZodType<Instant>,
    doc,
  )
export const localDate = (doc: string) => field<string>({ type: 'localDate' }, z.iso.date(), doc)
export const localTime = (doc: string) =>
  field<string>({ type: 'localTime' }, z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a local time as 06:00'), doc)
export const zone = (doc: string) => field<string>({ type: 'zone' }, z.string().refine(isZone, 'an IANA zone as Europe/Berlin'), doc)
export const unit = (doc: string) => field<Quantity['unit']>({ type: 'unit' }, unitSchema(), doc)
export const currency = (doc: string) => field<string>({ type: 'currency' }, z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code as EUR'), doc)
/** Zero or more of something, with its unit. */
export const quantity = (doc: string) =>
  field<Quantity>({ type: 'quantity' }, z.object({ value: z.number().finite().min(0), unit: unitSchema() }).readonly(), doc)
export const moneyField = (doc: string) =>
  field<Money>(
    { type: 'money' },
    z.object({ amount: z.int(), scale: z.int().min(0).max(6), currency: z.string().regex(/^[A-Z]{3}$/) }).readonly(),
    doc,
  )

/** Several parts that belong together and are only read together; in tables and files it is JSON, as the example. */
export const structured = <T>(schema: z.ZodType<T>, doc: string, example: T) =>
  field<T>({ type: 'structured', example }, schema.meta({ examples: [example] }), doc)

function unitSchema(): z.ZodType<Quantity['unit']> {
  return z.string().refine(isUnitCode, `a UN/ECE unit code: ${unitCodes.join(', ')}`) as unknown as z.ZodType<Quantity['unit']>
}

function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return /^[A-Z]/.test(name)
  } catch {
    return false
  }
}

export type Fields = Readonly<Record<string, Field<unknown>>>

type RecordShape<F extends Fields> = { readonly id: string } & {
  readonly [K in keyof F as F[K] extends Field<unknown, false> ? K : never]: F[K] extends Field<infer T, false> ? T : never
} & {
  readonly [K in keyof F as F[K] extends Field<unknown, true> ? K : never]?: F[K] extends Field<infer T, true> ? T : never
}

/** A kind of record. `name` is camelCase, `table` and the columns are snake_case of the same words. */
export interface RecordDefinition<N extends string = string, F extends Fields = Fields> {
  readonly name: N
  readonly table: string
  readonly doc: string
  /** Holds data about an identifiable person: off until a works agreement is configured. */
  readonly personal: boolean
  readonly fields: F
  readonly schema: z.ZodType<RecordShape<F>>
}

/** The type of one record of a definition. */
export type RecordOf<D> = D extends RecordDefinition<string, infer F> ? RecordShape<F> : never

/** `camelCase` to `snake_case`, the one rule by which columns are named. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Defines a record. Every record has an `id`, unique among its kind within one site. */
export function defineRecord<N extends string, F extends Fields>(name: N, doc: string, fields: F): RecordDefinition<N, F> {
  const shape: Record<string, z.ZodType> = { id: z.string().min(1).max(ID_LENGTH_MAX).describe('unique among its kind within the site') }
  for (const [key, each] of Object.entries(fields)) shape[key] = each.optional ? each.schema.optional() : each.schema
  const schema = z.strictObject(shape).readonly() as unknown as z.ZodType<RecordShape<F>>
  return { name, table: snakeCase(name), doc, personal: false, fields, schema }
}

/** Defines a record about an identifiable person: it is neither read nor kept without a works agreement. */
export function definePersonalRecord<N extends string, F extends Fields>(name: N, doc: string, fields: F): RecordDefinition<N, F> {
  return { ...defineRecord(name, doc, fields), personal: true }
}
