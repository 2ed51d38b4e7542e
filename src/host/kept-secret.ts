/** Keys that this server makes once and keeps in its data folder, readable by its own user alone. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What was kept under `name`, or what `make` makes, which is kept from then on. Rejects where the folder can't be read or written. */
export async function keptSecret<T>(dataDir: string, name: string, make: () => T): Promise<T> {
  const path = join(dataDir, 'keys', `${name}.json`)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    // Whoever is first makes it; a second server of the same folder reads what the first one made.
    await writeFile(path, `${JSON.stringify(make())}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return JSON.parse(await readFile(path, 'utf8')) as T
}
