/** The shape of a mapping file: every key that may stand in one, checked before anything is read. */
import { z } from 'zod'
import { recordNames } from '../../core/records/all.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()], 'a text, a number, true or false').transform(String)

/** YAML takes a bare NULL for no value at all. */
const emptyText = z.string("a text; write words such as 'NULL' in quotes")

/** A text without braces names a column, one with braces is a template. */
function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value.includes('{') ? { template: value } : { column: value }
}

const valueKeys = {
  column: z.string().min(1).optional(),
  template: z.string().min(1).optional(),
  const: scalar.optional(),
  expression: z.string().min(1).optional(),
  map: z.record(z.string(), scalar).optional(),
  unmapped: z.string().min(1).optional(),
  otherwise: scalar.optional(),
}

/** A unit or a currency: a text is the code itself, an object says where the code comes from. */
const codeSpec = z.preprocess((value) => (typeof value === 'string' ? { const: value } : value), z.strictObject(valueKeys))

const dates = {
  formats: z.array(z.string().min(1)).min(1).optional(),
  zone: z.string().min(1).optional(),
  timeOfDay: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a local time as 17:00')
    .optional(),
}

const fieldSpec = z.preprocess(
  fromText,
  z.strictObject({
    ...valueKeys,
    unit: codeSpec.optional(),
    currency: codeSpec.optional(),
    scale: z.int().min(0).max(6).optional(),
    times: z.string().min(1).optional(),
    in: z.enum(['seconds', 'minutes', 'hours', 'days', 'percent']).optional(),
    ...dates,
    plusDays: z.int().optional(),
    separator: z.string().min(1).optional(),
  }),
)

const fields = z.record(z.string(), fieldSpec)

const format = {
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  delimiter: z.enum([',', ';', 'tab', '|']).optional(),
  skipLines: z.int().min(0).optional(),
  path: z.string().min(1).optional(),
  under: z.string().min(1).optional(),
  empty: z.array(emptyText).optional(),
}

const numbers = z.strictObject({
  decimal: z.enum(['.', ',']),
  thousands: z.enum(['.', ',', ' ', "'"]).optional(),
})

const join = z.strictObject({
  file: z.string().min(1),
  ...format,
  where: z.string().min(1).optional(),
  key: z.string().min(1),
  by: z.string().min(1),
  duplicates: z.enum(['reject', 'first', 'last']).optional(),
  optional: z.boolean().optional(),
})

const source = z.strictObject({
  file: z.string().min(1).optional(),
  rows: z.array(z.record(z.string(), scalar)).min(1).optional(),
  optional: z.boolean().optional(),
  ...format,
  numbers: numbers.optional(),
  dates: z.strictObject(dates).optional(),
  where: z.string().min(1).optional(),
  join: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name that begins with a small letter'), join).optional(),
  key: z.string().min(1),
  fields,
})

const oneOrMore = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(source).min(1))
const recordName = z.enum(recordNames as [string, ...string[]])

/** The whole file. `records` and `pegging` are checked against the record definitions when the mapping is compiled. */
export const mappingSchema = z.strictObject({
  name: z.string().min(1),
  site: z.strictObject({
    id: scalar,
    name: scalar,
    zone: z.string().min(1),
    zoneAssumed: z.boolean().optional(),
    datesWithoutTime: z.boolean().optional(),
    currency: z.string().min(1),
  }),
  dates: z.strictObject(dates).optional(),
  numbers: numbers.optional(),
  empty: z.array(emptyText).optional(),
  units: z.record(z.string(), scalar).optional(),
  covers: z.array(recordName).optional(),
  pegging: z
    .strictObject({
      rule: z.string().min(1),
      workOrder: fields.optional(),
      purchaseOrderLine: fields.optional(),
      salesOrderLine: fields.optional(),
    })
    .optional(),
  records: z.partialRecord(recordName, oneOrMore),
})

export type MappingText = z.infer<typeof mappingSchema>
export type SourceText = z.infer<typeof source>
export type JoinText = z.infer<typeof join>
export type FieldText = z.infer<typeof fieldSpec>
export type ValueText = z.infer<typeof codeSpec>
export type FormatText = Pick<JoinText, 'encoding' | 'delimiter' | 'skipLines' | 'path' | 'under' | 'empty'>
