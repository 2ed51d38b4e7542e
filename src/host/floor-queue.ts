/** Readings that wait to be written: those that states and counts rest on are never dropped, plain ones when there are too many. */
import type { Reading } from '../engine/floor-ports.ts'

/** First in, first out, without moving everything at each step. */
class Line {
  #items: Reading[] = []
  #head = 0

  get length(): number {
    return this.#items.length - this.#head
  }

  push(reading: Reading): void {
    this.#items.push(reading)
  }

  take(count: number): readonly Reading[] {
    const taken = this.#items.slice(this.#head, this.#head + count)
    this.#head += taken.length
    if (this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return taken
  }
}

export interface FloorQueue {
  readonly length: number
  readonly vitalLength: number
  /** Plain readings that were dropped because too many waited. */
  readonly dropped: number
  /** `vital` readings are never dropped. */
  add(reading: Reading, vital: boolean): void
  /** At most `count`, vital ones first, in the order in which they came. */
  take(count: number): readonly Reading[]
}

/** Dropping one at a time would move the line for each; a share of it at once costs nothing to speak of. */
const DROP_SHARE = 100

/** `plainMax` is how many plain readings may wait. */
export function floorQueue(plainMax: number): FloorQueue {
  const [vital, plain] = [new Line(), new Line()]
  let dropped = 0
  return {
    get length() {
      return vital.length + plain.length
    },
    get vitalLength() {
      return vital.length
    },
    get dropped() {
      return dropped
    },
    add(reading, isVital) {
      if (isVital) vital.push(reading)
      else plain.push(reading)
      if (plain.length > plainMax) dropped += plain.take(Math.ceil(plainMax / DROP_SHARE)).length
    },
    take(count) {
      const first = vital.take(count)
      return first.length === count ? first : [...first, ...plain.take(count - first.length)]
    },
  }
}
