/** Records as CSV that our own importer reads back to the same records: the columns of the templates, without any loss. */
import { stringify } from 'yaml'
import { type AnyRecord, definitionOf, type RecordName } from '../core/records/all.ts'
import type { FieldKind } from '../core/records/define.ts'
import type { Site } from '../core/records/site.ts'
import type { Money } from '../core/values/money.ts'
import type { Quantity } from '../core/values/quantity.ts'
import { csvText } from './csv-text.ts'

/** How one kind was written, as far as its values decide it. */
export interface ExportedKind {
  readonly name: RecordName
  readonly records: number
  /** Decimals of each money field. */
  readonly scales: Readonly<Record<string, number>>
  /** What stands between the entries of each list: something that no entry holds. */
  readonly separators: Readonly<Record<string, string>>
}

const SEPARATORS = [',', ';', '|', '¦', '¬'] as const

function fieldsOf(name: RecordName): readonly (readonly [field: string, kind: FieldKind])[] {
  return Object.entries(definitionOf(name).fields).map(([field, { kind }]) => [field, kind])
}

const isList = (kind: FieldKind): boolean => kind.type === 'refs' || kind.type === 'choices'

export function exportedKind(name: RecordName, records: readonly AnyRecord[]): ExportedKind {
  const valuesOf = <T>(field: string): readonly T[] =>
    records.flatMap((each) => (each as unknown as Record<string, T | undefined>)[field] ?? [])
  const scales: Record<string, number> = {}
  const separators: Record<string, string> = {}
  for (const [field, kind] of fieldsOf(name)) {
    if (kind.type === 'money') scales[field] = valuesOf<Money>(field).reduce((most, { scale }) => Math.max(most, scale), 0)
    if (isList(kind)) separators[field] = SEPARATORS.find((each) => !valuesOf<string>(field).some((entry) => entry.includes(each))) ?? ','
  }
  return { name, records: records.length, scales, separators }
}

/** The header, then a line for each record. */
export function* exportRows({ name, separators }: ExportedKind, records: readonly AnyRecord[]): Generator<string> {
  const fields = fieldsOf(name)
  yield csvText([['id', ...fields.flatMap(([field, kind]) => columnsOf(field, kind))]])
  for (const record of records) {
    const values = record as unknown as Readonly<Record<string, unknown>>
    yield csvText([[record.id, ...fields.flatMap(([field, kind]) => cellsOf(kind, values[field], separators[field] ?? ','))]])
  }
}

function columnsOf(field: string, kind: FieldKind): readonly string[] {
  if (kind.type === 'quantity') return [field, `${field}Unit`]
  if (kind.type === 'money') return [field, `${field}Currency`]
  return [field]
}

function cellsOf(kind: FieldKind, value: unknown, separator: string): readonly string[] {
  if (kind.type === 'quantity') return value === undefined ? ['', ''] : [numberText((value as Quantity).value), (value as Quantity).unit]
  if (kind.type === 'money') return value === undefined ? ['', ''] : [decimalText(value as Money), (value as Money).currency]
  if (value === undefined) return ['']
  if (kind.type === 'structured') return [JSON.stringify(value)]
  if (Array.isArray(value)) return [value.join(separator)]
  return [typeof value === 'number' ? numberText(value) : String(value)]
}

/** Never with an exponent, which no importer of tables expects. */
function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

/** Exact: from the digits, not by division. */
function decimalText({ amount, scale }: Money): string {
  const digits = String(Math.abs(amount)).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return amount < 0 ? `-${text}` : text
}

/** The mapping that reads the files back. */
export function exportMapping(siteId: string, site: Site | undefined, kinds: readonly ExportedKind[]): string {
  const { id, name, zone, currency, ...assumed } = site ?? { id: siteId, name: siteId, zone: 'UTC', currency: 'EUR' }
  const records = Object.fromEntries(
    kinds.map((kind) => {
      const fields = Object.fromEntries(fieldsOf(kind.name).map(([field, each]) => [field, fieldText(kind, field, each)]))
      return [kind.name, { file: `${kind.name}.csv`, delimiter: ',', key: 'id', fields }]
    }),
  )
  const head = '# Reads an export back in: throughline import <this folder> --mapping <this file>\n'
  return (
    head +
    stringify({ name: `export of ${id}`, site: { id, name, zone, currency, ...assumed }, covers: kinds.map((each) => each.name), records })
  )
}

function fieldText({ scales, separators }: ExportedKind, field: string, kind: FieldKind): unknown {
  if (kind.type === 'quantity') return { column: field, unit: { column: `${field}Unit` } }
  if (kind.type === 'money') return { column: field, currency: { column: `${field}Currency` }, scale: scales[field] }
  return isList(kind) ? { column: field, separator: separators[field] } : field
}
