/** What the training of all taggers has in common: its options, and one model from sequences. */
import type { Lexicon } from '../src/lexicon/types.js';
import type { MentionType } from '../src/model.js';
import type { RecognizeDeps } from '../src/recognize/recognize.js';
import { type ExpandedFeatures, type PassageGold, trainingSequence } from '../src/recognize/tagger/gold.js';
import { labelCount } from '../src/recognize/tagger/labels.js';
import { packModel } from '../src/recognize/tagger/model-file.js';
import type { Scene } from '../src/recognize/tagger/scene.js';
import type { TaggerOptions } from '../src/recognize/tagger/tagger.js';
import { CrfTrainer, meanOf, type TrainingSequence, type Weights } from '../src/recognize/tagger/training.js';
import type { TrainingOptions } from '../src/recognize/tagger/training-options.js';
import type { GoldDocument } from './gold-documents.js';

/** The models of the first look, by the names of their files, with the types of each. */
export const TAGGERS: Readonly<Record<string, readonly MentionType[]>> = {
  disease: ['Disease'],
  gene: ['Gene', 'GeneFamily'],
};

/** What the models of the second look are called together, in `names`. */
export const SECOND_LOOK = 'second';

export interface TrainTaggerOptions {
  readonly lexicon: Lexicon;
  readonly lists: Pick<RecognizeDeps, 'stopList' | 'diseaseWords' | 'speciesWords'>;
  readonly train: readonly GoldDocument[];
  /** Documents that are only scored. */
  readonly dev: readonly GoldDocument[];
  readonly training: TrainingOptions;
  readonly tagger: TaggerOptions;
  /** Weight of full texts, whose gold misses mentions; an abstract counts 1. */
  readonly paperWeight: number;
  /** Which of `TAGGERS`, and `SECOND_LOOK`. */
  readonly names: readonly string[];
  /** Told what was done, a line at a time. */
  readonly onLine: (line: string) => void;
}

export interface TrainingPassage {
  readonly features: ExpandedFeatures;
  readonly gold: PassageGold;
}

/** Gold of one passage of a document. */
export function goldOf(
  { reading, full }: Scene,
  { gold, labeled }: GoldDocument,
  { paperWeight }: Pick<TrainTaggerOptions, 'paperWeight'>,
): PassageGold {
  return { spans: gold.get(reading.passage) ?? [], labeled, weight: full ? paperWeight : 1 };
}

interface FirstLookTraining {
  readonly name: string;
  readonly types: readonly MentionType[];
  readonly documents: readonly (readonly TrainingPassage[])[];
  readonly options: Pick<TrainTaggerOptions, 'training' | 'train' | 'onLine'>;
}

/** A model of the first look from these documents. */
export function trainFirstLook({ name, types, documents, options }: FirstLookTraining): Uint8Array {
  const sequences = documents
    .flat()
    .filter(({ gold }) => types.some((type) => gold.labeled.includes(type)))
    .map(({ features, gold }) => trainingSequence(features, gold, types));
  return trainModel(sequences, { ...options, name, types, look: 1 });
}

export interface ModelTraining extends Pick<TrainTaggerOptions, 'training' | 'train' | 'onLine'> {
  readonly name: string;
  readonly types: readonly MentionType[];
  readonly look: 1 | 2;
}

/** Trains one model, once for each of the runs that the settings ask for, and packs it. */
export function trainModel(sequences: readonly TrainingSequence[], about: ModelTraining): Uint8Array {
  const { types, look, training, train } = about;
  const first = trainRun(sequences, about);
  const others = Array.from({ length: training.runs - 1 }, (_, run) =>
    trainRun(sequences, { ...about, training: { ...training, seed: training.seed + run + 1 } }),
  );
  const head = { types, look, sources: sourcesOf(train), training: { ...training } };
  return packModel(meanOf([first, ...others]), head, training.pruneBelow);
}

/** Corpora with the number of their documents, e.g. `biored/train.pubtator.gz: 400 documents`. */
export function sourcesOf(train: readonly GoldDocument[]): string[] {
  const counts = new Map<string, number>();
  for (const { corpus } of train) counts.set(corpus, (counts.get(corpus) ?? 0) + 1);
  return [...counts].map(([corpus, count]) => `${corpus.split(/[\\/]/).slice(-2).join('/')}: ${count} documents`);
}

function trainRun(sequences: readonly TrainingSequence[], { name, types, training, onLine }: ModelTraining): Weights {
  const trainer = new CrfTrainer(labelCount(types), training);
  for (let epoch = 1; epoch <= training.epochs; epoch++) {
    const loss = trainer.epoch(sequences);
    onLine(
      `${name}: seed ${training.seed}, epoch ${epoch}, loss ${loss.toFixed(5)}, ${seconds()} s CPU, ${megabytes()} MB`,
    );
    if (epoch > training.epochs - training.averaged) trainer.remember();
  }
  return trainer.weights();
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1e6);
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 1e6);
}
