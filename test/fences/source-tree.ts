/** The source as the fences see it: paths relative to the project, with what each file imports and its syntax tree. */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** A syntax tree node in the ESTree shape; only what the fences look at. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface SourceFile {
  readonly path: string
  readonly text: string
  /** What it imports, types included, as written: static, re-exported, dynamic, and workers named by `new URL('./x.ts', import.meta.url)`. */
  readonly imports: readonly string[]
  /** Those of them that name types alone, and are gone when the program runs. */
  readonly typesOnly: ReadonlySet<string>
  readonly program: SyntaxNode
}

export type SourceTree = ReadonlyMap<string, SourceFile>

/** Parses one file; throws on a syntax error, which the type check reports better. */
export function parseFile(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text)
  const program = parsed.program as unknown as SyntaxNode
  const imports = [
    ...parsed.module.staticImports.map((each) => each.moduleRequest.value),
    ...parsed.module.staticExports.flatMap((each) => each.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ]
  visit(program, (node) => {
    const source = node.type === 'ImportExpression' || node.type === 'TSImportType' ? node.source : urlArgument(node)
    const value = (source as SyntaxNode | undefined)?.value
    if (typeof value === 'string') imports.push(value)
  })
  const needed = new Set(
    parsed.module.staticImports.filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType)).map(moduleOf),
  )
  const typesOnly = new Set(parsed.module.staticImports.map(moduleOf).filter((each) => !needed.has(each)))
  return { path, text, imports: [...new Set(imports)], typesOnly, program }
}

const moduleOf = ({ moduleRequest }: { readonly moduleRequest: { readonly value: string } }): string => moduleRequest.value

function urlArgument(node: SyntaxNode): unknown {
  if (node.type !== 'NewExpression' || (node.callee as SyntaxNode).name !== 'URL') return undefined
  const [first] = node.arguments as readonly SyntaxNode[]
  return String(first?.value ?? '').endsWith('.ts') ? first : undefined
}

/** Calls `onNode` for every node below `node`, itself included. */
export function visit(node: SyntaxNode, onNode: (node: SyntaxNode) => void): void {
  onNode(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as SyntaxNode).type === 'string') visit(child as SyntaxNode, onNode)
    }
  }
}

/** A tree from texts by path, as the seeded violations write it. */
export function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  return new Map(Object.entries(files).map(([path, text]) => [path, parseFile(path, text)]))
}

/** The project's own TypeScript, from the disk. */
export async function readProject(): Promise<SourceTree> {
  const files: Record<string, string> = {}
  for await (const path of glob(['{src,sim,test,bench}/**/*.ts', 'ui/**/*.{ts,tsx}'], { cwd: projectRoot }))
    files[path] = readFileSync(join(projectRoot, path), 'utf8')
  return treeOf(files)
}

/** The path that an import names, or undefined for a package, a Node module, or what only a bundler reads. */
export function resolveImport(from: string, specifier: string): string | undefined {
  return specifier.startsWith('.') && !specifier.endsWith('.css') ? normalize(join(dirname(from), specifier)) : undefined
}

/** Files that only tests use. */
export function isTestSide(path: string): boolean {
  return /[.](test|fixture)[.]ts$/.test(path) || path.startsWith('test/')
}
