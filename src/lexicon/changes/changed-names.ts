/** Finds in texts the names that are not the same in two lexicons, as linking with either would find them. */
import type { ConceptId } from '../../model.js';
import type { DiseaseStems } from '../../text/disease-stems.js';
import { type Tokens, tokenizeOnce } from '../../text/tokens.js';
import { ConceptReader } from '../concept-reader.js';
import { type Sections, unpackSections } from '../layout.js';
import { Scanner } from '../scanner.js';
import { TokenIndex } from '../token-index.js';
import type { Lexicon } from '../types.js';
import { ChangedStems } from './changed-stems.js';
import type { LexiconChanges } from './compare.js';

export interface ChangedNamesOptions {
  /** The lexicons that were compared. */
  readonly before: Pick<Lexicon, 'buffer'>;
  readonly now: Pick<Lexicon, 'buffer'>;
  readonly changes: LexiconChanges;
  readonly stems: DiseaseStems;
}

/** One of the two lexicons. */
class Side {
  readonly sections: Sections;
  readonly concepts: ConceptReader;
  readonly #scanner: Scanner;
  readonly #index: TokenIndex;
  readonly #changed: Uint8Array;
  /** Numbers of the tokens of the text at hand. */
  keys = new Int32Array(256);

  constructor({ buffer }: Pick<Lexicon, 'buffer'>, changed: Uint8Array) {
    this.sections = unpackSections(buffer, 'the lexicon handed over');
    this.concepts = new ConceptReader(this.sections);
    this.#scanner = new Scanner(this.sections);
    this.#index = new TokenIndex(this.sections);
    this.#changed = changed;
  }

  read(tokens: Tokens): void {
    if (this.keys.length < tokens.count) this.keys = new Int32Array(tokens.count * 2);
    this.#index.keysOf(tokens, this.keys);
  }

  /** @param isOther whether one of these tokens is compared as another word than in the other lexicon */
  finds(tokens: Tokens, isOther: ((first: number, end: number) => boolean) | null): boolean {
    const ask = (first: number, end: number, node: number) =>
      this.#changed[node] === 1 || (isOther?.(first, end) ?? false);
    return this.#scanner.some(tokens, this.keys, ask);
  }
}

export class ChangedNames {
  readonly #before: Side;
  readonly #now: Side;
  readonly #changes: LexiconChanges;
  readonly #stems: ChangedStems;

  constructor({ before, now, changes, stems }: ChangedNamesOptions) {
    this.#changes = changes;
    this.#before = new Side(before, changes.spellings.before);
    this.#now = new Side(now, changes.spellings.now);
    this.#stems = new ChangedStems(changes.stems, stems);
  }

  /** Whether a text without mark-up has such a name, or the words of a disease's in another form or order. */
  isIn(text: string): boolean {
    const tokens = tokenizeOnce(text);
    this.#before.read(tokens);
    this.#now.read(tokens);
    const others = this.#otherTokens(tokens.count);
    const isOther =
      others.size === 0
        ? null
        : (first: number, end: number): boolean => {
            for (let i = first; i < end; i++) if (others.has(i)) return true;
            return false;
          };
    return this.#now.finds(tokens, isOther) || this.#before.finds(tokens, isOther) || this.#stems.isIn(tokens);
  }

  /** Whether an id leads to another concept than it did, or to one that is not as it was. */
  isChangedId(id: ConceptId): boolean {
    const { before, differs } = this.#changes.concepts;
    const [old, now] = [this.#before.concepts.numberOf(id), this.#now.concepts.numberOf(id)];
    if (old < 0 || now < 0) return old !== now;
    return before[now] !== old || differs[now] === 1;
  }

  /** Tokens that one lexicon leads to another word than the other: a word of a new name has its plural led to it. */
  #otherTokens(count: number): ReadonlySet<number> {
    const others = new Set<number>();
    for (let i = 0; i < count; i++) {
      if (this.#isOther(this.#before.keys[i] ?? -1, this.#now.keys[i] ?? -1)) others.add(i);
    }
    return others;
  }

  #isOther(old: number, now: number): boolean {
    if (now < 0) return old >= 0;
    const known = this.#changes.spellings.tokens[now] ?? -1;
    if (old < 0) return known >= 0; // else all names with it came with it
    const isWord = this.#now.sections.tokenWord[now] === this.#before.sections.tokenWord[old];
    return known !== old || !isWord;
  }
}
