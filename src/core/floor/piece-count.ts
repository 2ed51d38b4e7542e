/** The pieces of one counter of a work unit, from its first value on: a total that never goes back. */
import { counterStep } from './counter.ts'

/** A counter that somebody set back: what it lost was counted before, what was made meanwhile nobody knows. */
export interface SetBack {
  readonly workUnitId: string
  readonly address: string
  readonly atMs: number
  readonly before: number
  readonly now: number
}

export type CounterValue = number | bigint | boolean | string | null

export class PieceCount {
  #counter: number | undefined
  #total: number
  #atMs = Number.NEGATIVE_INFINITY
  #address: string | undefined

  /** Goes on from what was booked; the first counter that is read then is taken for the same one. */
  constructor(booked: { readonly counter: number | undefined; readonly total: number | undefined; readonly atMs: number }) {
    this.#counter = booked.counter
    this.#total = booked.total ?? 0
    if (booked.counter !== undefined) this.#atMs = booked.atMs
  }

  /** The last value of the counter; undefined before the first. */
  get counter(): number | undefined {
    return this.#counter
  }

  /** Pieces since counting began; undefined before the first value. */
  get total(): number | undefined {
    return this.#counter === undefined && this.#total === 0 ? undefined : this.#total
  }

  /** Another counter tells from now on: its first value is where it begins, and the total stays. */
  from(address: string | undefined): void {
    if (address === undefined || address === this.#address) return
    if (this.#address !== undefined) {
      this.#counter = undefined
      this.#atMs = Number.NEGATIVE_INFINITY
    }
    this.#address = address
  }

  /**
   * Takes a value of the counter. Returns false where it changes nothing: it is late, or came before, or is no count;
   * and the value before it where the counter was set back, which counts nothing.
   */
  take(atMs: number, value: CounterValue, rolloverAt: number | undefined): boolean | { readonly setBackFrom: number } {
    const before = this.#counter
    const now = countOf(value)
    if (now === undefined || atMs < this.#atMs) return false
    // A smaller value of the same instant is a repetition, for no machine counts and begins anew in one millisecond.
    if (before !== undefined && atMs === this.#atMs && now < before) return false
    this.#atMs = atMs
    if (now === before) return false
    this.#counter = now
    // The first value that was ever heard is where counting begins.
    if (before === undefined) return true
    const { pieces, note } = counterStep(before, now, rolloverAt)
    this.#total += pieces
    return note === 'rollback' ? { setBackFrom: before } : true
  }
}

function countOf(value: CounterValue): number | undefined {
  if (value === null || typeof value === 'boolean' || (typeof value === 'string' && value.trim() === '')) return undefined
  const count = Number(value)
  return Number.isFinite(count) && count >= 0 ? count : undefined
}
