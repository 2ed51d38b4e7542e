/** Growable columns of numbers: what a struct of arrays is made of while its length is not known yet. */

export class IntColumn {
  data: Int32Array
  length = 0

  constructor(capacity: number) {
    this.data = new Int32Array(Math.max(16, capacity))
  }

  push(value: number): void {
    const at = this.length
    if (at === this.data.length) this.grow()
    this.data[at] = value
    this.length = at + 1
  }

  private grow(): void {
    const larger = new Int32Array(this.data.length * 2)
    larger.set(this.data)
    this.data = larger
  }
}

export class FloatColumn {
  data: Float64Array
  length = 0

  constructor(capacity: number) {
    this.data = new Float64Array(Math.max(16, capacity))
  }

  push(value: number): void {
    const at = this.length
    if (at === this.data.length) this.grow()
    this.data[at] = value
    this.length = at + 1
  }

  private grow(): void {
    const larger = new Float64Array(this.data.length * 2)
    larger.set(this.data)
    this.data = larger
  }
}
