/** Finds mentions by trained models, in two looks at a paper. */
import type { Lexicon } from '../../lexicon/types.js';
import type { MentionType } from '../../model.js';
import { FirstLooker } from './first-look.js';
import type { TaggerModel } from './model-file.js';
import type { Scene, TaggerInput } from './scene.js';
import { SecondLooker } from './second-look.js';
import type { ScoredSpan } from './sequence-decoder.js';
import { endOfUnit, startOfUnit } from './units.js';

/** A mention with the model's probability of just this span and type. */
export interface TaggedSpan {
  readonly type: MentionType;
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
  readonly text: string;
  readonly score: number;
}

export interface TaggerOptions {
  /** Taken from the score of "outside" in full texts, whose gold misses mentions; by the model's first type. Default: {@link FULL_TEXT_BIAS}. */
  readonly fullTextBias?: Readonly<Partial<Record<MentionType, number>>>;
}

/** Best on papers kept out of training; from 1 on precision falls faster than recall rises. */
export const FULL_TEXT_BIAS: Readonly<Partial<Record<MentionType, number>>> = { Gene: 0.4, Disease: 0.4 };

/** Tags paper after paper; what it keeps between them are sums of weights, so the order of papers does not matter. */
export class Tagger {
  readonly #first: FirstLooker;
  readonly #second: SecondLooker | null;

  /**
   * @param models those of the first look, and for each one of the second, or none at all
   * @throws CannotRunError when the models do not fit each other
   */
  constructor(lexicon: Lexicon, models: readonly TaggerModel[], options: TaggerOptions = {}) {
    const biasOf = biasFrom(options);
    const first = models.filter(({ head }) => head.look === 1);
    this.#first = new FirstLooker(lexicon, first, biasOf);
    const second = first.flatMap((model) => models.find((other) => isSecondOf(other, model)) ?? []);
    this.#second = second.length === first.length ? new SecondLooker(this.#first, second, biasOf) : null;
  }

  /** Whether features of the lexicon are used: it has enough names. */
  get asksLexicon(): boolean {
    return this.#first.reader.asksLexicon;
  }

  /** Spans of all models, passage by passage, those of each model in the order of the text. */
  tag(input: TaggerInput): TaggedSpan[] {
    const first = this.#first.look(input);
    const spans = this.#second === null ? first.spans : this.#second.look(first);
    return first.paper.scenes.flatMap((scene, index) => (spans[index] ?? []).map((span) => taggedSpan(scene, span)));
  }
}

/** The bias of each model in full texts. */
export function biasFrom({ fullTextBias = FULL_TEXT_BIAS }: TaggerOptions): (model: TaggerModel) => number {
  return ({ head }) => fullTextBias[head.types[0] ?? 'Gene'] ?? 0;
}

function isSecondOf({ head }: TaggerModel, first: TaggerModel): boolean {
  return head.look === 2 && head.types.join() === first.head.types.join();
}

function taggedSpan({ reading, units }: Scene, { type, first, last, score }: ScoredSpan): TaggedSpan {
  const [plainStart, plainEnd] = [startOfUnit(units, first), endOfUnit(units, last)];
  const text = reading.text.slice(plainStart, plainEnd);
  return { type, passage: reading.passage, plainStart, plainEnd, text, score };
}
