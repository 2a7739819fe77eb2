/** Changed names of diseases by the stems of their words, as linking looks up what no name is spelled as. */
import type { DiseaseStems } from '../../text/disease-stems.js';
import { foldToken, isSilent } from '../../text/normalize.js';
import type { Tokens } from '../../text/tokens.js';
import type { Sections } from '../layout.js';
import { WordIndex } from '../word-index.js';

/**
 * Stems of the spellings of diseases that end at marked nodes, sorted and joined by spaces. Those without a word of three
 * letters are left out: linking finds nothing by them.
 */
export function stemsOfChanged(sections: Sections, nodes: Uint8Array): string[] {
  const groups = new Set<number>();
  nodes.forEach((changed, node) => {
    if (changed !== 0) groups.add(sections.nodeGroup[node] ?? -1);
  });
  const words = new WordIndex(sections);
  const found = new Set<string>();
  words.handles.forEach((group, spelling) => {
    if (!groups.has(group)) return;
    const { spellingStart, spellingStems } = words;
    const stems = [...spellingStems.subarray(spellingStart[spelling], spellingStart[spelling + 1])];
    if (stems.some((stem) => words.isWord[stem] === 1)) found.add(keyOf(stems.map((stem) => words.stem(stem))));
  });
  return [...found];
}

/** Finds such stems side by side in a text, in any order: "carcinoma of the kidney" for a name "renal cancer". */
export class ChangedStems {
  readonly #names: ReadonlySet<string>;
  readonly #stems: ReadonlySet<string>;
  readonly #longest: number;
  readonly #stemmer: DiseaseStems;

  /** @param names as `stemsOfChanged` gives them */
  constructor(names: readonly string[], stemmer: DiseaseStems) {
    this.#names = new Set(names);
    this.#stems = new Set(names.flatMap((name) => name.split(' ')));
    this.#longest = names.reduce((longest, name) => Math.max(longest, name.split(' ').length), 0);
    this.#stemmer = stemmer;
  }

  isIn(tokens: Tokens): boolean {
    if (this.#names.size === 0) return false;
    const run: string[] = [];
    for (let i = 0; i < tokens.count; i++) {
      if (isSilent(tokens.kinds[i])) continue;
      const word = foldToken(tokens.text.slice(tokens.starts[i], tokens.ends[i]));
      const stem = this.#stemmer.of(word);
      if (stem === '') continue;
      if (!this.#stems.has(stem)) run.length = 0;
      else if (this.#endsInName(run, stem, word)) return true;
    }
    return false;
  }

  /**
   * Takes a stem to those before it; true when it and some of them are all stems of a name. A word that is its own stem and a
   * name by itself ("all") is no matter here: it is spelled as the name is.
   */
  #endsInName(run: string[], stem: string, word: string): boolean {
    run.push(stem);
    const found = new Set<string>();
    for (let at = run.length - 1; at >= 0; at--) {
      found.add(run[at] ?? '');
      if (found.size > this.#longest) break;
      if (found.size === 1 && stem === word) continue;
      if (this.#names.has(keyOf([...found]))) return true;
    }
    return false;
  }
}

function keyOf(stems: readonly string[]): string {
  return stems.toSorted().join(' ');
}
