/** Growable columns of numbers: what a struct of arrays is made of while its length is not known yet. */

export class IntColumn {
  data: Int32Array
  length = 0

  constructor(capacity: number) {
    this.data = new Int32Array(Math.max(16, capacity))
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.data.length * 2)
      larger.set(this.data)
      this.data = larger
    }
    this.data[this.length++] = value
  }
}

export class FloatColumn {
  data: Float64Array
  length = 0

  constructor(capacity: number) {
    this.data = new Float64Array(Math.max(16, capacity))
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Float64Array(this.data.length * 2)
      larger.set(this.data)
      this.data = larger
    }
    this.data[this.length++] = value
  }
}
