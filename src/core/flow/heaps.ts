/** Two small priority queues over typed arrays: events by time, and operations by urgency. */

/** Events by time; equal times come in any order. */
export class TimeHeap {
  private times: Int32Array
  private items: Int32Array
  size = 0

  constructor(capacity: number) {
    this.times = new Int32Array(Math.max(16, capacity))
    this.items = new Int32Array(Math.max(16, capacity))
  }

  /** Time of the first event; only while `size` > 0. */
  get firstTime(): number {
    return this.times[0]!
  }

  push(time: number, item: number): void {
    if (this.size === this.times.length) this.grow()
    const { times, items } = this
    let at = this.size++
    while (at > 0) {
      const up = (at - 1) >> 1
      if (times[up]! <= time) break
      times[at] = times[up]!
      items[at] = items[up]!
      at = up
    }
    times[at] = time
    items[at] = item
  }

  /** Takes the first event's item. */
  pop(): number {
    const { times, items } = this
    const first = items[0]!
    const size = --this.size
    const time = times[size]!
    const item = items[size]!
    let at = 0
    for (let down = 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && times[down + 1]! < times[down]!) down++
      if (times[down]! >= time) break
      times[at] = times[down]!
      items[at] = items[down]!
      at = down
    }
    times[at] = time
    items[at] = item
    return first
  }

  private grow(): void {
    const times = new Int32Array(this.times.length * 2)
    const items = new Int32Array(this.items.length * 2)
    times.set(this.times)
    items.set(this.items)
    this.times = times
    this.items = items
  }
}

/** Operations by the urgency in `keys` (smaller first), then by index. */
export class UrgencyHeap {
  private items = new Int32Array(16)
  private readonly keys: Float64Array
  size = 0

  constructor(keys: Float64Array) {
    this.keys = keys
  }

  get first(): number {
    return this.items[0]!
  }

  push(item: number): void {
    if (this.size === this.items.length) {
      const items = new Int32Array(this.items.length * 2)
      items.set(this.items)
      this.items = items
    }
    const { items } = this
    let at = this.size++
    while (at > 0) {
      const up = (at - 1) >> 1
      if (!this.before(item, items[up]!)) break
      items[at] = items[up]!
      at = up
    }
    items[at] = item
  }

  pop(): number {
    const { items } = this
    const first = items[0]!
    const size = --this.size
    const item = items[size]!
    let at = 0
    for (let down = 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && this.before(items[down + 1]!, items[down]!)) down++
      if (!this.before(items[down]!, item)) break
      items[at] = items[down]!
      at = down
    }
    items[at] = item
    return first
  }

  private before(a: number, b: number): boolean {
    const x = this.keys[a]!
    const y = this.keys[b]!
    return x < y || (x === y && a < b)
  }
}
