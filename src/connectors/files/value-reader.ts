/** Where a value comes from: a column, a template, a constant or an expression, and what a value map makes of it. */

import { listNames, nearMiss } from '../../core/values/near-miss.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import { type ColumnRef, compileExpression, type Expression, type Scope } from './expression.ts'
import type { ValueText } from './mapping-schema.ts'

/** A value as text. `plain` texts have a point as decimal mark whatever the source writes; `list` is there when an expression gave a list. */
export interface ReadValue {
  readonly text: string
  readonly plain: boolean
  readonly list?: readonly string[]
}

export interface ValueReader {
  /** The column to name in a message; null when the value does not come from one column. */
  readonly column: string | null
  readonly columns: readonly ColumnRef[]
  read(scope: Scope): Result<ReadValue>
  /** The value map applied to one text; the text itself where there is no map. */
  translate(text: string): Result<string>
}

const ORIGINS = ['column', 'template', 'const', 'expression'] as const

/** Compiles where a value comes from, for rows with these scopes. */
export function compileValue(spec: ValueText, scopes: readonly string[]): Result<ValueReader> {
  const stated = ORIGINS.filter((origin) => spec[origin] !== undefined)
  if (stated.length !== 1) return failed(noOrigin(stated))
  const origin = compileOrigin(spec, scopes)
  if (!origin.ok) return origin
  return ok({ ...origin.value, translate: translator(spec) })
}

function noOrigin(stated: readonly string[]): Problem {
  const next = `State exactly one of ${ORIGINS.join(', ')}.`
  return {
    code: 'mapping.no-origin',
    message: 'A value needs one place that it comes from.',
    next,
    facts: { value: stated.join(', ') || 'none of them' },
  }
}

type Origin = Omit<ValueReader, 'translate'>

function compileOrigin(spec: ValueText, scopes: readonly string[]): Result<Origin> {
  if (spec.column !== undefined) return ok(columnOrigin(spec.column, scopes))
  if (spec.template !== undefined) return templateOrigin(spec.template, scopes)
  if (spec.expression !== undefined) {
    const expression = compileExpression(spec.expression, scopes)
    return expression.ok ? expressionOrigin(expression.value, spec.expression) : expression
  }
  const constant = ok({ text: spec.const ?? '', plain: true })
  return ok({ column: null, columns: [], read: () => constant })
}

/** `order.DueDate` is a column of the join `order` where there is such a join, else a column of the row whose name has a dot. */
export function columnRef(name: string, scopes: readonly string[]): ColumnRef {
  const dot = name.indexOf('.')
  const scope = name.slice(0, Math.max(0, dot))
  return scope !== '' && scopes.includes(scope) ? { scope, column: name.slice(dot + 1) } : { scope: 'row', column: name }
}

function columnOrigin(name: string, scopes: readonly string[]): Origin {
  const ref = columnRef(name, scopes)
  const { scope: from, column } = ref
  return { column: name, columns: [ref], read: (scope) => ok({ text: scope[from]?.[column] ?? '', plain: false }) }
}

const PLACEHOLDER = /\{([^{}]*)\}/g

/** A template is empty as soon as one of its columns is, for half an id points at nothing. */
function templateOrigin(template: string, scopes: readonly string[]): Result<Origin> {
  const names = [...template.matchAll(PLACEHOLDER)].map((found) => (found[1] ?? '').trim())
  if (names.length === 0 || names.includes('') || /[{}]/.test(template.replace(PLACEHOLDER, ''))) return failed(badTemplate(template))
  const literals = template.split(/\{[^{}]*\}/)
  const columns = names.map((name) => columnRef(name, scopes))
  const read = (scope: Scope): Result<ReadValue> => {
    let text = literals[0] ?? ''
    for (const [i, ref] of columns.entries()) {
      const part = scope[ref.scope]?.[ref.column] ?? ''
      if (part === '') return ok({ text: '', plain: false })
      text += part + (literals[i + 1] ?? '')
    }
    return ok({ text, plain: false })
  }
  return ok({ column: names.join(', '), columns, read })
}

function badTemplate(template: string): Problem {
  const next = 'Write each column between one pair of braces, as {OrderNo}-{LineNo}.'
  return { code: 'mapping.invalid-template', message: 'The template cannot be read.', next, facts: { value: template } }
}

function expressionOrigin(expression: Expression, text: string): Result<Origin> {
  if (!['string', 'int', 'double', 'bool', 'list<string>', 'dyn'].includes(expression.type)) return failed(badType(expression.type, text))
  const column = expression.columns.length === 0 ? null : [...new Set(expression.columns.map(refName))].join(', ')
  const read = (scope: Scope): Result<ReadValue> => {
    const computed = expression.evaluate(scope)
    if (!computed.ok) return computed
    const { value } = computed
    if (Array.isArray(value)) return ok({ text: value.join(','), plain: true, list: value.map(String) })
    return ok({ text: String(value ?? ''), plain: typeof value !== 'string' })
  }
  return ok({ column, columns: expression.columns, read })
}

function badType(type: string, text: string): Problem {
  const next = 'Make the expression give a text, a number, true or false, or a list of texts.'
  return {
    code: 'mapping.invalid-expression',
    message: 'The expression gives nothing that a field can hold.',
    next,
    facts: { value: text, reason: `it gives ${type}` },
  }
}

/** A column as mappings write it. */
export function refName(ref: ColumnRef): string {
  return ref.scope === 'row' ? ref.column : `${ref.scope}.${ref.column}`
}

function translator(spec: ValueText): ValueReader['translate'] {
  const { map, unmapped, otherwise } = spec
  if (map === undefined) return ok
  return (text) => {
    if (Object.hasOwn(map, text)) return ok(map[text] ?? '')
    if (text === '') return ok('')
    return otherwise === undefined ? failed(notMapped(text, map, unmapped)) : ok(otherwise)
  }
}

function notMapped(text: string, map: Readonly<Record<string, string>>, unmapped: string | undefined): Problem {
  const known = Object.keys(map)
  const nearest = nearMiss(text, known)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return {
    code: 'import.unmapped-value',
    message: 'The value map of the mapping does not have this value.',
    next: unmapped ?? `Add the value to the map, or state \`otherwise\` for all that it does not have.${hint}`,
    facts: { value: text, mapped: listNames(known) },
  }
}
