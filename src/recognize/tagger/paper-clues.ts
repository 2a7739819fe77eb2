/** What the whole paper says of a word: how often it stands there, in the title, beside which cue words. */
import type { Scene } from './scene.js';
import type { WordTypes } from './word-types.js';

/** Lists by the number of the word; cleared after each paper, so that a paper costs what it has, not all words known. */
export class PaperClues {
  #counts = new Int32Array(1 << 12);
  #inTitle = new Uint8Array(1 << 12);
  /** Bit k: cue k of `CUE_AFTER` stands behind the word somewhere. */
  #after = new Int32Array(1 << 12);
  #before = new Int32Array(1 << 12);
  /** How often the word is in a gene, in a disease found by names and rules. */
  #inGenes = new Int32Array(1 << 12);
  #inDiseases = new Int32Array(1 << 12);
  readonly #types: WordTypes;

  constructor(types: WordTypes) {
    this.#types = types;
  }

  /** Takes in the words of one passage. */
  add({ words, section, found: [genes, diseases] }: Pick<Scene, 'words' | 'section' | 'found'>): void {
    this.#grow();
    const isTitle = section === 'TITLE';
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? 0;
      this.#counts[word] = (this.#counts[word] ?? 0) + 1;
      if (genes?.values[at] !== 0) this.#inGenes[word] = (this.#inGenes[word] ?? 0) + 1;
      if (diseases?.values[at] !== 0) this.#inDiseases[word] = (this.#inDiseases[word] ?? 0) + 1;
      if (isTitle) this.#inTitle[word] = 1;
      const after = at + 1 < words.length ? this.#types.cueAfter(words[at + 1] ?? 0) : -1;
      if (after >= 0) this.#after[word] = (this.#after[word] ?? 0) | (1 << after);
      const before = at > 0 ? this.#types.cueBefore(words[at - 1] ?? 0) : -1;
      if (before >= 0) this.#before[word] = (this.#before[word] ?? 0) | (1 << before);
    }
  }

  forget(words: Int32Array): void {
    for (const word of words) {
      this.#counts[word] = 0;
      this.#inTitle[word] = 0;
      this.#after[word] = 0;
      this.#before[word] = 0;
      this.#inGenes[word] = 0;
      this.#inDiseases[word] = 0;
    }
  }

  count(word: number): number {
    return this.#counts[word] ?? 0;
  }

  isInTitle(word: number): boolean {
    return this.#inTitle[word] === 1;
  }

  /** How much of a word is in genes and diseases found by names and rules: 0 to 3 each, as one number. */
  found(word: number): number {
    const count = this.count(word);
    return quarters(this.#inGenes[word] ?? 0, count) * 4 + quarters(this.#inDiseases[word] ?? 0, count);
  }

  after(word: number): number {
    return this.#after[word] ?? 0;
  }

  before(word: number): number {
    return this.#before[word] ?? 0;
  }

  #grow(): void {
    const size = this.#counts.length;
    if (this.#types.count <= size) return;
    const longer = <A extends Int32Array | Uint8Array>(list: A, made: A): A => {
      made.set(list);
      return made;
    };
    const next = Math.max(size * 2, this.#types.count);
    this.#counts = longer(this.#counts, new Int32Array(next));
    this.#inTitle = longer(this.#inTitle, new Uint8Array(next));
    this.#after = longer(this.#after, new Int32Array(next));
    this.#before = longer(this.#before, new Int32Array(next));
    this.#inGenes = longer(this.#inGenes, new Int32Array(next));
    this.#inDiseases = longer(this.#inDiseases, new Int32Array(next));
  }
}

/** Never, less than half of the times, mostly, always. */
function quarters(part: number, all: number): number {
  if (part === 0) return 0;
  if (part === all) return 3;
  return part * 2 < all ? 1 : 2;
}
