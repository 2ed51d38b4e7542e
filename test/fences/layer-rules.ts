/** The architecture as rules over imports. The sentence of a rule is what the person who broke it reads. */
import { isTestSide, resolveImport, type SourceTree } from './source-tree.ts'

export interface Violation {
  readonly rule: string
  readonly path: string
  readonly sentence: string
}

/** One import of one file. `target` is a project path, or undefined for a package or a Node module. */
interface Import {
  readonly path: string
  readonly specifier: string
  readonly target: string | undefined
  /** Whether it names types alone. */
  readonly typesOnly: boolean
}

interface ImportRule {
  readonly name: string
  readonly sentence: string
  readonly broken: (each: Import) => boolean
}

/** Lowest first; folders on one floor don't see each other. */
const FLOORS = [
  ['values'],
  ['records'],
  ['calendar'],
  ['chain', 'floor'],
  ['flow', 'people'],
  ['impact'],
  ['actions', 'customers'],
  ['strategy'],
]

/** Where the schema library may be imported. */
const SCHEMA_PLACES = /^src\/(core\/records|api|config|connectors\/files)\//
const ADAPTER = /^src\/(store|connectors|channels|api)\//
/** Where adapters are put together: the program, the engine's own thread, and the simulator, which is a program of its own. */
const COMPOSERS = /^(src\/(main\.ts|cli\/|host\/)|sim\/)/

/** What the pages may name of the server: the shapes of its answers and records. */
const ANSWERS =
  /^src\/(core\/(values|records)\/|core\/impact\/(page-)?answer\.ts$|core\/(actions|people)\/answer\.ts$|core\/floor\/fact\.ts$|engine\/(\w+-)?ports\.ts$)/
/** Parts of the pages, lowest first; parts on one floor don't see each other. `words` are the catalogues, which every part adds to. */
const PAGE_FLOORS = [
  ['links', 'look'],
  ['live'],
  ['kit'],
  ['chain'],
  ['promises', 'supply', 'floor', 'trace', 'data', 'search', 'example', 'sign-in', 'kiosk'],
  ['board', 'people', 'messages'],
  ['actions'],
  ['ledger'],
  ['now'],
  ['frame'],
]

/** The part of the pages that a file belongs to: its folder, below features its feature. */
const pagePart = (path: string | undefined): string | undefined => /^ui\/(?:features\/)?([^/]+)\//.exec(path ?? '')?.[1]

/** Sentences are added where they are said, and said in every language at once: catalogues and parts know each other's words, and nothing else. */
const isWords = (path: string): boolean => /^ui\/words\/|\/words-[a-z]{2}\.ts$/.test(path)

function looksUpInPages({ path, target }: Import): boolean {
  const [from, to] = [pagePart(path), pagePart(target)]
  if (from === undefined || to === undefined || from === to || target === undefined) return false
  if (isWords(target) || target === 'ui/frame/roles.ts') return false
  if (isWords(path)) return true
  const floorOfPart = (part: string): number => PAGE_FLOORS.findIndex((floor) => floor.includes(part))
  return floorOfPart(to) >= floorOfPart(from)
}

const coreFolder = (path: string | undefined): string | undefined => /^src\/core\/([^/]+)\//.exec(path ?? '')?.[1]
const floorOf = (folder: string): number => FLOORS.findIndex((floor) => floor.includes(folder))
const adapterOf = (path: string | undefined): string | undefined => ADAPTER.exec(path ?? '')?.[1]

function looksUp({ path, target }: Import): boolean {
  const from = coreFolder(path)
  const to = coreFolder(target)
  if (from === undefined || to === undefined || from === to) return false
  return floorOf(to) >= floorOf(from)
}

function isAllowedOfCore(path: string, target: string): boolean {
  if (/^src\/core\/(values|records)\//.test(target)) return true
  if (path.startsWith('src/store/')) return target === 'src/core/floor/fact.ts'
  return path.startsWith('src/api/') && /^src\/core\/(impact\/(page-)?answer|(actions|people)\/answer|floor\/fact)\.ts$/.test(target)
}

export const importRules: readonly ImportRule[] = [
  {
    name: 'core-never-looks-up',
    sentence: `The floors of the core are ${FLOORS.map((floor) => floor.join(', ')).join(' < ')}: move what this file needs down, or pass it in.`,
    broken: looksUp,
  },
  {
    name: 'core-is-pure',
    sentence: 'The core imports only itself: pass the value in, or name what you need in src/engine/ports.ts.',
    broken: ({ path, specifier, target }) => path.startsWith('src/core/') && !target?.startsWith('src/core/') && specifier !== 'zod',
  },
  {
    name: 'schemas-live-in-records',
    sentence: "zod is imported in core/records, api, config and connectors/files only: elsewhere import the record's type.",
    broken: ({ path, specifier }) => specifier === 'zod' && !SCHEMA_PLACES.test(path),
  },
  {
    name: 'engine-needs-only-the-core',
    sentence: 'The engine imports the core and itself, no Node and no package: add what it needs to src/engine/ports.ts.',
    broken: ({ path, target }) => path.startsWith('src/engine/') && !/^src\/(core|engine)\//.test(target ?? ''),
  },
  {
    name: 'adapters-see-only-the-ports',
    sentence: 'store, connectors, channels and api know the ports in src/engine and nothing else of the engine: widen the port instead.',
    broken: ({ path, target }) =>
      ADAPTER.test(path) && /^src\/engine\//.test(target ?? '') && !/^src\/engine\/(\w+-)?ports\.ts$/.test(target ?? ''),
  },
  {
    name: 'adapters-know-records-not-rules',
    sentence:
      'store, connectors, channels and api use core/values and core/records (api also the answers of core/impact, store and api the facts of core/floor): ask for what follows from them through a port.',
    broken: ({ path, target }) => ADAPTER.test(path) && target?.startsWith('src/core/') === true && !isAllowedOfCore(path, target),
  },
  {
    name: 'adapters-never-meet',
    sentence: 'store, connectors, channels and api never import each other: they meet in src/main.ts, src/cli and src/host.',
    broken: ({ path, target }) => ADAPTER.test(path) && adapterOf(target) !== undefined && adapterOf(target) !== adapterOf(path),
  },
  {
    name: 'a-connector-knows-only-itself',
    sentence: 'One connector never imports another: deleting one protocol must not touch the next.',
    broken: ({ path, target }) => {
      const [from, to] = [path, target ?? ''].map((each) => /^src\/connectors\/([^/]+)\//.exec(each)?.[1])
      return from !== undefined && to !== undefined && from !== to
    },
  },
  {
    name: 'config-knows-only-values',
    sentence: 'src/config imports core/values, the names of roles, and itself: it says what was configured, and others act on it.',
    broken: ({ path, target }) =>
      path.startsWith('src/config/') &&
      target !== undefined &&
      !/^src\/(core\/values\/|config\/|core\/records\/work-role\.ts$)/.test(target),
  },
  {
    name: 'only-composers-compose',
    sentence: 'src/main.ts, src/cli, src/host and sim put the parts together: nothing below imports them.',
    broken: ({ path, target }) => COMPOSERS.test(target ?? '') && !COMPOSERS.test(path),
  },
  {
    name: 'pages-know-answers-alone',
    sentence:
      'The pages name the shapes of records, answers and ports, and run core/values alone: whatever else they need comes over HTTP.',
    broken: ({ path, target, typesOnly }) =>
      path.startsWith('ui/') &&
      target?.startsWith('src/') === true &&
      !(target.startsWith('src/core/values/') || (typesOnly && ANSWERS.test(target))),
  },
  {
    name: 'pages-never-look-up',
    sentence: `The parts of the pages are ${PAGE_FLOORS.map((floor) => floor.join(', ')).join(' < ')}: move what both need down.`,
    broken: looksUpInPages,
  },
  {
    name: 'nothing-imports-pages',
    sentence: 'The server sends the pages as files: nothing of it imports ui/.',
    broken: ({ path, target }) => target?.startsWith('ui/') === true && !path.startsWith('ui/'),
  },
  {
    name: 'production-never-imports-tests',
    sentence: 'Tests, fixtures and benchmarks stay on the test side: production code never imports them.',
    broken: ({ target }) => target !== undefined && (isTestSide(target) || target.startsWith('bench/')),
  },
]

/** Breaches of the import rules, of resolution, cycles and dead files. Tests may import anything that exists. */
export function checkLayers(tree: SourceTree, entries: readonly string[]): readonly Violation[] {
  const found: Violation[] = []
  for (const file of tree.values()) {
    for (const specifier of file.imports) {
      const each = {
        path: file.path,
        specifier,
        target: resolveImport(file.path, specifier),
        typesOnly: file.typesOnly.has(specifier),
      }
      if (each.target !== undefined && !tree.has(each.target) && !each.target.startsWith('scripts/')) {
        found.push({
          rule: 'imports-resolve',
          path: file.path,
          sentence: `${specifier} resolves to nothing: correct the path, with its .ts ending.`,
        })
      }
      if (isTestSide(file.path) || file.path.startsWith('bench/')) continue
      for (const rule of importRules) {
        if (rule.broken(each)) found.push({ rule: rule.name, path: file.path, sentence: `${rule.sentence} (It imports ${specifier}.)` })
      }
    }
  }
  return [...found, ...cycles(tree), ...deadFiles(tree, entries)]
}

function targetsOf(tree: SourceTree, path: string): readonly string[] {
  return (tree.get(path)?.imports ?? []).flatMap((each) => resolveImport(path, each) ?? []).filter((each) => tree.has(each))
}

/** Each cycle once, named from its first file. */
function cycles(tree: SourceTree): readonly Violation[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: Violation[] = []
  const walk = (path: string, way: readonly string[]): void => {
    state.set(path, 'open')
    for (const target of targetsOf(tree, path)) {
      if (state.get(target) === 'open') {
        const ring = [...way.slice(way.indexOf(target)), target].join(' -> ')
        found.push({ rule: 'no-cycles', path, sentence: `Two files that need each other are one file, or need a third: ${ring}.` })
      } else if (!state.has(target)) walk(target, [...way, target])
    }
    state.set(path, 'done')
  }
  for (const path of tree.keys()) if (!state.has(path)) walk(path, [path])
  return found
}

/** Production files that no entry reaches; being used by a test alone is not being used. */
function deadFiles(tree: SourceTree, entries: readonly string[]): readonly Violation[] {
  const reached = new Set<string>()
  const queue = [...entries]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    queue.push(...targetsOf(tree, path))
  }
  const dead = [...tree.keys()].filter(
    (path) => /^(src|ui)\//.test(path) && !path.endsWith('.d.ts') && !isTestSide(path) && !reached.has(path),
  )
  return dead.map((path) => ({ rule: 'no-dead-files', path, sentence: 'The program never reaches this file: wire it in, or delete it.' }))
}
