/** How a tagger is trained. */
export interface TrainingOptions {
  /** Times that all sequences are gone through. Default: 12. */
  readonly epochs: number;
  /** The model is the mean of what the last so many epochs ended with. Default: 5. */
  readonly averaged: number;
  /** Share of features left out at each unit. Default: 0.3. */
  readonly dropout: number;
  /** Share of sequences read without the features of the lexicon, so that a model does without it. Default: 0.05. */
  readonly lexiconDropout: number;
  /** Step size of AdaGrad. Default: 0.05. */
  readonly rate: number;
  /** Logarithm (base 2) of the number of rows that features are hashed to. Default: 20. */
  readonly hashBits: number;
  /** Rows with all weights below this are left out of the model. Default: 0.05. */
  readonly pruneBelow: number;
  /** Same seed, same model. Default: 1. */
  readonly seed: number;
  /** How many times all is done, each with the next seed; the model is the mean of all (no gain seen). Default: 1. */
  readonly runs: number;
}

export const TRAINING_DEFAULTS: TrainingOptions = {
  epochs: 12,
  averaged: 5,
  dropout: 0.3,
  lexiconDropout: 0.05,
  rate: 0.05,
  hashBits: 20,
  pruneBelow: 0.05,
  seed: 1,
  runs: 1,
};
