/**
 * Builds the pages from ui/ into ui/dist, unless what is there was built from the very same sources.
 * Plain JavaScript; the bundler itself runs under the pinned Node, in a process of its own and only when something changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { run } from './pinned.mjs'
import { root } from './ready.mjs'

const SOURCES = join(root, 'ui')
const BUILT = join(SOURCES, 'dist')
const STAMP = join(BUILT, '.built-from')
const OFFLINE = 'offline-worker'

/** Makes sure that ui/dist holds the pages of these sources; `node` is the path of the pinned one. Returns 0, or the exit code of a build that failed. */
export async function ensurePages(node) {
  const wanted = hashOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return 0
  console.error('Building the pages (a few seconds, only after they changed) ...')
  return run(node, [join(root, 'scripts', 'ui-build.mjs'), '--build'])
}

/** Of every file that the build reads: the pages, this script, and the versions of all packages. */
function hashOfSources() {
  const hash = createHash('sha256')
  for (const path of [...filesBelow(SOURCES), join(root, 'scripts', 'ui-build.mjs'), join(root, 'package-lock.json')]) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'dist' && !/[.](test|fixture)[.]ts$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((each) => (each.isDirectory() ? filesBelow(join(folder, each.name)) : [join(folder, each.name)]))
}

async function build() {
  const { build: bundle } = await import('vite')
  const { default: react } = await import('@vitejs/plugin-react')
  // The hash comes first: what changes while the bundler reads is built again the next time.
  const from = hashOfSources()
  const outDir = mkdtempSync(join(SOURCES, '.building-'))
  try {
    await bundle({
      root: SOURCES,
      configFile: false,
      envDir: false,
      logLevel: 'warn',
      plugins: [react()],
      // Inlined files would need a policy that lets data in.
      build: {
        outDir,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 2000,
        license: false,
        rollupOptions: {
          input: { page: join(SOURCES, 'index.html'), [OFFLINE]: join(SOURCES, 'offline', `${OFFLINE}.ts`) },
          // A browser finds the worker again by its name, and asks for it anew each time.
          output: { entryFileNames: ({ name }) => (name === OFFLINE ? '[name].js' : 'assets/[name]-[hash].js') },
        },
      },
    })
    compress(join(outDir, 'assets'))
    writeFileSync(join(outDir, '.built-from'), from)
    take(outDir)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** Leaves a compressed copy beside each file, so that the server never compresses while machines are talking to it. */
function compress(folder) {
  for (const name of readdirSync(folder))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }))
}

/** Puts the new pages in the place of the old ones; of two builds at once the later one stays. */
function take(outDir) {
  const old = `${outDir}-old`
  if (existsSync(BUILT)) renameSync(BUILT, old)
  renameSync(outDir, BUILT)
  rmSync(old, { recursive: true, force: true })
}

if (process.argv[2] === '--build') await build()
if (process.argv[2] === '--ensure') process.exitCode = await ensurePages(process.execPath)
