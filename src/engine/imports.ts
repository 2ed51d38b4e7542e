/** Imports of one site as states that a person can follow: read, preview, apply or discard. One is read or applied at a time. */

import type { RecordName } from '../core/records/all.ts'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { Cause, Clock, ImportProgress, ImportSession, ImportStage, ImportState, Imports } from './ports.ts'

export interface ImportSource {
  readonly folder: string
  readonly mapping: string
}

/** Where the files of an import may lie: `anywhere` that the process can read, or below the import folder only. */
export interface ImportReach {
  readonly anywhere: boolean
}

/** An import whose mapping is understood and whose staging is open. */
export interface OpenedImport {
  readonly session: ImportSession
  /** Reads every row into the session; tells the kinds that the files state completely. */
  read(
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<{ readonly covers: readonly RecordName[]; readonly notes: ImportState['notes'] }>>
}

export interface ImportsOptions {
  /** Finds the folder, understands the mapping and opens a session. */
  readonly open: (source: ImportSource, reach: ImportReach) => Promise<Result<OpenedImport>>
  /** Runs work that writes to the journal in turn with the engine's own commands. */
  readonly writeOutside: <T>(work: () => Promise<T>) => Promise<T>
  readonly clock: Clock
}

/** Imports that are over stay in the list until there are this many. */
const KEPT_MAX = 50
const UNDER_WAY: ReadonlySet<ImportStage> = new Set(['reading', 'applying'])
const OVER: ReadonlySet<ImportStage> = new Set(['applied', 'discarded', 'failed'])

interface Held {
  state: ImportState
  readonly session: ImportSession
}

interface Imported {
  readonly options: ImportsOptions
  readonly held: Map<string, Held>
  /** Between being asked for and having an id, an import is under way, too. */
  opening: boolean
}

/** The port over one site's files. States live as long as the process; what was applied is in the journal. */
export function runImports(options: ImportsOptions): Imports {
  const all: Imported = { options, held: new Map(), opening: false }
  const find = (importId: string): Result<Held> => {
    const found = all.held.get(importId)
    return found === undefined ? failed(importNotFound(importId)) : ok(found)
  }
  return {
    list: async () => [...all.held.values()].map(({ state }) => state).reverse(),
    get: async (importId) => all.held.get(importId)?.state,
    begin: (source, reach) => begin(all, source, reach),
    async rejected(importId, page) {
      const found = find(importId)
      if (!found.ok) return found
      const { state, session } = found.value
      if (OVER.has(state.stage))
        return failed(stageDiffers(state, 'The rows that it set aside can be read until it is applied or discarded.'))
      return ok(await session.rejected(page))
    },
    async apply(importId, cause) {
      const found = find(importId)
      return found.ok ? apply(all, found.value, cause) : found
    },
    async discard(importId) {
      const found = find(importId)
      return found.ok ? discard(found.value) : found
    },
  }
}

async function begin(all: Imported, source: ImportSource, reach: ImportReach): Promise<Result<ImportState>> {
  const busy = [...all.held.values()].find(({ state }) => UNDER_WAY.has(state.stage))
  if (busy !== undefined || all.opening) {
    const next = 'Wait until it has been read or applied.'
    return failed({
      code: 'import-under-way',
      message: 'Another import is under way.',
      next,
      facts: busy === undefined ? {} : { importId: busy.state.importId },
    })
  }
  all.opening = true
  try {
    const opened = await all.options.open(source, reach)
    if (!opened.ok) return opened
    const { session } = opened.value
    const state: ImportState = {
      folder: source.folder,
      mapping: source.mapping,
      importId: session.importId,
      stage: 'reading',
      startedAt: all.options.clock.now(),
      progress: null,
      preview: null,
      notes: [],
      applied: null,
      problem: null,
    }
    const held: Held = { state, session }
    all.held.set(state.importId, held)
    forgetOldest(all)
    void read(held, opened.value)
    return ok(state)
  } finally {
    all.opening = false
  }
}

/** Never rejects: what goes wrong is the state's problem. */
async function read(held: Held, opened: OpenedImport): Promise<void> {
  try {
    const outcome = await opened.read((progress) => {
      held.state = { ...held.state, progress }
    })
    if (!outcome.ok) return await giveUp(held, outcome.problem)
    const { covers, notes } = outcome.value
    held.state = { ...held.state, notes, preview: await held.session.preview(covers), stage: 'previewed' }
  } catch (error) {
    await giveUp(held, problemOf(error))
  }
}

async function apply(all: Imported, held: Held, cause: Cause): Promise<Result<ImportState>> {
  if (held.state.stage !== 'previewed') return failed(stageDiffers(held.state, 'Only an import that was previewed can be applied.'))
  held.state = { ...held.state, stage: 'applying' }
  const applied = all.options.writeOutside(() => held.session.apply(cause))
  void applied.then(
    (outcome) => {
      held.state = { ...held.state, stage: 'applied', applied: outcome }
    },
    (error: unknown) => giveUp(held, problemOf(error)),
  )
  return ok(held.state)
}

async function discard(held: Held): Promise<Result<ImportState>> {
  if (held.state.stage !== 'previewed') return failed(stageDiffers(held.state, 'Only an import that was previewed can be discarded.'))
  held.state = { ...held.state, stage: 'discarded' }
  await held.session.discard()
  return ok(held.state)
}

async function giveUp(held: Held, problem: Problem): Promise<void> {
  held.state = { ...held.state, stage: 'failed', problem }
  // The session may be what failed; its staging goes with its connection.
  await held.session.discard().catch(() => undefined)
}

function forgetOldest({ held }: Imported): void {
  if (held.size <= KEPT_MAX) return
  const oldest = [...held.values()].find(({ state }) => OVER.has(state.stage))
  if (oldest !== undefined) held.delete(oldest.state.importId)
}

export function importNotFound(importId: string): Problem {
  return { code: 'import-not-found', message: 'There is no such import.', next: 'List the imports, or begin one.', facts: { importId } }
}

function stageDiffers({ importId, stage }: ImportState, next: string): Problem {
  return { code: 'import-stage-differs', message: 'The import is not at the stage that this needs.', next, facts: { importId, stage } }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Error && 'problem' in error) return error.problem as Problem
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'import-failed',
    message: 'The import could not be finished, and nothing of it was applied.',
    next: 'Begin it again; if it fails again, report the reason.',
    facts: { reason },
  }
}
