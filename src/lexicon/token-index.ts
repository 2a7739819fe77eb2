/** Tokens of a text to the numbers that names are made of, without making a string for any plain one. */
import { foldToken, isSilent } from '../text/normalize.js';
import type { Tokens } from '../text/tokens.js';
import { HASH_PRIME, HASH_START, mixHash } from './hash.js';
import type { Sections } from './layout.js';
import { entryOf, type StringTable } from './string-table.js';

/** Numbers of tokens that are in no name, and of those that a name may have or lack. */
export const UNKNOWN = -1;
export const SILENT = -2;

export class TokenIndex {
  readonly #bytes: Uint8Array;
  readonly #offsets: Int32Array;
  readonly #slots: Int32Array;
  readonly #keys: Int32Array;
  readonly #mask: number;
  readonly #tokens: StringTable;
  readonly #encoder = new TextEncoder();

  constructor(sections: Sections) {
    this.#bytes = sections.tokenBytes;
    this.#offsets = sections.tokenOffsets;
    this.#slots = sections.tokenSlots;
    this.#keys = sections.tokenKey;
    this.#mask = sections.tokenSlots.length - 1;
    this.#tokens = tokensOf(sections);
  }

  /** Writes the number of each token into `keys`. */
  keysOf(tokens: Tokens, keys: Int32Array): void {
    const { text, count, starts, ends, kinds } = tokens;
    for (let i = 0; i < count; i++) {
      keys[i] = isSilent(kinds[i]) ? SILENT : this.#keyOf(text, starts[i] ?? 0, ends[i] ?? 0);
    }
  }

  #keyOf(text: string, start: number, end: number): number {
    let hash = HASH_START;
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f || unit === 0x60) return this.#keyOfFolded(foldToken(text.slice(start, end)));
      hash = Math.imul(hash ^ small(unit), HASH_PRIME);
    }
    for (let slot = mixHash(hash) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const token = (this.#slots[slot] ?? 0) - 1;
      if (token < 0) break;
      if (this.#isToken(token, text, start, end)) return this.#keys[token] ?? UNKNOWN;
    }
    return isPluralOfCapitals(text, end, end - start) ? this.#keyOf(text, start, end - 1) : UNKNOWN;
  }

  #isToken(token: number, text: string, start: number, end: number): boolean {
    const from = this.#offsets[token] ?? 0;
    if ((this.#offsets[token + 1] ?? 0) - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (small(text.charCodeAt(i)) !== this.#bytes[j]) return false;
    return true;
  }

  #keyOfFolded(folded: string): number {
    if (folded === '') return SILENT;
    const bytes = this.#encoder.encode(folded);
    return this.#keys[entryOf(this.#tokens, { bytes, start: 0, end: bytes.length })] ?? UNKNOWN;
  }
}

/** Folded tokens of names, by their numbers. */
export function tokensOf({ tokenBytes, tokenOffsets, tokenSlots }: Sections): StringTable {
  return { bytes: tokenBytes, offsets: tokenOffsets, slots: tokenSlots, strings: null };
}

/** Plain small letter of a plain capital; any other unit as it is. */
function small(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit;
}

/** "TLRs", "miRNAs": a small s behind a capital. */
function isPluralOfCapitals(text: string, end: number, length: number): boolean {
  if (length < 3 || text.charCodeAt(end - 1) !== 0x73) return false;
  const before = text.charCodeAt(end - 2);
  return before >= 0x41 && before <= 0x5a;
}
