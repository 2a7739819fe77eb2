/** Whether what equals a name of the lexicon is spelled as one, for each distinct text once. */
import { KIND, type Lexicon } from '../../lexicon/types.js';
import { judgeDisease } from '../disease-spelling.js';
import { judgeGene } from '../gene-spelling.js';
import type { StopList } from '../stop-list.js';
import type { Verdict } from '../verdict.js';

/** Verdicts as bits above those of `FLAG`. */
const BITS: Readonly<Record<Verdict, number>> = { reject: 1 << 26, support: 2 << 26, accept: 3 << 26 };

/** Texts beyond this number are forgotten all together: memory stays bounded. */
const MOST_TEXTS = 50_000;

export class SpellingVerdicts {
  readonly #lexicon: Lexicon;
  readonly #stopList: StopList;
  readonly #genes = new Map<string, number>();
  readonly #diseases = new Map<string, number>();

  constructor(lexicon: Lexicon, stopList: StopList) {
    this.#lexicon = lexicon;
    this.#stopList = stopList;
  }

  /** Bits of the verdict on a text as a name of a kind, given the handle of the names found for it; 0 for other kinds. */
  bitsOf(kind: number, text: string, handle: number): number {
    if (kind !== KIND.gene && kind !== KIND.disease) return 0;
    const known = kind === KIND.gene ? this.#genes : this.#diseases;
    const bits = known.get(text);
    if (bits !== undefined) return bits;
    if (known.size >= MOST_TEXTS) known.clear();
    const names = this.#lexicon.namesAt(handle, kind, text);
    const judge = kind === KIND.gene ? judgeGene : judgeDisease;
    const found = BITS[judge(text, names, this.#stopList)];
    known.set(text, found);
    return found;
  }
}
