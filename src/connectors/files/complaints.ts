/** Gathers everything that is wrong with a mapping, so that one reading of it shows all, each with its line. */
import type { Problem } from '../../core/values/result.ts'

export type KeyPath = readonly (string | number)[]

export interface Complaint {
  readonly path: KeyPath
  readonly problem: Problem
}

/** `lineOf` gives the line of the mapping file on which a key stands. */
export interface Complaints {
  readonly list: readonly Complaint[]
  readonly lineOf: (path: KeyPath) => number
  add(path: KeyPath, problem: Problem): void
}

export function startComplaints(lineOf: (path: KeyPath) => number): Complaints {
  const list: Complaint[] = []
  return { list, lineOf, add: (path, problem) => void list.push({ path, problem }) }
}

/** One problem for the whole mapping: the first complaint in full, and every complaint as a line of text under `problems`. */
export function invalidMapping(file: string, complaints: Complaints): Problem {
  const sorted = [...complaints.list].sort((a, b) => complaints.lineOf(a.path) - complaints.lineOf(b.path))
  const lines = sorted.map((each) => `line ${complaints.lineOf(each.path)}, ${keyText(each.path)}: ${sentence(each.problem)}`)
  const first = sorted[0]
  return {
    code: 'mapping.invalid',
    message: 'The mapping cannot be used.',
    next: first?.problem.next ?? '',
    facts: {
      file,
      line: first === undefined ? 0 : complaints.lineOf(first.path),
      key: first === undefined ? '' : keyText(first.path),
      reason: first?.problem.message ?? '',
      ...first?.problem.facts,
      problems: lines.join('\n'),
    },
  }
}

/** `records.material[0].fields.unit`, as a person would point at it. */
function keyText(path: KeyPath): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`), '')
}

function sentence(problem: Problem): string {
  const facts = Object.entries(problem.facts).map(([name, value]) => `${name}: ${value}`)
  return [problem.message, facts.length === 0 ? '' : `(${facts.join('; ')})`, problem.next].filter((part) => part !== '').join(' ')
}
