/** What package.json, the lock file and NOTICE must keep, so that a fresh clone installs the same anywhere. */

export interface LockEntry {
  readonly version?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockEntry>>
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Every sentence that a lock file breaks; none when it is sound. */
export function checkLock(lock: LockFile): readonly string[] {
  const found: string[] = []
  const root = lock.packages[''] ?? {}
  const asked = { ...root.dependencies, ...root.optionalDependencies, ...root.devDependencies }
  for (const [name, range] of Object.entries(asked)) {
    if (!/^\d+\.\d+\.\d+/.test(range)) found.push(`${name} asks for ${range}: pin one version, so that everybody runs the same.`)
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (entry.resolved !== undefined) found.push(`${path} has a resolved address: run npm install again with this folder's .npmrc.`)
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      if (!isLocked(lock, path, name))
        found.push(`${name}, wanted by ${path || 'the project'}, has no entry: npm ci would refuse the file.`)
    }
  }
  return found
}

/** Whether some folder from `path` upwards holds `name`, as Node would find it. */
function isLocked(lock: LockFile, path: string, name: string): boolean {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/'))).replace(/\/$/, '')) {
    if (`${base === '' ? '' : `${base}/`}node_modules/${name}` in lock.packages) return true
    if (base === '') return false
  }
}

/** The packages that production runs with, by name: name, version and licence. */
export function productionPackages(
  lock: LockFile,
): readonly { readonly name: string; readonly version: string; readonly license: string }[] {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true)
    .map(([path, entry]) => ({ name: nameOf(path), version: entry.version ?? '', license: entry.license ?? 'see the package' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
