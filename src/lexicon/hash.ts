/** Hashing of bytes, used alike by the builder of an index and its reader. */

/** Start value of FNV-1a, and its prime; see `hashBytes`. */
export const HASH_START = 0x811c9dc5;
export const HASH_PRIME = 0x01000193;

/** FNV-1a over bytes with a last mixing step (Appleby's finalizer), as a 32-bit integer. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), HASH_PRIME);
  return mixHash(hash);
}

/** Spreads the bits of a hash, so that its low ones can be used as a slot. */
export function mixHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Whether the bytes from `from` on are those of `other`. */
export function sameBytes(
  bytes: Uint8Array,
  from: number,
  other: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
): boolean {
  for (let i = other.start, j = from; i < other.end; i++, j++) if (other.bytes[i] !== bytes[j]) return false;
  return true;
}

/** Slots of an open hash table for so many entries: a power of two, at most two thirds full. */
export function slotCountFor(entries: number): number {
  let slots = 8;
  while (slots * 2 < entries * 3) slots *= 2;
  return slots;
}
