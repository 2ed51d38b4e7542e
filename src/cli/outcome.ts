/** How a command ends: its exit code, what a person reads and what a program reads. */
import type { Problem } from '../core/values/result.ts'

/** The meaning of each exit code, as the help prints it. */
export const EXIT_CODES = {
  0: 'done',
  1: 'done, and something in the data needs a look (rows set aside, a difference found)',
  2: 'asked for in a wrong way: an option, a value, a file or a name that is not there',
  3: 'not possible from outside: the store, the network or the disk says no',
} as const

/** `text` goes to a person; with `--json`, `json` is the one document on the standard output. */
export interface Done {
  readonly exitCode: 0 | 1
  readonly text: string
  readonly json: unknown
}

/** Ends a command early. The program prints the problems and takes the exit code. */
export class Refusal extends Error {
  readonly exitCode: 2 | 3
  readonly problems: readonly Problem[]

  constructor(exitCode: 2 | 3, problems: readonly Problem[]) {
    super(problems.map((each) => each.message).join(' '))
    this.exitCode = exitCode
    this.problems = problems
  }
}

/** The command was asked for in a way that it can't follow. */
export function wrongUse(problem: Omit<Problem, 'facts'> & Partial<Pick<Problem, 'facts'>>): Refusal {
  return new Refusal(2, [{ facts: {}, ...problem }])
}

/** A problem as a person reads it: what is wrong, the facts, and what to do next. */
export function problemText({ message, next, facts }: Problem): string {
  const lines = Object.entries(facts).map(([name, value]) => `  ${name}: ${String(value).replaceAll('\n', '\n    ')}`)
  return [message, ...lines, `Next: ${next}`].join('\n')
}

/** What went wrong, whatever was thrown: an expected problem that an error carries, or one of ours that nobody expected. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const carried = error instanceof Error ? ((error as { problem?: unknown }).problem ?? error.cause) : undefined
  if (isProblem(carried)) return new Refusal(3, [carried])
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const next = 'Nothing that was confirmed is lost. Please report the reason with what you did.'
  return new Refusal(3, [{ code: 'unexpected', message: 'Something went wrong that nobody expected.', next, facts: { reason } }])
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'next' in value && 'facts' in value
}
