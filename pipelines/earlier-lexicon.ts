/** For `link --affected`: the lexicon that a graph was linked with is compared with the one in use, once a run. */

import type { EarlierLexicon, StandingPaper } from '../src/flow/stages.js';
import { compareLexicons } from '../src/lexicon/changes/compare.js';
import { openLexicon } from '../src/lexicon/open.js';
import type { Lexicon } from '../src/lexicon/types.js';
import { counted, grouped } from '../src/number-text.js';
import type { EarlierMeans } from './affected-papers.js';

/** What a comparison came to. */
export interface ComparedLexicon {
  readonly release: string;
  /** Null when the lexicon is the one in use, so that there is nothing to look for. */
  readonly means: EarlierMeans | null;
  /** For people, at the beginning of the run. */
  readonly notice: string;
}

/**
 * Compares the lexicon in a file with the one in use.
 *
 * @throws CannotRunError when the file is missing, damaged or no lexicon
 */
export function compareWithEarlier(path: string, now: Lexicon): ComparedLexicon {
  const before = openLexicon(path);
  const { release } = before.info;
  if (release === now.info.release) {
    return { release, means: null, notice: `--affected: ${path} is the lexicon in use (${release}); nothing differs` };
  }
  const changes = compareLexicons(before, now);
  const notice = `--affected: ${counted(changes.spellings.count, 'name')} differ from ${release}; papers linked with it whose text has none of them are left as they are`;
  return { release, means: { buffer: before.buffer, changes }, notice };
}

/** Asks of papers whether they are affected, and counts. */
export class CountedEarlier implements EarlierLexicon {
  readonly release: string;
  readonly #ask: EarlierLexicon['isAffected'];
  #left = 0;
  #affected = 0;

  constructor(release: string, ask: EarlierLexicon['isAffected']) {
    this.release = release;
    this.#ask = ask;
  }

  async isAffected(paper: StandingPaper): Promise<boolean> {
    const isAffected = await this.#ask(paper);
    if (isAffected) this.#affected++;
    else this.#left++;
    return isAffected;
  }

  /** What came of it, for people, at the end of the run. */
  notice(): string {
    if (this.#left + this.#affected > 0) {
      return `--affected: ${counted(this.#left, 'paper')} left as they are; ${grouped(this.#affected)} linked anew, since they have a name or a concept that differs`;
    }
    const reasons = `whatever was linked anew is new, has another text or card, or was linked with other models, settings, word lists or another lexicon`;
    return `--affected: no paper differs in nothing but the lexicon ${this.release}; ${reasons}`;
  }
}
