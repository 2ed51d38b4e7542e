/** The data folder of the embedded server: made once, complete or not at all, and only opened by its own major version. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { asStoreProblem, codeOf, storeProblem } from '../store-problem.ts'
import type { ServerBinaries } from './binaries.ts'
import { idsOf, type ServerIdentity } from './identity.ts'
import { isAlive } from './lock-file.ts'
import { problemOfLog } from './start-failure.ts'

export const USER = 'throughline'

/** Makes the parent folder. Rejects with a `StoreProblem` that says why it can't. */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw asStoreProblem(Object.assign(new Error('no space left'), { code: '53100' }))
    const next = 'Choose a data folder that you may write to, or give yourself the right to write there.'
    throw storeProblem('data-folder-not-writable', ["The data folder can't be made.", next], { folder: dataDir, reason: codeOf(error) })
  }
}

/** Whether the folder is there; rejects with `data-folder-of-other-version` when another major version made it. */
export async function isInitialised(dataFolder: string, major: string): Promise<boolean> {
  const found = (await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (found === '') return false
  if (found === major) return true
  const next =
    'Start the version of Throughline that made it, export the sites, and import them into a new data folder; or run a PostgreSQL of that version on it and set DATABASE_URL.'
  throw storeProblem('data-folder-of-other-version', ['The data folder was made by another major version of PostgreSQL.', next], {
    folder: dataFolder,
    made: found,
    needed: major,
  })
}

/**
 * Makes the folder beside its place and renames it into place: nobody ever sees half of one, however it was interrupted.
 * When another process was faster, its folder is the one that counts.
 */
export async function initialise(dataFolder: string, binaries: ServerBinaries, identity: ServerIdentity): Promise<void> {
  await removeLeftovers(dataFolder)
  const draft = `${dataFolder}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await mkdir(draft, { mode: 0o700 })
    if (identity.uid !== undefined && identity.gid !== undefined) await chown(draft, identity.uid, identity.gid)
    await runInitdb(draft, binaries, identity)
    await rename(draft, dataFolder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') return
    throw error
  }
}

async function runInitdb(folder: string, { initdb }: ServerBinaries, identity: ServerIdentity): Promise<void> {
  // No locale: dates, numbers and order are ours, and the messages stay in one language.
  const settings = ['-D', folder, '-U', USER, '--no-locale', '-E', 'UTF8', '--auth-local=trust', '--auth-host=reject', '--no-instructions']
  const [command = '', ...args] = [...identity.prefix, initdb, ...settings]
  try {
    await promisify(execFile)(command, args, { ...idsOf(identity), cwd: dirname(folder), env: serverEnvironment() })
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw problemOfLog(output, dirname(folder))
  }
}

/** Folders of processes that were killed while they made one. */
async function removeLeftovers(dataFolder: string): Promise<void> {
  const parent = dirname(dataFolder)
  for (const name of await readdir(parent)) {
    const pid = /\.new-(\d+)-[0-9a-f]{8}$/.exec(name)?.[1]
    if (pid !== undefined && !(await isAlive(Number(pid)))) await rm(join(parent, name), { recursive: true, force: true })
  }
}

/** Our environment without what would steer PostgreSQL elsewhere. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_') && name !== 'LANG')
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}
