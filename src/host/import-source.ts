/** Opens an import from files: those below the import folder, and others only for whom the API lets reach further. */
import { realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { loadMapping } from '../connectors/files/load-mapping.ts'
import type { Mapping } from '../connectors/files/mapping.ts'
import { runMapping } from '../connectors/files/run-mapping.ts'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { ImportReach, ImportSource, OpenedImport } from '../engine/imports.ts'
import type { ImportStore } from '../engine/ports.ts'

export interface ImportSourceOptions {
  readonly site: string
  /** Folders and mappings are named relative to this one. */
  readonly importRoot: string
  readonly worksAgreement: boolean
  readonly imports: ImportStore
}

export interface ImportFiles {
  readonly folder: string
  readonly mapping: Mapping
}

/** Finds the folder and understands the mapping. A path outside of reach is refused before anything is read. */
export async function findImportFiles(importRoot: string, source: ImportSource, { anywhere }: ImportReach): Promise<Result<ImportFiles>> {
  const [folder, mappingFile] = await Promise.all(
    [source.folder, source.mapping].map(async (path) => (anywhere ? ok(resolve(importRoot, path)) : within(importRoot, path))),
  )
  if (folder?.ok !== true) return folder as Result<never>
  if (mappingFile?.ok !== true) return mappingFile as Result<never>
  const mapping = await loadMapping(mappingFile.value)
  return mapping.ok ? ok({ folder: folder.value, mapping: mapping.value }) : mapping
}

/** How a site opens its imports. A mapping of another site is refused. */
export function importSource(options: ImportSourceOptions): (source: ImportSource, reach: ImportReach) => Promise<Result<OpenedImport>> {
  const { site, importRoot, worksAgreement, imports } = options
  return async (source, reach) => {
    const found = await findImportFiles(importRoot, source, reach)
    if (!found.ok) return found
    const { folder, mapping } = found.value
    if (mapping.site.body.id !== site) return failed(otherSite(site, mapping.site.body.id))
    const session = await imports.begin({ mapping: mapping.name, folder: source.folder })
    return ok({ session, read: (onProgress) => runMapping({ folder, mapping, session, worksAgreement, onProgress }) })
  }
}

/** One server serves one site; the store may hold several. */
function otherSite(site: string, mappingSite: string): Problem {
  return {
    code: 'import-of-other-site',
    message: 'The mapping is about another site than the one that this server serves.',
    next: `To serve ${mappingSite}, stop this server, give the import again, then: throughline start --site ${mappingSite}. To import into ${site}, name it in the mapping.`,
    facts: { site, mappingSite },
  }
}

async function within(root: string, path: string): Promise<Result<string>> {
  try {
    const [inside, real] = await Promise.all([realpath(root), realpath(resolve(root, path))])
    return real === inside || real.startsWith(inside + sep) ? ok(real) : failed(outside(root, path))
  } catch {
    return failed(outside(root, path))
  }
}

function outside(root: string, path: string): Problem {
  return {
    code: 'import-path-not-found',
    message: 'There is no such file or folder to import from.',
    next: 'Put it below the import folder of the server and name it relative to that.',
    facts: { path, importFolder: root },
  }
}
