/** The trained choice among genes: weights for a first and a second pass over a paper, memory, calibration. */
import { logistic, weightsOf } from './calibration.js';
import { FEATURES } from './gene-features.js';
import { LINK_FEATURES } from './gene-link-features.js';
import { type NameMemory, NO_MEMORY } from './memory.js';
import { Ranker, softmax } from './ranker/ranker.js';
import type { RankerModel } from './ranker/ranker-file.js';
import type { TopicWeights } from './species-topics.js';

/** What training has learned beside the weights of features. */
export interface GeneKnowledge {
  readonly memory: NameMemory;
  readonly topics: TopicWeights | null;
}

export class GeneRanker {
  readonly memory: NameMemory;
  /** By which a text tells its species; null when that is not known. */
  readonly topics: TopicWeights | null;
  /** Links less likely than this are not made. */
  readonly threshold: number;
  readonly #passes: readonly Ranker[];
  readonly #calibration: Float64Array;

  constructor(model: Pick<RankerModel, 'passes' | 'calibration' | 'threshold'>, known: Partial<GeneKnowledge> = {}) {
    this.memory = known.memory ?? NO_MEMORY;
    this.topics = known.topics ?? null;
    this.threshold = model.threshold;
    this.#passes = model.passes.map((weights) => new Ranker(FEATURES, weights));
    this.#calibration = weightsOf(LINK_FEATURES, model.calibration);
  }

  /** Number of passes over a paper. */
  get passes(): number {
    return this.#passes.length;
  }

  /** The weights of one pass. */
  pass(pass: number): Ranker {
    const ranker = this.#passes[pass];
    if (ranker === undefined) throw new RangeError(`Pass ${pass} of a ranker with ${this.passes}`);
    return ranker;
  }

  /** Probabilities of candidates, from their rows of features. */
  probabilities(values: Float32Array, pass: number): Float64Array {
    return softmax(this.pass(pass).scores(values));
  }

  /** Probability that a link is right; `values` in the order of `LINK_FEATURES`. */
  confidence(values: Float64Array): number {
    return logistic(values, this.#calibration);
  }
}
