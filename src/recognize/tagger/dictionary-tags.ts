/** Which names of the lexicon cover each unit, in three scans: of genes, of diseases, of all other things. */
import { KIND, type Lexicon } from '../../lexicon/types.js';
import type { Units } from './units.js';

/** The scans, in the order of their tags. */
export const SCANS: readonly number[] = [KIND.gene, KIND.disease, KIND.taxon | KIND.other];

/** Place of a unit in a name. */
export const PLACE = { none: 0, single: 1, begin: 2, inside: 3, end: 4 } as const;

export interface DictionaryTags {
  /** Bits of `FLAG` of the longest name at each unit, 0 for none. */
  readonly flags: Int32Array;
  /** Values of `PLACE`. */
  readonly places: Uint8Array;
  /** Number of units of the name, at most 7. */
  readonly lengths: Uint8Array;
}

export function dictionaryTags(units: Units, lexicon: Lexicon, mask: number): DictionaryTags {
  const flags = new Int32Array(units.count);
  const places = new Uint8Array(units.count);
  const lengths = new Uint8Array(units.count);
  lexicon.scan(units.tokens, mask, (first, end, handle) => {
    const [from, to] = [units.unitOfToken[first] ?? 0, units.unitOfToken[end - 1] ?? 0];
    flags.fill(lexicon.flagsAt(handle), from, to + 1);
    lengths.fill(Math.min(7, to - from + 1), from, to + 1);
    for (let unit = from; unit <= to; unit++) places[unit] = placeIn(unit, from, to);
  });
  return { flags, places, lengths };
}

/** Place of a unit between the first and the last of a name. */
export function placeIn(unit: number, first: number, last: number): number {
  if (first === last) return PLACE.single;
  if (unit === first) return PLACE.begin;
  return unit === last ? PLACE.end : PLACE.inside;
}
