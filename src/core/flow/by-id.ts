/** One order of records by their ids, so that the same records give the same plan in whatever order they came. */

/** Records in a stable order: numbers inside ids count as numbers, so that 9 comes before 10. */
export function byId<T extends { readonly id: string }>(records: Iterable<T>): T[] {
  return [...records].sort((a, b) => compareIds(a.id, b.id))
}

/** Compares ids part by part, digits as numbers; never by locale. */
export function compareIds(a: string, b: string): number {
  const x = Number(a)
  const y = Number(b)
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y || (a < b ? -1 : a > b ? 1 : 0)
  const left = a.match(/\d+|\D+/g) ?? []
  const right = b.match(/\d+|\D+/g) ?? []
  for (let k = 0; k < Math.min(left.length, right.length); k++) {
    const p = left[k]!
    const q = right[k]!
    if (p === q) continue
    const numbers = /^\d/.test(p) && /^\d/.test(q)
    if (numbers && Number(p) !== Number(q)) return Number(p) - Number(q)
    return p < q ? -1 : 1
  }
  return left.length - right.length
}
