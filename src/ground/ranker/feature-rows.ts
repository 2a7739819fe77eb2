/** Feature vectors of the candidates of one mention, one row each, in one buffer that is used again and again. */

export class FeatureRows {
  /** Number of features of a row. */
  readonly width: number;
  #values: Float32Array;
  #rows = 0;

  constructor(width: number) {
    this.width = width;
    this.#values = new Float32Array(width * 32);
  }

  get rows(): number {
    return this.#rows;
  }

  /** All rows, one after the other; good until the next `add`. */
  get values(): Float32Array {
    return this.#values.subarray(0, this.#rows * this.width);
  }

  clear(): void {
    this.#rows = 0;
  }

  /** A further row of zeros; its number. */
  add(): number {
    const start = this.#rows * this.width;
    if (start + this.width > this.#values.length) {
      const larger = new Float32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values.fill(0, start, start + this.width);
    return this.#rows++;
  }

  /** The values of one row; good until the next `add`. */
  row(row: number): Float32Array {
    return this.#values.subarray(row * this.width, (row + 1) * this.width);
  }

  set(row: number, feature: number, value: number): void {
    this.#values[row * this.width + feature] = value;
  }

  get(row: number, feature: number): number {
    return this.#values[row * this.width + feature] ?? 0;
  }
}
