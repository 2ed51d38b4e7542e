/** Gathers what is worth knowing about rows that were taken, without growing with their number. */
import type { Problem } from '../../core/values/result.ts'

export interface NoteAt {
  readonly file: string
  readonly line: number
  readonly column: string | null
  readonly problem: Problem
}

/** One reason at one column of one file: how often, and where first. */
export interface ImportNote extends NoteAt {
  readonly count: number
}

export interface Notes {
  add(note: NoteAt): void
  list(): readonly ImportNote[]
}

export function startNotes(): Notes {
  const notes = new Map<string, ImportNote>()
  return {
    add: (note) => {
      const key = JSON.stringify([note.file, note.column, note.problem.code])
      const before = notes.get(key)
      notes.set(key, before === undefined ? { ...note, count: 1 } : { ...before, count: before.count + 1 })
    },
    list: () => [...notes.values()],
  }
}
