/** Strings of an index that are found by their bytes: tokens, ids, stems. Laid down by `slotsFor` in string-pool.ts. */
import { hashBytes, sameBytes } from './hash.js';

export interface StringTable {
  readonly bytes: Uint8Array;
  /** `offsets[string]` to `offsets[string + 1]` are the bytes of a string. */
  readonly offsets: Int32Array;
  /** An entry plus one, zero for an empty slot. */
  readonly slots: Int32Array;
  /** The string of each entry; null where entries are the strings themselves. */
  readonly strings: Int32Array | null;
}

/** A part of some bytes. */
export interface ByteRange {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** The entry of these bytes; -1 when they are none. */
export function entryOf({ bytes, offsets, slots, strings }: StringTable, wanted: ByteRange): number {
  const mask = slots.length - 1;
  for (let slot = hashBytes(wanted.bytes, wanted.start, wanted.end) & mask; ; slot = (slot + 1) & mask) {
    const entry = (slots[slot] ?? 0) - 1;
    if (entry < 0) return -1;
    const text = strings === null ? entry : (strings[entry] ?? 0);
    const from = offsets[text] ?? 0;
    if ((offsets[text + 1] ?? 0) - from !== wanted.end - wanted.start) continue;
    if (sameBytes(bytes, from, wanted)) return entry;
  }
}
