/** Ids of each kind in order of code units, so that lists page by key however the records came in. */
import type { Model } from '../core/chain/model.ts'
import type { RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'

/** Beyond this many changes, sorting anew is cheaper than moving the tail of an array for each. */
const PATCHED_MAX = 200

export interface SortedIds {
  /** Up to `limit` ids greater than `after`. */
  page(record: RecordName, after: string | undefined, limit: number): readonly string[]
  /** Follows changes that the model has taken. */
  follow(changes: readonly Change[]): void
}

/** Sorts a kind when it is first asked for, and patches it from then on. */
export function sortedIds(model: Model): SortedIds {
  const byKind = new Map<RecordName, string[]>()
  return {
    page(record, after, limit) {
      const ids = byKind.get(record) ?? [...model.byKind[record].keys()].sort()
      byKind.set(record, ids)
      const from = after === undefined ? 0 : firstGreater(ids, after)
      return ids.slice(from, from + limit)
    },
    follow(changes) {
      if (changes.length > PATCHED_MAX) return byKind.clear()
      for (const { type, record, id } of changes) {
        const ids = byKind.get(record)
        if (ids === undefined || type === 'updated') continue
        const at = firstGreater(ids, id)
        const there = ids[at - 1] === id
        if (type === 'added' && !there) ids.splice(at, 0, id)
        if (type === 'removed' && there) ids.splice(at - 1, 1)
      }
    },
  }
}

function firstGreater(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] as string) <= id) low = middle + 1
    else high = middle
  }
  return low
}
