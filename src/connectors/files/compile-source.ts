/** Compiles one source of a mapping: its rows, its joins, its key and its fields. */
import { definitionOf, type RecordName } from '../../core/records/all.ts'
import type { Instant } from '../../core/values/instant.ts'
import { listNames, nearMiss } from '../../core/values/near-miss.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import { compileField, type FieldReader } from './compile-field.ts'
import type { Complaints, KeyPath } from './complaints.ts'
import type { Writing } from './convert.ts'
import { compileDateFormat, type DateFormat, dateTokens, isoDate, RELATIVE, relativeFormat } from './date-text.ts'
import { plainNumbers } from './decimal-text.ts'
import { type ColumnRef, compileExpression } from './expression.ts'
import type { Condition, InlineRow, Join, Source } from './mapping.ts'
import type { FieldText, FormatText, JoinText, MappingText, SourceText } from './mapping-schema.ts'
import { compileValue, type ValueReader } from './value-reader.ts'

export interface SourcePlace {
  readonly record: RecordName
  readonly path: KeyPath
  readonly mapping: MappingText
  readonly complaints: Complaints
  /** The moment from which relative dates count. */
  readonly now: Instant
}

/** A source that can be run, or undefined when something in it is wrong; what is wrong is among the complaints. */
export function compileSource(text: SourceText, place: SourcePlace): Source | undefined {
  const { record, mapping, path, complaints } = place
  const before = complaints.list.length
  const from = sourceRows(text, place)
  const joins = compileJoins(text, place)
  const scopes = ['row', ...joins.map((join) => join.name)]
  const where = condition(text.where, { ...place, path: [...path, 'where'] }, scopes)
  const key = keyReader(text.key, { ...place, path: [...path, 'key'] }, scopes)
  const fields = compileFields(text, place, scopes)
  if (complaints.list.length > before || from === undefined || key === undefined) return undefined
  const refs = [
    ...(where?.columns ?? []),
    ...key.columns,
    ...fields.flatMap((field) => field.columns),
    ...joins.flatMap((join) => join.by.columns),
  ]
  return {
    record,
    from,
    optional: text.optional ?? false,
    shape: { columns: columnsOf(refs, 'row'), format: text, empty: text.empty ?? mapping.empty ?? [] },
    where,
    whereAfterJoins: where?.columns.some((ref) => ref.scope !== 'row') ?? false,
    joins: joins.map((join) => withColumns(join, columnsOf(refs, join.name))),
    key,
    fields,
  }
}

/** The columns of one scope, each once. */
function columnsOf(refs: readonly ColumnRef[], scope: string): readonly string[] {
  return [...new Set(refs.filter((ref) => ref.scope === scope).map((ref) => ref.column))]
}

function withColumns(join: Join, columns: readonly string[]): Join {
  return { ...join, shape: { ...join.shape, columns: [...new Set([...columns, ...join.shape.columns])] } }
}

function sourceRows(text: SourceText, { path, complaints }: SourcePlace): Source['from'] | undefined {
  if ((text.file === undefined) === (text.rows === undefined)) {
    const next = 'State either `file` or `rows`.'
    complaints.add(path, { code: 'mapping.no-rows', message: 'A source needs one place that its rows come from.', next, facts: {} })
    return undefined
  }
  if (text.file !== undefined) return { file: text.file }
  const rows = (text.rows ?? []).map((cells, i): InlineRow => ({ line: complaints.lineOf([...path, 'rows', i]), cells }))
  return { rows }
}

function compileJoins(text: SourceText, place: SourcePlace): readonly Join[] {
  const joins: Join[] = []
  for (const [name, join] of Object.entries(text.join ?? {})) {
    const path = [...place.path, 'join', name]
    const compiled = compileJoin({ name, join }, { ...place, path }, ['row', ...joins.map((each) => each.name)])
    if (compiled !== undefined) joins.push(compiled)
  }
  return joins
}

function compileJoin(
  { name, join }: { readonly name: string; readonly join: JoinText },
  place: SourcePlace,
  scopes: readonly string[],
): Join | undefined {
  if (name === 'row') {
    const next = 'Give the join another name.'
    place.complaints.add(place.path, {
      code: 'mapping.join-name',
      message: 'A join cannot be called row, for that is the row itself.',
      next,
      facts: {},
    })
    return undefined
  }
  const where = condition(join.where, { ...place, path: [...place.path, 'where'] }, ['row'])
  const key = keyReader(join.key, { ...place, path: [...place.path, 'key'] }, ['row'])
  const by = keyReader(join.by, { ...place, path: [...place.path, 'by'] }, scopes)
  if (key === undefined || by === undefined) return undefined
  const columns = columnsOf([...key.columns, ...(where?.columns ?? [])], 'row')
  const format: FormatText = join
  const shape = { columns, format, empty: join.empty ?? place.mapping.empty ?? [] }
  return { name, file: join.file, shape, where, key, by, duplicates: join.duplicates ?? 'reject', optional: join.optional ?? false }
}

function condition(text: string | undefined, place: SourcePlace, scopes: readonly string[]): Condition | null {
  if (text === undefined) return null
  const expression = compileExpression(text, scopes)
  if (!expression.ok) {
    place.complaints.add(place.path, expression.problem)
    return null
  }
  if (expression.value.type !== 'bool') {
    const next = 'Make it a comparison, as row.Status == "open".'
    place.complaints.add(place.path, {
      code: 'mapping.invalid-expression',
      message: 'A condition must be true or false.',
      next,
      facts: { value: text, gives: expression.value.type },
    })
    return null
  }
  const { columns, evaluate } = expression.value
  return {
    columns,
    holds: (scope) => {
      const value = evaluate(scope)
      return value.ok ? ok(value.value === true) : value
    },
  }
}

/** A key is a column, or a template of columns. */
function keyReader(text: string, place: SourcePlace, scopes: readonly string[]): ValueReader | undefined {
  const reader = compileValue(text.includes('{') ? { template: text } : { column: text }, scopes)
  if (reader.ok) return reader.value
  place.complaints.add(place.path, reader.problem)
  return undefined
}

function compileFields(text: SourceText, place: SourcePlace, scopes: readonly string[]): readonly FieldReader[] {
  const { record, path, mapping, complaints } = place
  const definition = definitionOf(record)
  const pegging = peggingFields(record, mapping)
  const stated: readonly (readonly [name: string, spec: FieldText, at: KeyPath])[] = [
    ...Object.entries(text.fields).map(([name, spec]) => [name, spec, [...path, 'fields', name]] as const),
    ...Object.entries(pegging).map(([name, spec]) => [name, spec, ['pegging', record, name]] as const),
  ]
  const readers: FieldReader[] = []
  for (const [name, spec, at] of stated) {
    const field = Object.hasOwn(definition.fields, name) ? definition.fields[name] : undefined
    if (field === undefined) {
      complaints.add(at, unknownField(name, record))
      continue
    }
    const writing = writingOf(spec, text, place)
    const reader = writing.ok
      ? compileField(spec, { name, field, scopes, writing: writing.value, currency: mapping.site.currency })
      : writing
    if (reader.ok) readers.push(reader.value)
    else complaints.add(at, reader.problem)
  }
  const missing = Object.keys(definition.fields).filter(
    (name) => definition.fields[name]?.optional === false && !stated.some(([each]) => each === name),
  )
  for (const name of missing) complaints.add([...path, 'fields'], requiredField(name, record))
  return readers
}

function peggingFields(record: RecordName, { pegging }: MappingText): Readonly<Record<string, FieldText>> {
  if (record === 'workOrder' || record === 'salesOrderLine' || record === 'purchaseOrderLine') return pegging?.[record] ?? {}
  return {}
}

function unknownField(name: string, record: RecordName): Problem {
  const names = Object.keys(definitionOf(record).fields)
  const nearest = nearMiss(name, names)
  const next = nearest === undefined ? 'Use one of the fields of the record.' : `Did you mean ${nearest}?`
  return {
    code: 'mapping.unknown-field',
    message: 'The record has no such field.',
    next,
    facts: { value: name, allowed: listNames(names) },
  }
}

function requiredField(name: string, record: RecordName): Problem {
  const next = 'Map it to a column, or give it a `const`.'
  const facts = { value: name, meaning: definitionOf(record).fields[name]?.doc ?? '' }
  return { code: 'mapping.required-field', message: 'The record needs this field, and the mapping does not state it.', next, facts }
}

/** How the cells of a field are written: the field's own word first, then its source's, then the mapping's. */
function writingOf(field: FieldText, source: SourceText, { mapping, now }: SourcePlace): Result<Writing> {
  const zone = field.zone ?? source.dates?.zone ?? mapping.dates?.zone ?? mapping.site.zone
  const known = definitionOf('site').fields.zone?.schema.safeParse(zone).success === true
  if (!known)
    return failed({
      code: 'mapping.unknown-zone',
      message: 'This is not a time zone.',
      next: 'State an IANA zone, as Europe/Berlin.',
      facts: { value: zone },
    })
  const formats = readFormats(field.formats ?? source.dates?.formats ?? mapping.dates?.formats ?? [], relativeFormat(now, zone))
  if (!formats.ok) return formats
  const [hour = 0, minute = 0] = (field.timeOfDay ?? source.dates?.timeOfDay ?? mapping.dates?.timeOfDay ?? '00:00').split(':').map(Number)
  return ok({
    numbers: source.numbers ?? mapping.numbers ?? plainNumbers,
    formats: formats.value,
    zone,
    plusDays: field.plusDays ?? 0,
    timeOfDay: { hour, minute },
    units: mapping.units ?? {},
  })
}

/** ISO dates are read whatever is stated, for they mean one thing only and expressions give them. */
function readFormats(texts: readonly string[], relative: DateFormat): Result<readonly DateFormat[]> {
  const formats: DateFormat[] = []
  for (const text of texts) {
    const format = text === RELATIVE ? relative : compileDateFormat(text)
    if (format === undefined) {
      const next = `Write it with ${dateTokens}; the year, the month and the day once each; or ${RELATIVE}.`
      return failed({ code: 'mapping.invalid-date-format', message: 'This is not a date format.', next, facts: { value: text } })
    }
    formats.push(format)
  }
  return ok([...formats, isoDate])
}
