/** Which of the diseases that a mention may denote, in one terminology, by a ranker trained on gold. */
import { prefixOf } from '../curie.js';
import type { Mention } from '../model.js';
import type { DiseaseCandidate } from './disease-candidate.js';
import { diseaseConfidence } from './disease-confidence.js';
import { DISEASE_FEATURES } from './disease-feature-names.js';
import { type DiseaseFeatureDeps, type DiseaseQuestion, diseaseFeatures } from './disease-features.js';
import { type NamedWeights, Ranker, softmax } from './ranker/ranker.js';

/** What a ranker of one terminology is made from; see ranker-file.ts. */
export interface DiseaseRankerModel {
  readonly weights: NamedWeights;
  /** Choices less likely than this are none. */
  readonly threshold: number;
  /** See disease-confidence.ts. */
  readonly calibration: NamedWeights;
}

export interface ScoredDisease extends DiseaseCandidate {
  /** Probability, 0..1; those of all candidates and of "none of them" add up to 1. */
  readonly score: number;
}

/** Difference in probability below which two diseases are equally likely. */
const MARGIN = 0.02;

/** Rankers by the prefix of their terminology. */
export type DiseaseRankerModels = Readonly<Record<string, DiseaseRankerModel>>;

export class DiseaseChooser {
  readonly #deps: DiseaseFeatureDeps;
  readonly #models: DiseaseRankerModels;
  readonly #rankers: ReadonlyMap<string, Ranker>;

  constructor(models: DiseaseRankerModels, deps: DiseaseFeatureDeps) {
    this.#deps = deps;
    this.#models = models;
    const entries = Object.entries(models);
    this.#rankers = new Map(entries.map(([prefix, { weights }]) => [prefix, new Ranker(DISEASE_FEATURES, weights)]));
  }

  /** Candidates of one terminology with their probabilities, most likely first; ties by id. */
  score(question: DiseaseQuestion, prefix: string): readonly ScoredDisease[] {
    const { candidates } = question;
    const ranker = this.#rankers.get(prefix);
    if (candidates.length === 0 || ranker === undefined) return [];
    const probabilities = softmax(ranker.scores(diseaseFeatures(question, this.#deps)));
    return candidates
      .map((candidate, row) => ({ ...candidate, score: probabilities[row] ?? 0 }))
      .sort((a, b) => b.score - a.score || (a.concept.id < b.concept.id ? -1 : 1));
  }

  /**
   * The most likely of scored candidates; null when there is none, when it is too unlikely, and when nothing tells it from
   * the next ("Recklinghausen disease" is the name of two).
   */
  best(scored: readonly ScoredDisease[]): ScoredDisease | null {
    const [first, second] = scored;
    if (first === undefined || first.score - (second?.score ?? 0) < MARGIN) return null;
    const threshold = this.#models[prefixOf(first.concept.id)]?.threshold ?? 1;
    return first.score >= threshold ? first : null;
  }

  /** Probability that a link of a mention to a choice is right, 0..1, to 3 places. */
  confidence(mention: Pick<Mention, 'score' | 'longForm'>, choice: ScoredDisease): number {
    const calibration = this.#models[prefixOf(choice.concept.id)]?.calibration ?? {};
    return Math.round(diseaseConfidence({ mention, choice }, calibration) * 1000) / 1000;
  }
}
