/** What no file may hold, with what to write instead and why, and how large files and functions may grow. */
import type { Violation } from './layer-rules.ts'
import { isTestSide, type SourceFile, type SyntaxNode, visit } from './source-tree.ts'

const FILE_LINES_MAX = 400
const FUNCTION_LINES_MAX = 60
const PARAMETERS_MAX = 3
/** In the loops over a million operations an options object would be an allocation for each step. */
const PARAMETERS_MAX_IN_LOOPS = 5

interface NodeRule {
  readonly name: string
  readonly sentence: string
  readonly where: (path: string) => boolean
  readonly broken: (node: SyntaxNode, file: SourceFile) => boolean
}

const everywhere = (): boolean => true
const production = (path: string): boolean => !isTestSide(path)
const replayed = (path: string): boolean => /^src\/(core|engine)\//.test(path) && !isTestSide(path)

const isMember = (node: SyntaxNode, object: string, property: string): boolean =>
  node.type === 'MemberExpression' && (node.object as SyntaxNode).name === object && (node.property as SyntaxNode).name === property

const isFunction = (node: SyntaxNode): boolean =>
  ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type)

const IN_LOOPS = /^src\/core\/(flow|calendar)\//

const linesOf = (text: string): number => text.split('\n').length

export const nodeRules: readonly NodeRule[] = [
  {
    name: 'no-clock',
    sentence: 'Take the instant as an argument or from the Clock port: a run must repeat from its journal.',
    where: replayed,
    broken: (node) => isMember(node, 'Date', 'now') || isMember(node, 'Temporal', 'Now') || isMember(node, 'performance', 'now'),
  },
  {
    name: 'no-clock',
    sentence: 'new Date() without an argument reads the clock: take the instant as an argument, for a run must repeat from its journal.',
    where: replayed,
    broken: (node) => node.type === 'NewExpression' && (node.callee as SyntaxNode).name === 'Date' && (node.arguments as []).length === 0,
  },
  {
    name: 'no-chance',
    sentence: 'Take the random number or the id as an argument: a run must repeat from its journal and seed.',
    where: replayed,
    broken: (node) => isMember(node, 'Math', 'random') || isMember(node, 'crypto', 'randomUUID'),
  },
  {
    name: 'no-any',
    sentence: 'Write unknown and narrow it, or name the shape: any switches the checks off for everyone who reads the value.',
    where: everywhere,
    broken: (node) => node.type === 'TSAnyKeyword',
  },
  {
    name: 'no-default-export',
    sentence: 'Export by name, so that a thing is called the same wherever it is used.',
    where: everywhere,
    broken: (node) => node.type === 'ExportDefaultDeclaration',
  },
  {
    name: 'no-star-export',
    sentence: 'Import from the file that defines the thing: star exports hide where things come from and load more than is used.',
    where: everywhere,
    broken: (node) => node.type === 'ExportAllDeclaration',
  },
  {
    name: 'functions-fit-a-screen',
    sentence: `Functions have at most ${FUNCTION_LINES_MAX} lines: name a part of this one and move it out.`,
    where: production,
    broken: (node, file) => isFunction(node) && linesOf(file.text.slice(node.start, node.end)) > FUNCTION_LINES_MAX,
  },
  {
    name: 'few-parameters',
    sentence: `Functions have at most ${PARAMETERS_MAX} parameters (${PARAMETERS_MAX_IN_LOOPS} in core/flow and core/calendar): take one options object, so that calls name what they pass.`,
    where: production,
    broken: (node, { path }) =>
      isFunction(node) && (node.params as readonly unknown[]).length > (IN_LOOPS.test(path) ? PARAMETERS_MAX_IN_LOOPS : PARAMETERS_MAX),
  },
]

interface TextRule {
  readonly name: string
  readonly sentence: string
  readonly where: (path: string) => boolean
  readonly pattern: RegExp
}

// Written in pieces, so that this file keeps its own rules.
const NOTES_TO_SELF = new RegExp(`\\b(${['FIX', 'TO'].map((start, i) => start + ['ME', 'DO'][i]).join('|')})\\b`)
const REGISTRY_HOST = new RegExp(`${['registry'].join('')}\\.[a-z0-9-]+\\.(org|com)|npm\\.pkg\\.|${'npm'}mirror|${'artifact'}ory`, 'i')

export const textRules: readonly TextRule[] = [
  {
    name: 'no-notes-to-self',
    sentence: 'Do it now, or write an issue: a note in the code is read by nobody who can act on it.',
    where: everywhere,
    pattern: NOTES_TO_SELF,
  },
  {
    name: 'no-registry-host',
    sentence: "Leave the package registry to the reader's own npm settings: an address in a file breaks every site that uses a mirror.",
    where: everywhere,
    pattern: REGISTRY_HOST,
  },
  {
    name: 'no-machine-path',
    sentence: 'A path of one machine means nothing elsewhere: use one relative to the project, or a temporary folder.',
    where: everywhere,
    pattern: /(?<![\w.~-])\/(work|home|root|Users)\/\w/,
  },
  {
    name: 'no-outside-papers',
    sentence: 'Say the rule itself, or name a page under docs: a reader of this repository has no other papers.',
    where: everywhere,
    pattern: /\b(design|domain|style|asks|dependencies)(\.md\b| §)/i,
  },
]

/** Breaches in one TypeScript file. */
export function checkSyntax(file: SourceFile): readonly Violation[] {
  const found: Violation[] = []
  visit(file.program, (node) => {
    for (const rule of nodeRules) {
      if (!rule.where(file.path) || !rule.broken(node, file)) continue
      const line = linesOf(file.text.slice(0, node.start))
      found.push({ rule: rule.name, path: `${file.path}:${line}`, sentence: rule.sentence })
    }
  })
  return found
}

/** Breaches in one text file of any kind. */
export function checkText(path: string, text: string): readonly Violation[] {
  const found: Violation[] = []
  for (const rule of textRules) {
    if (!rule.where(path)) continue
    const index = text.search(rule.pattern)
    if (index >= 0) found.push({ rule: rule.name, path: `${path}:${linesOf(text.slice(0, index))}`, sentence: rule.sentence })
  }
  const lines = linesOf(text.trimEnd())
  if (/[.](tsx?|mjs|css)$/.test(path) && lines > FILE_LINES_MAX) {
    const sentence = `Files have at most ${FILE_LINES_MAX} lines and one idea: find the second idea in these ${lines} and give it a file.`
    found.push({ rule: 'files-fit-a-sitting', path, sentence })
  }
  if (/(^|\/)(utils?|common|types|helpers|misc)(\/|[.]ts$)/.test(path)) {
    found.push({
      rule: 'folders-name-ideas',
      path,
      sentence: 'Name the folder or file after its idea: a drawer for everything has no reader.',
    })
  }
  return found
}

/** Paths that a text names in code spans, as `src/main.ts` or `docs/adr/`, and that are not in the project. */
export function missingPaths(text: string, exists: (path: string) => boolean): readonly string[] {
  const named = [...text.matchAll(/`((?:src|ui|test|scripts|docs|bench|mappings|\.ci)\/[\w./-]*)`/g)].map((match) => match[1] ?? '')
  return [...new Set(named)].filter((path) => !exists(path))
}
