/** Finds the files of a folder that a mapping names. */
import { glob, readdir } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { listNames, nearMiss } from '../../core/values/near-miss.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'

/** Paths relative to `folder` that match `pattern`, or that match it with `.gz` behind, in order of name. */
export async function findFiles(folder: string, pattern: string): Promise<Result<readonly string[]>> {
  if (isAbsolute(pattern) || pattern.split(/[\\/]/).includes('..')) return failed(outside(pattern))
  const plain = await matches(folder, pattern)
  const found = plain.length > 0 ? plain : await matches(folder, `${pattern}.gz`)
  return found.length > 0 ? ok(found) : failed(await missing(folder, pattern))
}

async function matches(folder: string, pattern: string): Promise<string[]> {
  const found: string[] = []
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    found.push(relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  }
  return found.sort()
}

function outside(pattern: string): Problem {
  const next = 'Name a file inside the folder that is imported.'
  return { code: 'import.outside-folder', message: 'The mapping names a file outside the folder.', next, facts: { file: pattern } }
}

async function missing(folder: string, pattern: string): Promise<Problem> {
  const names = (await readdir(folder)).sort()
  const nearest = nearMiss(basename(pattern), names)
  const hint = nearest === undefined ? '' : `Did you mean ${nearest}? `
  return {
    code: 'import.missing-file',
    message: 'The folder has no such file.',
    next: `${hint}Put the file there, correct its name in the mapping, or mark the source \`optional: true\`.`,
    facts: { file: pattern, has: names.length === 0 ? 'nothing' : listNames(names) },
  }
}
