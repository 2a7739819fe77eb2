/**
 * Distinct strings as UTF-8 bytes one after the other, with dense ids in the order of their first appearance and a hash
 * table to find them. A JS Map of as many strings takes five times the memory.
 */
import { hashBytes, sameBytes, slotCountFor } from './hash.js';

/** A pool as it is laid down in the index file. */
export interface PackedStrings {
  readonly bytes: Uint8Array;
  /** `offsets[id]` to `offsets[id + 1]` are the bytes of string `id`. */
  readonly offsets: Int32Array;
}

/** A growing pool of strings. */
export class StringPool {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #used = 0;
  #offsets = new Int32Array(1024);
  #count = 0;
  #slots = new Int32Array(4096);

  get size(): number {
    return this.#count;
  }

  /** Id of a string, given a new one if it is new. */
  intern(text: string): number {
    const end = this.#writeAtEnd(text);
    const slot = this.#slotOf(this.#used, end);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return known;
    this.#slots[slot] = this.#count + 1;
    this.#used = end;
    if (this.#count + 1 >= this.#offsets.length) this.#growOffsets();
    this.#offsets[++this.#count] = end;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return this.#count - 1;
  }

  /** Id of a string, -1 if it is not in the pool. */
  idOf(text: string): number {
    const end = this.#writeAtEnd(text);
    return (this.#slots[this.#slotOf(this.#used, end)] ?? 0) - 1;
  }

  get(id: number): string {
    return this.#bytes.toString('utf8', this.#offsets[id], this.#offsets[id + 1]);
  }

  /** Bytes and offsets as views; good until the next `intern`. */
  packed(): PackedStrings {
    return { bytes: this.#bytes.subarray(0, this.#used), offsets: this.#offsets.subarray(0, this.#count + 1) };
  }

  #writeAtEnd(text: string): number {
    const most = text.length * 3;
    if (this.#used + most > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.ceil((this.#used + most) * 1.6));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    return this.#used + this.#bytes.write(text, this.#used, 'utf8');
  }

  /** Slot of the bytes, or the empty one where they belong. */
  #slotOf(start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashBytes(this.#bytes, start, end) & mask;
    for (;;) {
      const id = (this.#slots[slot] ?? 0) - 1;
      if (id < 0 || this.#isAt(id, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isAt(id: number, start: number, end: number): boolean {
    const from = this.#offsets[id] ?? 0;
    const length = (this.#offsets[id + 1] ?? 0) - from;
    return length === end - start && sameBytes(this.#bytes, from, { bytes: this.#bytes, start, end });
  }

  #growOffsets(): void {
    const larger = new Int32Array(this.#offsets.length * 2);
    larger.set(this.#offsets);
    this.#offsets = larger;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.#count; id++) {
      let slot = hashBytes(this.#bytes, this.#offsets[id] ?? 0, this.#offsets[id + 1] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id + 1;
    }
  }
}

/** Hash table over chosen strings of a pool: `slots[hash]` is an index into `ids` plus one, zero for an empty slot. */
export function slotsFor(strings: PackedStrings, ids: Int32Array): Int32Array {
  const slots = new Int32Array(slotCountFor(ids.length));
  const mask = slots.length - 1;
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] ?? 0;
    let slot = hashBytes(strings.bytes, strings.offsets[id] ?? 0, strings.offsets[id + 1] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = index + 1;
  }
  return slots;
}
