/** Stems that some name has, with numbers, and the nearest of them to a misspelled one. */
import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';

/** Letters from which on one letter may be wrong, and from which on two: a wrong letter in "lupus" makes another word. */
const ONE_WRONG = 7;
const TWO_WRONG = 11;

/** First letters that are taken to be right, so that few stems need be compared. */
const PREFIX = 3;

export class StemVocabulary {
  readonly #ids = new Map<string, number>();
  /** Stems by their first letters; made when first asked. */
  #byPrefix: ReadonlyMap<string, readonly string[]> | null = null;
  readonly #nearest = new Map<string, number>();

  get size(): number {
    return this.#ids.size;
  }

  /** Number of a stem, dense from 0; a new one when it is not known. */
  add(stem: string): number {
    const known = this.#ids.get(stem);
    if (known !== undefined) return known;
    this.#ids.set(stem, this.#ids.size);
    return this.#ids.size - 1;
  }

  /** 1 for each stem that is so, by its number; else 0. */
  flags(is: (stem: string) => boolean): Uint8Array {
    return Uint8Array.from(this.#ids.keys(), (stem) => Number(is(stem)));
  }

  /** Number of a stem or, if it is unknown, of the only one nearest to it by a letter or two; -1 without one. */
  nearest(stem: string): number {
    const known = this.#ids.get(stem) ?? this.#nearest.get(stem);
    if (known !== undefined) return known;
    const found = this.#misspelled(stem);
    if (this.#nearest.size >= MOST_KEPT) this.#nearest.clear();
    this.#nearest.set(stem, found);
    return found;
  }

  #misspelled(stem: string): number {
    if (stem.length < ONE_WRONG || /\d/.test(stem)) return -1;
    const allowed = stem.length < TWO_WRONG ? 1 : 2;
    let [best, nearest, twice] = [allowed + 1, '', false];
    for (const other of this.#sharingPrefix(stem)) {
      if (Math.abs(other.length - stem.length) > allowed) continue;
      const distance = DamerauLevenshteinDistance(stem, other, { restricted: true });
      if (distance > best || distance > allowed) continue;
      twice = distance === best;
      [best, nearest] = [distance, other];
    }
    return nearest === '' || twice ? -1 : (this.#ids.get(nearest) ?? -1);
  }

  #sharingPrefix(stem: string): readonly string[] {
    this.#byPrefix ??= groupByPrefix(this.#ids.keys());
    return this.#byPrefix.get(stem.slice(0, PREFIX)) ?? [];
  }
}

/** Misspelled stems that are remembered. */
const MOST_KEPT = 20_000;

function groupByPrefix(stems: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const stem of stems) {
    if (stem.length < ONE_WRONG - 2) continue;
    const prefix = stem.slice(0, PREFIX);
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [stem]);
    else group.push(stem);
  }
  return groups;
}
