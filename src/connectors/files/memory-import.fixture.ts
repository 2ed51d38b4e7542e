/** An import kept in memory, for tests that look at what a mapping gives: the same port as the real store's, without a database. */
import type { ImportSession, RejectedRow, StagedRow } from '../../engine/ports.ts'

export interface MemoryImport extends ImportSession {
  readonly staged: StagedRow[]
  readonly setAside: RejectedRow[]
  /** The largest batch that came at once. */
  largestBatch: number
  discarded: boolean
}

export function memoryImport(): MemoryImport {
  const staged: StagedRow[] = []
  const setAside: RejectedRow[] = []
  const session: MemoryImport = {
    importId: 'memory',
    staged,
    setAside,
    largestBatch: 0,
    discarded: false,
    stage: async (rows) => {
      session.largestBatch = Math.max(session.largestBatch, rows.length)
      staged.push(...rows)
    },
    reject: async (rows) => {
      setAside.push(...rows)
    },
    preview: async () => ({ importId: 'memory', records: {}, rejectedCount: setAside.length }),
    rejected: async ({ after, limit }) => setAside.slice(after, after + limit).map((row, i) => ({ ...row, n: after + i + 1 })),
    apply: async () => ({ firstSeq: 0, lastSeq: 0, changes: 0 }),
    discard: async () => {
      session.discarded = true
    },
  }
  return session
}
