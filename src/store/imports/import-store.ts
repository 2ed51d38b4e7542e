/** The imports of one site: begun here, and what they set aside listed and tried again. */

import type pg from 'pg'
import type { ImportSession, ImportStore } from '../../engine/ports.ts'
import { connect, endQuietly, type Target } from '../connect.ts'
import type { WriteRight } from '../journal-head.ts'
import { asStoreProblem } from '../store-problem.ts'
import { DatabaseImportSession } from './import-session.ts'
import { type NumberedReject, openRejects, type RejectPage, stageKept } from './kept-rejects.ts'
import { createStaging } from './staging.ts'

export interface SiteImports extends ImportStore {
  /** An import of the rows that a mapping's imports set aside and that hold a whole record; preview it with no kinds covered. */
  retry(mapping: string): Promise<ImportSession>
  /** Rows that were set aside and not brought right since, in the order in which they were kept. */
  openRejects(page: RejectPage): Promise<readonly NumberedReject[]>
}

export interface ImportsOptions {
  readonly target: Target
  readonly pool: pg.Pool
  readonly siteId: string
  readonly onProgress: (message: string) => void
  readonly withWriteRight: <T>(work: (right: WriteRight) => Promise<T>) => Promise<T>
}

export function importsOf(options: ImportsOptions): SiteImports {
  const { pool, siteId } = options
  return {
    begin: (source) => begin(options, source, async () => undefined),
    retry: (mapping) => begin(options, { mapping, folder: 'rows set aside before' }, (client) => stageKept(client, siteId, mapping)),
    openRejects: (page) => openRejects(pool, siteId, page),
  }
}

/** Opens the session's own connection and prepares its tables. */
async function begin(
  options: ImportsOptions,
  source: { readonly mapping: string; readonly folder: string },
  fill: (client: pg.Client) => Promise<unknown>,
): Promise<ImportSession> {
  const { target, siteId, onProgress, withWriteRight } = options
  const client = await connect(target)
  try {
    await createStaging(client)
    await fill(client)
    const { rows } = await client.query<{ number: number }>(`select nextval('import_number') as number`)
    return new DatabaseImportSession({ ...source, client, importId: String(rows[0]?.number), siteId, onProgress, withWriteRight })
  } catch (error) {
    await endQuietly(client)
    throw asStoreProblem(error)
  }
}
