/** The npm scripts: makes the folder ready, then runs one task with the pinned Node. `npm test` is everything that must hold. */
import { join } from 'node:path'
import { run } from './pinned.mjs'
import { ensureReady, root } from './ready.mjs'
import { ensureSystemPackages } from './system-packages.mjs'
import { ensurePages } from './ui-build.mjs'

const [task, ...rest] = process.argv.slice(2)
const node = await ensureReady()
if (task === 'test') ensureSystemPackages(['mosquitto', 'chromium'])
const bin = (name) => join(root, 'node_modules', '.bin', name)

const STATIC = [
  ['types', [bin('tsc'), '-p', 'tsconfig.json']],
  ['types of the pages', [bin('tsc'), '-p', 'ui/tsconfig.json']],
  ['pure core', [bin('tsc'), '-p', 'src/core/tsconfig.json']],
  ['lint and format', [bin('biome'), 'check', '--error-on-warnings']],
  ['unused code', [bin('knip'), '--no-progress']],
]
const PAGES = ['pages', [node, 'scripts/ui-build.mjs', '--ensure']]
const TESTS = ['src/**/*.test.ts', 'sim/**/*.test.ts', 'ui/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts']

/** Narrowed to the files that were named, as in `npm test -- src/core/flow`. */
function tests(paths) {
  const files = paths.length === 0 ? TESTS : paths.map((path) => (path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.test.ts`))
  return ['tests', [node, '--test', '--test-concurrency=2', ...files]]
}

/** Runs every step even after one failed, so that one run shows all there is to mend. */
async function steps(list) {
  const done = []
  for (const [name, [command, ...args]] of list) {
    console.log(`\n— ${name}`)
    const started = Date.now()
    const code = await run(command, args)
    done.push({ name, failed: code !== 0, seconds: (Date.now() - started) / 1000 })
  }
  const total = done.reduce((sum, each) => sum + each.seconds, 0)
  console.log(`\n${done.map((each) => `${each.failed ? 'FAILED' : 'ok'} ${each.name} ${each.seconds.toFixed(1)} s`).join(' · ')}`)
  const failures = done.filter((each) => each.failed).length
  console.log(
    failures === 0 ? `All of it holds, after ${total.toFixed(0)} s.` : `${failures} of ${done.length} failed, after ${total.toFixed(0)} s.`,
  )
  return failures === 0 ? 0 : 1
}

const tasks = {
  // The example company steps back by itself once there is a plant of one's own.
  start: async () => (await ensurePages(node)) || run(node, ['src/cli/program.ts', 'start', '--example', ...rest]),
  test: () => steps(rest.length === 0 ? [...STATIC, PAGES, tests([])] : [PAGES, tests(rest)]),
  check: () => steps(STATIC),
  format: () => run(bin('biome'), ['check', '--write', ...(rest.length === 0 ? ['.'] : rest)]),
  bench: async () => (await ensurePages(node)) || run(node, ['bench/run.ts', ...rest]),
}

const chosen = tasks[task]
if (chosen === undefined) {
  console.error(`No task ${task ?? '(none given)'}: ${Object.keys(tasks).join(', ')}.`)
  process.exitCode = 2
} else {
  process.exitCode = await chosen()
}
