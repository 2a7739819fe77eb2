/** The stem of names that a word means: its own or, if no name has that, the nearest to a misspelled one. */
import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';
import type { StemList } from '../lexicon/word-index.js';

/** Letters from which on one letter may be wrong, and from which on two: a wrong letter in "lupus" makes another word. */
const ONE_WRONG = 7;
const TWO_WRONG = 11;

/** First letters that are taken to be right, so that few stems need be compared. */
const PREFIX = 3;

export class NearestStem {
  readonly #stems: StemList;
  readonly #kept = new Map<string, number>();

  constructor(stems: StemList) {
    this.#stems = stems;
  }

  /** Number of a stem or, if it is unknown, of the only one nearest to it by a letter or two; -1 without one. */
  numberOf(stem: string): number {
    const kept = this.#kept.get(stem);
    if (kept !== undefined) return kept;
    const known = this.#stems.numberOf(stem);
    const found = known < 0 ? this.#misspelled(stem) : known;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(stem, found);
    return found;
  }

  #misspelled(stem: string): number {
    if (stem.length < ONE_WRONG || /\d/.test(stem)) return -1;
    const allowed = stem.length < TWO_WRONG ? 1 : 2;
    let [best, nearest, twice] = [allowed + 1, '', false];
    for (const other of this.#stems.startingWith(stem.slice(0, PREFIX))) {
      if (Math.abs(other.length - stem.length) > allowed) continue;
      const distance = DamerauLevenshteinDistance(stem, other, { restricted: true });
      if (distance > best || distance > allowed) continue;
      twice = distance === best;
      [best, nearest] = [distance, other];
    }
    return nearest === '' || twice ? -1 : this.#stems.numberOf(nearest);
  }
}

/** Stems that are remembered. */
const MOST_KEPT = 20_000;
