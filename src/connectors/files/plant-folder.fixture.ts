/** Builds a folder of files for a test, runs a mapping over it, and tells in short lines what came of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { RejectedRow } from '../../engine/ports.ts'
import { parseMapping } from './load-mapping.ts'
import { type MemoryImport, memoryImport } from './memory-import.fixture.ts'
import { type RunOutcome, runMapping } from './run-mapping.ts'

/** Every mapping needs these lines; tests write what is theirs behind them. */
export const PLANT = `
name: test plant
site: { id: leipzig, name: Leipzig, zone: Europe/Berlin, currency: EUR }
`

/** A folder of files that is gone when the tests are over. */
export async function plantFolder(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-import-'))
  after(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

export interface Imported extends RunOutcome {
  readonly session: MemoryImport
  /** Every staged record but the site, as `record {body}`. */
  readonly records: readonly string[]
  /** Every row set aside, as `file:line column code value`. */
  readonly setAside: readonly string[]
}

/** Runs the mapping `text` (behind `PLANT`) over the files. */
export async function importFiles(
  text: string,
  files: Readonly<Record<string, string | Buffer>>,
  worksAgreement = false,
): Promise<Imported> {
  const mapping = parseMapping(PLANT + text, 'plant.yaml')
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem, null, 2))
  const session = memoryImport()
  const outcome = await runMapping({ folder: await plantFolder(files), mapping: mapping.value, session, worksAgreement })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem, null, 2))
  const records = session.staged.filter((row) => row.record !== 'site').map((row) => `${row.record} ${JSON.stringify(row.body)}`)
  return { ...outcome.value, session, records, setAside: session.setAside.map(rejectedLine) }
}

function rejectedLine({ file, line, column, problem }: RejectedRow): string {
  const value = problem.facts.value
  return `${file}:${line} ${column ?? '-'} ${problem.code}${value === undefined ? '' : ` ${value}`}`
}
