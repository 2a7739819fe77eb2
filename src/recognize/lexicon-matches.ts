/** Longest names of the lexicon in the text, judged by their spelling. */
import { KIND, type Lexicon, type NameMatch } from '../lexicon/types.js';
import type { Tokens } from '../text/tokens.js';
import { judgeDisease } from './disease-spelling.js';
import { judgeGene } from './gene-spelling.js';
import { isNeverName } from './never.js';
import { type TokenizedPassage, tokensWithin } from './reading.js';
import type { StopList } from './stop-list.js';
import type { Verdict } from './verdict.js';

/** A name of the lexicon at a place in the text; not yet a mention. */
export interface LexiconMatch {
  readonly kind: 'gene' | 'disease';
  readonly passage: number;
  /** Tokens `[first, end)` of the passage. */
  readonly first: number;
  readonly end: number;
  /** Plain offsets. */
  readonly plainStart: number;
  readonly plainEnd: number;
  readonly text: string;
  readonly names: readonly NameMatch[];
  readonly verdict: Exclude<Verdict, 'reject'>;
}

/** What a text that stood somewhere in the paper turned out to be. */
interface Judged {
  readonly names: readonly NameMatch[];
  readonly verdict: Verdict;
}

const OUT_OF_QUESTION: Judged = { names: [], verdict: 'reject' };

/** Finds names of one kind in one paper; remembers each distinct text, since a paper repeats itself. */
export class LexiconMatcher {
  readonly #lexicon: Lexicon;
  readonly #stopList: StopList;
  readonly #kind: 'gene' | 'disease';
  readonly #judged = new Map<string, Judged>();

  constructor(kind: 'gene' | 'disease', lexicon: Lexicon, stopList: StopList) {
    this.#kind = kind;
    this.#lexicon = lexicon;
    this.#stopList = stopList;
  }

  /** Matches of a passage from left to right. Where the longest name is misspelled, shorter ones in it are tried. */
  matches(reading: TokenizedPassage): LexiconMatch[] {
    const found: LexiconMatch[] = [];
    this.#scan(reading, { first: 0, end: reading.tokens.count }, found);
    return found;
  }

  #scan(reading: TokenizedPassage, span: { first: number; end: number }, found: LexiconMatch[]): void {
    const tokens = tokensWithin(reading.tokens, span.first, span.end);
    this.#lexicon.scan(tokens, KIND[this.#kind], (from, to, handle) => {
      const [first, end] = [span.first + from, span.first + to];
      const place = placeOf(reading.tokens, first, end);
      const { names, verdict } = this.#judge(place.text, handle);
      if (verdict !== 'reject') {
        found.push({ kind: this.#kind, passage: reading.passage, first, end, ...place, names, verdict });
      } else if (end - first > 1) {
        this.#scan(reading, { first, end: end - 1 }, found);
      }
    });
  }

  #judge(text: string, handle: number): Judged {
    const known = this.#judged.get(text);
    if (known !== undefined) return known;
    const judged = this.#isOutOfQuestion(text) ? OUT_OF_QUESTION : this.#judgeNames(text, handle);
    this.#judged.set(text, judged);
    return judged;
  }

  /** Most texts are ("the", "and", "cells"), and then their names need not be read. */
  #isOutOfQuestion(text: string): boolean {
    return isNeverName(text) || this.#stopList.ruleFor(text, this.#kind) === 'never';
  }

  #judgeNames(text: string, handle: number): Judged {
    const names = this.#lexicon.namesAt(handle, KIND[this.#kind], text);
    const judge = this.#kind === 'gene' ? judgeGene : judgeDisease;
    return { names, verdict: judge(text, names, this.#stopList) };
  }
}

/** Plain offsets and text of the tokens `[first, end)`. */
export function placeOf(
  tokens: Tokens,
  first: number,
  end: number,
): { plainStart: number; plainEnd: number; text: string } {
  const plainStart = tokens.starts[first] ?? 0;
  const plainEnd = tokens.ends[end - 1] ?? plainStart;
  return { plainStart, plainEnd, text: tokens.text.slice(plainStart, plainEnd) };
}
