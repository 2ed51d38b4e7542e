/** Chance that can be repeated: the same numbers for the same seed. For searches and for tests, never for secrets. */

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32 by Tommy Ettinger). */
export function chanceFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
