/** Opens an import from the files under one folder: whoever may import does not get to read the rest of the disk. */
import { realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { loadMapping } from '../connectors/files/load-mapping.ts'
import { runMapping } from '../connectors/files/run-mapping.ts'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { ImportSource, OpenedImport } from '../engine/imports.ts'
import type { ImportStore } from '../engine/ports.ts'

export interface ImportSourceOptions {
  readonly site: string
  /** Folders and mappings are named relative to this one and lie within it. */
  readonly importRoot: string
  readonly worksAgreement: boolean
  readonly imports: ImportStore
}

/** How a site opens its imports. A mapping of another site, or a path outside the folder, is refused before anything is read. */
export function importSource(options: ImportSourceOptions): (source: ImportSource) => Promise<Result<OpenedImport>> {
  const { site, importRoot, worksAgreement, imports } = options
  return async (source) => {
    const folder = await within(importRoot, source.folder)
    if (!folder.ok) return folder
    const mappingFile = await within(importRoot, source.mapping)
    if (!mappingFile.ok) return mappingFile
    const loaded = await loadMapping(mappingFile.value)
    if (!loaded.ok) return loaded
    const mapping = loaded.value
    if (mapping.site.body.id !== site) {
      const next = 'Name this site in the mapping, or import on the server of the other one.'
      return failed({
        code: 'import-of-other-site',
        message: 'The mapping is about another site.',
        next,
        facts: { site, mappingSite: mapping.site.body.id },
      })
    }
    const session = await imports.begin({ mapping: mapping.name, folder: source.folder })
    return ok({ session, read: () => runMapping({ folder: folder.value, mapping, session, worksAgreement }) })
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
