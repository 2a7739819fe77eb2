/** Gold in, the rankers of diseases out: one for MONDO, one for MeSH, with their calibration and what they remember. */
import { PREFIX, prefixOf } from '../src/curie.js';
import { calibrationError, type ToldLink } from '../src/ground/calibration.js';
import { DISEASE_TERMINOLOGIES } from '../src/ground/disease-candidates.js';
import type { DiseaseRankerModel, DiseaseRankerModels } from '../src/ground/disease-choice.js';
import { DISEASE_LINK_FEATURES, diseaseLinkValues } from '../src/ground/disease-confidence.js';
import { DISEASE_FEATURES, DISEASE_WIDTH } from '../src/ground/disease-feature-names.js';
import { createDiseaseGrounder } from '../src/ground/disease-grounder.js';
import { packMemory } from '../src/ground/memory-file.js';
import { PaperDiseases } from '../src/ground/paper-diseases.js';
import { type NamedWeights, namedWeights, scoresOf, softmax } from '../src/ground/ranker/ranker.js';
import { formatRanker, RANKER_VERSION } from '../src/ground/ranker/ranker-file.js';
import { foldOf, RANKER_TRAINING, trainRanker } from '../src/ground/ranker/train-ranker.js';
import { calibrate, type KnownLink, percent } from './calibrate-ranker.js';
import {
  buildDiseaseMemory,
  type DiseaseExample,
  type DiseaseTrainingOptions,
  diseaseExamples,
} from './disease-training.js';
import { DISEASE_MEMORY, DISEASE_RANKERS } from './open-disease-ranker.js';
import { type RankerDocument, readRankerDocument } from './ranker-documents.js';
import type { TrainRankerOptions } from './ranker-options.js';
import { sourcesOf } from './train-tagger.js';

/** Parts that the documents are cut into, so that each is judged by weights learned from the others. */
const FOLDS = 5;

/**
 * Choices less likely are none. Cross-fitted on the training documents F is flat between 0.3 and 0.5 for MeSH and best
 * between 0.4 and 0.5 for MONDO; lower ones bring wrong diseases.
 */
const THRESHOLDS: Readonly<Record<string, number>> = { [PREFIX.mesh]: 0.3, [PREFIX.mondo]: 0.45 };

/** The two rankers and the memory. The same input gives the same bytes. */
export function trainDiseaseRanker(options: TrainRankerOptions): Map<string, Uint8Array> {
  const read = (documents: TrainRankerOptions['train']) =>
    documents
      .filter(({ labeled }) => labeled.includes('Disease'))
      .map((document) => readRankerDocument(document, 'Disease', options));
  const training = { ...options, documents: read(options.train), named: options.named ?? [] };
  const memory = buildDiseaseMemory(training);
  const tables = memory.tables();
  const examples = diseaseExamples(training, memory);
  const models: Record<string, DiseaseRankerModel> = {};
  for (const prefix of DISEASE_TERMINOLOGIES) {
    const own = examples.filter((example) => example.prefix === prefix);
    models[prefix] = { weights: trainOne(prefix, own, options), threshold: THRESHOLDS[prefix] ?? 1, calibration: {} };
  }
  const links = linksOf(read(options.dev), { training, models, memory: memory.without(() => false) });
  const files = new Map<string, Uint8Array>([[DISEASE_MEMORY, packMemory(tables)]]);
  const told: ToldLink[] = [];
  for (const [prefix, file] of Object.entries(DISEASE_RANKERS)) {
    const { weights = {}, threshold = 1 } = models[prefix] ?? {};
    const own = links.filter((link) => link.prefix === prefix);
    const about = { name: `disease-ranker ${prefix}`, onLine: options.onLine };
    const calibration = calibrate(own, DISEASE_LINK_FEATURES, about);
    told.push(...calibration.told);
    const model = {
      version: RANKER_VERSION,
      name: file.replace('.json', ''),
      sources: sourcesOf(options.train),
      date: options.date,
      examples: examples.filter((example) => example.prefix === prefix).length,
      training: { ...RANKER_TRAINING },
      passes: [weights],
      calibration: calibration.weights,
      threshold,
    } as const;
    files.set(file, new TextEncoder().encode(formatRanker({ ...model, passes: [...model.passes] })));
  }
  onLineOfAll(told, options);
  return files;
}

/** Weights of one ranker, and how often it is right by weights of others' documents. */
function trainOne(prefix: string, examples: readonly DiseaseExample[], { onLine }: TrainRankerOptions): NamedWeights {
  const start = () => new Float64Array(DISEASE_WIDTH);
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    trainRanker(
      examples.filter(({ document }) => foldOf(document, FOLDS) !== fold),
      start(),
    ),
  );
  const counts = new Map<string, { texts: number; reachable: number; right: number }>();
  for (const example of examples) {
    if (example.gold.length === 0) continue;
    const count = counts.get(example.corpus) ?? { texts: 0, reachable: 0, right: 0 };
    counts.set(example.corpus, count);
    count.texts++;
    count.reachable += Number(example.right.at(-1) === 0);
    count.right += Number(isRight(example, folds[foldOf(example.document, FOLDS)] ?? start()));
  }
  for (const [corpus, { texts, reachable, right }] of counts) {
    onLine(
      `disease-ranker ${prefix}: ${corpus}: ${texts} texts, right among candidates ${percent(reachable / texts)}, ` +
        `chosen ${percent(right / texts)} (cross-fitted)`,
    );
  }
  return namedWeights(DISEASE_FEATURES, trainRanker(examples, start()));
}

/** Whether the most likely candidate is right, "none of them" left out. */
function isRight({ values, right }: DiseaseExample, weights: Float64Array): boolean {
  const probabilities = softmax(scoresOf(values, weights)).slice(0, -1);
  return probabilities.length > 0 && right[probabilities.indexOf(Math.max(...probabilities))] === 1;
}

/** A link of a mention that was found, with what is known of it. */
interface DiseaseLink extends KnownLink {
  readonly prefix: string;
}

interface LinkDeps {
  readonly training: DiseaseTrainingOptions;
  readonly models: DiseaseRankerModels;
  readonly memory: Parameters<typeof createDiseaseGrounder>[0]['memory'];
}

/** Links of all mentions found in documents, those of a terminology that their gold does not use left out. */
function linksOf(documents: readonly RankerDocument[], { training, models, memory }: LinkDeps): DiseaseLink[] {
  const { lexicon, lists } = training;
  const lookup = { lexicon, stopList: lists.stopList, diseaseWords: lists.diseaseWords };
  const grounder = createDiseaseGrounder({ lookup, equivalents: lists.diseaseEquivalents, memory, models });
  return documents.flatMap(({ id, recognized, answers }) => {
    const paper = new PaperDiseases(recognized, grounder);
    const used = new Set([...answers.values()].flatMap(({ gold }) => gold ?? []).map(prefixOf));
    return [...answers].flatMap(([mention, { gold, found, neutral }]) => {
      if (!found || neutral || gold?.length === 0) return [];
      const ids = (gold ?? []).map((concept) => lexicon.concept(concept)?.id ?? concept);
      return paper.of(mention).chosen.flatMap((choice) => {
        const prefix = prefixOf(choice.concept.id);
        if (!used.has(prefix)) return [];
        const values = diseaseLinkValues({ mention, choice });
        return [{ document: id, prefix, values, right: ids.includes(choice.concept.id) }];
      });
    });
  });
}

function onLineOfAll(told: readonly ToldLink[], { onLine }: TrainRankerOptions): void {
  onLine(
    `disease-ranker: ${told.length} links of both, calibration error ${calibrationError(told).toFixed(4)} (cross-fitted)`,
  );
}
