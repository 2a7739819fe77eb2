/** What the lexicon says at a unit, in three scans: of genes, of diseases, of all other things; as small numbers. */
import type { Lexicon } from '../../lexicon/types.js';
import { FoundNames } from '../found-names.js';
import { mix } from './hash.js';
import { placeIn } from './marks.js';
import type { Units } from './units.js';

/** Scans that are tagged: genes, diseases, other things; the first of `SCANS`. */
export const SCAN_COUNT = 3;
/** Numbers kept of a state: for each scan the flags of the name, and its place and length in one. */
const WIDTH = SCAN_COUNT * 2;

/** The number of "no name at all". */
export const NO_NAME = 0;

/** The name of one scan at a unit. */
export interface NameTag {
  /** Bits of `FLAG` of the longest name at the unit, 0 for none. */
  readonly flags: number;
  /** A value of `PLACE`. */
  readonly place: number;
  /** Number of units of the name, at most 7. */
  readonly length: number;
}

/** Numbers for all combinations of names that were met: some thousands, however much is read. */
export class NameStates {
  readonly #lexicon: Lexicon;
  #values = new Int32Array(WIDTH * 1024);
  #slots = new Int32Array(1 << 12);
  #room = new Int32Array(0);
  count = 0;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#numberOf(new Int32Array(WIDTH), 0);
  }

  /** The number of the state at each unit; `names` are those of the units' tokens. */
  of(units: Units, names: FoundNames): Int32Array {
    const room = this.#reserve(units.count * WIDTH).fill(0, 0, units.count * WIDTH);
    for (let scan = 0; scan < SCAN_COUNT; scan++) {
      names.visit(scan, (first, end, handle) => {
        const [from, to] = [units.unitOfToken[first] ?? 0, units.unitOfToken[end - 1] ?? 0];
        const length = Math.min(7, to - from + 1);
        const flags = this.#lexicon.flagsAt(handle);
        for (let unit = from; unit <= to; unit++) {
          room[unit * WIDTH + scan * 2] = flags;
          room[unit * WIDTH + scan * 2 + 1] = placeIn(unit, from, to) * 8 + length;
        }
      });
    }
    const states = new Int32Array(units.count);
    for (let unit = 0; unit < units.count; unit++) states[unit] = this.#numberOf(room, unit * WIDTH);
    return states;
  }

  /** The same for the tokens of a text by itself. */
  ofText(units: Units): Int32Array {
    return this.of(units, new FoundNames(units.tokens, this.#lexicon));
  }

  tag(state: number, scan: number): NameTag {
    const placed = this.#values[state * WIDTH + scan * 2 + 1] ?? 0;
    return { flags: this.flags(state, scan), place: placed >> 3, length: placed & 7 };
  }

  /** Flags alone, without an object. */
  flags(state: number, scan: number): number {
    return this.#values[state * WIDTH + scan * 2] ?? 0;
  }

  /** Flags and place in one number. */
  tagNumber(state: number, scan: number): number {
    const at = state * WIDTH + scan * 2;
    return ((this.#values[at] ?? 0) << 3) ^ ((this.#values[at + 1] ?? 0) >> 3);
  }

  #reserve(length: number): Int32Array<ArrayBuffer> {
    if (this.#room.length < length) this.#room = new Int32Array(length * 2);
    return this.#room;
  }

  #numberOf(values: Int32Array, from: number): number {
    let hash = 0;
    for (let at = 0; at < WIDTH; at++) hash = mix(hash ^ (values[from + at] ?? 0), at);
    let slot = hash & (this.#slots.length - 1);
    for (; (this.#slots[slot] ?? 0) !== 0; slot = (slot + 1) & (this.#slots.length - 1)) {
      const state = (this.#slots[slot] ?? 0) - 1;
      if (this.#isSame(state, values, from)) return state;
    }
    return this.#add(slot, values, from);
  }

  #isSame(state: number, values: Int32Array, from: number): boolean {
    for (let at = 0; at < WIDTH; at++) if (this.#values[state * WIDTH + at] !== values[from + at]) return false;
    return true;
  }

  #add(slot: number, values: Int32Array, from: number): number {
    const state = this.count++;
    if (this.count * WIDTH > this.#values.length) this.#values = grown(this.#values);
    this.#values.set(values.subarray(from, from + WIDTH), state * WIDTH);
    this.#slots[slot] = state + 1;
    if (this.count * 2 > this.#slots.length) this.#rehash();
    return state;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let state = 0; state < this.count; state++) {
      let hash = 0;
      for (let at = 0; at < WIDTH; at++) hash = mix(hash ^ (this.#values[state * WIDTH + at] ?? 0), at);
      let slot = hash & (this.#slots.length - 1);
      while ((this.#slots[slot] ?? 0) !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = state + 1;
    }
  }
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(values.length * 2);
  longer.set(values);
  return longer;
}
