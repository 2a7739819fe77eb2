/** Finds in texts the names that are not the same in two lexicons, as linking with either would find them. */
import type { ConceptId } from '../../model.js';
import type { DiseaseStems } from '../../text/disease-stems.js';
import { type Tokens, tokenizeOnce } from '../../text/tokens.js';
import { ConceptReader } from '../concept-reader.js';
import { FLAG } from '../flags.js';
import { type Sections, unpackSections } from '../layout.js';
import { Scanner } from '../scanner.js';
import { TokenIndex } from '../token-index.js';
import type { Lexicon } from '../types.js';
import { ChangedStems } from './changed-stems.js';
import type { LexiconChanges } from './compare.js';
import { CONCEPT } from './concept-changes.js';
import { SPELLING } from './spelling-changes.js';

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

  /** Whether `counts` says of a name that its change counts; it is asked for all names, changed or not. */
  finds(tokens: Tokens, counts: (change: number, place: NamePlace) => boolean): boolean {
    const { nodeGroup, groupFlags } = this.sections;
    return this.#scanner.some(tokens, this.keys, (first, end, node) =>
      counts(this.#changed[node] ?? 0, { first, end, flags: groupFlags[nodeGroup[node] ?? -1] ?? 0 }),
    );
  }
}

/** A name in a text: its first token, the one after the last, and what kinds of names are spelled so. */
interface NamePlace {
  readonly first: number;
  readonly end: number;
  readonly flags: number;
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

  /**
   * Whether a text without mark-up has such a name, or the words of a disease's in another form or order.
   *
   * @param isMention whether linking found a mention with just this text. Single letters and ordinary words ("L", "all") are
   *   names, too, and stand in any paper: if they had names before and have now, they count where they were mentions
   */
  isIn(text: string, isMention: (text: string) => boolean): boolean {
    const tokens = tokenizeOnce(text);
    this.#before.read(tokens);
    this.#now.read(tokens);
    const others = this.#otherTokens(tokens.count);
    const counts = (change: number, place: NamePlace): boolean => {
      if (change === SPELLING.same) return others.size > 0 && hasAny(others, place);
      if (change === SPELLING.cameOrWent) return true;
      const found = text.slice(tokens.starts[place.first], tokens.ends[place.end - 1]);
      return !isDoubtful(found, place.flags) || isMention(found);
    };
    return this.#now.finds(tokens, counts) || this.#before.finds(tokens, counts) || this.#stems.isIn(tokens);
  }

  /** Whether an id leads to another concept than it did, to one that is not as it was, or to a gene of such a species. */
  isChangedId(id: ConceptId): boolean {
    const { before, change } = this.#changes.concepts;
    const [old, now] = [this.#before.concepts.numberOf(id), this.#now.concepts.numberOf(id)];
    if (old < 0 || now < 0) return old !== now;
    if (before[now] !== old || change[now] !== CONCEPT.same) return true;
    const taxon = this.#now.concepts.taxonOf(now);
    return taxon !== null && this.isChangedId(taxon);
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

function hasAny(tokens: ReadonlySet<number>, { first, end }: NamePlace): boolean {
  for (let i = first; i < end; i++) if (tokens.has(i)) return true;
  return false;
}

/** A single letter or digit, or an ordinary word in lower case or with a capital first letter. */
function isDoubtful(text: string, flags: number): boolean {
  return text.length === 1 || ((flags & FLAG.commonWord) !== 0 && /^\p{L}\p{Ll}*$/u.test(text));
}
