/** Who may import whom. Each rule is proven by a file that breaks it, and by nothing else than that rule speaking up. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLayers, importRules, type Violation } from './fences/layer-rules.ts'
import { readProject, treeOf } from './fences/source-tree.ts'

const ENTRIES = ['src/main.ts', 'src/cli/program.ts', 'ui/main.tsx', 'ui/offline/offline-worker.ts']

/** A small sound tree, to which each case adds one file that is wrong. */
const SOUND = {
  'src/main.ts':
    "import './api/server.ts'\nimport './store/rows.ts'\nimport './connectors/files/read.ts'\nimport './connectors/mqtt/read.ts'\nimport './channels/mail.ts'\nimport './config/read.ts'\n",
  'src/cli/program.ts':
    "import '../main.ts'\nimport '../core/impact/build.ts'\nimport '../engine/engine.ts'\nimport '../core/people/cover.ts'\n",
  'src/core/values/money.ts': 'export const money = 1\n',
  'src/core/records/order.ts':
    "import { z } from 'zod'\nimport { money } from '../values/money.ts'\nexport const order = z.literal(money)\n",
  'src/core/flow/project.ts': "import { order } from '../records/order.ts'\nexport const project = order\n",
  'src/core/people/cover.ts': 'export const cover = 1\n',
  'src/core/impact/answer.ts': 'export interface Answer { readonly late: boolean }\n',
  'src/core/impact/build.ts':
    "import { project } from '../flow/project.ts'\nimport type { Answer } from './answer.ts'\nexport const build = (): Answer => ({ late: project !== undefined })\n",
  'src/engine/ports.ts': "import type { Answer } from '../core/impact/answer.ts'\nexport interface Engine { ask(): Answer }\n",
  'src/engine/engine.ts': "import type { Engine } from './ports.ts'\nexport const engine = {} as Engine\n",
  'src/api/server.ts':
    "import { z } from 'zod'\nimport type { Answer } from '../core/impact/answer.ts'\nimport type { Engine } from '../engine/ports.ts'\nexport const server = (engine: Engine): Answer => z.any().parse(engine.ask())\n",
  'src/store/rows.ts': "import { order } from '../core/records/order.ts'\nexport const rows = [order]\n",
  'src/connectors/files/read.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
  'src/connectors/mqtt/read.ts': 'export const read = 1\n',
  'src/channels/mail.ts': "import { order } from '../core/records/order.ts'\nexport const mail = order\n",
  'src/config/read.ts':
    "import { z } from 'zod'\nimport { money } from '../core/values/money.ts'\nexport const config = z.literal(money)\n",
  'ui/main.tsx': "import { frame } from './frame/shell.tsx'\nexport const page = frame\n",
  'ui/frame/shell.tsx': "import { now } from '../features/now/page.tsx'\nexport const frame = now\n",
  'ui/features/now/page.tsx':
    "import { kit } from '../../kit/figure.tsx'\nimport { words } from '../../words/en.ts'\nimport { list } from '../promises/list.tsx'\nexport const now = [kit, words, list]\n",
  'ui/features/promises/list.tsx':
    "import type { Answer } from '../../../src/core/impact/answer.ts'\nimport { money } from '../../../src/core/values/money.ts'\nexport const list = [money] as readonly (Answer | number)[]\n",
  'ui/features/promises/words-en.ts': "export const promisesEn = { title: 'Promises' }\n",
  'ui/words/en.ts': "import { promisesEn } from '../features/promises/words-en.ts'\nexport const words = { promises: promisesEn }\n",
  'ui/kit/figure.tsx': 'export const kit = 1\n',
  'test/plant.fixture.ts': 'export const plant = 1\n',
}

/** Rule, file, and what is written into it. An existing file is replaced, so that it stays reachable. */
const SEEDED: readonly (readonly [rule: string, path: string, text: string])[] = [
  [
    'core-never-looks-up',
    'src/core/values/money.ts',
    "import type { build } from '../impact/build-type.ts'\nexport const money = 1 as unknown as typeof build\n",
  ],
  ['core-never-looks-up', 'src/core/people/cover.ts', "import { project } from '../flow/project.ts'\nexport const cover = project\n"],
  ['core-is-pure', 'src/core/flow/project.ts', "import { readFileSync } from 'node:fs'\nexport const project = readFileSync\n"],
  [
    'core-is-pure',
    'src/core/flow/project.ts',
    "import type { Engine } from '../../engine/ports.ts'\nexport const project = {} as Engine\n",
  ],
  ['schemas-live-in-records', 'src/core/flow/project.ts', "import { z } from 'zod'\nexport const project = z\n"],
  ['schemas-live-in-records', 'src/store/rows.ts', "import { z } from 'zod'\nexport const rows = z\n"],
  ['engine-needs-only-the-core', 'src/engine/engine.ts', "import { setTimeout } from 'node:timers'\nexport const engine = setTimeout\n"],
  ['engine-needs-only-the-core', 'src/engine/engine.ts', "import { rows } from '../store/rows.ts'\nexport const engine = rows\n"],
  ['adapters-see-only-the-ports', 'src/api/server.ts', "import { engine } from '../engine/engine.ts'\nexport const server = engine\n"],
  [
    'adapters-know-records-not-rules',
    'src/store/rows.ts',
    "import { project } from '../core/flow/project.ts'\nexport const rows = project\n",
  ],
  [
    'adapters-know-records-not-rules',
    'src/store/rows.ts',
    "import type { Answer } from '../core/impact/answer.ts'\nexport const rows: Answer[] = []\n",
  ],
  ['adapters-never-meet', 'src/api/server.ts', "import { rows } from '../store/rows.ts'\nexport const server = rows\n"],
  ['adapters-never-meet', 'src/connectors/files/read.ts', "export const read = () => import('../../store/rows.ts')\n"],
  ['adapters-never-meet', 'src/channels/mail.ts', "import { read } from '../connectors/mqtt/read.ts'\nexport const mail = read\n"],
  [
    'adapters-know-records-not-rules',
    'src/channels/mail.ts',
    "import { project } from '../core/flow/project.ts'\nexport const mail = project\n",
  ],
  ['a-connector-knows-only-itself', 'src/connectors/files/read.ts', "export { read } from '../mqtt/read.ts'\n"],
  ['config-knows-only-values', 'src/config/read.ts', "import { order } from '../core/records/order.ts'\nexport const config = order\n"],
  ['only-composers-compose', 'src/store/rows.ts', "export const rows = new URL('../host/engine-worker.ts', import.meta.url)\n"],
  [
    'production-never-imports-tests',
    'src/store/rows.ts',
    "import { plant } from '../../test/plant.fixture.ts'\nexport const rows = plant\n",
  ],
  ['pages-know-answers-alone', 'ui/kit/figure.tsx', "import { build } from '../../src/core/impact/build.ts'\nexport const kit = build\n"],
  ['pages-know-answers-alone', 'ui/kit/figure.tsx', "import { order } from '../../src/core/records/order.ts'\nexport const kit = order\n"],
  ['pages-never-look-up', 'ui/kit/figure.tsx', "import { list } from '../features/promises/list.tsx'\nexport const kit = list\n"],
  ['pages-never-look-up', 'ui/words/en.ts', "import { list } from '../features/promises/list.tsx'\nexport const words = list\n"],
  ['nothing-imports-pages', 'src/main.ts', "import '../ui/kit/figure.tsx'\n"],
  ['imports-resolve', 'src/store/rows.ts', "import { gone } from './gone.ts'\nexport const rows = gone\n"],
  ['no-cycles', 'src/core/records/order.ts', "import { line } from './line.ts'\nexport const order = line\n"],
  ['no-dead-files', 'src/store/forgotten.ts', 'export const forgotten = 1\n'],
]

/** Files that a seeded violation needs beside it and that break nothing themselves. */
const COMPANIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'src/core/values/money.ts': { 'src/core/impact/build-type.ts': 'export declare const build: number\n' },
  'src/core/records/order.ts': {
    'src/core/records/line.ts': "import type { order } from './order.ts'\nexport const line = 1 as unknown as typeof order\n",
  },
  'src/store/rows.ts': { 'src/host/engine-worker.ts': 'export const worker = 1\n' },
}

/** Replacing a file cuts others off; that is the sample's doing and not the point of the case. */
const withoutCutOff = (found: readonly Violation[], companions: object): readonly Violation[] =>
  found.filter((each) => !(each.rule === 'no-dead-files' && (each.path in companions || each.path in SOUND)))

test('the sample tree is sound', () => {
  assert.deepEqual(checkLayers(treeOf(SOUND), ENTRIES), [])
})

for (const [rule, path, text] of SEEDED) {
  test(`${rule} speaks up for ${path} with: ${text.split('\n')[0]}`, () => {
    const companions = COMPANIONS[path] ?? {}
    const found = withoutCutOff(checkLayers(treeOf({ ...SOUND, ...companions, [path]: text }), ENTRIES), companions)
    assert.deepEqual([...new Set(found.map((each) => each.rule))], [rule])
    assert.ok(found.every((each) => /^(src|ui)\//.test(each.path) && each.sentence.length > 30))
  })
}

test('every rule has a seeded violation', () => {
  const seeded = new Set(SEEDED.map(([rule]) => rule))
  assert.deepEqual(
    importRules.map((rule) => rule.name).filter((name) => !seeded.has(name)),
    [],
  )
})

test('a test may import what production may not', () => {
  const tree = treeOf({ ...SOUND, 'src/store/rows.test.ts': "import '../api/server.ts'\nimport '../../test/plant.fixture.ts'\n" })
  assert.deepEqual(checkLayers(tree, ENTRIES), [])
})

test('the project keeps its layers', async () => {
  const found = checkLayers(await readProject(), ENTRIES)
  assert.deepEqual(
    found.map((each) => `${each.path}: ${each.sentence}`),
    [],
  )
})
