/** A list of hashes that grows and is used again. */
export class HashList {
  values = new Int32Array(1 << 12);
  length = 0;

  push(hash: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = hash;
  }

  /** A copy of what it holds. */
  toArray(): Int32Array {
    return this.values.slice(0, this.length);
  }
}
