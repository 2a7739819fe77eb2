/** The rankers that can be trained, by the names that the command line knows. */
import type { TrainRankerOptions } from './ranker-options.js';
import { trainGeneRanker } from './train-gene-ranker.js';

/** Trainers of rankers; each gives the bytes of its files by their names. */
export const RANKERS: Readonly<Record<string, (options: TrainRankerOptions) => Map<string, Uint8Array>>> = {
  'gene-ranker': trainGeneRanker,
};
