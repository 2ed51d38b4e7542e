/** Compiles one field of a mapping into a function that reads it from a row. */
import type { Field } from '../../core/records/define.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import {
  checked,
  FACTORS,
  type OnNote,
  toChoice,
  toFlag,
  toInstant,
  toLocalDate,
  toLocalTime,
  toMoney,
  toNumber,
  toQuantity,
  toStructured,
  toUnit,
  type Writing,
} from './convert.ts'
import type { ColumnRef, Scope } from './expression.ts'
import type { FieldText } from './mapping-schema.ts'
import { columnRef, compileValue, type ReadValue, type ValueReader } from './value-reader.ts'

/** Reads one field. The value undefined means that the row says nothing about it. */
export interface FieldReader {
  readonly name: string
  readonly optional: boolean
  readonly column: string | null
  readonly columns: readonly ColumnRef[]
  read(scope: Scope, onNote: OnNote): Result<unknown>
}

export interface FieldPlace {
  readonly name: string
  readonly field: Field<unknown>
  readonly scopes: readonly string[]
  readonly writing: Writing
  /** Currency of amounts that state none. */
  readonly currency: string
}

/** Keys that mean something only for some kinds of field. */
const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  quantity: ['unit'],
  money: ['currency', 'scale', 'times'],
  instant: ['formats', 'zone', 'plusDays', 'timeOfDay'],
  localDate: ['formats', 'plusDays'],
  number: ['in'],
  integer: ['in'],
  refs: ['separator'],
  choices: ['separator'],
}
const SPECIAL = ['unit', 'currency', 'scale', 'times', 'formats', 'zone', 'plusDays', 'timeOfDay', 'in', 'separator'] as const

/** Compiles `spec` for the field; a key that does not fit the kind of field is a problem. */
export function compileField(spec: FieldText, place: FieldPlace): Result<FieldReader> {
  const misplaced = misplacedKey(spec, place.field)
  if (misplaced !== undefined) return failed(misplaced)
  const value = compileValue(spec, place.scopes)
  if (!value.ok) return value
  const reading = compileKind(spec, value.value, place)
  if (!reading.ok) return reading
  const { name, field } = place
  const columns = [...value.value.columns, ...reading.value.columns]
  return ok({ name, optional: field.optional, column: value.value.column, columns, read: reading.value.read })
}

function misplacedKey(spec: FieldText, field: Field<unknown>): Problem | undefined {
  const allowed = KEYS_OF[field.kind.type] ?? []
  const key = SPECIAL.find((each) => spec[each] !== undefined && !allowed.includes(each))
  if (key !== undefined) {
    const next = allowed.length === 0 ? 'Leave the key out.' : `For this field there is ${allowed.join(', ')}.`
    return {
      code: 'mapping.key-does-not-fit',
      message: 'The key means nothing for a field of this kind.',
      next,
      facts: { value: key, kind: field.kind.type },
    }
  }
  return spec.in === undefined ? undefined : misplacedIn(spec.in, field)
}

function misplacedIn(stated: string, field: Field<unknown>): Problem | undefined {
  const unit = field.kind.type === 'number' || field.kind.type === 'integer' ? field.kind.unit : ''
  const allowed = unit.startsWith('seconds') ? ['seconds', 'minutes', 'hours', 'days'] : unit.startsWith('fraction') ? ['percent'] : []
  if (allowed.includes(stated)) return undefined
  const next = allowed.length === 0 ? 'Leave `in` out.' : `State one of ${allowed.join(', ')}.`
  return {
    code: 'mapping.key-does-not-fit',
    message: 'The field is not measured in this.',
    next,
    facts: { value: stated, 'held in': unit },
  }
}

interface Reading {
  readonly columns: readonly ColumnRef[]
  readonly read: FieldReader['read']
}

type Convert = (value: ReadValue, scope: Scope, onNote: OnNote) => Result<unknown>

function compileKind(spec: FieldText, value: ValueReader, place: FieldPlace): Result<Reading> {
  const { kind } = place.field
  if (kind.type === 'quantity') return compileQuantity(spec, value, place)
  if (kind.type === 'money') return compileMoney(spec, value, place)
  if (kind.type === 'refs' || kind.type === 'choices') return ok({ columns: [], read: listRead(value, place, spec.separator ?? ',') })
  return ok({ columns: [], read: scalarRead(value, scalarConverter(spec, place)) })
}

/** Nothing in, nothing out: only a text is translated and converted. */
function scalarRead(value: ValueReader, convert: Convert): FieldReader['read'] {
  return (scope, onNote) => {
    const found = value.read(scope)
    if (!found.ok) return found
    const translated = value.translate(found.value.text)
    if (!translated.ok) return translated
    if (translated.value === '') return ok(undefined)
    return convert({ text: translated.value, plain: found.value.plain }, scope, onNote)
  }
}

function scalarConverter(spec: FieldText, { field, writing }: FieldPlace): Convert {
  const { kind } = field
  switch (kind.type) {
    case 'number':
    case 'integer': {
      const factor = FACTORS[spec.in ?? 'seconds']
      return (value) => {
        const number = toNumber(value, writing, factor)
        return number.ok ? checked(field, number.value, value.text) : number
      }
    }
    case 'instant':
      return remembering((text, onNote) => toInstant(text, writing, onNote))
    case 'localDate':
      return (value) => toLocalDate(value.text, writing)
    case 'localTime':
      return (value) => checked(field, toLocalTime(value.text), value.text)
    case 'flag':
      return (value) => toFlag(value.text)
    case 'structured':
      return (value) => {
        const parsed = toStructured(value.text)
        return parsed.ok ? checked(field, parsed.value, value.text) : parsed
      }
    case 'choice':
      return (value) => toChoice(value.text, kind.values)
    case 'unit':
      return (value) => toUnit(value.text, writing)
    default:
      return (value) => checked(field, value.text, value.text)
  }
}

const REMEMBERED_MAX = 10_000

/** Business data repeats few dates many times, so good ones are remembered; what was noted is noted each time. */
function remembering(convert: (text: string, onNote: OnNote) => Result<unknown>): Convert {
  const known = new Map<string, Result<unknown>>()
  return (value, _scope, onNote) => {
    const before = known.get(value.text)
    if (before !== undefined) return before
    let noted = false
    const result = convert(value.text, (problem) => {
      noted = true
      onNote(problem)
    })
    if (known.size >= REMEMBERED_MAX) known.clear()
    if (!noted) known.set(value.text, result)
    return result
  }
}

function compileQuantity(spec: FieldText, value: ValueReader, place: FieldPlace): Result<Reading> {
  if (spec.unit === undefined) return failed(noUnit)
  const unit = compileValue(spec.unit, place.scopes)
  if (!unit.ok) return unit
  const unitText = textRead(unit.value)
  const read = scalarRead(value, (amount, scope) => {
    const code = unitText(scope)
    return code.ok ? toQuantity(amount, code.value, place.writing) : code
  })
  return ok({ columns: unit.value.columns, read })
}

const noUnit: Problem = {
  code: 'mapping.no-unit',
  message: 'A quantity needs a unit.',
  next: 'State it, as `unit: KGM`, or where it comes from, as `unit: { column: Unit }`.',
  facts: {},
}

function compileMoney(spec: FieldText, value: ValueReader, place: FieldPlace): Result<Reading> {
  const currency = compileValue(spec.currency ?? { const: place.currency }, place.scopes)
  if (!currency.ok) return currency
  const times = spec.times === undefined ? undefined : columnRef(spec.times, place.scopes)
  const currencyText = textRead(currency.value)
  const read = scalarRead(value, (amount, scope) => {
    const code = currencyText(scope)
    if (!code.ok) return code
    const factor = times === undefined ? undefined : (scope[times.scope]?.[times.column] ?? '')
    return toMoney({ amount, times: factor, currency: code.value.text, scale: spec.scale ?? 2 }, place.writing)
  })
  return ok({ columns: times === undefined ? currency.value.columns : [...currency.value.columns, times], read })
}

/** A value as translated text, empty or not. */
function textRead(value: ValueReader): (scope: Scope) => Result<ReadValue> {
  return (scope) => {
    const found = value.read(scope)
    if (!found.ok) return found
    const translated = value.translate(found.value.text)
    return translated.ok ? ok({ text: translated.value, plain: found.value.plain }) : translated
  }
}

function listRead(value: ValueReader, place: FieldPlace, separator: string): FieldReader['read'] {
  const { field } = place
  return (scope) => {
    const found = value.read(scope)
    if (!found.ok) return found
    const items: string[] = []
    for (const part of found.value.list ?? found.value.text.split(separator)) {
      const item = value.translate(part.trim())
      if (!item.ok) return item
      if (item.value !== '') items.push(item.value)
    }
    return items.length === 0 ? ok(undefined) : checkedList(items, field)
  }
}

function checkedList(items: readonly string[], field: Field<unknown>): Result<unknown> {
  if (field.kind.type === 'choices') {
    for (const item of items) {
      const choice = toChoice(item, field.kind.values)
      if (!choice.ok) return choice
    }
  }
  return checked(field, items, items.join(', '))
}
