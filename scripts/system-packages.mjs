/** The programs beside Node that some tests run against: found, installed where that is ours to do, or named in one line. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** System folders that are not always in the path of an ordinary account. */
const FOLDERS = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/bin', '/usr/local/sbin']

/** Where the program of that name is; undefined where it is not. Packages are called as their programs are. */
export function findProgram(name) {
  return FOLDERS.filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', ['-qq', '-y', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
}

/**
 * Makes sure that the Debian packages `names` are there; true when all are. Only root installs; others are told in one line what to install.
 * Tests that need one that is missing skip themselves with such a line, so nothing fails here.
 */
export function ensureSystemPackages(names) {
  const missing = names.filter((name) => findProgram(name) === undefined)
  if (missing.length === 0) return true
  const command = `apt-get install ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || findProgram('apt-get') === undefined) {
    console.log(`Some tests need ${missing.join(' and ')} and are skipped. As root: ${command}`)
    return false
  }
  console.log(`Installing ${missing.join(' and ')} for the tests (${command}) …`)
  const install = ['install', '--no-install-recommends', ...missing]
  // Lists may be missing or old; they are only fetched when the first attempt fails.
  let tried = apt(install)
  if (tried.status !== 0) {
    apt(['update'])
    tried = apt(install)
  }
  const done = missing.every((name) => findProgram(name) !== undefined)
  if (!done)
    console.log(`It was not possible, so the tests that need it are skipped: ${(tried.stderr ?? '').trim().split('\n').at(-1) ?? ''}`)
  return done
}
