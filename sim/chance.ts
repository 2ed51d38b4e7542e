/** Chance that can be repeated: the same seed gives the same day on the floor. */

export interface Chance {
  /** From 0 up to 1. */
  next(): number
  pick<T>(items: readonly T[]): T | undefined
  /** A time that is exponentially distributed, by its mean. */
  exponential(mean: number): number
  /** A positive number around its median, with a long tail, as times to repair are. */
  around(median: number): number
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    pick: (items) => items[Math.floor(next() * items.length)],
    exponential: (mean) => -Math.log(1 - next()) * mean,
    around: (median) => median * Math.exp(0.5 * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  }
}

/** A seed that differs for each name. */
export function seedOf(seed: number, name: string): number {
  let hash = seed ^ 2_166_136_261
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return hash >>> 0
}
