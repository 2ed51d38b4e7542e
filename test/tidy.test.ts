/** The house rules that a reader would otherwise have to remember. Each is proven by text that breaks it. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { checkLock, type LockFile, productionPackages } from './fences/package-rules.ts'
import { parseFile, projectRoot, readProject } from './fences/source-tree.ts'
import { checkSyntax, checkText, missingPaths, nodeRules, textRules } from './fences/tidy-rules.ts'

const read = (path: string): Promise<string> => readFile(join(projectRoot, path), 'utf8')
const readLock = async (): Promise<LockFile> => JSON.parse(await read('package-lock.json')) as LockFile
const TEXT_FILES = '{*,.ci/*,{src,sim,ui,test,bench,scripts,docs,mappings,plants}/**/*}.{ts,tsx,css,html,mjs,json,md,yaml,yml,sql,svg}'
const LONG_BODY = `{\n${'  step()\n'.repeat(60)}}`

/** Rule and a file of the engine that breaks it. */
const SYNTAX_SEEDS: readonly (readonly [rule: string, text: string])[] = [
  ['no-clock', 'export const now = Date.now()'],
  ['no-clock', 'export const now = new Date()'],
  ['no-clock', 'export const now = Temporal.Now.instant()'],
  ['no-chance', 'export const roll = Math.random()'],
  ['no-any', 'export const open = (door: any) => door'],
  ['no-default-export', 'export default 1'],
  ['no-star-export', "export * from './ports.ts'"],
  ['functions-fit-a-screen', `export function long() ${LONG_BODY}`],
  ['functions-fit-a-screen', `export const long = () => ${LONG_BODY}`],
  ['few-parameters', 'export function many(a: 1, b: 2, c: 3, d: 4) { return [a, b, c, d] }'],
]

for (const [rule, text] of SYNTAX_SEEDS) {
  test(`${rule} speaks up for: ${text.split('\n')[0]}`, () => {
    const found = checkSyntax(parseFile('src/engine/seeded.ts', text))
    assert.deepEqual([...new Set(found.map((each) => each.rule))], [rule])
  })
}

test('the clock is free where a run is not repeated, and long tests are allowed', () => {
  assert.deepEqual(checkSyntax(parseFile('src/host/engine-host.ts', 'export const now = () => Date.now()')), [])
  assert.deepEqual(checkSyntax(parseFile('src/engine/loop.test.ts', `export function long() ${LONG_BODY}`)), [])
  assert.deepEqual(checkSyntax(parseFile('src/engine/at.ts', 'export const at = (ms: number) => new Date(ms)')), [])
})

/** Rule, path and text; texts are put together here so that this file keeps the rules itself. */
const TEXT_SEEDS: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['no-notes-to-self', 'src/main.ts', `// ${['TO', 'DO'].join('')} later`],
  ['no-registry-host', 'docs/install.md', ['https://registry', 'npmjs', 'org'].join('.')],
  ['no-machine-path', 'src/main.ts', `const data = '${['', 'home', 'anna', 'data'].join('/')}'`],
  ['no-outside-papers', 'src/main.ts', `// see ${['domain', '§7'].join(' ')}`],
  ['files-fit-a-sitting', 'src/long.ts', 'step()\n'.repeat(401)],
  ['folders-name-ideas', 'src/utils/text.ts', 'export const text = 1'],
]

for (const [rule, path, text] of TEXT_SEEDS) {
  test(`${rule} speaks up for ${path}`, () => {
    assert.deepEqual(
      checkText(path, text).map((each) => each.rule),
      [rule],
    )
  })
}

test('every tidy rule has a seeded violation', () => {
  const seeded = new Set([...SYNTAX_SEEDS, ...TEXT_SEEDS].map(([rule]) => rule))
  const names = [...nodeRules, ...textRules].map((rule) => rule.name)
  assert.deepEqual(
    names.filter((name) => !seeded.has(name)),
    [],
  )
})

test('the project is tidy', async () => {
  const found = [...(await readProject()).values()].flatMap(checkSyntax)
  for (const path of globSync(TEXT_FILES, { cwd: projectRoot, exclude: ['ui/dist/**'] })) found.push(...checkText(path, await read(path)))
  assert.deepEqual(
    found.map((each) => `${each.path}: ${each.sentence}`),
    [],
  )
})

test('a page that names a file which is gone is found out', () => {
  assert.deepEqual(
    missingPaths('`src/gone.ts` beside `src/main.ts`', (path) => path === 'src/main.ts'),
    ['src/gone.ts'],
  )
})

for (const page of ['ARCHITECTURE.md', 'README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: projectRoot })]) {
  test(`every path that ${page} names exists`, async () => {
    assert.deepEqual(
      missingPaths(await read(page), (path) => existsSync(join(projectRoot, path))),
      [],
    )
  })
}

test('ARCHITECTURE.md fits in a sitting', async () => {
  const lines = (await read('ARCHITECTURE.md')).split('\n').length
  assert.ok(lines <= 301, `It has ${lines} lines; 300 is what a newcomer reads.`)
})

test('the lock file is whole, exact, and holds no address', async () => {
  assert.deepEqual(checkLock(await readLock()), [])
})

test('a lock file with a range, an address or a hole is refused', () => {
  const broken: LockFile = {
    packages: {
      '': { dependencies: { loose: '^1.0.0' } },
      'node_modules/loose': { version: '1.0.0', resolved: 'https://packages.example/loose.tgz', optionalDependencies: { hole: '1.0.0' } },
    },
  }
  assert.equal(checkLock(broken).length, 3)
})

test('NOTICE names every package that production runs with', async () => {
  const notice = await read('NOTICE')
  const missing = productionPackages(await readLock()).filter((each) => !notice.includes(`\n${each.name} (${each.license})`))
  assert.deepEqual(
    missing.map((each) => `${each.name} (${each.license})`),
    [],
    'Add these lines to NOTICE in alphabetical order.',
  )
})

/** The type errors of a copy of the core with one more line, as `name: code` pairs. */
async function compileCoreWith(line: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pure-core-'))
  try {
    await cp(join(projectRoot, 'src/core/tsconfig.json'), join(folder, 'src/core/tsconfig.json'), { recursive: true })
    await cp(join(projectRoot, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'))
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await writeFile(join(folder, 'src/core/seeded.ts'), `${line}\n`)
    const tsc = join(projectRoot, 'node_modules/.bin/tsc')
    const run = promisify(execFile)(tsc, ['-p', join(folder, 'src/core/tsconfig.json')], { cwd: folder })
    return await run.then(
      () => 'no error',
      (error: { stdout: string }) => error.stdout,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

for (const [name, line] of [
  ['setTimeout', 'export const late = setTimeout(() => {}, 1)'],
  ['process', 'export const env = process.env'],
  ['fetch', "export const page = fetch('/')"],
  ['console', "console.log('1')"],
  ['node:fs', "export { readFileSync } from 'node:fs'"],
] as const) {
  test(`the core does not compile with ${name}`, async () => {
    assert.match(await compileCoreWith(line), new RegExp(`(Cannot find (name|module) '${name}'|'${name}')`))
  })
}

test('the core compiles with a plain value', async () => {
  assert.equal(await compileCoreWith('export const one = 1'), 'no error')
})
