/** The expression language of mappings: CEL, type checked when the mapping is loaded, with a few pure helpers and nothing that reaches outside. */
import { type ASTNode, Environment, EvaluationError } from '@marcbachmann/cel-js'
import { failed, ok, type Result } from '../../core/values/result.ts'
import { compileDateFormat, dayText, isoDate, readDate } from './date-text.ts'

/** The cells of one row by column, trimmed; an empty cell is the empty text. */
export type Cells = Readonly<Record<string, string>>

/** What an expression sees: `row`, and each joined row under the name of its join. */
export type Scope = Readonly<Record<string, Cells>>

/** A column that something reads: of the row itself or of a joined one. */
export interface ColumnRef {
  readonly scope: string
  readonly column: string
}

/** A compiled expression. `type` is what the type checker found it to give. */
export interface Expression {
  readonly type: string
  readonly columns: readonly ColumnRef[]
  evaluate(scope: Scope): Result<unknown>
}

/** The functions that mappings may use beyond those of the language itself; the manual lists them. */
function withHelpers(environment: Environment): Environment {
  return environment
    .registerFunction('date(string): string', (text: string) => day(text, undefined, 0))
    .registerFunction('date(string, string): string', (text: string, format: string) => day(text, format, 0))
    .registerFunction('addDays(string, int): string', (text: string, days: bigint) => day(text, undefined, Number(days)))
    .registerFunction('string.lower(): string', (text: string) => text.toLowerCase())
    .registerFunction('string.upper(): string', (text: string) => text.toUpperCase())
    .registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) => text.replaceAll(from, to))
}

/** The day in `text`, as `2026-05-08`; no text gives no day. Throws inside the language, which reports it as a failed expression. */
function day(text: string, format: string | undefined, plusDays: number): string {
  if (text === '') return ''
  const reader = format === undefined ? isoDate : compileDateFormat(format)
  if (reader === undefined) throw new EvaluationError(`'${format}' is not a date format`)
  const date = readDate(text, [reader])
  if (!date.ok) throw new EvaluationError(`'${text}' is not a date`)
  return dayText(date.value, plusDays)
}

function environmentFor(scopes: readonly string[]): Environment {
  let environment = withHelpers(new Environment())
  for (const scope of scopes) environment = environment.registerVariable(scope, 'map<string, string>')
  return environment
}

/** Compiles `text` for rows with these scopes. A mistake is a problem that names what is wrong, with its place in the text. */
export function compileExpression(text: string, scopes: readonly string[]): Result<Expression> {
  const environment = environmentFor(scopes)
  const checked = environment.check(text)
  if (!checked.valid) return invalid(text, checked.error?.summary ?? 'it cannot be read', checked.error?.range?.start ?? 0)
  const program = environment.parse(text)
  const columns: ColumnRef[] = []
  const unnamed = collectColumns(program.ast, scopes, columns)
  if (unnamed !== undefined) return invalid(text, `columns are named in the text, as ${unnamed}.Column or ${unnamed}["Column name"]`, 0)
  return ok({
    type: checked.type ?? 'dyn',
    columns,
    evaluate: (scope) => {
      try {
        return ok<unknown>(program(scope))
      } catch (error) {
        return evaluationFailed(text, error)
      }
    },
  })
}

function invalid(text: string, reason: string, position: number): Result<never> {
  const next = 'Correct the expression; the manual lists what may stand in one.'
  return failed({
    code: 'mapping.invalid-expression',
    message: 'The expression is not valid.',
    next,
    facts: { value: text, reason, position: position + 1 },
  })
}

function evaluationFailed(text: string, error: unknown): Result<never> {
  const reason = error instanceof EvaluationError ? error.summary : String(error)
  const next = 'Correct the cells that the expression reads, or make the expression cope with them.'
  return failed({
    code: 'import.expression-failed',
    message: 'The expression cannot be computed for this row.',
    next,
    facts: { expression: text, reason },
  })
}

/** Gathers the columns that a syntax tree reads; gives the scope that is read in a way that does not name its column. */
function collectColumns(node: ASTNode, scopes: readonly string[], into: ColumnRef[]): string | undefined {
  if (node.op === 'id') return scopes.includes(node.args) ? node.args : undefined
  if (node.op === '.' || node.op === '[]') {
    const [target, key] = node.args
    const column = typeof key === 'string' ? key : key.op === 'value' ? key.args : undefined
    if (target.op === 'id' && scopes.includes(target.args) && typeof column === 'string') {
      into.push({ scope: target.args, column })
      return undefined
    }
  }
  return collectFromAll(node.args, scopes, into)
}

function collectFromAll(args: unknown, scopes: readonly string[], into: ColumnRef[]): string | undefined {
  if (Array.isArray(args)) {
    for (const each of args) {
      const unnamed = collectFromAll(each, scopes, into)
      if (unnamed !== undefined) return unnamed
    }
    return undefined
  }
  return typeof args === 'object' && args !== null && 'op' in args ? collectColumns(args as ASTNode, scopes, into) : undefined
}
