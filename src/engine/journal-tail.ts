/** The newest journal entries in memory, so that live readers don't each ask the store for what was just committed. */
import type { JournalEntry } from './ports.ts'

export interface JournalTail {
  push(entry: JournalEntry): void
  /** Entries after `seq`, or undefined when the tail begins later than that. */
  after(seq: number, limit: number): readonly JournalEntry[] | undefined
}

/** Keeps up to `changesMax` changes' worth of entries; a larger single entry is not kept at all. `startSeq` is the last entry that it will never hold. */
export function journalTail(startSeq: number, changesMax = 5000): JournalTail {
  const entries: JournalEntry[] = []
  let [beginsAfter, held] = [startSeq, 0]
  return {
    push(entry) {
      entries.push(entry)
      held += entry.changes.length
      while (held > changesMax) {
        const gone = entries.shift()
        if (gone === undefined) break
        beginsAfter = gone.seq
        held -= gone.changes.length
      }
    },
    after(seq, limit) {
      if (seq < beginsAfter) return undefined
      const from = entries.findIndex((entry) => entry.seq > seq)
      return from === -1 ? [] : entries.slice(from, from + limit)
    },
  }
}
